"""Names of institutions, with the lower-case words that belong to them (« Caisse nationale de retraites »)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.extract.names.boundaries import ends_name
from kg.extract.names.lexicon import WordLists
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["Institutions"]

_TAIL = 12  # tokens that an institution's name may have


class Institutions:
    """Finds the names of institutions in a Doc, with the lower-case words that belong to them.

    ``known`` maps the first token of each listed name to the token after it; at ``stops`` begin companies, which are no
    part of another's name (« la fondation de Nova »), at ``products`` what an institution may be named after.
    """

    def __init__(
        self,
        doc: Doc,
        language: Language,
        words: WordLists,
        known: Mapping[int, int],
        *,
        stops: frozenset[int],
        products: frozenset[int],
    ) -> None:
        self.doc, self.language, self.words = doc, language, words
        self.known, self.stops, self.products = known, stops, products
        self._behind = not language.labels["possessor"]  # adjectives and names stand behind their noun

    def at(self, head: Token) -> tuple[int, int] | None:
        """Tokens of the name that ``head`` heads, or None when it heads none or stands alone."""
        capital = head.text[:1].isupper()
        if not self._heads(head, capital) or self._organ(head):
            return None
        start = self._before(head.i) if capital else head.i
        start -= capital and self._new(start - 1)
        end = self._tail(head.i + 1) if capital or self._takes_name(head.i + 1) else head.i
        end = self._as_modelled(head, end)
        if end <= head.i + 1 or (head.is_sent_start and not self._names(head.i + 1, end)):
            return None
        return start, end

    def _as_modelled(self, head: Token, end: int) -> int:
        """A name goes on as far as the model says, if it does so to a capital."""
        last = i = end
        while head.ent_type_ == "ORG" and i < len(self.doc) and self.doc[i].ent_iob_ == "I" and i not in self.stops:
            second = self.doc[i].lower_ == "et" and i + 1 < len(self.doc) and self.doc[i + 1].text[:1].isupper()
            timed = self.doc[i].pos_ == "NOUN" and self.doc[i].text.title() in self.words.not_names  # « mercredi »
            if self.doc[i].is_punct or second or timed or ends_name(self.doc, i, self.words):
                break
            i += 1
            last = i if self._may_end(self.doc[i - 1]) else last
        return last

    def _may_end(self, token: Token) -> bool:
        """A capital, or « libertés » in « Commission informatique et libertés »: no verb and no little word."""
        small = self._behind and token.pos_ in ("NOUN", "ADJ") and token.is_alpha
        return token.text[:1].isupper() or (small and token.lower_ not in self.language.peoples)

    def _heads(self, head: Token, capital: bool) -> bool:
        return head.lower_ in (self.words.institutions if capital else self.words.lower_heads)

    def _organ(self, head: Token) -> bool:
        """« le conseil d'administration »: an organ of whatever is named after it."""
        rest = self.doc.text_of(head.i, head.i + 4).lower()
        return any(rest.startswith(organ) for organ in self.words.organs)

    def _takes_name(self, i: int) -> bool:
        """« université de Toronto », « cabinet Jean Dupont »; but « le cabinet Nova » is called Nova."""
        if i + 1 >= len(self.doc):
            return False
        if self._capital(i):
            return self.doc[i].text in self.words.given_names or i in self.products
        while self._behind and self._lower_word(self.doc[i]) and i + 2 < len(self.doc):
            i += 1  # « ministère turc des Affaires étrangères »
        link = self._link(i, i + 5)
        return bool(link) and self._capital(link) and self.doc[link].text not in self.words.given_names

    def _names(self, start: int, end: int) -> bool:
        return any(t.text[:1].isupper() for t in self.doc[start:end])

    def _before(self, i: int) -> int:
        """Where names stand before their head ("Massachusetts Institute of Technology"), they are part of the name."""
        start = i
        while not self._behind and start > self.doc[i].sent.start and self._joins(start - 1):
            start -= 1
        return start

    def _new(self, i: int) -> bool:
        """« Nouveau Parti anticapitaliste », « Haut Conseil »: a capitalised adjective before the head, if inside."""
        if not self._behind or i < 1 or self.doc[i].is_sent_start or not self.doc[i].text[:1].isupper():
            return False
        return self.doc[i].pos_ == "ADJ" or self.doc[i].lower_ in self.language.leading

    def _joins(self, i: int) -> bool:
        token = self.doc[i]
        capital = token.text[:1].isupper() and token.is_alpha
        return capital and token.text not in self.words.not_names and not ends_name(self.doc, i, self.words)

    def _tail(self, i: int) -> int:
        """Token after the name that goes on at ``i``."""
        limit = min(self.doc[i - 1].sent.end, i + _TAIL)
        while i < limit and i not in self.stops:
            if self._capital(i) or self._lower_word(self.doc[i]):
                i = self._after(i)
            elif (linked := self._link(i, limit)) and linked not in self.stops:
                i = self._after(linked)
            else:
                break
        return i

    def _after(self, i: int) -> int:
        """Past the word at ``i``, the whole listed name that begins there, and what hyphens tie to it."""
        i = max(i + 1, self.known.get(i, 0))
        while i + 1 < len(self.doc) and self.doc[i].text == "-" and not self.doc[i - 1].whitespace_:
            i += 2
        return i

    def _capital(self, i: int) -> bool:
        token = self.doc[i]
        if token.lower_ in self.words.particles and i + 1 < len(self.doc) and self.doc[i + 1].text == "-":
            return True  # « Front al-Nosra »
        if token.ent_iob_ == "B" and token.ent_type_ in ("PER", "PERSON") and _whole(token.nbor(-1)):
            return False  # « le secrétaire au Trésor Ann Lee »
        return token.text[:1].isupper() and token.pos_ not in ("VERB", "AUX") and not ends_name(self.doc, i, self.words)

    def _lower_word(self, token: Token) -> bool:
        """« Parti socialiste », « Bureau international »: adjectives, in languages that put them behind."""
        adjective = token.pos_ == "ADJ" and token.is_alpha and token.is_lower
        return self._behind and adjective and not token.text.endswith(("é", "ée", "és", "ées"))

    def _link(self, i: int, limit: int) -> int:
        """Index of the noun or name that « de la », "of the", « et du » ties to the name, or 0."""
        doc, ties = self.doc, self.language.of | self.language.cues("institution_links")
        if i + 1 < limit and doc[i].lower_ in ("et", "and") and doc[i + 1].lower_ in ties:
            i += 1
        if i >= len(doc) or doc[i].lower_ not in ties:
            return self._second(i, limit)
        i += 1
        if doc.lowers[i : i + 2] == ["but", "non"]:
            return 0  # « la fondation Nova à but non lucratif »
        while i < min(limit, len(doc)) and doc[i].lower_ in self.language.articles:
            i += 1
        if i >= min(limit, len(doc)):
            return 0
        if self._capital(i) and doc[i].text not in self.words.not_names:
            return i
        return i if self._behind and doc[i].pos_ == "NOUN" and doc[i].is_alpha else 0

    def _second(self, i: int, limit: int) -> int:
        """Index after "and" in "Center for Security and Emerging Technology", whose end is a name's end."""
        if self._behind or i + 2 >= min(limit, len(self.doc)) or self.doc[i].lower_ != "and" or i + 1 in self.known:
            return 0
        ends = self._capital(i + 1) and self._capital(i + 2) and self.doc[i + 2].lower_ in self.words.organization_words
        return i + 1 if ends else 0


def _whole(before: Token) -> bool:
    """« le secrétaire au Trésor Ann Lee », « l'Assemblée nationale Jean Petit »: a name ends before a person's."""
    return before.text[:1].isupper() or before.pos_ == "ADJ"
