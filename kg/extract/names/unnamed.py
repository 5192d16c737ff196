"""Capitalised words that name nobody: departments (« la division Cloud de Nova »), titles left in English.

« la direction de la Recherche et des Achats », « Anne Petit, Vice President of Sales de Nova »: words that a
language's ``departments`` and ``title_words`` list are no names where what stands around them shows what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["parts", "unnamed"]

_TITLE = 2  # words that an English title has at least


def unnamed(doc: Doc, language: Language) -> Iterator[int]:
    """Tokens of such words."""
    yield from _departments(doc, language)
    yield from _sectors(doc, language)
    yield from _titles(doc, language)


def parts(doc: Doc, language: Language) -> Iterator[int]:
    """Tokens of the names of a company's parts: « la division [Home Services] de Nova », « la [Cloud Unit] »."""
    heads = frozenset(language.role_words.get("part_heads", ()))
    names = frozenset(language.role_words.get("part_names", ()))
    for i, word in enumerate(doc.lowers if heads else ()):
        if word in names and not doc[i].is_lower and doc[i - 1].text[:1].isupper():
            yield from _capitals(doc, i, -1)
        elif word in heads and i + 1 < len(doc):
            opened = doc[i + 1].text in ("«", '"', "“")
            yield from _capitals(doc, i + 1 + opened, 1)


def _capitals(doc: Doc, i: int, step: int) -> Iterator[int]:
    """Tokens from ``i`` on, as long as they are capitalised."""
    while 0 <= i < len(doc) and (doc[i].text[:1].isupper() or doc[i].text == "&") and not doc[i].is_sent_start:
        yield i
        i += step


def _departments(doc: Doc, language: Language) -> Iterator[int]:
    words = frozenset(language.role_words.get("departments", ()))
    heads = frozenset(language.role_words.get("department_heads", ()))
    between = language.articles | language.conjunctions | {",", "&", "and", '"', "«", "“"}
    for i, word in enumerate(doc.lowers if heads else ()):
        if word not in heads:
            continue
        k = i + 1
        while k < len(doc) and (doc.lowers[k] in words or doc.lowers[k] in between):
            if doc.lowers[k] in words:
                yield k
            k += 1


def _sectors(doc: Doc, language: Language) -> Iterator[int]:
    """« la Tech française », « à la Bourse »: after an article, in no longer name (« l'Institut de la Tech »)."""
    phrases = [tuple(p.split()) for p in language.role_words.get("sectors", ())]
    firsts = {p[0] for p in phrases}
    for i, word in enumerate(doc.lowers if firsts else ()):
        if i < 1 or word not in firsts or doc.lowers[i - 1] not in language.articles:
            continue
        n = max((len(p) for p in phrases if tuple(doc.lowers[i : i + len(p)]) == p), default=0)
        longer = i > 2 and doc.lowers[i - 2] in language.of and doc[i - 3].text[:1].isupper()
        if not longer and not doc.text_of(i + n, i + n + 1)[:1].isupper():
            yield from range(i, i + n)


def _titles(doc: Doc, language: Language) -> Iterator[int]:
    words = frozenset(language.role_words.get("title_words", ()))
    heads = frozenset(language.role_words.get("title_heads", ()))
    i = 0 if heads else len(doc)
    while i < len(doc):
        k = i
        while k < len(doc) and (doc.lowers[k] in words or doc.lowers[k] in heads):
            k += 1
        if k - i >= _TITLE and not heads.isdisjoint(doc.lowers[i:k]):
            yield from range(i, k)
        i = max(k, i + 1)
