"""Somebody whom a text speaks of before it names anybody: "He is a professor at Nova University.", "It was founded by".

A passage cut from a longer text begins so. Who is meant is not known, but that it is one person or organisation is:
what the passage claims of them is claimed of the pronoun, and the next one can mean them too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.groups import Group
from kg.extract.language import Language
from kg.extract.mentions import Mention
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsed import Doc

__all__ = ["unnamed_group"]

_KINDS: tuple[tuple[str, EntityType], ...] = (("person", "Person"), ("organization", "Organization"))


def unnamed_group(
    doc: Doc, m: Mention, before: Sequence[Mention], groups: Sequence[Group], language: Language
) -> Group | None:
    """A new entity for the pronoun ``m``, where nobody stands before it whom it could mean; else None.

    ``before``: the mentions before it; ``groups``: the entities so far.
    """
    wording = m.text(doc)
    kinds = [kind for key, kind in _KINDS if wording.lower() in language.pronouns[key]]
    if m.entity is not None or m.plural or m.kind != "pronoun" or not kinds:
        return None
    if any(k.may_be(kinds) or _owns(doc, k) for k in before) or any(g.unnamed and g.type in kinds for g in groups):
        return None
    return Group(wording, kinds[0], unnamed=True)


def _owns(doc: Doc, k: Mention) -> bool:
    """ "Ada Obi's profile shows that she ...": whatever a model takes her name for."""
    return k.entry is None and k.end < len(doc) and doc[k.end].tag_ == "POS"
