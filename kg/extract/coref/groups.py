"""An entity of one article, and what its names and types say of others."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.names.lexicon import Entry, WordLists
from kg.extract.names.mentions import Mention
from kg.model import EntityType

__all__ = ["Group", "given_gender", "types_clash"]


@dataclass(slots=True)
class Group:
    """An entity of the article: its mentions and the fullest of its names; ``unnamed`` if pronouns are all it has."""

    name: str
    type: EntityType | None
    entry: Entry | None = None
    mentions: list[Mention] = field(default_factory=list)
    unnamed: bool = False


def given_gender(name: str, words: WordLists) -> str:
    """masculine or feminine where the given name tells, else ""."""
    first = name.partition(" ")[0]
    return "masculine" if first in words.masculine else "feminine" if first in words.feminine else ""


def types_clash(m: Mention, group: Group) -> bool:
    """A surname that only a model took for an organisation does not clash with the person whose full name is sure."""
    if m.type is None or group.type is None or m.type == group.type:
        return False
    return m.sure or group.type != "Person" or not any(k.sure for k in group.mentions)
