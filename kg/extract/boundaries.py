"""Where a name begins and ends: capitals, hyphens, an institution's lower-case words, and what ends a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.extract.language import Language
from kg.extract.lexicon import WordLists
from kg.extract.tickers import ticker

if TYPE_CHECKING:
    from kg.extract.parsed import Doc, Token

__all__ = ["Institutions", "camel", "ends_name", "glued", "name_like", "pieces", "starts_person", "trim"]

_SPLITTERS = frozenset(
    {",", ";", "(", ")", "[", "]", ":", "«", "»", '"', "“", "”", "/", "|", "–", "—", "\n", "…", "*", "#", "•"}
)
_ABBREVIATION = re.compile(r"(?:\w|\w{1,4}|(?:\w\.)+\w?|Inc|Corp|Ltd|Bros|Cie)\.$")
_TAIL = 12  # tokens that an institution's name may have
_LINKS = frozenset({"of", "for", "on", "pour", "aux", "au", "à"})


def name_like(token: Token) -> bool:
    """Whether a name may begin or end with it: a capital somewhere, or a number of several digits."""
    text = token.text
    return text[:1].isupper() or any(c.isupper() for c in text) or (text[:1].isdigit() and len(text) > 1)


def camel(token: Token) -> bool:
    """ "RethinkDB", "iRobot": capitals inside a word, which no ordinary word has."""
    text = token.text
    return text.isalnum() and any(c.isupper() for c in text[1:]) and any(c.islower() for c in text)


def ends_name(doc: Doc, i: int, words: WordLists) -> bool:
    """Whether a name that began before token ``i`` stops there: positions, headline verbs."""
    headline = doc[i].text[:1].isupper() and doc[i].lower_ in words.headline_verbs
    return doc[i].lower_ in words.role_words or headline or _qualifies_role(doc, i, words)


def _qualifies_role(doc: Doc, i: int, words: WordLists) -> bool:
    """ "Scientific Director", "Adjunct Professor": adjectives before a position."""
    while i < len(doc) and doc[i].lower_ in words.role_adjectives:
        i += 1
        if i < len(doc) and doc[i].lower_ in words.role_words:
            return True
    return False


def starts_person(doc: Doc, i: int, words: WordLists) -> bool:
    """ "EADS Philippe Camus": a given name and a surname after what is no given name."""
    if i + 1 >= len(doc) or doc[i].text not in words.given_names or not _surname(doc[i + 1], words):
        return False
    before = doc[i - 1]
    whole = before.text.isupper() and len(before.text) > 1
    return whole or before.text in words.not_names or before.lower_ in words.organization_words


def _surname(token: Token, words: WordLists) -> bool:
    return token.is_title and token.is_alpha and token.lower_ not in words.organization_words


def pieces(doc: Doc, start: int, end: int, free: list[bool], words: WordLists) -> list[tuple[int, int]]:
    """The parts of ``[start, end)`` that nothing else takes and that no punctuation, position or verb divides."""
    found, begin = [], None
    for i in range(start, end + 1):
        inside = i < end and free[i] and doc[i].text not in _SPLITTERS and not doc[i].is_space
        if inside and begin is not None and i > begin and starts_person(doc, i, words):
            found.append((begin, i))
            begin = i
        if inside and begin is not None and doc[i].pos_ == "VERB" and doc[i].tag_ == "VBD" and doc[i].is_lower:
            inside = False  # "Ann founded Acme" is no title
        if inside and begin is not None and _second_of_two(doc, begin, i, end, words):
            inside = False
        if i < end and ends_name(doc, i, words) and (i > start or doc[i].lower_ not in words.headline_verbs):
            inside = False
        if inside and begin is None:
            begin = i
        if begin is not None and (not inside or _full_stop(doc[i])):
            found.append((begin, i + 1 if inside else i))
            begin = None
    return found


def _second_of_two(doc: Doc, begin: int, i: int, end: int, words: WordLists) -> bool:
    """ "Tsing Capital and Mitsui & Co": two names that the model took for one."""
    if doc[i].lower_ not in ("and", "et") or i + 1 >= end:
        return False
    whole = i - begin > 1 and (doc[i - 1].lower_ in words.organization_words or doc[begin].text in words.given_names)
    coined = any(c.isupper() or c == "-" for c in doc[i - 1].text[1:]) or (i - begin == 1 and i + 2 == end)
    whole = whole or (coined and doc[i - 1].text not in words.given_names)
    return whole and name_like(doc[i + 1])


def _full_stop(token: Token) -> bool:
    """ "Nadella.-": a sentence's end glued to a name ends the name too."""
    return token.text.endswith((".-", ".–", "!-")) or (
        len(token.text) > 5 and token.text.endswith(".") and not _ABBREVIATION.fullmatch(token.text)
    )


def trim(doc: Doc, start: int, end: int, language: Language, words: WordLists) -> tuple[int, int] | None:
    """A name begins and ends with a capital or a digit; titles, peoples and possessive endings are not part of it."""
    while start < end and (not name_like(doc[start]) or _stands_before(doc, start, end, language, words)):
        start += 1
    while end > start and not name_like(doc[end - 1]) and not _goes_on(doc, start, end - 1):
        end -= 1
    while end - start > 1 and (doc[end - 1].text in words.after_names or ticker(doc[end - 1])):
        end -= 1
    if start == end or (end - start == 1 and _common(doc[start], words)):
        return None
    return start, end


