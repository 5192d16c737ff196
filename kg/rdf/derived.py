"""What is derived from all articles together, as RDF: entities, facts and plain triples.

Three named graphs: ``graph/entities``, ``graph/derived`` and ``graph/dataset``. They can be dropped and written again
from the articles' graphs and the corrections. A fact's ``kg:predicate`` is its relation's name, as its claims' is.

Everything comes node by node: a build that changes a graph makes and writes those that may have changed
(`kg.outcome.touched`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple, TypeVar

from rdflib import Literal, URIRef

from kg.derive.corroboration import independent_sources
from kg.model import Claim, Entity, EntityType, Extraction, Fact, FactKind, Knowledge, Merge
from kg.ontology import Ontology
from kg.outcome import Touched
from kg.rdf.article import article_quads
from kg.rdf.dataset import dataset_quads
from kg.rdf.details import Pair, Quad, dated, described, details
from kg.rdf.literals import integer, text
from kg.rdf.plain import plain_triples
from kg.rdf.setaside import reason_to_set_aside
from kg.rdf.terms import (
    DCTERMS,
    ENTITY_CLASSES,
    KG,
    PROV,
    RDF,
    RDFS,
    SKOS,
    Terms,
    vocabulary_term,
    wikidata_iri,
)

__all__ = ["DerivedNode", "derived_nodes", "derived_quads", "knowledge_quads", "touched_iris"]

K = TypeVar("K")
V = TypeVar("V")
_KINDS: dict[FactKind, URIRef] = {"event": KG.Event, "state": KG.State}
_TRUE = Literal("true", datatype="http://www.w3.org/2001/XMLSchema#boolean")
_SPEAKERS: tuple[EntityType, ...] = ("Person", "Organization", "Product")


class DerivedNode(NamedTuple):
    """What the derivable graphs say of one node."""

    iri: str
    quads: Callable[[], Iterable[Quad]]


def knowledge_quads(knowledge: Knowledge, ontology: Ontology, terms: Terms | None = None) -> Iterator[Quad]:
    """Everything: each article's graph, the entities and what is derived."""
    terms = terms or Terms()
    claims: dict[str, list[Claim]] = {}
    for claim in knowledge.claims.values():
        claims.setdefault(claim.article, []).append(claim)
    for key, article in knowledge.articles.items():
        entities, notes = knowledge.local_entities.get(key, ()), knowledge.notes.get(key, ())
        yield from article_quads(Extraction(article, entities, tuple(claims.get(key, ())), notes), terms)
    yield from derived_quads(knowledge, ontology, terms)


def derived_quads(knowledge: Knowledge, ontology: Ontology, terms: Terms | None = None) -> Iterator[Quad]:
    """The graphs of the entities, of the derived facts and of what the graph says of itself."""
    return (quad for node in derived_nodes(knowledge, ontology, terms or Terms()) for quad in node.quads())


def derived_nodes(
    knowledge: Knowledge,
    ontology: Ontology,
    terms: Terms,
    near: Mapping[str, set[str]] | None = None,
    only: Touched | None = None,
) -> Iterator[DerivedNode]:
    """The same node by node; no two are of one IRI, but for an entity that corrections have replaced.

    ``near`` has the copies of each article, if they are known; ``only`` leaves out what that does not name, but not
    what the graph says of itself.
    """
    yield from _entities(knowledge, ontology, terms, only)
    yield from _namings(knowledge, terms, only)
    yield from _names(knowledge, terms, only)
    yield from _claims(knowledge, ontology, terms, only)
    yield from _facts(knowledge, terms, near, only)
    yield from _dataset(knowledge, terms)


def touched_iris(touched: Touched, terms: Terms) -> Iterator[str]:
    """The IRIs of all nodes that it names."""
    yield from (str(terms.entity(entity)) for entity in touched.entities)
    yield from (str(terms.naming(*naming)) for naming in touched.namings)
    yield from (terms.local_address(article, kind, name) for article, name, kind in touched.names)
    yield from (terms.address("claim", claim) for claim in touched.claims)
    yield from (str(terms.fact(kind, fact)) for fact, kind in touched.facts.items())


