"""The trade behind a noun: « l'éditeur [de logiciels de paie] », « le géant [du commerce en ligne] »."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["over_sector"]

_REACH = 8  # tokens of a trade (« de l'imagerie par satellite à bas coût »)
_NOUNS = frozenset({"NOUN", "ADJ"})


def over_sector(doc: Doc, i: int, taken: Collection[int], language: Language, *, definite: bool) -> int:
    """Token after a trade that begins at ``i``; ``i`` where none does, or where it names somebody.

    ``definite``: also with an article (« la pépite de la logistique »; but « l'éditeur des séries » edits just these).
    """
    if i + 1 >= len(doc) or doc[i].lower_ not in language.of:
        return i
    if not definite and (doc[i].lower_ not in language.of_kind or doc[i + 1].lower_ in language.articles):
        return i
    k = end = i
    stop = min(doc[i].sent.end, i + _REACH)
    while k < stop and k not in taken and _goes_on(doc[k], language):
        k += 1
        if doc[k - 1].pos_ in _NOUNS or _complement(doc[k - 1], language):
            end = k
    named = k < len(doc) and (k in taken or doc[k].pos_ == "PROPN")
    named = named or any(t.lower_ in language.nominals["organization"] for t in doc[i + 1 : end])  # « du groupe »
    return i if named or doc[i + 1].lower_ in language.determiners - language.of else end


def _goes_on(token: Token, language: Language) -> bool:
    word = token.lower_
    if not token.is_lower or token.is_digit:
        return False
    if _complement(token, language):
        return True
    joins = word in language.of or word in language.to or word in language.articles or token.pos_ == "ADP"
    return joins or token.pos_ in _NOUNS


def _complement(token: Token, language: Language) -> bool:
    """A word right after « de » is a noun, whatever the tagger takes it for (« de paie »)."""
    before = token.nbor(-1).lower_ if token.i else ""
    verb = token.lower_ in language.have or "Inf" in token.morph.get("VerbForm", [])  # « accuse le groupe d'avoir »
    led = before in language.of_kind and token.is_alpha and token.is_lower and not verb
    return led and token.lower_ not in language.determiners | language.articles
