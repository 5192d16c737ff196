"""Entities by their names, asked of a store: naming one in a query does not read the whole graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from typing import Any

from kg.model import Entity
from kg.query.entities import EntityIndex
from kg.query.guard import check
from kg.rdf.terms import ENTITY_CLASSES, Terms, local_name
from kg.store.reading import ReadableStore

__all__ = ["entity_index"]

_TYPES = {str(iri): name for name, iri in ENTITY_CLASSES.items()}
_LABELS = "SELECT ?e ?label ?type { ?e a ?type ; rdfs:label ?label . VALUES ?type { %s } }"
_ALIASES = "SELECT DISTINCT ?e ?name { ?e skos:altLabel ?name }"
_REPLACED = "SELECT ?e ?by { ?e dcterms:isReplacedBy ?by }"
_USED = "ASK { ?fact kg:status ?status . { ?fact kg:subject <%s> } UNION { ?fact kg:object <%s> } }"


def entity_index(store: ReadableStore, fold: Callable[[str], str]) -> EntityIndex:
    """The entities of a store with their labels and aliases. ``fold`` makes names comparable."""
    aliases: dict[str, list[tuple[str, str | None]]] = {}
    for entity, name in _rows(store, _ALIASES):
        aliases.setdefault(entity, []).append((name, None))
    classes = " ".join(f"<{iri}>" for iri in sorted(_TYPES))
    entities = {
        entity: Entity(entity, label, _TYPES[kind], tuple(sorted(aliases.get(entity, ()))))
        for entity, label, kind in _rows(store, _LABELS % classes)
    }
    replaced = {old: local_name(new) for old, new in _rows(store, _REPLACED)}
    return EntityIndex(entities, replaced, fold, _Used(store))


def _rows(store: ReadableStore, sparql: str) -> Iterator[tuple[str, ...]]:
    """Rows as strings; the first column as an id."""
    rows: Any = store.query(check(sparql))
    for first, *others in rows:
        yield (local_name(str(first)), *map(str, others))


class _Used(Set[str]):
    """Ids of entities with facts; asked for one by one, since a question is about one or two."""

    def __init__(self, store: ReadableStore) -> None:
        self._store = store
        self._known: dict[str, bool] = {}

    def __contains__(self, entity: object) -> bool:
        if not isinstance(entity, str):
            return False
        if entity not in self._known:
            iri = Terms(self._store.terms.base).entity(entity)
            self._known[entity] = bool(self._store.query(check(_USED % (iri, iri))).askAnswer)
        return self._known[entity]

    def __iter__(self) -> Iterator[str]:
        return (entity for entity, used in self._known.items() if used)

    def __len__(self) -> int:
        return sum(self._known.values())
