"""What an unlisted name is, by its own words and by the words beside it: a person, an organisation or a product."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.language import Language
from kg.extract.lexicon import WordLists
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["type_by_context", "type_by_shape"]


def type_by_shape(doc: Doc, start: int, end: int, words: WordLists) -> EntityType | None:
    """The type that a name's own words tell: a word such as "Capital", a legal form, a given name, an ampersand."""
    tokens = list(doc[start:end])
    if len(tokens) > 1 and any(
        t.lower_ in words.organization_words or t.lower_ in words.institutions for t in tokens[1:]
    ):
        return "Organization"
    if len(tokens) > 1 and _institutional(tokens, words):
        return "Organization"
    if "&" in tokens[0].text[1:] or any(t.text == "&" for t in tokens[1:-1]):
        return "Organization"
    if 1 < len(tokens) <= 5 and _personal(tokens, words):
        return "Person"
    return None


def _institutional(tokens: Sequence[Token], words: WordLists) -> bool:
    first, last = tokens[0], tokens[-1]
    heads = (
        first.lower_ in words.institutions
        or first.lower_ in words.lower_heads
        or first.lower_ in words.organization_words
    )
    return heads or last.lower_.rstrip(".") in words.legal_forms


def _personal(tokens: Sequence[Token], words: WordLists) -> bool:
    first = tokens[0].text
    if len(tokens) > 2 and tokens[1].text == "-":
        first = "".join(t.text for t in tokens[:3])
    if first not in words.given_names and tokens[0].text not in words.given_names:
        return False
    return all(
        t.text[:1].isupper() or t.lower_ in words.particles or t.text in ("-", "'")
        for t in tokens[1:]
        if not t.is_digit
    )


def type_by_context(doc: Doc, start: int, end: int, words: WordLists, language: Language) -> EntityType | None:
    """The type that a noun or title right beside a name tells (« la start-up Alma », "Nova, a startup", "Mr Smith")."""
    if start and doc[start - 1].text in language.person_titles:
        return "Person"
    return _noun_before(doc, start, words, language) or _noun_after(doc, end, words, language)


def _noun_before(doc: Doc, start: int, words: WordLists, language: Language) -> EntityType | None:
    """« la start-up Alma », « la start-up parisienne Alma »; one word may stand between where adjectives follow."""
    last = start - 1
    adjectives = not language.labels["possessor"]
    for i in range(last, max(-1, last - 1 - adjectives), -1):
        token = doc[i]
        if token.is_space or token.is_punct:
            return None
        kind = words.nouns.get(token.lower_)
        if kind is not None:
            return kind if _singular(token) and not _owned(doc, i) else None
        if not (adjectives and token.pos_ == "ADJ" and token.is_lower):
            return None
    return None


def _singular(token: Token) -> bool:
    return token.text[:1].islower() and "Plur" not in token.morph.get("Number")


def _owned(doc: Doc, i: int) -> bool:
    """ "Nova's founder Ann Lee" is a founder still; "a Nova app Store" is left to others."""
    return i > 0 and doc[i - 1].text == "-"


def _noun_after(doc: Doc, end: int, words: WordLists, language: Language) -> EntityType | None:
    """ "Nova, a Paris-based startup": the first known noun of the apposition, a determiner before it."""
    if end + 1 >= len(doc) or doc[end].text not in (",", "(") or end and doc[end].is_sent_start:
        return None
    article = doc[end + 1].lower_ in language.articles
    limit = min(end + 7 if article else end + 2, len(doc))
    for i in range(end + 1, limit):
        token = doc[i]
        if (
            token.is_punct
            and token.text != "-"
            or token.pos_ in ("VERB", "AUX")
            and not token.lower_.endswith(("ed", "based", "é", "ée"))
        ):
            return None
        kind = words.nouns.get(token.lower_)
        if kind is not None and token.is_lower:
            compound = i + 1 < len(doc) and doc[i + 1].pos_ in ("NOUN", "PROPN") and bool(language.labels["possessor"])
            return None if compound else kind
        if token.lower_ in language.of:
            return None
    return None
