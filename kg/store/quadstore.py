"""The quads of a graph in Oxigraph, in memory or on disk: one named graph an article, one of entities, one derived.

What belongs together changes in one update, which is atomic: a process killed at any moment leaves the old article or
the new one. One process writes at a time; others read a frozen picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from io import TextIOWrapper
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox
from rdflib import URIRef

from kg.errors import StoreError
from kg.model import Extraction
from kg.query.prefixes import prefixes
from kg.query.worker import opened
from kg.rdf import Terms, extraction_from, from_oxigraph
from kg.rdf.oxigraph import Statement
from kg.rdf.terms import DEFAULT_BASE, KG, PROV, RDF, SCHEMA
from kg.store.dumps import load_file
from kg.store.oxterms import quads
from kg.store.reading import Extracted
from kg.store.updates import changes, remove_article, replace_article

if TYPE_CHECKING:
    from rdflib.query import Result

    from kg.query.guard import CheckedQuery
    from kg.query.limited import Limits
    from kg.rdf.details import Quad

__all__ = ["QuadStore"]

_IN_MEMORY = 2**18  # bytes that need no file: most articles' graphs
# a plain scan goes graph by graph, and a node is in several; so, Oxigraph looks up one subject after the other
_BY_SUBJECT = "CONSTRUCT { ?s ?p ?o } WHERE { { SELECT DISTINCT ?s { ?s ?x ?y } } ?s ?p ?o }"


class QuadStore:
    """A store with the layout of `kg.rdf.terms`. ``path`` is where it lies on disk, None in memory."""

    def __init__(self, store: ox.Store, *, path: Path | None = None, base: str | None = None) -> None:
        """Over ``store``, whose data have the base they show, else ``base``.

        Raises:
            StoreError: both exist and differ.
        """
        self.store = store
        self.path = path
        self._for_reading = False
        found = _base_of(store)
        if base and found and base != found:
            raise StoreError(f"{path or 'graph'}: its IRIs start with {found}, not with {base}")
        self.terms = Terms(found or base or DEFAULT_BASE)

    @classmethod
    def in_memory(cls, base: str | None = None) -> QuadStore:
        """An empty store in memory."""
        return cls(ox.Store(), base=base)

    def close(self) -> None:
        """Give up the lock of a store on disk; nothing can be asked of it any more, unless it is open for reading."""
        if self.path and not self._for_reading:
            self.store = ox.Store()

    def reopen_for_reading(self) -> None:
        """Let others write to a store on disk from now on, and read it as it is at this moment."""
        if self.path:
            self.close()
            self.store = opened(str(self.path))
            self._for_reading = True

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Prefixes that queries may use without declaring them."""
        return prefixes(self.terms.base)

    def put_article(self, extraction: Extraction, made_by: str, model: str) -> None:
        """Replace an article's graph, in one update."""
        self._update(replace_article(self.terms, extraction, made_by, model))

    def remove_article(self, article_id: str) -> None:
        """Drop an article's graph."""
        self._update(remove_article(self.terms, article_id))

    def extracted(self, article_id: str) -> Extracted | None:
        """What the stored graph of an article was made from; None if there is none."""
        graph = self.terms.article_graph(article_id)
        content = self._value(self.terms.article(article_id), KG.contentHash, graph)
        made_by = self._value(graph, PROV.wasGeneratedBy, graph)
        model = self._value(graph, SCHEMA.softwareVersion, graph)
        if content is None or made_by is None:
            return None
        return Extracted(content, made_by.rpartition("/")[2], model or "")

    def all_extracted(self) -> dict[str, Extracted]:
        """The same of all articles, by their ids: three scans in place of three look-ups an article."""
        contents, made, models = map(self._said, (KG.contentHash, PROV.wasGeneratedBy, SCHEMA.softwareVersion))
        graphs = ((article_id, str(self.terms.article_graph(article_id))) for article_id in self.article_ids())
        return {
            article_id: Extracted(contents[graph], made[graph].rpartition("/")[2], models.get(graph, ""))
            for article_id, graph in graphs
            if graph in contents and graph in made
        }

    def models(self) -> set[str]:
        """The models that the stored articles were read by."""
        named = self.store.quads_for_pattern(None, ox.NamedNode(SCHEMA.softwareVersion), None, None)
        # the program's own version stands in the graph of the dataset; an article's graph speaks of itself
        own = (q.object for q in named if q.subject == q.graph_name)
        return {model.value for model in own if isinstance(model, ox.Literal)}

    def article_ids(self) -> list[str]:
        """Ids of the stored articles, sorted."""
        prefix = str(self.terms.mint("graph/article", ""))
        names = (g.value for g in self.store.named_graphs() if isinstance(g, ox.NamedNode))
        return sorted(name.removeprefix(prefix) for name in names if name.startswith(prefix))

    def remove_unmarked(self) -> None:
        """Drop what a bulk load that was cut off has left: graphs that do not say what they were made by."""
        for article_id in self.article_ids():
            if self.extracted(article_id) is None:
                self.remove_article(article_id)

    def extraction(self, article_id: str) -> Extraction:
        """What the stored graph of an article says, without the text."""
        graph = ox.NamedNode(self.terms.article_graph(article_id))
        return extraction_from(from_oxigraph(self.store.quads_for_pattern(None, None, None, graph)))

    def extractions(self) -> Iterator[Extraction]:
        """All of them, by article id."""
        return (self.extraction(article_id) for article_id in self.article_ids())

    def put_derived(self, derived: Iterable[Quad]) -> None:
        """Replace the graphs of the entities and of the facts, by the difference: a large graph is slow to drop."""
        new = set(quads(derived))
        graphs = [ox.NamedNode(g) for g in self.terms.derivable_graphs]
        old = {q for graph in graphs for q in self.store.quads_for_pattern(None, None, None, graph)}
        if old - new:
            self._update(changes(old, new))
        else:
            self.store.extend(new - old)

    def dataset_nodes(self) -> set[str]:
        """The IRIs of all that the graph of the dataset speaks of."""
        found = self.store.quads_for_pattern(None, None, None, ox.NamedNode(self.terms.dataset_graph))
        return {quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)}

    def put_nodes(self, nodes: Mapping[str, Iterable[Quad]]) -> set[str]:
        """Replace what those graphs say of some nodes, named by their IRIs; the IRIs of those that are others then."""
        graphs = [ox.NamedNode(g) for g in self.terms.derivable_graphs]
        named = [ox.NamedNode(node) for node in nodes]
        old = {q for n in named for g in graphs for q in self.store.quads_for_pattern(n, None, None, g)}
        new = {quad for said in nodes.values() for quad in quads(said)}
        if old != new:
            self._update(changes(old, new))
        return {quad.subject.value for quad in old ^ new if isinstance(quad.subject, ox.NamedNode)}

    def load(self, path: Path) -> None:
        """Add the quads of a file, fast and not as one change: for a new store.

        Raises:
            StoreError: it cannot be read as N-Quads or TriG.
        """
        load_file(self.store, path, (".nq", ".trig"))
        self.terms = Terms(_base_of(self.store) or self.terms.base)

    def statements(self) -> Iterator[Statement]:
        """Everything, with the graph that it is in."""
        return from_oxigraph(self.store)

    def lines(self) -> Iterator[str]:
        """Every triple once, as a line of N-Triples, without what articles' graphs were made by.

        Goes by way of a file: memory stays flat, and Oxigraph writes lines faster than it hands out triples.
        """
        found: Any = self.store.query(_BY_SUBJECT, use_default_graph_as_union=True)
        return self._lines(lambda file: found.serialize(file, ox.RdfFormat.N_TRIPLES))

    def quad_lines(self) -> Iterator[str]:
        """The same as lines of N-Quads, in no order that one could rely on."""
        return self._lines(lambda file: self.store.dump(file, ox.RdfFormat.N_QUADS))

    def graph_names(self) -> list[str]:
        """The IRIs of all named graphs."""
        return [graph.value for graph in self.store.named_graphs() if isinstance(graph, ox.NamedNode)]

    def graph_lines(self, name: str) -> Iterator[str]:
        """The triples of one graph as lines of N-Triples; of the default graph if the name is empty."""
        graph = ox.NamedNode(name) if name else ox.DefaultGraph()
        return self._lines(lambda file: self.store.dump(file, ox.RdfFormat.N_TRIPLES, from_graph=graph))

    def lines_of(self, nodes: Iterable[str]) -> Iterator[str]:
        """The same of some nodes, named by their IRIs; a triple may come twice."""
        triples = (
            quad.triple for node in nodes for quad in self.store.quads_for_pattern(ox.NamedNode(node), None, None, None)
        )
        text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        return (f"{line}\n" for line in text.decode("utf-8").split("\n")[:-1])

    def query(self, query: CheckedQuery, limits: Limits | None = None) -> Result:
        """The answer to a checked query; with ``limits``, in a process of its own."""
        from kg.query.evaluate import evaluate
        from kg.query.limited import evaluate_limited

        if limits is None:
            return evaluate(self.store, query, self.prefixes)
        return evaluate_limited(self.store, self.path, query, self.prefixes, limits)

    def flush(self) -> None:
        """See to it that what was written is on disk."""
        if self.path:
            self.store.flush()

    def _lines(self, write: Callable[[IO[bytes]], object]) -> Iterator[str]:
        with SpooledTemporaryFile(_IN_MEMORY) as file:
            write(file)
            file.seek(0)
            graphs = f"<{self.terms.article_graph('')}"
            with TextIOWrapper(file, "utf-8", newline="\n") as lines:
                yield from (line for line in lines if not line.startswith(graphs))

    def _value(self, subject: URIRef, predicate: URIRef, graph: URIRef) -> str | None:
        nodes = (ox.NamedNode(subject), ox.NamedNode(predicate), None, ox.NamedNode(graph))
        objects = (quad.object for quad in self.store.quads_for_pattern(*nodes))
        return min((o.value for o in objects if not isinstance(o, ox.Triple)), default=None)

    def _said(self, predicate: URIRef) -> dict[str, str]:
        """Of each named graph, the object of a predicate; the first by the alphabet, where there are several."""
        found = [
            (quad.graph_name.value, quad.object.value)
            for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), None, None)
            if isinstance(quad.graph_name, ox.NamedNode) and not isinstance(quad.object, ox.Triple)
        ]
        return dict(sorted(found, reverse=True))

    def _update(self, update: str) -> None:
        try:
            self.store.update(update)
        except (OSError, RuntimeError, SyntaxError) as error:
            raise StoreError(f"{self.path or 'store'}: cannot be written: {error}") from error


def _base_of(store: ox.Store) -> str | None:
    """What the IRIs of the data start with, by an article's."""
    pattern = (None, ox.NamedNode(RDF.type), ox.NamedNode(SCHEMA.NewsArticle), None)
    found = next(iter(store.quads_for_pattern(*pattern)), None)
    if found is None or not isinstance(found.subject, ox.NamedNode):
        return None
    base, marker, _ = found.subject.value.rpartition("article/")
    return base if marker else None
