"""Small questions about the words around a token that several parts of the extractor ask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["follows", "governing_verb", "past_date", "people_at", "phrase_length", "preposition_at", "sentence_bounds"]

_DATE = 6  # tokens of a date in front of a sentence


def phrase_length(doc: Doc, i: int, words: Iterable[str]) -> int:
    """Number of tokens that spell ``words`` (lower case) from token ``i``; 0 when the Doc has something else there."""
    wanted = [*words]
    if wanted and 0 <= i < len(doc) and doc.lowers[i] != wanted[0]:
        return 0  # as nearly always
    return len(wanted) if doc.lowers[max(i, 0) : i + len(wanted)] == wanted else 0


def past_date(doc: Doc, first: int, end: int) -> int:
    """Token after a date that is set in front of a sentence ("On Monday, after leaving Acme, she"), or ``first``."""
    if "," not in doc.lowers[first : min(end, first + _DATE)]:
        return first
    comma = next((t.i for t in doc[first : min(end, first + _DATE)] if t.text == ","), first)
    dated = all(t.ent_type_ in ("DATE", "TIME") or t.pos_ in ("ADP", "DET") for t in doc[first:comma])
    return comma + 1 if comma > first and dated else first


def preposition_at(doc: Doc, i: int, phrase: str, language: Language) -> int:
    """Length of the preposition at token ``i``, or 0; one that ends in « de » or « à » takes their other forms too."""
    if " " not in phrase:  # most are one word, and this is asked more often than anything else
        if i >= len(doc) or doc.lowers[i] != phrase:
            return 0
        from_inside = i > 0 and phrase in language.role_words["settings"] and doc.lowers[i - 1] in language.of
        return int(not from_inside)  # « arrive de chez Acme »
    *first, last = phrase.split()
    n = len(first)
    if first and phrase_length(doc, i, first) != n:
        return 0
    forms = next((f for f in (language.of, language.to) if n and last in f), (last,))
    return n + 1 if i + n < len(doc) and doc[i + n].lower_ in forms else 0


def follows(doc: Doc, i: int, phrases: Iterable[tuple[str, ...]]) -> int:
    """Length in tokens of the first of ``phrases`` that stands at token ``i``, or 0."""
    lowers, first = doc.lowers, doc.lowers[i] if 0 <= i < len(doc) else ""
    for phrase in phrases:
        if phrase and phrase[0] == first and lowers[i : i + len(phrase)] == list(phrase):
            return len(phrase)
    return 0


def governing_verb(token: Token, language: Language) -> Token | None:
    """The verb that a word hangs on, itself excluded; None at the root of a verbless sentence."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in ("VERB", "AUX") or ancestor.lower_ in language.be:
            return ancestor
    return None


def sentence_bounds(doc: Doc, i: int) -> tuple[int, int]:
    """Half-open token range of the sentence that holds token ``i``."""
    sentence = doc[i].sent
    return sentence.start, sentence.end


def people_at(doc: Doc, i: int, language: Language) -> int:
    """Length of « l'Italien » before a name at token ``i`` (« le patron de Nova, [l'Italien] Paul Roy »), or 0."""
    if i + 2 >= len(doc) or doc[i].lower_ not in language.definite or doc[i + 1].lower_ not in language.peoples:
        return 0
    return 2 if doc[i + 2].text[:1].isupper() else 0
