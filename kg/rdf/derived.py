"""What is derived from all articles together, as RDF: entities, facts and plain triples.

Three named graphs: ``graph/entities``, ``graph/derived`` and ``graph/dataset``. They can be dropped and written again
from the articles' graphs and the corrections. A fact's ``kg:predicate`` is its relation's name, as its claims' is.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Literal, URIRef

from kg.derive.corroboration import independent_sources
from kg.model import Claim, Entity, EntityType, Extraction, Fact, FactKind, Knowledge, Merge
from kg.ontology import Ontology
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

__all__ = ["derived_quads", "entities_quads", "facts_quads", "knowledge_quads"]

_KINDS: dict[FactKind, URIRef] = {"event": KG.Event, "state": KG.State}
_TRUE = Literal("true", datatype="http://www.w3.org/2001/XMLSchema#boolean")
_SPEAKERS: tuple[EntityType, ...] = ("Person", "Organization", "Product")


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
    terms = terms or Terms()
    yield from entities_quads(knowledge, terms)
    yield from facts_quads(knowledge, ontology, terms)
    yield from dataset_quads(knowledge, terms)


def entities_quads(knowledge: Knowledge, terms: Terms) -> Iterator[Quad]:
    """``graph/entities``: the entities, why names were merged into them, and what the corrections replaced."""
    graph = terms.entities_graph
    for entity in knowledge.resolution.entities.values():
        yield from described(terms.entity(entity.id), _entity(entity), graph)
        for merge in entity.merges:
            node = terms.naming(entity.id, merge.name, merge.why)
            yield from described(node, _naming(terms, entity, merge), graph)
    for old, new in knowledge.replaced.items():
        yield terms.entity(old), DCTERMS.isReplacedBy, terms.entity(new), graph


def facts_quads(knowledge: Knowledge, ontology: Ontology, terms: Terms) -> Iterator[Quad]:
    """``graph/derived``: which entity each name denotes, what claims are about, the facts and their plain triples."""
    graph = terms.derived_graph
    for (article, name, kind), entity_id in knowledge.resolution.names.items():
        yield terms.local_entity(article, kind, name), KG.denotes, terms.entity(entity_id), graph
    for claim in knowledge.claims.values():
        yield from described(terms.claim(claim.id), _resolved(terms, knowledge, claim), graph)
        reason = reason_to_set_aside(claim, knowledge, ontology)
        if reason:
            yield terms.claim(claim.id), KG.setAside, KG[reason], graph
    kinds = {fact.id: fact.kind for fact in knowledge.facts}
    for fact in knowledge.facts:
        yield from described(terms.fact_iri(fact), _fact(terms, fact, kinds), graph)
        sources = integer(independent_sources(fact, knowledge))
        yield terms.fact_iri(fact), KG.independentSources, sources, graph
        for claim_id in fact.claims:
            yield terms.claim(claim_id), KG.about, terms.fact_iri(fact), graph
        for subject, name, obj in plain_triples(fact, ontology):
            yield terms.entity(subject), vocabulary_term(name), terms.entity(obj), graph


def _entity(entity: Entity) -> Iterator[Pair]:
    yield RDF.type, ENTITY_CLASSES[entity.type]
    yield RDFS.label, text(entity.label)
    yield SKOS.exactMatch, wikidata_iri(entity.wikidata)
    for name, lang in entity.aliases:
        yield SKOS.altLabel, text(name, lang)


def _naming(terms: Terms, entity: Entity, merge: Merge) -> Iterator[Pair]:
    yield RDF.type, KG.Naming
    yield KG.entity, terms.entity(entity.id)
    yield KG.name, text(merge.name)
    yield KG.reason, text(merge.why)
    for article in merge.articles:
        yield PROV.wasDerivedFrom, terms.article(article)


def _resolved(terms: Terms, knowledge: Knowledge, claim: Claim) -> Iterator[Pair]:
    names = knowledge.resolution.names
    for predicate, end in ((KG.subject, claim.subject), (KG.object, claim.object)):
        entity = names.get((claim.article, end.name, end.type))
        yield predicate, terms.entity(entity) if entity else None
    for speaker in claim.said_by:
        keys = ((claim.article, speaker, kind) for kind in _SPEAKERS)
        found = next((names[key] for key in keys if key in names), None)
        yield KG.saidBy, terms.entity(found) if found else None


def _fact(terms: Terms, fact: Fact, kinds: dict[str, FactKind]) -> Iterator[Pair]:
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
    for source in fact.derived_from:
        yield KG.derivedFromEvent, terms.fact(kinds.get(source, "event"), source)
    if fact.reversed_by:
        yield KG.reversedBy, terms.fact(kinds.get(fact.reversed_by, "event"), fact.reversed_by)
