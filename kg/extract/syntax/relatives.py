"""Whom "who" means behind what is said of a person: "Ann Lee, a former editor of Nova, who founded Alma"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["past_aside"]

_ASIDE = 16  # tokens that may be said of a person between commas


def past_aside(doc: Doc, at: Mapping[int, Mention], i: int) -> Token | None:
    """The last token of the person before the aside that ends with the organisation at token ``i``, if there is one."""
    first = max(doc[i].sent.start + 1, i - _ASIDE)
    for k in range(at[i].start - 1, first - 1, -1):
        if doc[k].text == ",":
            person = at.get(k - 1)
            named = person is not None and person.type == "Person" and person.kind == "name" and person.end == k
            return doc[k - 1] if named else None
        if (doc[k].pos_ in ("VERB", "AUX") and doc[k].tag_ not in ("VBN", "VBG")) or k in at:
            return None
    return None
