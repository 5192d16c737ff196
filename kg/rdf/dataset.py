"""What the graph says of itself (VoID, DCAT, PROV): vocabulary, version, what it was derived from, how much it has.

No time of day is in it, so the same articles give the same bytes whenever they are read: what there is of time is the
span of the articles' dates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rdflib import URIRef

from kg import __version__
from kg.model import Knowledge
from kg.rdf.details import Pair, Quad, described
from kg.rdf.literals import integer, text
from kg.rdf.terms import (
    DCAT,
    DCTERMS,
    ENTITY_CLASSES,
    KG,
    PROV,
    RDF,
    SCHEMA,
    VOCABULARY_VERSION,
    VOID,
    Terms,
    local_name,
    vocabulary_term,
)

__all__ = ["dataset_quads"]


def dataset_quads(knowledge: Knowledge, terms: Terms) -> Iterator[Quad]:
    """``graph/dataset``; nothing for a graph without articles."""
    if not knowledge.articles:
        return
    graph = terms.dataset_graph
    counts = _counts(knowledge)
    yield from described(terms.dataset, _dataset(knowledge, terms, counts), graph)
    for cls, count in counts.items():
        part = terms.mint("dataset", local_name(cls))
        yield from described(part, ((VOID["class"], cls), (VOID.entities, integer(count))), graph)
    yield from described(terms.mint("dataset", "derivation"), _derivation(knowledge, terms), graph)
    yield from described(_software(terms), _agent(), graph)


def _counts(knowledge: Knowledge) -> dict[URIRef, int]:
    """How many nodes there are of each class that is not empty."""
    entities = Counter(ENTITY_CLASSES[e.type] for e in knowledge.resolution.entities.values())
    facts = Counter(vocabulary_term(fact.cls) for fact in knowledge.facts)
    others = {SCHEMA.NewsArticle: len(knowledge.articles), KG.Claim: len(knowledge.claims)}
    return {cls: count for cls, count in (*entities.items(), *facts.items(), *others.items()) if count}


def _dataset(knowledge: Knowledge, terms: Terms, counts: dict[URIRef, int]) -> Iterator[Pair]:
    yield RDF.type, VOID.Dataset
    yield RDF.type, DCAT.Dataset
    yield DCTERMS.title, text("Who moves where in tech, and which company leans on which", "en")
    yield DCTERMS.title, text("Qui va où dans la tech, et quelle entreprise dépend de quelle autre", "fr")
    vocabulary = str(KG).removesuffix("#")
    yield DCTERMS.conformsTo, URIRef(f"{vocabulary}/{VOCABULARY_VERSION}")
    yield VOID.vocabulary, URIRef(vocabulary)
    yield VOID.uriSpace, text(terms.base)
    yield VOID.documents, integer(len(knowledge.articles))
    dates = sorted(article.published.value for article in knowledge.articles.values() if article.published)
    yield SCHEMA.temporalCoverage, text(f"{dates[0]}/{dates[-1]}") if dates else None
    yield PROV.wasGeneratedBy, terms.mint("dataset", "derivation")
    for cls in counts:
        yield VOID.classPartition, terms.mint("dataset", local_name(cls))


def _derivation(knowledge: Knowledge, terms: Terms) -> Iterator[Pair]:
    yield RDF.type, PROV.Activity
    yield PROV.wasAssociatedWith, _software(terms)
    for article in knowledge.articles:
        yield PROV.used, terms.article(article)


def _software(terms: Terms) -> URIRef:
    return terms.mint("software", f"techkg-{__version__}")


def _agent() -> Iterator[Pair]:
    yield RDF.type, PROV.SoftwareAgent
    yield SCHEMA.name, text("techkg")
    yield SCHEMA.softwareVersion, text(__version__)