def _entities(knowledge: Knowledge, ontology: Ontology, terms: Terms, only: Touched | None) -> Iterator[DerivedNode]:
    """Entities with their plain triples, and what the corrections replaced."""
    plain: dict[str, set[tuple[str, str]]] = {}
    for fact in knowledge.facts:
        if only is None or fact.subject in only.entities or fact.object in only.entities:
            for subject, name, obj in plain_triples(fact, ontology):
                plain.setdefault(subject, set()).add((name, obj))
    for entity in _chosen(knowledge.resolution.entities, only.entities if only else None).values():
        said = sorted(plain.get(entity.id, ()))
        yield DerivedNode(terms.entity(entity.id), partial(_entity_quads, terms, entity, said))
    for old, new in _chosen(knowledge.replaced, only.entities if only else None).items():
        pairs = ((DCTERMS.isReplacedBy, terms.entity(new)),)
        node = terms.entity(old)
        yield DerivedNode(node, partial(described, node, pairs, terms.entities_graph))


def _chosen(all_of_them: Mapping[K, V], keys: Collection[K] | None) -> Mapping[K, V]:
    """Those of ``keys``, in some order that holds; all without any."""
    return all_of_them if keys is None else {key: all_of_them[key] for key in keys if key in all_of_them}


def _namings(knowledge: Knowledge, terms: Terms, only: Touched | None) -> Iterator[DerivedNode]:
    """Why names were merged into entities."""
    wanted = {entity for entity, *_ in only.namings} if only else None
    for entity in _chosen(knowledge.resolution.entities, wanted).values():
        for merge in entity.merges:
            if only is None or (entity.id, merge.name, merge.why) in only.namings:
                node = terms.naming(entity.id, merge.name, merge.why)
                pairs = partial(_naming, terms, entity.id, merge)
                yield DerivedNode(node, partial(_made, node, pairs, terms.entities_graph))


def _names(knowledge: Knowledge, terms: Terms, only: Touched | None) -> Iterator[DerivedNode]:
    """Which entity each name denotes."""
    graph = terms.derived_graph
    for (article, name, kind), entity in _chosen(knowledge.resolution.names, only.names if only else None).items():
        node = terms.local_address(article, kind, name)
        yield DerivedNode(node, partial(_denoting, node, terms, entity, graph))


def _claims(knowledge: Knowledge, ontology: Ontology, terms: Terms, only: Touched | None) -> Iterator[DerivedNode]:
    """What each claim is of and about, once names are resolved."""
    about: dict[str, list[tuple[FactKind, str]]] = {}
    for fact in knowledge.facts:
        if only is None or not only.claims.isdisjoint(fact.claims):
            for claim_id in fact.claims:
                about.setdefault(claim_id, []).append((fact.kind, fact.id))
    for claim_id, claim in _chosen(knowledge.claims, only.claims if only else None).items():
        node = terms.address("claim", claim_id)
        pairs = partial(_claim, terms, knowledge, ontology, claim, about.get(claim_id, ()))
        yield DerivedNode(node, partial(_made, node, pairs, terms.derived_graph))


def _facts(
    knowledge: Knowledge, terms: Terms, near: Mapping[str, set[str]] | None, only: Touched | None
) -> Iterator[DerivedNode]:
    kinds = {fact.id: fact.kind for fact in knowledge.facts}
    facts = [fact for fact in knowledge.facts if only is None or fact.id in only.facts]
    told = independent_sources(facts, knowledge, near)
    for fact in facts:
        others = {i: kinds.get(i, "event") for i in (*fact.derived_from, *filter(None, (fact.reversed_by,)))}
        node = terms.fact_iri(fact)
        pairs = partial(_fact, terms, fact, told[fact.id], others)
        yield DerivedNode(node, partial(_made, node, pairs, terms.derived_graph))


