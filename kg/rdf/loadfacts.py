"""Entities and facts back from the nodes of a graph."""

from __future__ import annotations

from typing import cast, get_args

from kg.model import Entity, EntityType, Fact, FactStatus, Merge
from kg.rdf.details import read_date, read_details
from kg.rdf.nodes import Node, Nodes
from kg.rdf.terms import DCTERMS, ENTITY_CLASSES, KG, PROV, RDF, RDFS, SKOS, local_name

__all__ = ["ENTITY_TYPES", "entities_in", "entity_type", "facts_in", "names_in", "replacements_in"]

ENTITY_TYPES: dict[str, EntityType] = {str(iri): name for name, iri in ENTITY_CLASSES.items()}


def entity_type(iri: str | None) -> EntityType:
    """The type that a class stands for; a class of no type of ours is an organisation."""
    return ENTITY_TYPES.get(iri or "", "Organization")


def entities_in(nodes: Nodes) -> dict[str, Entity]:
    """Entities by id, with why each name counts as theirs."""
    merges: dict[str, list[Merge]] = {}
    for naming in nodes.of_class(KG.Naming):
        merge = Merge(naming.text(KG.name) or "", naming.text(KG.reason) or "", naming.names(PROV.wasDerivedFrom))
        merges.setdefault(naming.name(KG.entity) or "", []).append(merge)
    found = (_entity(node, merges.get(node.id, [])) for node in nodes.of_class(*ENTITY_CLASSES.values()))
    return {entity.id: entity for entity in found}


def _entity(node: Node, merges: list[Merge]) -> Entity:
    return Entity(
        id=node.id,
        label=node.text(RDFS.label) or node.id,
        type=next(entity_type(str(cls)) for cls in node.all(RDF.type) if str(cls) in ENTITY_TYPES),
        aliases=tuple((str(name), getattr(name, "language", None)) for name in node.all(SKOS.altLabel)),
        wikidata=node.name(SKOS.exactMatch),
        merges=tuple(sorted(merges, key=lambda m: (m.name, m.why))),
    )


def names_in(nodes: Nodes) -> dict[tuple[str, str, EntityType], str]:
    """Which entity the name of each article stands for."""
    names: dict[tuple[str, str, EntityType], str] = {}
    for node in nodes.of_class(KG.LocalEntity):
        denoted, article = node.name(KG.denotes), node.name(PROV.wasDerivedFrom)
        if denoted and article:
            names[article, node.text(KG.name) or "", entity_type(node.text(KG.entityType))] = denoted
    return names


def replacements_in(nodes: Nodes) -> dict[str, str]:
    """Ids that the corrections merged away, and the ones that stand for them."""
    pairs = nodes.pairs(DCTERMS.isReplacedBy)
    return {local_name(old): local_name(new) for old, new in sorted(pairs)}


def facts_in(nodes: Nodes) -> tuple[Fact, ...]:
    """Facts by id."""
    claims: dict[str, list[str]] = {}
    for claim, fact in nodes.pairs(KG.about):
        claims.setdefault(fact, []).append(local_name(claim))
    found = (_fact(node, claims.get(str(node.iri), [])) for node in nodes.of_class(KG.Event, KG.State))
    return tuple(sorted(found, key=lambda fact: fact.id))


def _fact(node: Node, claims: list[str]) -> Fact:
    kinds = (KG.Event, KG.State)
    return Fact(
        id=node.id,
        cls=next((local_name(str(cls)) for cls in node.all(RDF.type) if cls not in kinds), ""),
        kind="event" if KG.Event in node.all(RDF.type) else "state",
        relation=node.name(KG.predicate) or "",
        subject=node.name(KG.subject) or "",
        object=node.name(KG.object) or "",
        status=cast(FactStatus, node.choice(KG.status, get_args(FactStatus), "unconfirmed")),
        claims=tuple(sorted(claims)),
        date=read_date(node, KG.date, KG.datePrecision),
        since=read_date(node, KG["from"], KG.fromPrecision),
        until=read_date(node, KG.until, KG.untilPrecision),
        ended=node.text(KG.ended) == "true",
        derived_from=node.names(KG.derivedFromEvent),
        reversed_by=node.name(KG.reversedBy),
        **read_details(node),
    )
