"""What a server serves: one graph, the processes that answer for it, the named queries and the picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import StoreError
from kg.freshness import forget
from kg.graph import KnowledgeGraph
from kg.ontology import Ontology, load_ontology
from kg.query.binding import bind
from kg.query.named import NamedQuery, named_queries, parameter_values
from kg.query.prefixes import prefixes
from kg.rdf import Terms
from kg.serve.settings import Settings
from kg.serve.workers import Workers
from kg.store import MemoryArticles, open_for_reading, open_store
from kg.store.oxterms import quads

if TYPE_CHECKING:
    from kg.store import Opened

__all__ = ["Site", "open_served"]


@dataclass(frozen=True, slots=True)
class Site:
    """A graph that is served. ``store`` is its place on disk; ``picture`` the page that was built beside it, if any."""

    store: Path
    terms: Terms
    ontology: Ontology
    queries: Mapping[str, NamedQuery]
    settings: Settings
    workers: Workers
    picture: Path | None

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Prefixes that queries may use without declaring them."""
        return prefixes(self.terms.base)

    def graph(self) -> KnowledgeGraph:
        """The graph as it is now."""
        return KnowledgeGraph(open_for_reading(self.store), MemoryArticles(), self.ontology)

    def bound(self, name: str, parameters: Mapping[str, str]) -> str:
        """A named query with its parameters in it.

        Raises:
            QueryError: a parameter is unknown, missing or not of its type.
            UnknownEntityError: no entity of that name, or several.
        """
        query = self.queries[name]
        return bind(query.sparql, parameter_values(query, parameters, self.graph().entity_iri, self.ontology))

    def service_description(self, endpoint: str) -> str:
        """What the endpoint is, in Turtle (SPARQL 1.1 Service Description)."""
        formats = (
            "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV Turtle N-Triples RDF_XML"
        )
        listed = ", ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in formats.split())
        updates = ", sd:SPARQL11Update" if self.settings.token else ""
        return f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .
<{endpoint}> a sd:Service ; sd:endpoint <{endpoint}> ; sd:supportedLanguage sd:SPARQL11Query{updates} ;
    sd:feature sd:UnionDefaultGraph ; sd:resultFormat {listed} ;
    sd:defaultDataset <{self.terms.base}dataset> .
<{self.terms.base}dataset> a sd:Dataset, void:Dataset ; void:sparqlEndpoint <{endpoint}> ;
    void:uriSpace "{self.terms.base}" ; void:vocabulary <https://w3id.org/techkg/ontology#> .
"""


@contextmanager
def open_served(where: str | Path, settings: Settings, *, ontology: Sequence[str | Path] = ()) -> Iterator[Site]:
    """A graph to serve: a build folder or its ``store/`` as it stands, anything else as a copy made now.

    Raises:
        StoreError: there is no graph there, or it is to be written to and is a copy.
    """
    opened = open_store(where)
    known = load_ontology([Path(overlay) for overlay in ontology])
    if opened.folder is not None:
        yield _site(opened.folder.store, opened, known, settings)
        return
    if settings.token is not None:
        raise StoreError(f"{where}: only a build folder can be written to")
    with TemporaryDirectory(prefix="kg-serve-") as folder:
        copy = Path(folder) / "store"
        made = ox.Store(str(copy))
        made.bulk_extend(quads(opened.store.statements()))
        made.flush()
        del made
        yield _site(copy, opened, known, settings)


def _site(store: Path, opened: Opened, ontology: Ontology, settings: Settings) -> Site:
    terms = opened.store.terms
    picture = opened.folder.page if opened.folder is not None else None
    folder = opened.folder
    # the views beside the store do not fit it any more; the next build must see that
    changing = partial(forget, folder) if folder is not None else lambda: None
    workers = Workers(store, prefixes(terms.base), settings, changing)
    return Site(store, terms, ontology, named_queries(ontology), settings, workers, picture)
