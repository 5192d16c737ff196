"""SPARQL updates that change a graph: what belongs together changes in one of them, which is atomic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox
from rdflib import Literal

from kg.model import Extraction
from kg.rdf import Terms, article_quads
from kg.rdf.terms import PROV, SCHEMA
from kg.store.oxterms import quad, quads, triples_text

__all__ = ["changes", "changes_in_parts", "provenance", "remove_article", "replace_article"]


def replace_article(terms: Terms, extraction: Extraction, made_by: str, model: str) -> str:
    """Puts an article's graph in place of the one that is there, with what it was made by."""
    graph = terms.article_graph(extraction.article.id)
    found = [*quads(article_quads(extraction, terms)), *provenance(terms, extraction.article.id, made_by, model)]
    return f"DROP SILENT GRAPH <{graph}> ; INSERT DATA {{ GRAPH <{graph}> {{\n{triples_text(found)}}} }}"


def provenance(terms: Terms, article_id: str, made_by: str, model: str) -> Iterator[ox.Quad]:
    """What an article's graph was made by; without it the article counts as not yet read."""
    graph = terms.article_graph(article_id)
    yield quad((graph, PROV.wasGeneratedBy, terms.mint("extractor", made_by), graph))
    yield quad((graph, SCHEMA.softwareVersion, Literal(model), graph))


def remove_article(terms: Terms, article_id: str) -> str:
    """Drops an article's graph."""
    return f"DROP SILENT GRAPH <{terms.article_graph(article_id)}>"


def changes(old: set[ox.Quad], new: set[ox.Quad]) -> str:
    """Makes ``new`` of ``old``; empty if they are the same."""
    parts = (_data("DELETE", old - new), _data("INSERT", new - old))
    return " ;\n".join(part for part in parts if part)


def changes_in_parts(old: set[ox.Quad], new: set[ox.Quad], most: int) -> Iterator[str]:
    """The same as updates of at most ``most`` quads each, which not every server takes at once."""
    for verb, changed in (("DELETE", old - new), ("INSERT", new - old)):
        waiting = iter(sorted(changed, key=str))
        while part := list(islice(waiting, most)):
            yield _data(verb, part)


def _data(verb: str, changed: Iterable[ox.Quad]) -> str:
    """``INSERT DATA`` or ``DELETE DATA`` of the quads; empty if there are none."""
    graphs: dict[str, list[ox.Quad]] = {}
    for changed_quad in changed:
        graphs.setdefault(str(changed_quad.graph_name), []).append(changed_quad)
    body = "\n".join(f"GRAPH {name} {{\n{triples_text(graphs[name])}}}" for name in sorted(graphs))
    return f"{verb} DATA {{ {body} }}" if body else ""
