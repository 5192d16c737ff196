"""Knowledge back from RDF: from a named graph, a store, or an exported file alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast, get_args

from rdflib.term import Node as Term

from kg.errors import StoreError
from kg.model import (
    Argument,
    Article,
    Claim,
    Extraction,
    Knowledge,
    LocalEntity,
    Resolution,
    Span,
    Status,
    Tense,
)
from kg.rdf.details import read_date, read_details, read_place
from kg.rdf.loadfacts import entities_in, entity_type, facts_in, names_in, replacements_in
from kg.rdf.nodes import Node, Nodes
from kg.rdf.terms import DCTERMS, KG, OA, PROV, SCHEMA

__all__ = ["extraction_from", "extractions_from", "knowledge_from"]


def extraction_from(statements: Iterable[Sequence[Term | None]]) -> Extraction:
    """The extraction in one article's graph, without the article's text.

    Entities, mentions, claims and notes come in an order of their own: a graph has none.

    Raises:
        StoreError: the graph does not hold exactly one article.
    """
    found = extractions_from(statements)
    if len(found) != 1:
        raise StoreError(f"expected the graph of one article, found {len(found)} articles in it")
    return found[0]


def extractions_from(statements: Iterable[Sequence[Term | None]]) -> tuple[Extraction, ...]:
    """The extractions of all articles in a graph or dataset, by article id, without the articles' texts."""
    return _extractions(Nodes(statements))


def _extractions(nodes: Nodes) -> tuple[Extraction, ...]:
    entities: dict[Term | None, list[LocalEntity]] = {}
    for node in nodes.of_class(KG.LocalEntity):
        entities.setdefault(node.one(PROV.wasDerivedFrom), []).append(_local_entity(node))
    claims: dict[Term | None, list[Claim]] = {}
    for node in nodes.of_class(KG.Claim):
        claims.setdefault(node.one(PROV.wasDerivedFrom), []).append(_claim(nodes, node))
    return tuple(
        _extraction(node, entities.get(node.iri, []), claims.get(node.iri, []))
        for node in nodes.of_class(SCHEMA.NewsArticle)
    )


def knowledge_from(statements: Iterable[Sequence[Term | None]]) -> Knowledge:
    """All that a graph or dataset says: what `kg.rdf.derived.knowledge_quads` wrote, without the articles' texts."""
    nodes = Nodes(statements)
    extractions = _extractions(nodes)
    return Knowledge(
        articles={x.article.id: x.article for x in extractions},
        claims={claim.id: claim for x in extractions for claim in x.claims},
        resolution=Resolution(entities_in(nodes), names_in(nodes)),
        facts=facts_in(nodes),
        local_entities={x.article.id: x.entities for x in extractions},
        notes={x.article.id: x.notes for x in extractions},
        rejected=frozenset(node.id for node in nodes.of_class(KG.Claim) if node.one(KG.setAside) == KG.rejected),
        replaced=replacements_in(nodes),
    )


def _extraction(node: Node, entities: list[LocalEntity], claims: list[Claim]) -> Extraction:
    notes = tuple(str(note) for note in node.all(KG.note))
    by_place = sorted(entities, key=lambda e: (e.mentions[:1], e.type, e.name))
    in_order = sorted(claims, key=lambda c: (c.span.field, c.span.start, c.span.end, c.relation, c.id))
    return Extraction(_article(node), tuple(by_place), tuple(in_order), notes)


def _article(node: Node) -> Article:
    return Article(
        key=node.text(DCTERMS.identifier) or str(node.iri),
        text="",
        lang=node.text(SCHEMA.inLanguage) or "",
        published=read_date(node, SCHEMA.datePublished, KG.datePrecision),
        title=node.text(SCHEMA.headline) or "",
        url=node.text(SCHEMA.url),
        publisher=node.text(SCHEMA.publisher),
        source=node.text(KG.source),
        source_url=node.text(KG.sourceUrl),
        stored_hash=node.text(KG.contentHash),
        stored_sketch=node.text(KG.textSketch) or "",
    )


def _local_entity(node: Node) -> LocalEntity:
    return LocalEntity(
        name=node.text(KG.name) or "",
        type=entity_type(node.text(KG.entityType)),
        mentions=tuple(sorted(read_place(str(value)) for value in node.all(KG.mentionedAt))),
        kb=node.text(KG.listedAs),
        wikidata=node.text(KG.wikidataId),
    )


def _claim(nodes: Nodes, node: Node) -> Claim:
    return Claim(
        article=node.name(PROV.wasDerivedFrom) or "",
        lang=node.text(SCHEMA.inLanguage) or "",
        relation=node.name(KG.predicate) or "",
        subject=_argument(nodes, node, "subject"),
        object=_argument(nodes, node, "object"),
        status=cast(Status, node.choice(KG.modality, get_args(Status), "asserted")),
        quote=node.text(OA.exact) or "",
        span=_span(node),
        rule=node.text(KG.rule) or "",
        confidence=node.number(KG.confidence) or 0.0,
        said_by=_speakers(nodes, node),
        tense=cast("Tense | None", node.choice(KG.tense, get_args(Tense), "") or None),
        date=read_date(node, KG.date, KG.datePrecision),
        **read_details(node),
    )


def _span(node: Node) -> Span:
    start, end = (int(node.number(p) or 0) for p in (OA.start, OA.end))
    return Span(start, end, "title" if node.one(KG.field) == KG.title else "text")


def _argument(nodes: Nodes, claim: Node, end: str) -> Argument:
    local = nodes[claim.one(KG[f"{end}Local"])]
    mention = claim.text(KG[f"{end}Mention"]) or ""
    span = read_place(claim.text(KG[f"{end}MentionedAt"]) or "")
    return Argument(local.text(KG.name) or mention, entity_type(local.text(KG.entityType)), mention, span)


def _speakers(nodes: Nodes, claim: Node) -> tuple[str, ...]:
    speakers = (nodes[iri] for iri in claim.all(KG.attribution))
    ranked = sorted((s.number(KG.rank) or 0.0, s.text(KG.name) or "") for s in speakers)
    return tuple(name for _, name in ranked)
