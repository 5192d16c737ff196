"""Pronouns before the name they stand for: "Before he joined Nova, Paul Roy ..."; and « Quant à Anne Petit, elle »."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.coref.salience import Salience
from kg.extract.names.mentions import Anaphor, Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Span

__all__ = ["Cataphora"]

_FRONT = 12  # tokens of a clause before the main one


@dataclass(slots=True)
class Cataphora:
    """Chooses for one article; ``people`` are those that it names, ``agrees`` compares genders."""

    doc: Doc
    language: Language
    salience: Salience
    people: Sequence[Mention]
    agrees: Callable[[Anaphor, Mention], bool]
    subjects: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        pronouns = self.language.pronouns
        self.subjects = frozenset((*pronouns.get("masculine", ()), *pronouns.get("feminine", ())))

    def of(self, a: Anaphor) -> Mention | None:
        """ "Before he joined Nova, Paul Roy ...": a pronoun in a clause set in front is the subject that follows."""
        m = a.mention
        sentence = self.doc[m.start].sent
        if as_for := self._as_for(a, sentence):
            return as_for
        fronted = sentence.start < m.start <= sentence.start + _FRONT and m.kind == "pronoun"
        if not fronted or any(k.start >= sentence.start and k.end <= m.start for k in self.people):
            return None
        commas = [t.i for t in self.doc[m.end : min(sentence.end, m.end + _FRONT)] if t.text == ","]
        far = self.doc[m.start].lower_ in self.subjects and self.doc[m.start - 1].lower_ in self.language.relatives
        return next((k for c in commas[: None if far else 1] if (k := self._opens_main(a, c + 1, sentence.end))), None)

    def _opens_main(self, a: Anaphor, i: int, stop: int) -> Mention | None:
        """The person at token ``i`` whose verb follows ("the Australian-born Paul Roy [also] served")."""
        while i < stop and i not in self.salience.at and self._qualifies(i):
            i += 1
        after = self.salience.at.get(i)
        if after is None or after.type != "Person" or after.kind != "name" or not self.agrees(a, after):
            return None
        k = after.end
        while k < stop and self.doc[k].pos_ == "ADV":
            k += 1
        return after if k < stop and self.doc[k].pos_ in ("VERB", "AUX") else None

    def _qualifies(self, i: int) -> bool:
        token = self.doc[i]
        beside = token.text == "-" or token.tag_ in ("VBN", "VBG")
        return token.pos_ in ("DET", "ADJ", "NUM") or beside or token.ent_type_ == "NORP"

    def _as_for(self, a: Anaphor, sentence: Span) -> Mention | None:
        """« Quant à Anne Petit, elle ... »: the one whom the sentence is said to be about."""
        m = a.mention
        before = self.salience.at.get(m.start - 2)
        if m.kind != "pronoun" or before is None or self.doc[m.start - 1].text != "," or before.entity is None:
            return None
        opening = [t.lower_ for t in self.doc[sentence.start : before.start]]
        led = any(opening[: len(p)] == list(p) for p in self.language.as_for)
        return before if led and self.agrees(a, before) else None
