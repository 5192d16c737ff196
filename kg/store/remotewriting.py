"""A graph behind a SPARQL 1.1 endpoint, written to by updates.

An article is one update, which servers make whole or not at all. What is derived is sent in parts; a run that is cut
off leaves some of it, and the next run makes it good: it compares with what is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import pyoxigraph as ox
from rdflib import URIRef

from kg.errors import QueryError, StoreError
from kg.model import Extraction
from kg.rdf import Terms, extraction_from, extractions_from, from_oxigraph
from kg.rdf.details import Quad
from kg.rdf.terms import DEFAULT_BASE, local_name
from kg.store.oxterms import quads
from kg.store.reading import Extracted
from kg.store.remote import RemoteStore
from kg.store.updates import changes_in_parts, remove_article, replace_article

__all__ = ["WritableRemoteStore", "update_address"]

# Virtuoso takes 2,000 quads in an update and refuses 5,000
_MOST_QUADS = 1000
_SECONDS = 300.0
_MADE = """PREFIX kg: <https://w3id.org/techkg/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?article ?hash ?made ?model WHERE {
  GRAPH ?g {
    ?article kg:contentHash ?hash .
    ?g prov:wasGeneratedBy ?made ; <https://schema.org/softwareVersion> ?model
  }
}"""


_IN_GRAPHS = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


def update_address(url: str) -> str:
    """Where updates go: some servers have a place of its own beside the one for queries."""
    for ending, update in ((r"/query/?", "/update"), (r"(/repositories/[^/?]+)/?", r"\1/statements")):
        if re.search(rf"{ending}$", url):
            return re.sub(rf"{ending}$", update, url)
    return url


class WritableRemoteStore(RemoteStore):
    """An endpoint that takes updates. ``token``, if given, is shown to it (``Authorization: Bearer``)."""

    def __init__(self, url: str, *, token: str | None = None, base: str | None = None) -> None:
        """Ask what is there.

        Raises:
            StoreError: it is no endpoint to work with, or its data have another base.
        """
        super().__init__(url, token=token)
        if self.empty:
            self.terms = Terms(base or DEFAULT_BASE)
        elif base and base != self.terms.base:
            raise StoreError(f"{url}: its IRIs start with {self.terms.base}, not with {base}")

    def put_article(self, extraction: Extraction, made_by: str, model: str) -> None:
        """Replace an article's graph, in one update."""
        self._update(replace_article(self.terms, extraction, made_by, model))
        self._made[extraction.article.id] = Extracted(extraction.article.content_hash, made_by, model)

    def remove_article(self, article_id: str) -> None:
        """Drop an article's graph."""
        self._update(remove_article(self.terms, article_id))
        self._made.pop(article_id, None)

    def extracted(self, article_id: str) -> Extracted | None:
        """What the stored graph of an article was made from; None if there is none."""
        return self._made.get(article_id)

    def all_extracted(self) -> Mapping[str, Extracted]:
        """The same of all articles, by their ids."""
        return self._made

    def models(self) -> set[str]:
        """The models that the stored articles were read by."""
        return {made.model for made in self._made.values()}

    def extraction(self, article_id: str) -> Extraction:
        """What the stored graph of an article says, without the text."""
        return extraction_from(from_oxigraph(self._graph(self.terms.article_graph(article_id))))

    def extractions(self) -> Iterator[Extraction]:
        """All of them, by article id."""
        return iter(extractions_from(from_oxigraph(self._triples(_IN_GRAPHS))))

    def put_derived(self, derived: Iterable[Quad]) -> None:
        """Make the graphs of the entities and of the facts what they should be."""
        graphs = self.terms.derivable_graphs
        old = {
            ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(graph))
            for graph in graphs
            for t in self._graph(graph)
        }
        for update in changes_in_parts(old, set(quads(derived)), _MOST_QUADS):
            self._update(update)

    def flush(self) -> None:
        """Nothing waits here; but see to it that what was written can be asked.

        Raises:
            StoreError: the endpoint's default graph leaves named graphs out.
        """
        self._require_union()

    def close(self) -> None:
        """Nothing is held open."""

    def reopen_for_reading(self) -> None:
        """It can be read as it is."""

    @cached_property
    def _made(self) -> dict[str, Extracted]:
        found: dict[str, Extracted] = {}
        for row in self._rows(_MADE):
            article, content, made, model = (row[name].value for name in ("article", "hash", "made", "model"))
            found[local_name(article)] = Extracted(content, made.rpartition("/")[2], model)
        return found

    def _graph(self, graph: URIRef) -> list[Any]:
        return self._triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")

    def _update(self, update: str) -> None:
        try:
            self._send(update_address(self.url), update, "application/sparql-update", "*/*", _SECONDS)
        except QueryError as error:
            raise StoreError(f"cannot be written: {error}") from error
