"""Which of a sentence's dates dates a claim: the one that the parse hangs on the claim's own word.

A date in another clause, on another claim's word, or beside a saying (« a annoncé vendredi que ... ») dates nothing
here: a missing date is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate
from kg.extract.datecues import DateCues
from kg.extract.dates import DateMention, date_for

if TYPE_CHECKING:
    from kg.extract.parsed import Doc, Token

__all__ = ["DatedText"]

_SAID_OF = frozenset({"head", "named"})  # slots of nouns that name somebody, not what happened: "founder", « client »


@dataclass(frozen=True, slots=True)
class _Placed:
    """A date, the token that carries it, and the word before it."""

    mention: DateMention
    root: Token
    before: str


class DatedText:
    """The dates of one article and the words (``triggers``, token indexes) on which they may hang."""

    def __init__(self, doc: Doc, dates: Sequence[DateMention], cues: DateCues, triggers: Collection[int]) -> None:
        self.doc, self.cues, self.triggers = doc, cues, triggers
        self.placed = [p for p in map(self._place, dates) if p is not None]

    def _place(self, mention: DateMention) -> _Placed | None:
        span = self.doc.char_span(mention.start, mention.end)
        if span is None:
            return None
        first = span[0].i - 1
        while first > 0 and self.doc[first].lower_ in self.cues.fillers:
            first -= 1
        return _Placed(mention, span.root, self.doc[first].lower_ if first >= 0 else "")

    def date_of(self, c: Candidate, bounds: tuple[int, int], *, state: bool) -> DateMention | None:
        """The date of what ``c`` says, inside code points ``bounds``.

        A state's date is its start: « jusqu'en 2019 » is none, and a position said in passing has only « depuis 2022 ».
        """
        said_of = _SAID_OF & {*c.rule.subject, *c.rule.object} or c.rule.kind in ("role", "between")
        first, last = self.doc[c.start].idx, self.doc[c.end - 1].idx + len(self.doc[c.end - 1])
        usable = [
            p.mention
            for p in self.placed
            if bounds[0] <= p.mention.start < bounds[1]
            and not (state and not self._starts(p, needed=bool(said_of)))
            and self._belongs(p, c, inside=bool(said_of))
        ]
        return date_for(first, last, usable, self.cues, text=self.doc.text, bounds=bounds)

    def _starts(self, placed: _Placed, *, needed: bool) -> bool:
        return placed.before in self.cues.since if needed else placed.before not in self.cues.until

    def _belongs(self, placed: _Placed, c: Candidate, *, inside: bool) -> bool:
        """Climb from the date to the first word that something can happen by; it must be the claim's."""
        for above in (placed.root, *placed.root.ancestors):
            if c.start <= above.i < c.end:
                return True
            if above.i in self.triggers:
                return False
            if above.pos_ in ("VERB", "AUX"):
                return not inside and self._carries(above, c, placed)
        return not inside

    def _carries(self, verb: Token, c: Candidate, placed: _Placed) -> bool:
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
