"""Who is given a new position where he works already: promoted, not hired.

"Nokia named its finance chief, Eva Lund, chief executive", "Eva Lund, who runs Nokia's network unit, was appointed
...": the sentence itself says that the person works there. Which rules' verbs may promote, they say (``within``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extract.parsing.language import Language
from kg.extract.rules.candidates import Candidate

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["Insiders"]


class Insiders:
    """What an article's ``worksFor`` candidates say of who is appointed."""

    def __init__(self, doc: Doc, candidates: Iterable[Candidate], language: Language) -> None:
        self._doc, self._language = doc, language
        self._founders: set[tuple[int | None, int | None]] = set()
        self._known: dict[tuple[int, int | None, int | None], list[Candidate]] = defaultdict(list)
        for c in candidates:
            if c.rule.relation == "worksFor":
                self._known[self._key(c)].append(c)
            if c.rule.relation == "founded":
                self._founders.add((c.subject.mention.entity, c.object.mention.entity))

    def promoted(self, c: Candidate) -> bool:
        """Whether the sentence of a candidate for ``joined`` says that the person works there, or has founded it."""
        if not c.rule.within:
            return False
        founder = (c.subject.mention.entity, c.object.mention.entity) in self._founders
        return founder or self._called_insider(c) or any(self._at_work(c, other) for other in self._known[self._key(c)])

    def _key(self, c: Candidate) -> tuple[int, int | None, int | None]:
        return self._doc[c.start].sent.start, c.subject.mention.entity, c.object.mention.entity

    def _called_insider(self, c: Candidate) -> bool:
        """ "Eva Lund, a company veteran": words of the sentence that tell an insider."""
        sentence = self._doc[c.start].sent
        words = " " + " ".join(self._doc.lowers[sentence.start : sentence.end]) + " "
        return any(f" {phrase} " in words for phrase in self._language.insiders)

    def _at_work(self, c: Candidate, other: Candidate) -> bool:
        """Whether another candidate says what the person does there besides what the appointment gives."""
        if other.role is None or other.rule.kind != "role":
            verb = self._doc[other.start]
            told = verb.tag_ in ("VBD", "VBN", "VBZ", "VBG") or (
                not self._language.labels["possessor"] and not other.rule.entering
            )
            return other.rule.kind == "verb" and told and other.start != c.start
        role, name = other.role, c.subject.mention
        given = role.start <= c.start < role.end  # "the newly named chief executive"
        if given or not self._language.incoming.isdisjoint(self._doc.lowers[role.begins : role.end]):
            return False
        # "named Eva Lund, its finance chief, chief executive": set off from the name by a comma
        set_off = role.start > name.end and self._doc[name.end].text == ","
        return set_off or role.start < max(c.start, name.start)
