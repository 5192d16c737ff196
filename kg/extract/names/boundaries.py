"""Where a name begins and ends: capitals, hyphens, an institution's lower-case words, and what ends a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.names.lexicon import WordLists
from kg.extract.names.tickers import ticker
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["camel", "ends_name", "glued", "initial", "name_like", "pieces", "starts_person", "trim"]

_SPLITTERS = frozenset(
    {",", ";", "(", ")", "[", "]", ":", "«", "»", '"', "“", "”", "/", "|", "–", "—", "\n", "…", "*", "#", "•"}
)
_ARTICLES = frozenset({"l'", "le", "la", "les"})
_LINKS = frozenset({"de", "du", "des", "d'"})
_ABBREVIATION = re.compile(r"(?:\w|\w{1,4}|(?:\w\.)+\w?|Inc|Corp|Ltd|Bros|Cie)\.$")


def name_like(token: Token) -> bool:
    """Whether a name may begin or end with it: a capital somewhere, or a number of several digits."""
    text = token.text
    return token.has_capital or (text[:1].isdigit() and len(text) > 1)


def camel(token: Token) -> bool:
    """ "RethinkDB", "iRobot": capitals inside a word, which no ordinary word has."""
    text = token.text
    return text.isalnum() and any(c.isupper() for c in text[1:]) and any(c.islower() for c in text)


def ends_name(doc: Doc, i: int, words: WordLists) -> bool:
    """Whether a name that began before token ``i`` stops there: positions, headline verbs."""
    token = doc[i]
    word = token.lower_
    headline = word in words.headline_verbs and token.text[:1].isupper() and not (i and doc[i - 1].is_lower)
    whole = i > 0 and doc[i - 1].lower_ in words.organization_words  # "Acme Technologies Group chief Ann Lee"
    qualifies = word in words.role_adjectives and not whole and _qualifies_role(doc, i, words)
    return word in words.role_words or headline or qualifies


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
    if i > 1 and doc[i - 2].lower_ in _ARTICLES and before.is_title:
        return True  # « explique à L'Agora Paul Roy »
    whole = before.text.isupper() and len(before.text) > 1
    common = before.lower_ in words.organization_words or before.lower_ in words.departments
    return whole or before.text in words.not_names or common


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
        if inside and begin is not None and doc[i].text == "'" and doc[i - 1].lower_ in words.organization_words:
            inside = False  # "Nova Pharmaceuticals' Alma"
        if inside and begin is not None and doc[i].text == "-" and doc[i - 1].whitespace_ and doc[i].whitespace_:
            inside = False  # « Nova - 44 millions d'euros »
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
    if i + 2 < end and doc[i + 1].lower_ in _LINKS and doc[i + 2].is_lower:
        return True  # « du Crédit Agricole et de particuliers »
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
    if doc[start].lower_ in language.portfolios and doc[start + 1].lower_ in language.of:
        return None
    while start < end and (not name_like(doc[start]) or _stands_before(doc, start, end, language, words)):
        start += 1
    while end > start and not name_like(doc[end - 1]) and not _goes_on(doc, start, end - 1, language):
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
    titled = token.text in language.person_titles or token.lower_ in words.role_words
    if titled or _qualifies_role(doc, start, words) or _of_a_people(doc, start, end, language):
        return True
    if token.tag_ == "VBG" and token.pos_ == "VERB" and token.is_sent_start and start + 1 < end:
        return True  # "Replacing Ann Lee is Paul Roy"
    named = end - start > 2 or doc[end - 1].lower_ in words.organization_words
    people = token.text in words.demonyms or token.lower_ in language.cues("lands_of_names")
    if people and named and token.ent_type_ == "ORG":
        return False  # "American Petroleum Institute", "British Airways", but "French Google"
    if start + 1 == end or token.text not in words.not_names or token.text in words.given_names:
        return False
    employer = start > 0 and doc[start - 1].lower_ in language.role_words.get("employers", ())
    if (
        (employer and token.pos_ == "PROPN")  # "an analyst at Strategy Nova"
        or doc.text_of(start, end) in words.places
        or _given_too(doc, start, end, language)
        or _firm(doc, start, end, words)
    ):
        return False  # "Saudi Arabia"
    return token.is_sent_start is True or token.lower_ not in language.articles  # « Le Monde » keeps its article


def _firm(doc: Doc, start: int, end: int, words: WordLists) -> bool:
    """ "VOD Media Group", "Fintech Street Weekly": a short form or a trade that begins an organisation's name."""
    first = doc[start]
    trade = (first.text.isupper() or first.lower_.endswith("tech")) and first.ent_type_ == "ORG"
    return trade and end - start > 2 and any(t.lower_ in words.organization_words for t in doc[start + 2 : end])


def _given_too(doc: Doc, start: int, end: int, language: Language) -> bool:
    """ "Nova chief Will Carson": a word that is a given name too, where a model sees a person inside a sentence."""
    token, behind = doc[start], doc[start - 1].pos_ if start else ""
    inside = not token.is_sent_start and (
        not language.labels["possessor"] or behind not in ("ADP", "ADJ", "DET", "NUM")
    )
    person = all(t.ent_type_ in ("PER", "PERSON") for t in doc[start:end])
    return inside and person and token.lower_ in language.lists.get("given_too", ())


def _of_a_people(doc: Doc, start: int, end: int, language: Language) -> bool:
    """« le Bavarois Hyglos »: the company is called Hyglos."""
    led = start > 0 and doc[start - 1].lower_ in language.definite and start + 1 < end
    return led and doc[start].lower_ in language.peoples and name_like(doc[start + 1])


def _goes_on(doc: Doc, start: int, i: int, language: Language) -> bool:
    """ "Kim Jong-un", « le Zéphyr 3 », « Lutte ouvrière »: after a hyphen, and what the model takes for part of it."""
    if language.peoples and doc[start].ent_type_ == "ORG" and doc[i].ent_iob_ == "I" and i - start < 4:
        adjective = doc[i].pos_ == "ADJ" and doc[i].is_alpha and doc[i].lower_ not in language.peoples
        if adjective and not doc[i].text.endswith(("é", "ée", "és", "ées")):
            return name_like(doc[i - 1]) and doc[start].text[:1].isupper()
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


def initial(token: Token) -> bool:
    """ "X." at the end of a sentence names nothing by itself."""
    return len(token.text) == 2 and token.text.endswith(".")
