"""Oxigraph's terms and parsers, as rdflib terms: its parsers are many times faster, and stop at the faulty line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node as Term

from kg.errors import StoreError
from kg.rdf.terms import XSD

__all__ = ["FORMATS", "Statement", "from_oxigraph", "parse_rdf", "to_term"]

Statement: TypeAlias = tuple[Term, Term, Term, Term | None]

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}


def to_term(term: object) -> Term | None:
    """The rdflib term; None for the default graph and for what RDF 1.1 has not (a quoted triple)."""
    if isinstance(term, ox.NamedNode):
        return str.__new__(URIRef, term.value)  # URIRef() looks for what is wrong in it; Oxigraph has done so
    if isinstance(term, ox.Literal):
        return _literal(term)
    return BNode(term.value) if isinstance(term, ox.BlankNode) else None


def _literal(literal: ox.Literal) -> Literal:
    """A plain string stays untyped: rdflib holds ``"fr"`` and ``"fr"^^xsd:string`` to differ."""
    if literal.language:
        return Literal(literal.value, lang=literal.language)
    datatype = URIRef(literal.datatype.value)
    return Literal(literal.value, datatype=None if datatype == XSD.string else datatype, normalize=False)


def from_oxigraph(quads: Iterable[ox.Quad | ox.Triple]) -> Iterator[Statement]:
    """The statements of a store, of a query's graph or of a parser."""
    for quad in quads:
        s, p, o = to_term(quad.subject), to_term(quad.predicate), to_term(quad.object)
        if s is not None and p is not None and o is not None:
            yield s, p, o, to_term(quad.graph_name) if isinstance(quad, ox.Quad) else None


def parse_rdf(path: Path) -> Iterator[Statement]:
    """The statements of a file; its ending says which format it has.

    Raises:
        StoreError: the ending is unknown, the file cannot be read, or it breaks off the syntax (names the line).
    """
    if path.suffix.lower() not in FORMATS:
        raise StoreError(f"{path}: not an RDF file by its ending; take one of {' '.join(FORMATS)}")
    try:
        yield from from_oxigraph(ox.parse(path=str(path), format=FORMATS[path.suffix.lower()]))
    except SyntaxError as error:
        raise StoreError(f"{path}:{error.lineno}: not valid {path.suffix[1:]}: {error.msg}") from error
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: cannot be read: {error}") from error
