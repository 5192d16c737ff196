"""Dates that stand before the clause whose event they date, or that two clauses share.

"In 2013, when it bought Lumio"; "came back on Sunday, two days after he was fired"; "in May she left Nokia and was
hired by Acme"; "left Nokia to found Lumio in 2018".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.modality.tense import verb_tense
from kg.extract.rules.candidates import Candidate
from kg.extract.syntax.grammar import Scene
from kg.extract.temporal.datecues import DateCues
from kg.extract.temporal.dates import DateMention

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["Clauses", "Placed"]

_SOON = 9  # tokens from the word that opens a clause to its verb
_MARKS = frozenset({",", ";", ":", "(", ")", "—", "–"})
_COARSE = frozenset({"month", "year", "decade"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A date, the token that carries it, the word before it, and its tokens ``[start, end)``."""

    mention: DateMention
    root: Token
    before: str
    start: int
    end: int


class Clauses:
    """The clauses of one article that dates stand before."""

    def __init__(self, scene: Scene, cues: DateCues, candidates: Sequence[Candidate]) -> None:
        self.scene, self.doc, self.cues = scene, scene.doc, cues
        self.triggers = frozenset(c.start for c in candidates)
        self.leaving = frozenset(c.start for c in candidates if c.rule.relation == "left")

    def opens(self, placed: Placed, c: Candidate) -> bool:
        """Whether a word behind the date opens a clause that the claim is told by: "in 2013, when it bought Lumio"."""
        lowers = self.doc.lowers
        start = placed.end
        while start < len(lowers) and (lowers[start] == "," or self.doc[start].pos_ == "DET"):
            start += 1
        for phrase in self.cues.when:
            if tuple(lowers[start : start + len(phrase)]) == phrase:
                return self._told_by(start + len(phrase), c)
        return False

    def counted(self, near: Sequence[Placed], c: Candidate) -> DateMention | None:
        """The claim's date where its clause says how far it lies from what the sentence tells.

        That is the sentence's only other date; without one it is the day of publication, for months and years before a
        verb in the present (« revient chez Acme, trois ans après l'avoir quitté »), and else nothing is guessed.
        """
        found = next((p for p in near if p.mention.shift is not None and self._told_by(p.end, c)), None)
        if found is None or found.mention.shift is None:
            return None
        shift, others = found.mention.shift, [p.mention for p in near if p.mention.shift is None]
        if len(others) == 1:
            value = shift.from_date(others[0].value)
        else:
            value = shift.published if not others and shift.unit in _COARSE and self._of_today(c) else None
        return replace(found.mention, value=value) if value is not None else None

    def shares(self, verb: Token, placed: Placed, c: Candidate) -> bool:
        """Whether the date of ``verb`` is also that of the claim's verb."""
        trigger = self.doc[c.start]
        if trigger.head is verb and trigger.dep_ == "conj":  # "In May she left Nokia and was hired by Acme."
            return placed.root.i < verb.i and self._goes_on(trigger) and not self._dated_itself(trigger, placed)
        if verb.head is trigger:  # "She left Nokia to join Acme in May."
            return placed.root.i > verb.i and trigger.i in self.leaving and self._for_it(verb)
        # "She left Nokia in May to join Acme."
        return trigger.head is verb and placed.root.i < trigger.i and verb.i in self.leaving and self._for_it(trigger)

    def _for_it(self, verb: Token) -> bool:
        lead = self.doc[verb.i - 2 : verb.i]
        led = len(lead) > 1 and lead[1].pos_ in ("PART", "ADP") and lead[0].text != ","
        return led and verb.dep_ in ("xcomp", "advcl")

    def _goes_on(self, verb: Token) -> bool:
        """Whether only auxiliaries stand between the conjunction and the verb: it has the first one's subject."""
        words = (t for t in reversed(self.doc[max(verb.i - _SOON, 0) : verb.i]) if t.pos_ not in ("AUX", "ADV", "PART"))
        return next(words, verb).pos_ in ("CCONJ", "PUNCT")

    def _dated_itself(self, trigger: Token, placed: Placed) -> bool:
        return any(t.pos_ == "NUM" and t.i != placed.root.i for t in trigger.subtree)

    def _told_by(self, start: int, c: Candidate) -> bool:
        """Whether the first word from token ``start`` on that something happens by is the claim's."""
        for token in self.doc[start : start + _SOON]:
            if c.start <= token.i < c.end:
                return True
            if token.text in _MARKS or token.i in self.triggers or token.pos_ == "VERB":
                return False
        return False

    def _of_today(self, c: Candidate) -> bool:
        """Whether the verb above the claim's clause is in the present: what it tells is news."""
        verbs = (t for t in self.doc[c.start].ancestors if t.pos_ == "VERB" and not c.start <= t.i < c.end)
        above = next(verbs, None)
        return above is not None and verb_tense(above, self.scene) == "present"
