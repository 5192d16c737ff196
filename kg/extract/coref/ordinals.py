"""« Le premier ... la seconde » after a pair of names: which of the two is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["ordinal_at", "the_one_of_two"]

_BACK = 60  # tokens back in which the pair stands
_FOLLOWS = frozenset({"VERB", "AUX", "PRON", "ADV", "PUNCT", "CCONJ"})


def ordinal_at(token: Token, language: Language) -> int:
    """0 for « le premier », 1 for « la seconde », said of somebody named before; -1 elsewhere."""
    i = token.i + 1
    if token.lower_ not in language.definite or i >= len(token.doc):
        return -1
    place = language.ordinals.get(token.doc[i].lower_, -1)
    after = token.doc[i + 1] if i + 1 < len(token.doc) else None
    stands_alone = after is not None and after.pos_ in _FOLLOWS and after.text not in ("»", '"')
    return place if stands_alone else -1


def the_one_of_two(doc: Doc, before: Sequence[Mention], start: int, place: int, language: Language) -> Mention | None:
    """The first or the second of the nearest pair of names before token ``start`` (« Anne Petit et Paul Roy »)."""
    near = [m for m in before if m.start >= start - _BACK and m.entity is not None and not m.place]
    for k in range(len(near) - 1, 0, -1):
        left, right = near[k - 1], near[k]
        if left.type == right.type and left.kind == right.kind == "name" and _joined(doc, left, right, language):
            longer = k > 1 and near[k - 2].type == left.type and doc[near[k - 2].end].text == ","
            return None if longer and near[k - 2].end + 1 == left.start else (left, right)[place]
    return None


def _joined(doc: Doc, left: Mention, right: Mention, language: Language) -> bool:
    between = [t.lower_ for t in doc[left.end : right.start]]
    if not between or between[0] not in language.conjunctions:
        return False
    passed = language.articles | language.prepositions | frozenset(language.pronouns["possessive"])
    nouns = {t.lower_ for t in doc[left.end : right.start] if t.pos_ in ("NOUN", "ADJ") and t.is_lower}
    return all(w in passed or w in nouns for w in between[1:])
