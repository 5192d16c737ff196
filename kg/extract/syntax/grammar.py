"""Grammatical slots of a trigger: who does it, to whom, after which preposition.

The parser is asked first; small models often misread names and participles, so where it gives no mention, the order of
the words is asked (nearest mention on the right side of the verb group, no clause between). A filler says which witness
it has: "syntax", "order", or "context" for a pronoun or an ellipsis that what was said before fills.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kg.extract.syntax.fillers import Filler
from kg.extract.syntax.nounslots import NounSlots
from kg.extract.syntax.subjects import ANY_TYPE
from kg.extract.syntax.verbs import Voice, clitic, verb_group, voice_of
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.names.mentions import Mention
    from kg.extract.parsing.parsed import Token

__all__ = ["Filler", "Scene", "Voice", "verb_group", "voice_of"]


class Scene(NounSlots):
    """A parsed article with its mentions, as the rules see it."""

    def fill(  # noqa: PLR0911 (one return a kind of slot)
        self, slot: str, token: Token, end: int, voice: Voice, types: Sequence[EntityType] = ANY_TYPE
    ) -> list[Filler]:
        """Fillers of ``slot`` for the trigger ``token``, whose wording ends before token ``end``.

        ``types`` are those that the rule takes; pronouns are read with them in mind.
        """
        kind, colon, words = slot.partition(":")
        if kind == "behind":
            return self._behind(words, token, end, voice)
        if colon:
            return self._led_by(kind, words.split("|"), token, end, types)
        if slot == "agent" or (slot == "subject" and voice == "passive"):
            return self._prepositional(token, end, sorted(self.language.by), types=())
        if slot == "subject" or (slot == "object" and voice == "passive"):
            return self._subject(token, voice, types)
        if slot == "object":
            return self._object(token, end, types)
        if slot == "clitic":
            return self._by_clitic(token, self.salience.nearest)
        if slot == "whom":
            return self._by_clitic(token, self.salience.person)
        if slot == "two":
            return [Filler(m, "context") for m in self.salience.two(token.i)]
        if slot == "part":
            return self._part(token, voice)
        if slot == "goods" and voice == "passive" and self.doc[min(end, len(self.doc) - 1)].lower_ in self.language.by:
            return []  # "a round led by Nova, along with Zeta's fund"
        if slot == "bearer":
            return self._bearer(token, end, types) or self._described_before(token) or self._head(token, end)
        return _OF_A_NOUN[slot](self, token, end)

    def _by_clitic(self, token: Token, spoken_of: Callable[[int, set[int]], Mention | None]) -> list[Filler]:
        """« l'a rachetée » of an organisation, « l'a recrutée » of a person: who was spoken of, the subject aside."""
        pronoun = clitic(token, "object", self.language)
        if pronoun is None:
            return []
        subjects = {f.mention.entity for f in self._subject(token, "active") if f.mention.entity is not None}
        found = spoken_of(pronoun.i, subjects)
        return [Filler(found, "context")] if found is not None else []

    def _behind(self, slot: str, token: Token, end: int, voice: Voice) -> list[Filler]:
        """The organisations behind the things in a slot."""
        passive = voice == "passive"
        if slot in ("subject", "object") and passive == (slot == "object"):
            return self._owned_subject(token, "passive" if passive else "active")
        if slot == "object":
            return self._owned_object(token, end)
        return (self._owned_head(token) if slot == "head" else []) or self.makers(
            self.fill(slot, token, end, voice, ("Product",))
        )

    def _led_by(
        self, kind: str, words: Sequence[str], token: Token, end: int, types: Sequence[EntityType]
    ) -> list[Filler]:
        if kind == "then":
            return self._right_after(end, words)
        if kind == "beyond":
            return self._beyond(end, words)
        return self._prepositional(token, end, words, types=types, far=kind == "far")


_OF_A_NOUN: dict[str, Callable[[Scene, Token, int], list[Filler]]] = {
    "of": Scene._of,
    "whose": lambda scene, token, _: scene._whose(token),
    "next": lambda scene, _, end: list(scene.each([scene.at[end]], "syntax")) if end in scene.at else [],
    "attribute": lambda scene, _, end: scene._attribute(end),
    "before": lambda scene, token, _: scene._described_before(token),
    "owner": Scene._owner,
    "headline": Scene._headline,
    "main": Scene._main,
    "actor": Scene._actor,
    "governor": Scene._governing,
    "head": Scene._head,
    "named": Scene._named,
    "self": lambda scene, token, _: [Filler(scene.at[token.i], "context")] if token.i in scene.at else [],
    "other": lambda scene, token, end: [] if scene._owned_by_name(token) else scene._other(token, end),
    "beyond": Scene._other,
    "clause": lambda scene, token, _: scene._of_the_clause(token),
    "goods": Scene._goods,
    "wares": Scene._wares,
    "its compound": Scene._its_compound,
    "compound": Scene._compound,
    "above": Scene._above,
    "beside": Scene._beside,
}
