"""A graph behind a SPARQL 1.1 endpoint, asked over HTTP. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.query.prefixes import prefixes, require_prefixes
from kg.rdf import Terms, from_oxigraph
from kg.rdf.oxigraph import Statement
from kg.rdf.terms import DEFAULT_BASE

if TYPE_CHECKING:
    import httpx
    from rdflib.query import Result

    from kg.query.guard import CheckedQuery
    from kg.query.limited import Limits

__all__ = ["RemoteStore"]

_ROWS, _TRIPLES = "application/sparql-results+json", "application/n-triples"
_ARTICLE = "SELECT ?a { ?a a <https://schema.org/NewsArticle> } LIMIT 1"
_IN_GRAPHS = "SELECT ?a { GRAPH ?g { ?a a <https://schema.org/NewsArticle> } } LIMIT 1"
_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_SECONDS = 60.0
_MOST_BYTES = 2**30


class RemoteStore:
    """An endpoint whose default graph is the union of its graphs, as every query here expects."""

    def __init__(self, url: str, *, token: str | None = None) -> None:
        """Ask the endpoint for an article: that shows the base of the IRIs. ``token`` goes into each request.

        Raises:
            StoreError: nothing answers there, it is no SPARQL endpoint, or its default graph leaves named graphs out.
        """
        self.url = url
        self._token = token
        try:
            found = self._require_union()
        except (QueryError, SyntaxError) as error:
            raise StoreError(f"{url}: no SPARQL endpoint: {error}") from error
        self.empty = not found
        base, marker, _ = str(getattr(found[0]["a"], "value", "") if found else "").rpartition("article/")
        self.terms = Terms(base if marker else DEFAULT_BASE)

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Prefixes that queries may use without declaring them."""
        return prefixes(self.terms.base)

    def statements(self) -> Iterator[Statement]:
        """Everything, without the names of graphs: one answer, which a large graph's server may refuse."""
        return from_oxigraph(self._triples(_EVERYTHING))

    def query(self, query: CheckedQuery, limits: Limits | None = None) -> Result:
        """The endpoint's answer to a checked query.

        Raises:
            QueryError: the endpoint refuses the query, or takes too long.
        """
        from kg.query.evaluate import graph_result, to_result

        require_prefixes(query.text, self.prefixes)
        declared = " ".join(f"PREFIX {name}: <{namespace}>" for name, namespace in self.prefixes.items())
        graph = query.form in ("CONSTRUCT", "DESCRIBE")
        seconds = limits.seconds if limits else _SECONDS
        answer = self._ask(f"{declared} {query.text}", _TRIPLES if graph else _ROWS, seconds)
        try:
            if graph:
                return graph_result(ox.parse(answer, format=ox.RdfFormat.N_TRIPLES), query.form, self.prefixes)
            found = ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)
            return to_result(found, query.form, self.prefixes)
        except SyntaxError as error:
            raise QueryError(f"{self.url}: answers in another format than asked for: {error}") from None

    def _require_union(self) -> list[Any]:
        """An article, if there is any."""
        found = self._rows(_ARTICLE)
        if not found and self._rows(_IN_GRAPHS):
            raise StoreError(
                f"{self.url}: its default graph is not the union of its graphs; start it so "
                "(oxigraph serve --union-default-graph; other servers have a like setting)"
            )
        return found

    def _rows(self, sparql: str) -> list[Any]:
        found = ox.parse_query_results(self._ask(sparql, _ROWS, _SECONDS), format=ox.QueryResultsFormat.JSON)
        return list(found) if isinstance(found, ox.QuerySolutions) else []

    def _triples(self, sparql: str) -> list[Any]:
        """Subject, predicate and object of each."""
        parsed = ox.parse(self._ask(sparql, _TRIPLES, _SECONDS), format=ox.RdfFormat.N_TRIPLES)
        return [quad.triple for quad in parsed]

    def _ask(self, sparql: str, accepted: str, seconds: float) -> bytes:
        return self._send(self.url, sparql, "application/sparql-query", accepted, seconds)

    def _send(self, url: str, sparql: str, kind: str, accepted: str, seconds: float) -> bytes:
        import httpx

        headers = {"Content-Type": kind, "Accept": accepted}
        if self._token is not None:
            headers["Authorization"] = f"Bearer {self._token}"
        try:
            body = sparql.encode("utf-8")
            with httpx.stream("POST", url, content=body, headers=headers, timeout=seconds) as response:
                content = _content(response)
        except httpx.TimeoutException:
            raise QueryError(f"{url}: no answer within {seconds:g} seconds") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise StoreError(f"{url}: cannot be reached: {error}") from error
        if not response.is_success:
            words = " ".join(content[:300].decode("utf-8", "replace").split())
            raise QueryError(f"{url}: answers {response.status_code}: {words}")
        return content


def _content(response: httpx.Response) -> bytes:
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > _MOST_BYTES:
            raise QueryError("the answer is too large; add a LIMIT")
    return bytes(content)
