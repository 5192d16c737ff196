"""Which of a sentence's dates dates a claim: the one that the parse hangs on the claim's own word.

A date in another clause, on another claim's word, or beside a saying (« a annoncé vendredi que ... ») dates nothing
here: a missing date is better than a wrong one. :mod:`kg.extract.temporal.dateclauses` has the dates that stand in
front of the claim's clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.rules.candidates import Candidate
from kg.extract.syntax.grammar import Scene
from kg.extract.temporal.dateclauses import Clauses, Placed
from kg.extract.temporal.datecues import DateCues
from kg.extract.temporal.dates import DateMention, date_for

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["DatedText"]

# first slots of nouns that name somebody, not what happened: "founder", « client »
_SAID_OF = frozenset({"head", "named"})
_ASIDE = frozenset({"relcl", "acl", "acl:relcl", "advcl", "appos"})
_PREDICATES = frozenset({"attr", "xcomp", "oprd"})
_BESIDE = 8  # tokens from a position to the date behind it


class DatedText:
    """The dates of one article and the words of ``candidates`` on which they may hang."""

    def __init__(
        self, scene: Scene, dates: Sequence[DateMention], cues: DateCues, candidates: Sequence[Candidate]
    ) -> None:
        self.doc, self.cues = scene.doc, cues
        self.triggers = frozenset(c.start for c in candidates)
        self.placed = [p for p in map(self._place, dates) if p is not None]
        self.clauses = Clauses(scene, cues, candidates)

    def _place(self, mention: DateMention) -> Placed | None:
        span = self.doc.char_span(mention.start, mention.end)
        if span is None:
            return None
        first = span[0].i - 1
        while first > 0 and self.doc[first].lower_ in self.cues.fillers:
            first -= 1
        before = self.doc[first].lower_ if first >= 0 else ""
        return Placed(mention, span.root, before, span.start, span.end)

    def date_of(self, c: Candidate, bounds: tuple[int, int], *, state: bool) -> DateMention | None:
        """The date of what ``c`` says, inside code points ``bounds``.

        A state's date is its start: « jusqu'en 2019 » is none, and a position said in passing has only « depuis 2022 ».
        """
        near = [p for p in self.placed if bounds[0] <= p.mention.start < bounds[1]]
        if not near:
            return None
        said_of = bool(_SAID_OF & {*c.rule.subject[:1], *c.rule.object[:1]}) or c.rule.kind in ("role", "between")
        first, last = self.doc[c.start].idx, self.doc[c.end - 1].idx + len(self.doc[c.end - 1])
        dates = [p for p in near if p.mention.shift is None]
        usable = [p for p in dates if self._usable(p, c, state=state, said_of=said_of)]
        found = date_for(first, last, [p.mention for p in usable], self.cues, text=self.doc.text, bounds=bounds)
        return found if found is not None or state else self.clauses.counted(near, c)

    def _usable(self, placed: Placed, c: Candidate, *, state: bool, said_of: bool) -> bool:
        if not state:
            return self.clauses.opens(placed, c) or self._belongs(placed, c, inside=said_of)
        if placed.mention.ends or not self._starts(placed, c, needed=said_of):
            return False
        return self.clauses.opens(placed, c) or self._belongs(placed, c, inside=said_of)

    def _starts(self, placed: Placed, c: Candidate, *, needed: bool) -> bool:
        if needed and not self._begun(c):
            return placed.before in self.cues.since or placed.mention.opens
        return placed.before not in self.cues.until

    def _begun(self, c: Candidate) -> bool:
        """Whether a position is said of somebody by a verb that begins it: "became chief executive in 2019"."""
        verb = self._copula(c)
        return verb is not None and verb.lower_ in self.cues.begins

    def _copula(self, c: Candidate) -> Token | None:
        """The verb by which the claim's word is said of somebody."""
        word = next((t for t in self.doc[c.start : c.end] if not c.start <= t.head.i < c.end), self.doc[c.start])
        return word.head if word.dep_ in _PREDICATES and word.head.pos_ in ("VERB", "AUX") else None

    def _belongs(self, placed: Placed, c: Candidate, *, inside: bool) -> bool:
        """Climb from the date to the first word that something can happen by; it must be the claim's."""
        if (placed.before in self.cues.since or placed.mention.opens) and self._beside(placed, c):
            return True
        for above in (placed.root, *placed.root.ancestors):
            if c.start <= above.i < c.end:
                return True
            if (
                placed.start <= above.i < placed.end
                or self._closed(above, placed)
                or above.lower_ in self.cues.openings
            ):
                continue
            if above.i in self.triggers:
                return not inside and self.clauses.shares(above, placed, c)
            if above.pos_ in ("VERB", "AUX"):
                return self._copula(c) is above if inside else self._carries(above, c, placed)
        return not inside

    def _beside(self, placed: Placed, c: Candidate) -> bool:
        """« est depuis août directrice technique », "chief executive of Lumio from 2011 to 2014, ..."."""
        between = self.doc[c.end : placed.root.i]
        clear = not any(t.text == "," or t.pos_ in ("VERB", "AUX") for t in between)
        return placed.end == c.start or (0 < len(between) <= _BESIDE and clear)

    def _closed(self, above: Token, placed: Placed) -> bool:
        """Whether a comma before the date ends the clause that the parse hangs it on: « ..., où elle dirigeait la
        recherche, en octobre », "..., a Nokia unit, in May"."""
        if placed.before != "," or above.dep_ not in _ASIDE or above.i > placed.root.i:
            return False
        opener = next(iter(above.subtree))
        if not 0 < opener.i < above.i or self.doc[opener.i - 1].text != ",":
            return False
        return above.dep_ == "appos" or opener.pos_ in ("PRON", "SCONJ")

    def _carries(self, verb: Token, c: Candidate, placed: Placed) -> bool:
        """Whether another verb's date is the claim's: « le rachat, bouclé vendredi », "will join in May"."""
        if verb.lower_ in self.cues.reporting:
            return False
        trigger = self.doc[c.start]
        if trigger.pos_ in ("VERB", "AUX"):
            carried = trigger.head.i == verb.i and trigger.dep_ in ("xcomp", "aux", "aux:pass", "auxpass", "ccomp")
            return carried and (placed.root.i > trigger.i or verb.pos_ == "AUX")
        return verb.head.i == trigger.i or self._governs(verb, trigger)

    def _governs(self, verb: Token, noun: Token) -> bool:
        """Whether the noun is what the verb is about (« le rachat a été bouclé vendredi »), not deep inside it."""
        above = noun.head.head if noun.head.pos_ == "ADP" else noun.head
        return above.i == verb.i
