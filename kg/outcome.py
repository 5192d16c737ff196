"""What a build has derived, kept for the next one, and what of it a next one has changed.

Facts and names are compared as values, which is fast; nodes of the graph are made only of what differs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kg.fields import from_fields
from kg.model import Entity, Fact, FactKind, Knowledge, Resolution
from kg.resolve.records import Key

__all__ = ["Outcome", "Touched", "moved_articles", "touched"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Entities and facts by id, the entity of each article's name, and what corrections did, under one ``ontology``."""

    ontology: str
    names: Mapping[Key, str]
    entities: Mapping[str, Entity]
    facts: Mapping[str, Fact]
    rejected: frozenset[str] = frozenset()
    replaced: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Knowledge, ontology: str) -> Outcome:
        """What is derived of all that is known; ``ontology`` is its fingerprint."""
        facts = {fact.id: fact for fact in known.facts}
        resolution = known.resolution
        return cls(ontology, resolution.names, resolution.entities, facts, known.rejected, known.replaced)

    def to_lists(self) -> list[Any]:
        """What `kg.fields.json_of` can write; names article by article."""
        names: dict[str, list[str]] = {}
        for (article, name, kind), entity in self.names.items():
            names.setdefault(article, []).extend((name, kind, entity))
        entities, facts = list(self.entities.values()), list(self.facts.values())
        return [self.ontology, names, entities, facts, sorted(self.rejected), dict(self.replaced)]

    @classmethod
    def from_lists(cls, values: Any) -> Outcome:
        """What `to_lists` made, written and read.

        Raises:
            TypeError, ValueError, KeyError, IndexError: it did not.
        """
        ontology, said, entities, facts, rejected, replaced = values
        names: dict[Key, str] = {}
        for article, flat in said.items():
            triples = zip(flat[::3], flat[1::3], flat[2::3], strict=True)
            names.update(((article, name, kind), entity) for name, kind, entity in triples)
        by_id = {entity.id: entity for entity in (from_fields(Entity, values) for values in entities)}
        facts_by_id = {fact.id: fact for fact in (from_fields(Fact, values) for values in facts)}
        return cls(ontology, names, by_id, facts_by_id, frozenset(rejected), replaced)


@dataclass(frozen=True, slots=True)
class Touched:
    """Of what nodes may differ from those of before, whether it was there before, is there now, or both.

    ``names`` are keys of the resolution, ``namings`` why a name counts as an entity (entity, name, reason); the others
    are ids, those of ``facts`` with their kind.
    """

    names: Collection[Key]
    entities: Collection[str]
    namings: Collection[tuple[str, str, str]]
    claims: frozenset[str]
    facts: Mapping[str, FactKind]


def moved_articles(before: Outcome, after: Resolution, articles: Collection[str]) -> set[str]:
    """These ``articles`` (ids), which have changed, and those a name of which stands for another thing, or type."""
    both = before.entities.keys() & after.entities.keys()
    retyped = {i for i in both if before.entities[i].type != after.entities[i].type}
    moved = {article for article, *_ in _differing(before.names, after.names)}
    if retyped:
        moved |= {key[0] for key, entity in after.names.items() if entity in retyped}
    return moved.union(articles)


def touched(before: Outcome, after: Outcome, claims: Mapping[str, str], articles: Collection[str]) -> Touched:
    """What may differ, where these ``articles`` (ids) have changed, or what counts as their copies.

    ``claims`` has the article of each claim there was or is.
    """
    names = _differing(before.names, after.names)
    moved = moved_articles(before, Resolution(dict(after.entities), dict(after.names)), articles)
    told = {claim for claim, article in claims.items() if article in moved}
    facts = _differing(before.facts, after.facts)
    facts |= {fact.id for fact in after.facts.values() if not told.isdisjoint(fact.claims)}
    both = [known.facts[i] for known in (before, after) for i in facts if i in known.facts]
    told.update(claim for fact in both for claim in fact.claims)
    told |= before.rejected ^ after.rejected
    entities = _differing(before.entities, after.entities)
    namings = {naming for entity in entities for naming in _namings(before, after, entity)}
    entities = {i for i in entities if _plain(before, i) != _plain(after, i)}
    entities |= _differing(before.replaced, after.replaced)
    entities.update(end for fact in both for end in (fact.subject, fact.object))
    return Touched(names, entities, namings, frozenset(told), {fact.id: fact.kind for fact in both})


def _namings(before: Outcome, after: Outcome, entity: str) -> set[tuple[str, str, str]]:
    """Those that have come, gone or count for other articles."""
    old, new = (set(known.entities[entity].merges if entity in known.entities else ()) for known in (before, after))
    return {(entity, merge.name, merge.why) for merge in old ^ new}


def _plain(known: Outcome, entity: str) -> Entity | None:
    """The entity without why names count as it."""
    return replace(known.entities[entity], merges=()) if entity in known.entities else None


def _differing(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> set[Any]:
    """Keys that are in one alone, or with another value."""
    gone = before.keys() - after.keys()
    return {*gone, *(key for key, value in after.items() if key not in before or before[key] != value)}
