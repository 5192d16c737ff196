"""For whom each person of an article works, by the positions it states: what a position without organisation means.

« Le directeur technique, Paul Roy, » in a passage about several companies is one of the company that the article has
named as his; so is what he leaves when he « démissionne ».
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.parsing.language import Language
from kg.extract.roles.rolebook import RolePhrase
from kg.extract.syntax.grammar import Filler

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["Employers"]

_NOW = 4  # tokens before a position in which "now" or « depuis août » may stand


class Employers:
    """What the explicit positions of one article say. A former position says nothing of the present."""

    def __init__(self, doc: Doc, phrases: Iterable[RolePhrase], language: Language) -> None:
        now = language.role_words.get("now", ())
        self._doc, self._becoming = doc, language.role_words.get("becoming", ())
        self._of: dict[int, dict[int, Filler]] = defaultdict(dict)
        for phrase in phrases:
            ahead = phrase.predicated and doc[phrase.head].tag_ == "VB"  # "resigned to become chief of Nova"
            over = phrase.tense == "past" and not language.labels["possessor"]  # « dont Paul Roy fut président »
            if (
                not phrase.former
                and not over
                and not ahead
                and not _inferred(phrase)
                and not self._new(doc, phrase, now)
            ):
                self._add(phrase)

    @staticmethod
    def _new(doc: Doc, phrase: RolePhrase, now: Collection[str]) -> bool:
        """ "He left in May and is now chief of Nova": where he went says nothing of what he left."""
        start = max(doc[phrase.begins].sent.start, phrase.begins - _NOW)
        return phrase.predicated and any(w in now for w in doc.lowers[start : phrase.begins])

    def _add(self, phrase: RolePhrase) -> None:
        for holder in phrase.holders:
            for organization in phrase.organizations:
                person, employer = holder.mention.entity, organization.mention.entity
                if person is not None and employer is not None:
                    self._of[person].setdefault(employer, organization)

    def of(self, people: Collection[Filler]) -> list[Filler]:
        """The employers of the first of ``people`` for whom any is stated."""
        for f in people:
            if f.mention.entity is not None and (found := self._of.get(f.mention.entity)):
                return [Filler(employer.mention, "context") for employer in found.values()]
        return []

    def settled(self, phrase: RolePhrase) -> RolePhrase:
        """``phrase`` with its holder's one stated employer in place of an inferred one that is not stated anywhere."""
        if not _inferred(phrase) or phrase.former or self._taken_up(phrase):
            return phrase
        stated = self.of(phrase.holders)
        inferred = {f.mention.entity for f in phrase.organizations}
        if len(stated) != 1 or stated[0].mention.entity in inferred:
            return phrase
        return replace(phrase, organizations=tuple(stated), guessed=True)

    def _taken_up(self, phrase: RolePhrase) -> bool:
        """ "Ann Lee becomes its chief", "named Ann Lee chief": where she worked before says nothing of that."""
        if phrase.organizations and any(h.mention.end == phrase.begins for h in phrase.holders):
            return True
        return phrase.predicated and self._doc[phrase.head].lower_ in self._becoming

    def between(self, people: Sequence[Filler], passage: Sequence[Filler]) -> list[Filler]:
        """The organisation of a passage, unless the article states another one for these people."""
        stated = self.of(people)
        known = {f.mention.entity for f in stated}
        if not stated or any(f.mention.entity in known for f in passage):
            return list(passage)
        return stated if len(stated) == 1 else []


def _inferred(phrase: RolePhrase) -> bool:
    return phrase.guessed or any(f.witness == "context" for f in phrase.organizations)
