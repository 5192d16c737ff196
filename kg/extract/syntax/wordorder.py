"""The order of words around a trigger: what a small parser's mistakes leave standing.

The nearest mention on the right side of the verb group, with no clause, verb or preposition between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.syntax.fillers import Filler
from kg.extract.syntax.phrases import NounPhrases
from kg.extract.syntax.verbs import verb_group
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["REACH", "WordOrder"]

_CLITICS = ("object", "dative", "place", "origin")
_BETWEEN_COMMAS = 9  # tokens from a comma to the one that closes an aside
REACH = 14  # tokens that a slot may lie from its trigger when only the order of words tells
_OBJECT_REACH = 12  # tokens from a verb to its object, adverbs, dates and amounts between


class WordOrder(NounPhrases):
    """A parsed article with its mentions, read from left to right."""

    def _right_neighbour(self, token: Token, end: int) -> list[Filler]:
        """The first mention after the verb, before a preposition or a clause; amounts and dates are passed over."""
        i, limit = end, min(token.sent.end, end + _OBJECT_REACH)
        while i < limit:
            if i in self.at:
                if i > end and self._starts_clause(i):
                    return []
                part = (
                    i > end and not self.compounds and self.doc.lowers[i - 1] in self.language.of
                )  # "l'activité d'Acme"
                found = self.each([self.owned(self.at[i])], "order")
                return [replace(f, proxy=True) for f in found] if part else list(found)
            if passed := self._aside(i):
                i += passed
                continue
            word = self.doc[i]
            stops = word.pos_ in ("ADP", "VERB", "PUNCT", "SCONJ") and word.lower_ not in self.language.skip
            stops = stops or (word.lower_ in self.language.of and self._in_another(i, end))
            if stops or self._breaks_clause(i, token):
                return []
            i += 1
        return []

    def passed_over(self, i: int) -> int:
        """Length of the date or amount that a preposition at token ``i`` leads in (« a cessé [en mai] de »), or 0."""
        return self._aside(i)

    def _starts_clause(self, i: int) -> bool:
        """ "took over work [Acme] was doing": the name right after a noun is the subject of a clause about it."""
        head = self.doc[self.at[i].end - 1]
        subject = head.dep_ in self.language.labels["subject"] and head.head.i > head.i
        return self.compounds and subject and self.doc[i - 1].pos_ == "NOUN" and self.doc[i - 1].is_lower

    def _aside(self, i: int) -> int:
        """Length of « pour 7,5 milliards de dollars », « en 2014 » at token ``i``: preposition, number, nouns."""
        k = i
        if self.doc[k].text == ",":
            return self._between_commas(k)
        if self.doc[k].pos_ != "ADP" or k + 1 >= len(self.doc):
            return 0
        k += 1
        while k < len(self.doc) and (self.doc[k].lower_ in self.language.fillers or self.doc[k].like_num):
            k += 1
        return k - i if k > i + 1 else 0

    def _in_another(self, i: int, start: int) -> bool:
        """« les fonds d'une vente d'Acme »: what follows « de » and an article belongs to the noun before it."""
        before = self.doc[i - 1]
        own = self.language.fillers | self.language.proxies
        thing = i > start and before.pos_ == "NOUN" and before.lower_ not in own
        return thing and i + 1 < len(self.doc) and self.doc[i + 1].pos_ == "DET"

    def _between_commas(self, i: int) -> int:
        """Length of « , puis repoussé, », « , en mai, » at the comma ``i``: a few words that name nobody."""
        for k in range(i + 1, min(self.doc[i].sent.end, i + _BETWEEN_COMMAS)):
            if k in self.at or self.doc[k].lower_ in self.language.relatives:
                return 0
            if self.doc[k].text == ",":
                return k + 1 - i
        return 0

    def _left_neighbour(self, token: Token, types: Sequence[EntityType]) -> list[Filler]:
        """The nearest mention before the verb group that is not inside a prepositional phrase.

        In an aside, only what may be of one of ``types``.
        """
        depth = 0
        group = verb_group(token, self.language)
        for i in range(token.i - 1, max(token.sent.start, token.i - 2 * REACH) - 1, -1):
            word = self.doc[i]
            depth += (word.text == ")") - (word.text == "(")
            mention = self.at.get(i)
            if mention is None:
                if word.pos_ == "VERB" and i not in group and not self._in_aside(i, token):
                    if not self._governs_infinitive(i, group.start, token):
                        return []
                    group = verb_group(word, self.language)
                continue
            if self._in_relative(i, group.start) or (not mention.may_be(types) and self._in_aside(i, token)):
                continue  # « Anne Petit, qui a fondé Acme, en est ... »
            if depth == 0 and i == mention.start and not self._after_preposition(self.fellows(mention)[0]):
                return list(self.each([mention], "order"))
        return []

    def _governs_infinitive(self, i: int, start: int, token: Token) -> bool:
        """« va acheter », « a décidé de racheter »: the verb at ``i`` right before an infinitive has its subject."""
        infinitive = "Inf" in token.morph.get("VerbForm", [])
        return infinitive and all(t.lower_ in self.language.of | self.language.to for t in self.doc[i + 1 : start])

    def _in_relative(self, i: int, start: int) -> bool:
        """« L'éditeur, qui a Acme pour client, est racheté »: in the clause that ends before the verb."""
        if self.compounds or self.doc[start - 1].text != ",":
            return False
        opened = self.doc[self.doc[i].sent.start : i]
        relative = next((t for t in opened[1:] if t.lower_ in self.language.relatives and t.nbor(-1).text == ","), None)
        return relative is not None and any(t.pos_ == "VERB" for t in self.doc[relative.i : i])

    def _in_aside(self, i: int, token: Token) -> bool:
        """Whether token ``i`` lies between two commas before ``token`` (« Altman, qui dirigeait ..., rejoint »)."""
        commas_after = sum(t.text in (",", "—", "–") for t in self.doc[i : token.i])
        commas_before = sum(t.text in (",", "—", "–") for t in self.doc[token.sent.start : i])
        return commas_after > 0 and commas_before > 0

    def _after_preposition(self, mention: Mention) -> bool:
        i = mention.start - 1
        while i > 0 and self.doc[i].lower_ in self.language.articles - self.language.of:
            i -= 1
        while i > 0 and not self.compounds and self.doc[i].pos_ in ("NOUN", "ADJ") and i not in self.at:
            i -= 1  # « [maison mère] des marques Acme et Zeta »
        return i >= 0 and (self.doc[i].pos_ == "ADP" or self.doc[i].lower_ in self.language.of | self.language.by)

    def _breaks_clause(self, i: int, token: Token) -> bool:
        word = self.doc[i]
        if word.lower_ in self.language.breaks:
            return not self._restricts(word, token)
        verbal = word.pos_ == "VERB" and word.dep_ in ("ROOT", "conj", "ccomp", "advcl")
        if verbal and not self.compounds and self._only_participle(word):
            return False  # « une levée de fonds, réalisée auprès d'Acme »
        return verbal and i not in self.at and word.i > token.i + 1

    def _only_participle(self, word: Token) -> bool:
        """A past participle right after a comma or a noun, without an auxiliary."""
        past = "Part" in word.morph.get("VerbForm", []) and "Past" in word.morph.get("Tense", [])
        return past and not any(c.dep_.startswith("aux") for c in word.children)

    def _restricts(self, word: Token, verb: Token) -> bool:
        """« n'emploie que 200 puces d'Acme »: « que » with « ne » before the verb opens no clause."""
        after = self.doc[word.i + 1] if word.i + 1 < len(self.doc) else None
        negated = any(self.doc[i].lower_ in self.language.restricting for i in verb_group(verb, self.language))
        return negated and word.lower_ in ("que", "qu'") and after is not None and after.pos_ in ("NUM", "DET", "ADP")

    # -- what a word is --------------------------------------------------------------------------------------------

    def nominal_position(self, token: Token) -> bool:
        """After an article, a possessive or a preposition without an infinitive: a noun, whatever the tagger says."""
        if not token.i:
            return False
        before = self.doc[token.i - 1].lower_
        determined = (
            before in self.language.determiners or before in self.language.pronouns["possessive"] or before == "'s"
        )
        return determined and (self.doc[token.i - 1].pos_ != "PRON" or self.doc[token.i - 1].tag_ == "PRP$")

    def agent_ahead(self, token: Token) -> bool:
        """Whether a "by" follows before the next comma."""
        for word in self.doc[token.i + 1 : min(token.sent.end, token.i + 7)]:
            if word.text == ",":
                return False
            if word.lower_ in self.language.by:
                return True
        return False

    def verbal_position(self, token: Token) -> bool:
        """Right after a name or an auxiliary (as in headlines), or after the comma that follows a name: a verb."""
        if not token.i:
            return False
        before = self.doc[token.i - 1]
        if before.tag_ == "PRP$":
            return False
        k = token.i - 1
        while k > token.sent.start and self._adverbial_word(k):
            k -= 1
        if k < token.i - 1 and self.doc[k].lower_ in self.language.have:
            return True  # « ont tous trois investi »
        if token.text[:1].isupper():
            return False
        word, language = before.lower_, self.language
        leads = word in language.be or word in language.have or word in language.reflexives
        if (
            token.i - 1 in self.at
            or leads
            or word in language.relatives
            or before.lower_ in self.language.clitics.get("dative", ())
        ):
            return True
        return before.text in (",", "(") and token.i - 2 in self.at

    def _adverbial_word(self, i: int) -> bool:
        word = self.doc[i].lower_
        pronoun = word in self.language.articles or any(word in self.language.clitics.get(c, ()) for c in _CLITICS)
        return word in self.language.skip and not pronoun