def _dataset(knowledge: Knowledge, terms: Terms) -> Iterator[DerivedNode]:
    nodes: dict[URIRef, list[Quad]] = {}
    for quad in dataset_quads(knowledge, terms):
        nodes.setdefault(quad[0], []).append(quad)
    for node, quads in nodes.items():
        yield DerivedNode(node, partial(iter, quads))


def _made(node: str, pairs: Callable[[], Iterable[Pair]], graph: URIRef) -> Iterator[Quad]:
    return described(URIRef(node), pairs(), graph)


def _denoting(node: str, terms: Terms, entity: str, graph: URIRef) -> tuple[Quad, ...]:
    return ((URIRef(node), KG.denotes, terms.entity(entity), graph),)


def _entity_quads(terms: Terms, entity: Entity, plain: Iterable[tuple[str, str]]) -> Iterator[Quad]:
    node = terms.entity(entity.id)
    yield from described(node, _entity(entity), terms.entities_graph)
    for name, obj in plain:
        yield node, vocabulary_term(name), terms.entity(obj), terms.derived_graph


def _entity(entity: Entity) -> Iterator[Pair]:
    yield RDF.type, ENTITY_CLASSES[entity.type]
    yield RDFS.label, text(entity.label)
    yield SKOS.exactMatch, wikidata_iri(entity.wikidata)
    for name, lang in entity.aliases:
        yield SKOS.altLabel, text(name, lang)


def _naming(terms: Terms, entity: str, merge: Merge) -> Iterator[Pair]:
    yield RDF.type, KG.Naming
    yield KG.entity, terms.entity(entity)
    yield KG.name, text(merge.name)
    yield KG.reason, text(merge.why)
    for article in merge.articles:
        yield PROV.wasDerivedFrom, terms.article(article)


class _Ends(NamedTuple):
    """Entities by id, as far as the names in a claim stand for any."""

    subject: str | None
    object: str | None
    speakers: tuple[str, ...]


def _resolved(knowledge: Knowledge, claim: Claim) -> _Ends:
    names = knowledge.resolution.names
    subject, obj = (names.get((claim.article, end.name, end.type)) for end in (claim.subject, claim.object))
    speakers: list[str] = []
    for speaker in claim.said_by:
        keys = ((claim.article, speaker, kind) for kind in _SPEAKERS)
        speakers += [names[key] for key in keys if key in names][:1]
    return _Ends(subject, obj, tuple(speakers))


def _claim(
    terms: Terms, knowledge: Knowledge, ontology: Ontology, claim: Claim, facts: Iterable[tuple[FactKind, str]]
) -> Iterator[Pair]:
    ends, reason = _resolved(knowledge, claim), reason_to_set_aside(claim, knowledge, ontology)
    yield KG.subject, terms.entity(ends.subject) if ends.subject else None
    yield KG.object, terms.entity(ends.object) if ends.object else None
    for speaker in ends.speakers:
        yield KG.saidBy, terms.entity(speaker)
    yield KG.setAside, KG[reason] if reason else None
    for kind, fact_id in facts:
        yield KG.about, terms.fact(kind, fact_id)


def _fact(terms: Terms, fact: Fact, sources: int, kinds: dict[str, FactKind]) -> Iterator[Pair]:
    yield RDF.type, _KINDS[fact.kind]
    yield RDF.type, vocabulary_term(fact.cls)
    yield KG.subject, terms.entity(fact.subject)
    yield KG.predicate, vocabulary_term(fact.relation)
    yield KG.object, terms.entity(fact.object)
    yield KG.status, KG[fact.status]
    yield from dated(KG.date, KG.datePrecision, fact.date)
    yield from dated(KG["from"], KG.fromPrecision, fact.since)
    yield from dated(KG.until, KG.untilPrecision, fact.until)
    yield KG.ended, _TRUE if fact.ended else None
    yield from details(fact)
    yield KG.independentSources, integer(sources)
    for source in fact.derived_from:
        yield KG.derivedFromEvent, terms.fact(kinds[source], source)
    if fact.reversed_by:
        yield KG.reversedBy, terms.fact(kinds[fact.reversed_by], fact.reversed_by)
