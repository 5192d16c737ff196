"""``KnowledgeGraph``: what users hold. Everything in it is a view of one store; nothing here changes what is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rdflib import Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from kg.errors import InputError, KgError, QueryError, UnknownEntityError
from kg.model import Entity, Knowledge
from kg.ontology import Ontology, load_ontology
from kg.query.binding import bind
from kg.query.entities import EntityIndex
from kg.query.guard import check
from kg.query.named import NamedQuery, is_day, named_queries, parameter_values
from kg.rdf import knowledge_from
from kg.rdf.terms import local_name
from kg.store import Articles, QuadStore, ReadableStore, open_store

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pandas import DataFrame
    from rdflib import Dataset
    from rdflib.query import Result

    from kg.derive import Row
    from kg.query.story import Story
    from kg.rdf.validate import Violation

__all__ = ["KnowledgeGraph", "open_graph"]


def open_graph(where: str | Path, *, ontology: Sequence[str | Path] = ()) -> KnowledgeGraph:
    """The graph in a build folder, its ``store/``, a file of RDF or a SPARQL endpoint, for reading.

    Raises:
        StoreError: there is no graph there.
    """
    opened = open_store(where)
    return KnowledgeGraph(opened.store, opened.articles, load_ontology([Path(o) for o in ontology]))


class KnowledgeGraph:
    """A knowledge graph: ask it, look at it, take it elsewhere.

    ``failures`` are the inputs that could not be read when it was built.
    """

    def __init__(
        self,
        store: ReadableStore,
        articles: Articles,
        ontology: Ontology,
        *,
        knowledge: Knowledge | None = None,
        failures: Sequence[InputError] = (),
    ) -> None:
        self.store = store
        self.articles = articles
        self.ontology = ontology
        self.failures = tuple(failures)
        if knowledge is not None:
            self.__dict__["knowledge"] = knowledge

    def __repr__(self) -> str:
        known = self.knowledge
        counts = f"{len(known.articles)} articles, {len(known.claims)} claims, {len(known.facts)} facts"
        return f"<KnowledgeGraph: {counts}, {len(known.resolution.entities)} entities>"

    def _repr_html_(self) -> str:
        page = escape(self.to_html(), quote=True)
        return f'<iframe srcdoc="{page}" sandbox="allow-scripts" width="100%" height="620" style="border:0"></iframe>'

    @cached_property
    def knowledge(self) -> Knowledge:
        """All articles (without their texts), claims, entities and facts."""
        return knowledge_from(self.store.statements())

    @property
    def undated(self) -> int:
        """How many articles have no date: they count for no ``known_at``."""
        undated = "SELECT ?a { ?a a schema:NewsArticle FILTER NOT EXISTS { ?a schema:datePublished ?day } }"
        return len(self.query(undated))

    @cached_property
    def rdf(self) -> Dataset:
        """A copy in memory as an rdflib Dataset, whose default graph is the union of all graphs.

        Changing it does not change this graph. For a graph of millions of triples, `query` is the way.
        """
        from rdflib import Dataset

        dataset = Dataset(default_union=True)
        for prefix, namespace in self.store.prefixes.items():
            dataset.bind(prefix, namespace)
        for s, p, o, graph in self.store.statements():
            dataset.graph(URIRef(str(graph)) if graph else None).add((s, p, o))
        return dataset

    @property
    def lent(self) -> Dataset:
        """The store itself, lent to code that takes an rdflib Dataset (oxrdflib); its default graph is the union.

        Nothing is copied. Reading is faster than in rdflib's memory, ``len()`` slow; what is on disk cannot be changed.

        Raises:
            KgError: the graph is behind an endpoint.
        """
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        from kg.store import QuadStore

        if not isinstance(self.store, QuadStore):
            raise KgError("a graph behind an endpoint cannot be lent; rdf copies it")
        return Dataset(store=OxigraphStore(store=self.store.store), default_union=True)

    def query(
        self,
        sparql: str,
        *,
        bindings: Mapping[str, Node] | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        timeout: float | None = None,
    ) -> Result:
        """The answer to a SPARQL 1.1 query over the union of all graphs.

        Args:
            sparql: the query; the prefixes of the Turtle that is written may be used undeclared.
            bindings: rdflib terms for variables of the query.
            as_of: a day (``YYYY-MM-DD``) for ``?asOf``.
            known_at: a day for ``?knownAt``.
            timeout: seconds after which the query is stopped; it then runs in a process of its own, with a limit of
                memory too. Without it there is no limit.

        Raises:
            QueryError: the query is faulty, refused (``SERVICE``, updates), lacks a bound variable, or is stopped.
        """
        from kg.query.limited import Limits

        checked = check(sparql)
        values = dict(bindings or {})
        for variable, name, day in (("asOf", "as_of", as_of), ("knownAt", "known_at", known_at)):
            if day is not None:
                values[variable] = _day(name, day)
        if values:
            checked = replace(checked, text=bind(checked.text, values))
        return self.store.query(checked, Limits(timeout) if timeout is not None else None)

    @cached_property
    def queries(self) -> Mapping[str, NamedQuery]:
        """The named queries by name."""
        return named_queries(self.ontology)

    def ask(self, name: str, *, timeout: float | None = None, **parameters: object) -> Result:
        """The answer to a named query. Parameters that are left out mean *any*.

        Raises:
            QueryError: no such query, or a parameter is unknown, missing or not of its type.
            UnknownEntityError: no entity of that name, or several.
        """
        if name not in self.queries:
            raise QueryError(f"no query named {name!r} (queries: {', '.join(sorted(self.queries))})")
        query = self.queries[name]
        values = parameter_values(query, parameters, self.entity_iri, self.ontology)
        return self.query(query.sparql, bindings=values, timeout=timeout)

    def as_of(self, date: str, known_at: str | None = None, *, all: bool = False) -> tuple[Row, ...]:
        """Who worked where on a day, as published up to and on another; ``all`` shows undone spells too.

        Raises:
            QueryError: a date is not a day of the calendar.
        """
        from kg.derive import tenures_as_of

        return tenures_as_of(self.knowledge, date, known_at, all=all, ontology=self.ontology).rows

    def entity(self, name: str) -> Entity:
        """The entity with this label, alias, id or IRI.

        Raises:
            UnknownEntityError: there is none (lists near names), or there are several (lists their ids).
        """
        return self._found(self._entities, name)

    def entity_iri(self, name: str) -> URIRef:
        """The IRI of `entity`. Only names are read for it, not the whole graph."""
        return self.store.terms.entity(self._found(self._names, name).id)

    def _found(self, index: EntityIndex, name: str) -> Entity:
        if not name.startswith(str(self.store.terms.mint("id", ""))):
            return index.find(name)
        found = index.with_id(local_name(name))
        if found is None:
            raise UnknownEntityError(f"no entity <{name}>")
        return found

    def story(self, name: str) -> Story:
        """Everything about an entity, in the order of time, with the sentences that say so."""
        from kg.query.story import entity_story

        return entity_story(self.knowledge, self.entity(name))

    def to_networkx(self) -> MultiDiGraph[str]:
        """Entities as nodes and facts as edges, with all that is known of them as attributes; a copy."""
        from kg.export.network import network

        return network(self.knowledge)

    def to_pandas(self) -> DataFrame:
        """The facts as a table, one a row. Dates are strings at their precision.

        Raises:
            KgError: pandas is not installed.
        """
        from kg.export.facts import COLUMNS, fact_rows

        try:
            import pandas as pd
        except ImportError as error:
            raise KgError("to_pandas needs pandas; install it with: pip install pandas") from error
        return pd.DataFrame(list(fact_rows(self.knowledge)), columns=list(COLUMNS))

    def to_html(self, **options: Any) -> str:
        """The picture as one offline page; ``options`` are those of `kg.page.render_page`."""
        from kg.page import render_page

        return render_page(self.knowledge, ontology=self.ontology, base=self.store.terms.base, **options)

    def write_html(self, path: str | Path, **options: Any) -> None:
        """Write the picture as one offline page.

        Raises:
            StoreError: the file cannot be written.
        """
        from kg.store.files import write_text

        write_text(Path(path), self.to_html(**options))

    def write_turtle(self, path: str | Path) -> None:
        """Write everything as one Turtle file.

        Raises:
            StoreError: the file cannot be written.
        """
        self.export("turtle", path)

    def export(self, format: str, path: str | Path) -> None:
        """Write everything in one of `kg.export.FORMATS`.

        Raises:
            StoreError: unknown format, or the file cannot be written.
        """
        from kg.export import write_export
        from kg.store.streamed import STREAMED

        # in memory a graph may have come from Turtle, which has no graphs: those that have need them
        if isinstance(self.store, QuadStore) and (format == "turtle" or (format in STREAMED and self.store.path)):
            STREAMED[format](self.store, Path(path))
            return
        write_export(self.knowledge, format, Path(path), ontology=self.ontology, terms=self.store.terms)

    def validate(self) -> tuple[Violation, ...]:
        """What breaks the shapes (SHACL); nothing if the graph conforms."""
        from kg.rdf.validate import validate

        shapes = [file for folder in self.ontology.folders[1:] for file in sorted(folder.glob("shapes*.ttl"))]
        return validate(self.store.statements(), shapes=shapes, terms=self.store.terms)

    @cached_property
    def _names(self) -> EntityIndex:
        if "knowledge" in self.__dict__:
            return self._entities
        from kg.query.names import entity_index
        from kg.resolve import folding

        return entity_index(self.store, folding(self.ontology).fold)

    @cached_property
    def _entities(self) -> EntityIndex:
        from kg.resolve import folding

        known = self.knowledge
        used = {end for fact in known.facts for end in (fact.subject, fact.object)}
        return EntityIndex(known.resolution.entities, known.replaced, folding(self.ontology).fold, used)


def _day(name: str, value: str) -> Literal:
    if not is_day(value):
        raise QueryError(f"{name}: {value!r} is no day (give it as YYYY-MM-DD)")
    return Literal(value, datatype=XSD.date, normalize=False)
