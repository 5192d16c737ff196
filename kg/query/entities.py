"""Entities by any of their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cached_property

from kg.errors import UnknownEntityError
from kg.model import Entity

__all__ = ["EntityIndex"]

_NEAR = 5
_CUTOFF = 70.0  # percent of likeness below which a name is no suggestion


class EntityIndex:
    """Finds entities by id, label or alias.

    ``replaced`` maps ids that went to those that stand for them; ``used`` are the ids of entities with facts; ``fold``
    makes names comparable.
    """

    def __init__(
        self,
        entities: Mapping[str, Entity],
        replaced: Mapping[str, str],
        fold: Callable[[str], str],
        used: Set[str] = frozenset(),
    ) -> None:
        self._entities = entities
        self._replaced = replaced
        self._fold = fold
        self._used = used

    def with_id(self, name: str) -> Entity | None:
        """The entity of that id, or the one that stands for it."""
        return self._entities.get(name) or self._entities.get(self._replaced.get(name, ""))

    def find(self, name: str) -> Entity:
        """The entity of that name: an id or label before an alias, letter for letter before any other spelling.

        A surname finds the one person who bears it, where nothing else has that name.

        An entity with facts comes before one without: a name that was met once in passing hides nobody.

        Raises:
            UnknownEntityError: there is none (lists near names), or there are several (lists their ids).
        """
        stages = list(self._stages(name))
        for hits in ([e for e in hits if e.id in self._used] for hits in stages):
            if hits:
                return _only(name, hits)
        for hits in stages:
            if hits:
                return _only(name, hits)
        raise UnknownEntityError(f"no entity named {name!r}{self._suggestions(name)}")

    def _stages(self, name: str) -> Iterator[list[Entity]]:
        folded = self._fold(name)
        by_id = self.with_id(name)
        yield [by_id] if by_id else []
        yield self._labels.get(name, [])
        yield self._folded.get(folded, [])
        yield self._aliases.get(folded, [])
        yield self._surnames.get(folded, [])

    @cached_property
    def _labels(self) -> dict[str, list[Entity]]:
        return _index((e.label, e) for e in self._entities.values())

    @cached_property
    def _folded(self) -> dict[str, list[Entity]]:
        return _index((self._fold(e.label), e) for e in self._entities.values())

    @cached_property
    def _aliases(self) -> dict[str, list[Entity]]:
        return _index((self._fold(alias), e) for e in self._entities.values() for alias, _ in e.aliases)

    @cached_property
    def _surnames(self) -> dict[str, list[Entity]]:
        """People by what follows their first name: "Freitas" and "De Freitas" are both Daniel De Freitas."""
        people = [(self._fold(e.label).split(), e) for e in self._entities.values() if e.type == "Person"]
        return _index((" ".join(words[i:]), e) for words, e in people for i in range(1, len(words)))

    def _suggestions(self, name: str) -> str:
        from rapidfuzz import fuzz, process

        known, wanted = sorted(self._folded), self._fold(name)
        near = process.extract(wanted, known, scorer=fuzz.WRatio, limit=_NEAR, score_cutoff=_CUTOFF)
        labels = [self._folded[folded][0].label for folded, _, _ in near]
        return f"; near names: {', '.join(labels)}" if labels else ""


def _only(name: str, hits: list[Entity]) -> Entity:
    if len(hits) == 1:
        return hits[0]
    ids = ", ".join(f"{e.id} ({e.type})" for e in sorted(hits, key=lambda e: e.id))
    raise UnknownEntityError(f"{name!r} names several entities; give one of the ids {ids}")


def _index(pairs: Iterable[tuple[str, Entity]]) -> dict[str, list[Entity]]:
    found: dict[str, list[Entity]] = {}
    for key, entity in pairs:
        if entity not in found.setdefault(key, []):
            found[key].append(entity)
    return found
