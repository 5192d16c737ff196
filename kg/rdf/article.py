"""An article as RDF: one named graph, a function of the article and of what was extracted from it, of nothing else.

What depends on other articles (which entity a name stands for, which fact a claim is about) is in `kg.rdf.derived`. So
an article's graph can be replaced alone, and resolution and derivation can be repeated from these graphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rdflib import URIRef

from kg.model import Argument, Article, Claim, Extraction, LocalEntity
from kg.rdf.details import Pair, Quad, dated, described, details, optional, place
from kg.rdf.literals import decimal, integer, text
from kg.rdf.terms import DCTERMS, ENTITY_CLASSES, KG, OA, PROV, RDF, SCHEMA, Terms, vocabulary_term, web_iri

__all__ = ["article_nodes", "article_quads", "named"]


def article_quads(extraction: Extraction, terms: Terms | None = None) -> list[Quad]:
    """The article's metadata, its entities and its claims, in the article's named graph. The text is left out."""
    terms = terms or Terms()
    graph = terms.article_graph(extraction.article.id)
    return [quad for node, pairs in article_nodes(extraction, terms) for quad in described(node, pairs, graph)]


def article_nodes(extraction: Extraction, terms: Terms) -> Iterator[tuple[URIRef, Iterator[Pair]]]:
    """The same node by node."""
    extraction = named(extraction)
    article = extraction.article
    yield terms.article(article.id), _article(article, extraction.notes)
    for entity in _all_entities(extraction):
        yield terms.local_entity(article.id, entity.type, entity.name), _entity(terms, article, entity)
    for claim in extraction.claims:
        claim_id = claim.id
        yield terms.claim(claim_id), _claim(terms, claim_id, claim)
        for rank, name in enumerate(claim.said_by, start=1):
            yield terms.attribution(claim_id, rank), _attribution(rank, name)


def named(extraction: Extraction) -> Extraction:
    """The same without whom the article does not name ("He") and what it claims of them: nobody else can mean them."""
    unnamed = {(e.name, e.type) for e in extraction.entities if e.unnamed}
    if not unnamed:
        return extraction
    ends = ((c, {(c.subject.name, c.subject.type), (c.object.name, c.object.type)}) for c in extraction.claims)
    claims = tuple(c for c, both in ends if unnamed.isdisjoint(both))
    return replace(extraction, entities=tuple(e for e in extraction.entities if not e.unnamed), claims=claims)


def _all_entities(extraction: Extraction) -> list[LocalEntity]:
    """The article's entities, with any that only a claim names: a claim's ends are nodes of the graph."""
    known = {(entity.name, entity.type) for entity in extraction.entities}
    ends = {(end.name, end.type) for claim in extraction.claims for end in (claim.subject, claim.object)}
    return [*extraction.entities, *(LocalEntity(name, kind) for name, kind in sorted(ends - known))]


def _article(article: Article, notes: tuple[str, ...]) -> Iterator[Pair]:
    yield RDF.type, SCHEMA.NewsArticle
    yield DCTERMS.identifier, text(article.key)
    yield KG.contentHash, text(article.content_hash)
    yield KG.textSketch, optional(article.sketch or None)
    yield SCHEMA.inLanguage, text(article.lang)
    yield SCHEMA.headline, text(article.title, article.lang) if article.title else None
    yield SCHEMA.url, web_iri(article.url)
    yield from dated(SCHEMA.datePublished, KG.datePrecision, article.published)
    yield SCHEMA.publisher, optional(article.publisher)
    yield KG.source, optional(article.source)
    yield KG.sourceUrl, web_iri(article.source_url)
    for note in notes:
        yield KG.note, text(note)


def _entity(terms: Terms, article: Article, entity: LocalEntity) -> Iterator[Pair]:
    yield RDF.type, KG.LocalEntity
    yield KG.name, text(entity.name)
    yield KG.entityType, ENTITY_CLASSES[entity.type]
    yield KG.listedAs, optional(entity.kb)
    yield KG.wikidataId, optional(entity.wikidata)
    yield PROV.wasDerivedFrom, terms.article(article.id)
    for span in entity.mentions:
        yield KG.mentionedAt, text(place(span))


def _claim(terms: Terms, claim_id: str, claim: Claim) -> Iterator[Pair]:
    yield RDF.type, KG.Claim
    yield PROV.wasDerivedFrom, terms.article(claim.article)
    yield KG.predicate, vocabulary_term(claim.relation)
    yield from _end(terms, claim, claim.subject, "subject")
    yield from _end(terms, claim, claim.object, "object")
    yield KG.modality, KG[claim.status]
    yield KG.confidence, decimal(claim.confidence)
    yield KG.rule, text(claim.rule)
    yield SCHEMA.inLanguage, text(claim.lang)
    yield OA.exact, text(claim.quote)
    yield OA.start, integer(claim.span.start)
    yield OA.end, integer(claim.span.end)
    yield KG.field, KG[claim.span.field]
    yield KG.tense, KG[claim.tense] if claim.tense else None
    yield from dated(KG.date, KG.datePrecision, claim.date)
    yield from details(claim)
    for rank, _ in enumerate(claim.said_by, start=1):
        yield KG.attribution, terms.attribution(claim_id, rank)


def _end(terms: Terms, claim: Claim, end: Argument, name: str) -> Iterator[Pair]:
    yield KG[f"{name}Local"], terms.local_entity(claim.article, end.type, end.name)
    yield KG[f"{name}Mention"], text(end.mention)
    yield KG[f"{name}MentionedAt"], text(place(end.span))


def _attribution(rank: int, name: str) -> Iterator[Pair]:
    yield RDF.type, KG.Attribution
    yield KG.name, text(name)
    yield KG.rank, integer(rank)