def _common(token: Token, words: WordLists) -> bool:
    """No name by itself, a full stop glued to it or not ("R&D.")."""
    return token.text in words.not_names or token.text.rstrip(".") in words.not_names


def _stands_before(doc: Doc, start: int, end: int, language: Language, words: WordLists) -> bool:
    token = doc[start]
    if token.text in language.person_titles or token.lower_ in words.role_words or _qualifies_role(doc, start, words):
        return True
    if token.text in words.demonyms and end - start > 2 and token.ent_type_ == "ORG":
        return False  # "American Petroleum Institute", but "French Google"
    if start + 1 == end or token.text not in words.not_names or token.text in words.given_names:
        return False
    if doc[start:end].text in words.places:
        return False  # "Saudi Arabia"
    return token.is_sent_start is True or token.lower_ not in language.articles  # « Le Monde » keeps its article


def _goes_on(doc: Doc, start: int, i: int) -> bool:
    """ "Kim Jong-un", « le Zéphyr 3 »: a part after a hyphen, a number that the model takes for part of the name."""
    numbered = doc[i].is_digit and len(doc[i].text) == 1 and doc[i].ent_type_ in ("MISC", "PRODUCT")
    if i > start and numbered and doc[i].ent_iob_ == "I":
        return name_like(doc[i - 1])
    return i - 2 >= start and doc[i - 1].text == "-" and not doc[i - 2].whitespace_ and not doc[i - 1].whitespace_


def glued(doc: Doc, start: int, end: int, free: list[bool]) -> tuple[int, int]:
    """The name with what hyphens tie to it ("F-Secure", « I-Télé », "Kim Jong-un"), but not "Frankfurt-based"."""
    while _tied(doc, end, free) and name_like(doc[end + 1]):
        end += 2
    if (
        end - start < 4
        and _tied(doc, end, free)
        and doc[end - 1].ent_type_ in ("PER", "PERSON")
        and doc[end + 1].ent_iob_ == "I"
    ):
        end += 2
    while start >= 2 and _tied(doc, start - 1, free) and name_like(doc[start - 2]) and free[start - 2]:
        start -= 2
    return start, end


def _tied(doc: Doc, hyphen: int, free: list[bool]) -> bool:
    return (
        0 < hyphen < len(doc) - 1
        and doc[hyphen].text == "-"
        and not doc[hyphen - 1].whitespace_
        and not doc[hyphen].whitespace_
        and free[hyphen]
        and (free[hyphen + 1] or free[hyphen - 1])
    )


# -- institutions -----------------------------------------------------------------------------------------------------


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
        end = self._tail(head.i + 1) if capital or self._takes_name(head.i + 1) else head.i
        end = self._as_modelled(head, end)
        if end <= head.i + 1 or (head.is_sent_start and not self._names(head.i + 1, end)):
            return None
        return start, end

    def _as_modelled(self, head: Token, end: int) -> int:
        """A name goes on as far as the model says, if it does so to a capital."""
        last = i = end
        while head.ent_type_ == "ORG" and i < len(self.doc) and self.doc[i].ent_iob_ == "I" and i not in self.stops:
            if self.doc[i].is_punct or ends_name(self.doc, i, self.words):
                break
            i += 1
            last = i if self.doc[i - 1].text[:1].isupper() else last
        return last

    def _heads(self, head: Token, capital: bool) -> bool:
        return head.lower_ in (self.words.institutions if capital else self.words.lower_heads)

    def _organ(self, head: Token) -> bool:
        """« le conseil d'administration »: an organ of whatever is named after it."""
        rest = self.doc[head.i : head.i + 4].text.lower()
        return any(rest.startswith(organ) for organ in self.words.organs)

    def _takes_name(self, i: int) -> bool:
        """« université de Toronto », « cabinet Jean Dupont »; but « le cabinet Nova » is called Nova."""
        if i + 1 >= len(self.doc):
            return False
        if self._capital(i):
            return self.doc[i].text in self.words.given_names or i in self.products
        link = self._link(i, i + 5)
        return bool(link) and self._capital(link)

    def _names(self, start: int, end: int) -> bool:
        return any(t.text[:1].isupper() for t in self.doc[start:end])

    def _before(self, i: int) -> int:
        """Where names stand before their head ("Massachusetts Institute of Technology"), they are part of the name."""
        start = i
        while not self._behind and start > self.doc[i].sent.start and self._joins(start - 1):
            start -= 1
        return start

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
        if token.ent_iob_ == "B" and token.ent_type_ in ("PER", "PERSON") and token.nbor(-1).text[:1].isupper():
            return False  # « le secrétaire au Trésor Ann Lee »
        return token.text[:1].isupper() and token.pos_ not in ("VERB", "AUX") and not ends_name(self.doc, i, self.words)

    def _lower_word(self, token: Token) -> bool:
        """« Parti socialiste », « Bureau international »: adjectives, in languages that put them behind."""
        adjective = token.pos_ == "ADJ" and token.is_alpha and token.is_lower
        return self._behind and adjective and not token.text.endswith(("é", "ée", "és", "ées"))

    def _link(self, i: int, limit: int) -> int:
        """Index of the noun or name that « de la », "of the", « et du » ties to the name, or 0."""
        doc, ties = self.doc, self.language.of | _LINKS
        if i + 1 < limit and doc[i].lower_ in ("et", "and") and doc[i + 1].lower_ in ties:
            i += 1
        if i >= len(doc) or doc[i].lower_ not in ties:
            return self._second(i, limit)
        i += 1
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
