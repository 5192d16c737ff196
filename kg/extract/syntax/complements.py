"""What follows a trigger and its complement: « passe de Google à Meta », « un ancien de Meta, Anne Petit, »."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.syntax.clauses import preposition_at
from kg.extract.syntax.fillers import Filler
from kg.extract.syntax.verbs import Voice
from kg.extract.syntax.verbslots import VerbSlots
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["Complements"]

_SAID = 16  # tokens of what is said of a person between commas
_PAIRED = 5  # tokens from a noun to the complement that it shares with the next
_COMPLEMENT = 8  # tokens from a noun to the end of its « de X »


class Complements(VerbSlots):
    """Slots that are told by what stands right behind the trigger."""

    def _right_after(self, end: int, prepositions: Sequence[str]) -> list[Filler]:
        """A complement that follows the trigger at once: « transfuge de Google », « passé par Meta »."""
        limit = self.doc[end - 1].sent.end
        for start in (end, self._past_paired_noun(end)):
            for preposition in prepositions:
                n = preposition_at(self.doc, start, preposition, self.language)
                if n and (found := self.noun_phrase(start + n, limit)):
                    return found
        return []

    def _past_paired_noun(self, end: int) -> int:
        """« partenaire et premier actionnaire d'Acme »: token after the other noun that shares the complement."""
        i, limit = end + 1, min(len(self.doc) - 1, end + _PAIRED)
        if end >= limit or self.doc[end].lower_ not in self.language.conjunctions:
            return end
        while i < limit and i not in self.at and self.doc[i].pos_ in ("DET", "ADJ", "NOUN", "NUM"):
            i += 1
        return i

    def _beyond(self, end: int, prepositions: Sequence[str]) -> list[Filler]:
        """The second complement: « passe de Google [à] Meta », « laisse les rênes d'Acme [à] Anne Petit »."""
        after = self._past_complement(end)
        return self._right_after(after, prepositions) if after > end else []

    def _past_complement(self, end: int) -> int:
        """Token after the « de X » (or the bare name) that stands at ``end``; ``end`` when there is none."""
        i, limit = end, min(len(self.doc), end + _COMPLEMENT)
        while i < limit and i not in self.at and (self._leads_on(self.doc[i]) or self.doc[i].pos_ == "ADP"):
            i += 1
        return self.fellows(self.at[i])[-1].end if i in self.at else end

    def _bearer(self, token: Token, end: int, types: Sequence[EntityType]) -> list[Filler]:
        """Whom a noun with its complement describes: « l'ex-Meta [Anne] », « un ancien de Meta, [Anne], »."""
        i = self._past_complement(end)
        comma = i < len(self.doc) and self.doc[i].text in (",", ":")
        mention = self.at.get(i + comma)
        if mention is None or mention.kind != "name" or not mention.may_be(types):
            return []
        if comma and self.name_before(token) is not None:
            return []  # the noun describes the name before it
        return list(self.each([mention], "syntax"))

    def _described_before(self, token: Token) -> list[Filler]:
        """« Anne Petit et Paul Roy, deux anciens de Meta, »: the names that the apposition is set beside."""
        before = self.name_before(token) or self.said_of_before(token.i)
        if before is not None and self.doc.lowers[before.end : before.end + 1] == ["("]:
            return [Filler(m, "syntax") for m in self.described(before, token)]
        return list(self.each([before], "syntax")) if before is not None else []

    def said_of_before(self, i: int) -> Mention | None:
        """Whom what stands at token ``i`` is said of too: « Anne, directrice technique et [ancienne de Meta] », « Anne,
        la patronne, [passée par Meta] »: the person before the comma that opens it all."""
        first = self.doc[i].sent.start
        k = i - 1
        while k > first and k not in self.at and self.doc[k].pos_ in ("ADJ", "DET", "NUM"):
            k -= 1
        if k <= first or not (self.doc[k].lower_ in self.language.conjunctions or self.doc[k].text == ","):
            return None
        k -= 1
        while k > first and i - k < _SAID and self._in_apposition(k):
            k -= 1
        before = self.at.get(k - 1) if self.doc[k].text in (",", "(") else None
        person = before is not None and before.type == "Person" and before.kind == "name" and before.end == k
        return before if person and k < i - 2 else None

    def _in_apposition(self, k: int) -> bool:
        if k in self.at:
            return self.at[k].type != "Person"
        token = self.doc[k]
        return token.pos_ in ("NOUN", "ADJ", "DET", "NUM", "ADP", "ADV", "PROPN") or token.lower_ in self.language.of

    def _attribute(self, end: int) -> list[Filler]:
        """« Son successeur (à la tête d'Acme) sera [Anne Petit] »: the name after the copula that follows."""
        i = self._past_complement(end)
        while i < len(self.doc) and self.doc[i].lower_ in self.language.skip:
            i += 1
        if i + 1 >= len(self.doc) or self.doc[i].lower_ not in self.language.role_words["copulas"]:
            return []
        mention = self.at.get(i + 1)
        return list(self.each([mention], "syntax")) if mention is not None else []

    def _part(self, token: Token, voice: Voice) -> list[Filler]:
        """Whose the object is that a verb has: « la recherche d'[Acme] est pilotée par ... »."""
        label = self.language.labels["subject" if voice == "passive" else "object"]
        heads = [c for c in token.children if c.dep_ in label and c.i not in self.at]
        return [f for head in heads for m in self.complement(head) for f in self.each([m], "syntax")]

    def _whose(self, token: Token) -> list[Filler]:
        """« Son successeur », "her predecessor": of the person spoken of."""
        i = token.i - 1
        while i > token.sent.start and self.doc[i].pos_ in ("ADJ", "ADV"):
            i -= 1
        if self.doc[i].lower_ not in self.language.pronouns["possessive"]:
            return []
        found = self.salience.person(i)
        return [Filler(found, "context")] if found is not None else []
