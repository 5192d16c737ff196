"""Somebody whom a text speaks of before it names anybody: "He is a professor at Nova University.", "It was founded by".

A passage cut from a longer text begins so. Who is meant is not known, but that it is one person or organisation is:
what the passage claims of them is claimed of the pronoun, and the next one can mean them too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.coref.groups import Group
from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["unnamed_group"]

_KINDS: tuple[tuple[str, EntityType], ...] = (("person", "Person"), ("organization", "Organization"))
_FULL_NAME = (2, 3)  # tokens of a given name and a surname


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
    if kinds[0] != "Person" and doc[m.start].dep_ not in language.labels["subject"]:
        return None  # "it" may be any thing
    if any(_meant(doc, k, kinds) for k in before) or any(g.unnamed and g.type in kinds for g in groups):
        return None
    return Group(wording, kinds[0], unnamed=True)


def _meant(doc: Doc, k: Mention, kinds: Sequence[EntityType]) -> bool:
    """Whether ``k`` may be meant: it is of that kind, or may have been taken for another one wrongly.

    One word or acronym that a model takes for an organisation's name ("Before joining Nova, he") is no person's.
    """
    owner = k.entry is None and k.end < len(doc) and doc[k.end].tag_ == "POS"  # "Ada Obi's profile shows that she"
    given = kinds[0] != "Person" or k.end - k.start in _FULL_NAME
    return k.type in kinds or k.type is None or owner or (given and k.may_be(kinds))
