"""Entities by any of their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from kg.errors import UnknownEntityError
from kg.model import Entity

__all__ = ["EntityIndex"]

_NEAR = 5
_CUTOFF = 60.0  # percent of likeness below which a name is no suggestion


class EntityIndex:
    """Finds entities by id, label or alias.

    ``replaced`` maps ids that went to those that stand for them; ``fold`` makes names comparable.
    """

    def __init__(self, entities: Mapping[str, Entity], replaced: Mapping[str, str], fold: Callable[[str], str]) -> None:
        self._entities = entities
        self._replaced = replaced
        self._fold = fold

    def find(self, name: str) -> Entity:
        """The entity of that name: an id or label before an alias, letter for letter before any other spelling.

        Raises:
            UnknownEntityError: there is none (lists near names), or there are several (lists their ids).
        """
        found = self._entities.get(name) or self._entities.get(self._replaced.get(name, ""))
        if found:
            return found
        for index, key in ((self._labels, name), (self._folded, self._fold(name)), (self._aliases, self._fold(name))):
            hits = index.get(key, [])
            if len(hits) == 1:
                return hits[0]
            if hits:
                ids = ", ".join(f"{e.id} ({e.type})" for e in sorted(hits, key=lambda e: e.id))
                raise UnknownEntityError(f"{name!r} names several entities; give one of the ids {ids}")
        raise UnknownEntityError(f"no entity named {name!r}{self._suggestions(name)}")

    @cached_property
    def _labels(self) -> dict[str, list[Entity]]:
        return _index((e.label, e) for e in self._entities.values())

    @cached_property
    def _folded(self) -> dict[str, list[Entity]]:
        return _index((self._fold(e.label), e) for e in self._entities.values())

    @cached_property
    def _aliases(self) -> dict[str, list[Entity]]:
        return _index((self._fold(alias), e) for e in self._entities.values() for alias, _ in e.aliases)

    def _suggestions(self, name: str) -> str:
        from rapidfuzz import fuzz, process

        known, wanted = sorted(self._folded), self._fold(name)
        near = process.extract(wanted, known, scorer=fuzz.WRatio, limit=_NEAR, score_cutoff=_CUTOFF)
        labels = [self._folded[folded][0].label for folded, _, _ in near]
        return f"; near names: {', '.join(labels)}" if labels else ""


def _index(pairs: Iterable[tuple[str, Entity]]) -> dict[str, list[Entity]]:
    found: dict[str, list[Entity]] = {}
    for key, entity in pairs:
        if entity not in found.setdefault(key, []):
            found[key].append(entity)
    return found
