"""Names set beside a noun at a distance: after its complement, after a copula, in an aside.

« Le rival de Zeta, Acme, recrute », « le premier actionnaire de Zeta reste Acme », « sa filiale d'assurance Zeta ».
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.syntax.fillers import Filler
from kg.extract.syntax.owners import Owners

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["Appositions"]

_REACH = 12  # tokens from a noun to the name that follows its complement
_CLOSING = (",", ")", ".", ";", "–", "—")


class Appositions(Owners):
    """A parsed article in which nouns lead to the names set beside them."""

    def beyond_complement(self, token: Token, end: int) -> list[Filler]:
        """Whom a noun with its complement describes, where the name comes last."""
        stop = token.sent.end
        i = self._after_complement(end, stop, loose=True)
        if i < stop and self.doc[i].lower_ in self.language.role_words["copulas"]:
            return self._predicate(i + 1)
        i = self._after_complement(end, stop, loose=False)
        complement = i < stop and any(k in self.at for k in range(end, i))
        return self._name_in_aside(token, i + 1) if complement and self.doc[i].text in (",", "(") else []

    def _after_complement(self, start: int, stop: int, *, loose: bool) -> int:
        """Token after the complement; a ``loose`` one may have any preposition (« à la tête d'Acme »)."""
        i = start
        while i < min(stop, start + _REACH):
            mention, word = self.at.get(i), self.doc[i]
            belongs = self._in_opening(word) or self._specifies(i) or (loose and word.pos_ == "ADP")
            if mention is None and not belongs:
                break
            i = mention.end if mention is not None else i + 1
        return i

    def _specifies(self, i: int) -> bool:
        """« spécialisée dans les jeux »: a participle or a preposition within the complement."""
        word = self.doc[i]
        participle = word.pos_ in ("VERB", "ADJ") and "Part" in word.morph.get("VerbForm", [])
        before = self.doc[i - 1]
        led = word.pos_ == "ADP" and before.pos_ in ("VERB", "ADJ") and "Part" in before.morph.get("VerbForm", [])
        return participle or led

    def _predicate(self, i: int) -> list[Filler]:
        while i < len(self.doc) and (self.doc[i].pos_ == "ADV" or self.doc[i].lower_ in self.language.articles):
            i += 1
        return self._every(self.at.get(i))

    def _name_in_aside(self, token: Token, i: int) -> list[Filler]:
        mention = self.at.get(i)
        if mention is None or mention.kind != "name":
            return []
        listed = self.fellows(mention)
        after = listed[-1].end
        if listed[0] is not mention or after >= len(self.doc):
            return []  # « le rival de Zeta, Acme et Eta » may list three rivals
        goes_on = self.doc[after].pos_ in ("VERB", "AUX") and not self._adverbial(token)
        return self._every(mention) if goes_on or self.doc[after].text in _CLOSING else []

    def _adverbial(self, token: Token) -> bool:
        """« Pour le rival de Zeta, Acme a tort »: the noun's phrase hangs on the verb, the name is its subject."""
        i = token.i - 1
        while i > token.sent.start and (self.doc[i].pos_ in ("DET", "ADJ", "NUM") or self._possessive(i)):
            i -= 1
        return i >= token.sent.start and self.doc[i].pos_ in ("ADP", "SCONJ")

    def _possessive(self, i: int) -> bool:
        return self.doc[i].lower_ in self.language.pronouns["possessive"]

    def _every(self, mention: Mention | None) -> list[Filler]:
        return list(self.each([mention], "syntax")) if mention is not None and mention.kind == "name" else []

    def possessor_of(self, i: int) -> list[Mention]:
        """In a relative clause the owner is whom the clause is about: « Zeta, qui compte Eta parmi ses clients »."""
        verb = next((a for a in self.doc[i].ancestors if a.pos_ in ("VERB", "AUX")), None)
        if verb is not None and verb.i < i and verb.dep_ in self.language.labels["relative"]:
            found = [f.mention for f in self._subject(verb, "active") if f.mention.type == "Organization"]
            if found and any(c.lower_ in self.language.relatives for c in verb.children):
                return found[:1]
        return super().possessor_of(i) if not self._of_a_stranger(i) else []

    def _of_a_stranger(self, i: int) -> bool:
        """ "The business goes on under Ann Lee, its chief": of a subject before it that nobody knows."""
        nouns, labels = self.language.nominals["organization"], self.language.labels
        first = self.doc[i].sent.start
        while i > first and self.doc[i - 1].pos_ in ("ADJ", "ADV", "VERB", "PRON") and not self._possessive(i):
            i -= 1  # "its newly appointed [chief]"
        before = self.doc[first:i] if self.compounds and self._possessive(i) else ()
        heads = (t for t in before if t.dep_ in labels["subject"] and t.i not in self.at and t.lower_ in nouns)
        return any(self.doc[t.i - 1].lower_ in self.language.definite for t in heads if t.i)
