"""Sentences whose subject nobody knows: « La jeune pousse nantaise fournit ses clients » after two companies.

What the sentence says is of that company, so neither of those named before is meant by « ses » or by the passage.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["unknown_subject"]

_CLASSES = frozenset(
    {"general", "group", "startup", "giant", "lab", "publisher", "operator", "maker", "bank", "chipmaker", "carmaker"}
    | {"software", "retailer", "investor"}
)
_NAMED = 4  # tokens from such a noun to a name that it only leads in (« la société grenobloise Nova »)
_DETERMINED = 2  # tokens from the determiner to the noun


def unknown_subject(doc: Doc, i: int, at: Mapping[int, Mention], language: Language) -> bool:
    """Whether the last subject before token ``i`` in its sentence stands for a company that coreference left open."""
    if language.labels["possessor"]:
        return False
    labels, nouns = language.labels["subject"], language.nominals["organization"]
    for k in range(i - 1, doc[i].sent.start - 1, -1):
        token = doc[k]
        if k in at and at[k].type == "Organization" and at[k].entity is not None:
            return False
        if token.dep_ in labels and token.pos_ == "NOUN" and nouns.get(token.lower_) in _CLASSES:
            return _definite(doc, token, language) and not any(j in at for j in range(k + 1, min(k + _NAMED, i)))
    return False


def _definite(doc: Doc, noun: Token, language: Language) -> bool:
    before = doc[max(noun.sent.start, noun.i - _DETERMINED) : noun.i]
    return any(t.lower_ in language.definite for t in before)
