"""Positions that follow one another: the second has the first one's holder, or the first the second's organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.roles.rolebook import RolePhrase
from kg.extract.roles.roleholders import RoleHolders
from kg.extract.syntax.clauses import follows

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["RoleChains"]

_JOINT = 4  # tokens between two positions that are said together
_DESCRIPTION = 16  # tokens of what is said of the first one's organisation


class RoleChains(RoleHolders):
    """What neighbouring positions of one scene tell of one another."""

    def _modifies(self, word: str) -> bool:
        return (word,) in self.book.modifiers or (word,) in self.book.former

    def chained(self, before: RolePhrase, phrase: RolePhrase) -> RolePhrase:
        """ "Ann Lee is chair of Lumio and head of research at Nokia": the second position is the same person's."""
        if phrase.holders or not (before.holders or before.led_in) or not self._adds(before, phrase):
            return phrase
        one_of = not self.language.of.isdisjoint(self.doc.lowers[phrase.begins : phrase.start])
        if self.scene.compounds and self._several(phrase) and len(before.holders) == 1 and not one_of:
            return phrase  # "Ann Lee, chief of Nova, and several executives at Zeta"
        return replace(
            phrase,
            holders=before.holders,
            led_in=before.led_in,
            predicated=before.predicated,
            tense=before.tense,
        )

    def of_the_same(self, before: RolePhrase, phrase: RolePhrase) -> RolePhrase:
        """« Anne Petit, patronne de Lumio, et Paul Roy, [son directeur] »: of the first one's organisation."""
        owned = self.doc[phrase.begins].lower_ in self.language.pronouns["possessive"] and not self.scene.compounds
        near = 0 < phrase.begins - before.last < _JOINT + 2 and bool(phrase.holders) and bool(before.holders)
        if not owned or not near or (phrase.organizations and not phrase.guessed) or before.guessed:
            return phrase
        return replace(phrase, organizations=before.organizations, guessed=False)

    def shared(self, before: RolePhrase, phrase: RolePhrase) -> RolePhrase:
        """ "the founder and former chief executive of Lumio": the first position is one there too."""
        alone = before.guessed or not before.organizations
        open_ended = phrase.former and not before.former and alone
        follows_it = [f for f in phrase.organizations if f.mention.start >= phrase.end]
        if alone and before.founding and self.doc[phrase.begins].lower_ in self.language.pronouns["possessive"]:
            open_ended, follows_it = True, list(phrase.organizations)  # "a co-founder and its chief"
        words = [t.lower_ for t in self.doc[before.end : phrase.begins]]
        joined = 0 < len(words) <= _JOINT and all(w in self.language.conjunctions | {","} for w in words)
        if not (open_ended and follows_it and joined) or phrase.guessed:
            return before
        return replace(before, organizations=tuple(follows_it), guessed=False)

    def among_founders(self, before: Sequence[RolePhrase], phrase: RolePhrase) -> RolePhrase:
        """ "two of the founders of Lumio. ... Ann Lee, the third founder,": of what the others have founded."""
        told = self.doc[phrase.begins : phrase.start + 1]
        another = any(t.ent_type_ == "ORDINAL" or t.lower_ in self.book.others for t in told)
        if not (phrase.founding and phrase.holders and another) or (phrase.organizations and not phrase.guessed):
            return phrase
        known = [p for p in before if p.founding and p.organizations and (self._several(p) or self._fellow(told))]
        return replace(phrase, organizations=known[-1].organizations, guessed=False) if known else phrase

    def _fellow(self, told: Sequence[Token]) -> bool:
        return any(t.lower_ in self.language.cues("fellows") for t in told)

    def _several(self, phrase: RolePhrase) -> bool:
        return any(t.tag_ == "NNS" for t in self.doc[phrase.start : phrase.end])

    def _adds(self, before: RolePhrase, phrase: RolePhrase) -> bool:
        between = self.doc[before.last : phrase.begins]
        if between and not (between := self._past_conjunction(before.last, phrase.begins)):
            return True
        joins = self.language.conjunctions | {",", ";", "'s"} | self.book.asides
        after = self.doc[phrase.last] if phrase.last < len(self.doc) else None
        if after is not None and after.pos_ in ("VERB", "AUX") and "Fin" in after.morph.get("VerbForm", []):
            return False  # "X is chair of Lumio and the head of Nokia resigned"
        if between and len(between) <= _JOINT and all(t.lower_ in joins or self._modifies(t.lower_) for t in between):
            return True
        return bool(before.holders) and self.scene.compounds and self._past_description(before.last, phrase)

    def _past_conjunction(self, start: int, end: int) -> list[Token]:
        """What stands between two positions, without a conjunction of several words (", as well as")."""
        i = start + (self.doc[start : start + 1] != [] and self.doc[start].text == ",")
        phrases = [tuple(c.split()) for c in self.language.conjunctions if " " in c]
        n = follows(self.doc, i, phrases)
        return self.doc[i + n if n else start : end]

    def _past_description(self, i: int, phrase: RolePhrase) -> bool:
        """ "chair of Lumio[, a maker of phones,] and a director of Nokia", "[since 2019,] and an adviser to Nokia".

        What is said of the first organisation names nobody and ends with a comma or "and"; nothing is said of the
        second position but whose it is.
        """
        words = self.doc[i : phrase.begins]
        if not 1 < len(words) <= _DESCRIPTION or words[0].sent.start != self.doc[phrase.begins].sent.start:
            return False
        stops = self.language.conjunctions | {","}
        closed = next((t.lower_ in stops for t in reversed(words) if t.lower_ not in self.book.asides), False)
        acts = any(t.pos_ in ("VERB", "AUX") and t.tag_ not in ("VBG", "VBN") for t in words)
        relative = any(t.lower_ in self.language.relatives for t in words)
        people = any(t.i in self.scene.at and self.scene.at[t.i].type == "Person" for t in words)
        return closed and not people and (relative or not acts)
