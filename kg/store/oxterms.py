"""rdflib's terms as Oxigraph's, which check every IRI: text of these can be put into an update."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import pyoxigraph as ox
from rdflib import BNode, Literal
from rdflib.term import Node

from kg.errors import StoreError

__all__ = ["quad", "quads", "triples_text"]


@lru_cache(maxsize=4096)
def _checked(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)  # which parses it: predicates and graphs come again and again


def _named(term: Node) -> ox.NamedNode:
    return _checked(str(term))


def _object(term: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=_named(term.datatype) if term.datatype else None)
    return ox.BlankNode(str(term)) if isinstance(term, BNode) else _named(term)


def quad(statement: tuple[Node, Node, Node, Node | None]) -> ox.Quad:
    """One quad; in the default graph if the statement has no graph.

    Raises:
        StoreError: an IRI or a language tag in it is none.
    """
    s, p, o, graph = statement
    try:
        subject = ox.BlankNode(str(s)) if isinstance(s, BNode) else _named(s)
        name = ox.DefaultGraph() if graph is None else _named(graph)
        return ox.Quad(subject, _named(p), _object(o), name)
    except ValueError as error:
        raise StoreError(f"{s} {p} {o}: cannot be stored: {error}") from error


def quads(statements: Iterable[tuple[Node, Node, Node, Node | None]]) -> Iterator[ox.Quad]:
    """Each statement as a quad."""
    return (quad(statement) for statement in statements)


def triples_text(found: Iterable[ox.Quad]) -> str:
    """The triples of quads in the syntax that N-Triples and SPARQL share, one a line."""
    return "".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in found)
