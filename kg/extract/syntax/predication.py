"""Of whom a noun or an adjective is said: the name beside it, the subject of its copula or of its governing verb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.syntax.appositions import Appositions
from kg.extract.syntax.complements import Complements
from kg.extract.syntax.fillers import Filler
from kg.extract.syntax.subjects import ANY_TYPE
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["Predication"]

_DEPTH = 5
_FIRMS: tuple[EntityType, ...] = ("Organization",)
_PREDICATE = 6  # tokens from a copula to its noun (« reste de loin le premier client »)


class Predication(Appositions, Complements):
    """Of whom nouns and adjectives are said."""

    def _of_the_clause(self, token: Token) -> list[Filler]:
        """The subject of the verb that governs a noun."""
        governor = self._governor(token) or token
        labels = {c.dep_ for c in token.children} if governor is token else set()
        said_of = bool(labels & self.language.labels["attribute"]) and not labels & self.language.labels["case"]
        if said_of or governor.lower_ in self.language.judging:
            return []  # who is « la plus grosse acquisition d'Acme » acquires nobody
        found = self._fitting(self._subject_heads(governor, 0), ANY_TYPE)
        return [f for f in found if not self.salience.looks_on(f.mention)]

    def _governor(self, token: Token) -> Token | None:
        governor = token
        for _ in range(_DEPTH):
            if governor.head is governor:
                break
            governor = governor.head
            if governor.pos_ in ("VERB", "AUX") and (governor.dep_ != "prep" or not self.compounds):
                return governor  # "including" governs nothing
        return None

    def _head(self, token: Token, end: int) -> list[Filler]:  # noqa: PLR0911 (one return a case)
        """Who or what a noun or an adjective is said of: the name beside it, the subject of its copula, its noun."""
        beside = self.name_after(self.doc[end - 1])
        if beside is not None:
            return list(self.each([beside], "syntax"))
        if (before := self.name_before(token)) is not None:
            return [Filler(m, "syntax") for m in self.described(before, token)]
        if (said_of := self.said_of_before(token.i)) is not None:
            return [Filler(said_of, "syntax")]
        if token.pos_ == "NOUN" and (beyond := self.beyond_complement(token, end)):
            return beyond
        opens = token.pos_ in ("VERB", "ADJ") or token.is_sent_start
        if opens and (fronted := self._after_fronted(token)):
            return fronted
        for candidate in self._said_of(token):
            fillers = self.behind(candidate) if candidate.i != token.i and candidate.pos_ not in ("VERB", "AUX") else []
            if fillers:
                return fillers
        if found := self._predicated(end):
            return found
        predicated = any(c.dep_ in self.language.labels["attribute"] for c in token.head.children)
        subject = self.compounds and predicated and token.dep_ in self.language.labels["subject"]
        if token.head.lower_ in self.language.role_words["copulas"] and not subject:
            return self._subject(token.head, "active")
        return self._before_predicate(token)

    def _predicated(self, end: int) -> list[Filler]:
        """ "Her replacement is Ann Lee", "Acme's rival will be Nova": the name after the noun's copula."""
        copulas = set(self.language.role_words["copulas"])
        end = i = self._up_to_copula(end)
        while i < len(self.doc) and (self.doc[i].lower_ in copulas or self.doc[i].pos_ in ("AUX", "ADV")):
            i += 1
        named = self.at.get(i) if i > end and self.compounds else None
        return list(self.each([named], "syntax")) if named is not None and named.kind == "name" else []

    def _up_to_copula(self, end: int) -> int:
        """ "Her replacement [at Acme] is Ann Lee": token after what a preposition adds to a noun."""
        i, limit = end, min(len(self.doc), end + _PREDICATE)
        if i < limit and self.doc[i].text == "," and self.compounds:  # "Her replacement, with the rank of ..., is Ann"
            i = next((t.i + 1 for t in self.doc[i + 1 : limit + _PREDICATE] if t.text == ","), i)
            return i if i < len(self.doc) and self.doc[i].pos_ == "AUX" else end
        if i < limit and self.doc[i].pos_ == "ADP":
            i += 1
            while i < limit and (i in self.at or self.doc[i].pos_ in ("ADJ", "NOUN", "PROPN", "DET")):
                i += 1
        return i if i < limit and self.doc[i].pos_ == "AUX" else end

    def _said_of(self, token: Token) -> Iterator[Token]:
        """By the parse: its own subject, or the noun it modifies or stands in apposition to."""
        labels = self.language.labels
        own = [c for c in token.children if c.dep_ in labels["subject"]]
        modifies = token.dep_ in labels["modifier_clause"] | labels["apposition"] | labels["relative"]
        if own or token.dep_ in labels["relative"]:
            yield from self._subject_heads(token, 0)
        elif modifies and token.pos_ != "NOUN":
            yield token.head
        elif token.dep_ in labels["coordination"] and token.head.i != token.i:
            yield from self._said_of(token.head)

    def _before_predicate(self, token: Token) -> list[Filler]:
        """« est à la tête de », « devient le premier client de », "was chosen as the successor to", by any parse."""
        i, first = token.i - 1, max(token.sent.start, token.i - _PREDICATE)
        while i > first and self._before_noun(self.doc[i]):
            i -= 1
        beyond = self.before_owner(token)
        if self.doc[i].lower_ not in self.language.presented_as and token.i - beyond <= 2 * _PREDICATE:
            i = min(i, beyond)
        word = self.doc[i]
        if word.lower_ in self.language.role_words["copulas"] and word.pos_ != "PART":
            return self._subject(word, "active")
        if word.lower_ not in self.language.presented_as:
            return []
        verb = self._governor(token)
        if verb is not None and verb.lower_ in self.language.choosing:
            if any(c.dep_ == "auxpass" for c in verb.children):
                return self._subject(verb, "active")  # "is described as a rival"
            return self._object(verb, verb.i + 1, _FIRMS)  # "chose Oracle as its supplier"
        return self._of_the_clause(token)

    def _before_noun(self, word: Token) -> bool:
        leads = self._in_opening(word) or word.lower_ in self.language.skip
        return leads and word.lower_ not in self.language.presented_as
