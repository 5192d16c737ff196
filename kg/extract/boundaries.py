"""Where a name begins and ends: capitals, hyphens, the lower-case words of institutions, and the words that end a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.language import Language
from kg.extract.lexicon import WordLists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["ends_name", "glued", "institution", "name_like", "pieces", "starts_person", "trim"]

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


def ends_name(doc: Doc, i: int, words: WordLists) -> bool:
    """Whether a name that began before token ``i`` stops there: positions, headline verbs."""
    return doc[i].lower_ in words.role_words or (doc[i].text[:1].isupper() and doc[i].lower_ in words.headline_verbs)


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
        if inside and i > start and ends_name(doc, i, words) or i < end and doc[i].lower_ in words.role_words:
            inside = False
        if inside and begin is None:
            begin = i
        if begin is not None and (not inside or _full_stop(doc[i])):
            found.append((begin, i + 1 if inside else i))
            begin = None
    return found


def _full_stop(token: Token) -> bool:
    """ "Nadella.-": a sentence's end glued to a name ends the name too."""
    return token.text.endswith((".-", ".–", "!-")) or (
        len(token.text) > 5 and token.text.endswith(".") and not _ABBREVIATION.fullmatch(token.text)
    )


def trim(doc: Doc, start: int, end: int, language: Language, words: WordLists) -> tuple[int, int] | None:
    """A name begins and ends with a capital or a digit; titles, peoples and possessive endings are not part of it."""
    while start < end and (not name_like(doc[start]) or _stands_before(doc, start, end, language, words)):
        start += 1
    while end > start and not name_like(doc[end - 1]) and not _hyphened(doc, start, end - 1):
        end -= 1
    if start == end or (end - start == 1 and doc[start].text in words.not_names):
        return None
    return start, end


def _stands_before(doc: Doc, start: int, end: int, language: Language, words: WordLists) -> bool:
    token = doc[start]
    if token.text in language.person_titles or token.lower_ in words.role_words:
        return True
    if start + 1 == end or token.text not in words.not_names:
        return False
    return token.is_sent_start is True or token.lower_ not in language.articles  # « Le Monde » keeps its article


def _hyphened(doc: Doc, start: int, i: int) -> bool:
    """ "Kim Jong-un": a lower-case part after a hyphen inside what the model takes for one name."""
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


def institution(
    doc: Doc, i: int, language: Language, words: WordLists, stops: frozenset[int]
) -> tuple[int, int] | None:
    """The name of an institution whose head word is at ``i``, with the lower-case words that belong to it.

    ``stops`` are tokens where a listed company begins: « la fondation de Nova » is no name. None when the head stands alone.
    """
    head = doc[i]
    capital = head.text[:1].isupper()
    if not _heads(head, words) or _organ(head, words):
        return None
    start = _before(doc, i, language, words) if capital else i
    end = _tail(doc, i + 1, language, words, stops, lower=capital)
    return (start, end) if end > i + 1 else None


def _heads(head: Token, words: WordLists) -> bool:
    if head.text[:1].isupper():
        return head.lower_ in words.institutions
    return head.lower_ in words.lower_heads


def _organ(head: Token, words: WordLists) -> bool:
    """« le conseil d'administration »: an organ of whatever is named after it."""
    rest = head.doc.text[head.idx : head.idx + 40].lower()
    return any(rest.startswith(organ) for organ in words.organs)


def _before(doc: Doc, i: int, language: Language, words: WordLists) -> int:
    """Where names stand before their head ("Massachusetts Institute of Technology"), they are part of the name."""
    start = i
    while language.labels["possessor"] and start > doc[i].sent.start:
        token = doc[start - 1]
        if (
            not (token.text[:1].isupper() and token.is_alpha)
            or token.text in words.not_names
            or ends_name(doc, start - 1, words)
        ):
            break
        start -= 1
    return start


def _tail(doc: Doc, i: int, language: Language, words: WordLists, stops: frozenset[int], *, lower: bool) -> int:
    """Token after the name. ``lower``: a capitalised head takes lower-case words as well as names."""
    end, limit = i, min(doc[i - 1].sent.end, i + _TAIL)
    while i < limit and i not in stops:
        token = doc[i]
        if _capital(doc, i, words) and (i == end or lower):
            i = end = i + 1
        elif lower and _lower_word(token, language):
            i = end = i + 1
        elif (after := _link(doc, i, limit, language, words, lower=lower)) and after not in stops:
            i, end = after + 1, after + 1
        else:
            break
    return end


def _capital(doc: Doc, i: int, words: WordLists) -> bool:
    token = doc[i]
    return token.text[:1].isupper() and token.pos_ not in ("VERB", "AUX") and not ends_name(doc, i, words)


def _lower_word(token: Token, language: Language) -> bool:
    """« Parti socialiste », « Bureau international »: adjectives, in languages that put them behind."""
    behind = not language.labels["possessor"]
    return (
        behind
        and token.pos_ == "ADJ"
        and token.is_alpha
        and token.is_lower
        and not token.text.endswith(("é", "ée", "és", "ées"))
    )


def _link(doc: Doc, i: int, limit: int, language: Language, words: WordLists, *, lower: bool) -> int:
    """Index of the noun or name that « de la », "of the", « et du » ties to the name, or 0."""
    if doc[i].lower_ in ("et", "and") and i + 1 < limit and doc[i + 1].lower_ in language.of | _LINKS:
        i += 1
    if doc[i].lower_ not in language.of | (_LINKS if lower else frozenset()):
        return 0
    i += 1
    while i < limit and doc[i].lower_ in language.articles:
        i += 1
    if i >= limit:
        return 0
    if _capital(doc, i, words) and doc[i].text not in words.not_names:
        return i
    common = lower and not language.labels["possessor"] and doc[i].pos_ == "NOUN" and doc[i].is_alpha
    return i if common else 0
