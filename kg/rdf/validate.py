"""Checks a graph against the shapes.

Core constraints run in pySHACL on rdflib. Rules that compare values are SPARQL; asked of every node one by one they
take twenty seconds for a thousand events, so each is asked once of the whole graph, on Oxigraph. (Core constraints do
not run there: over Oxigraph, pySHACL takes plain strings for typed ones.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node as Term

from kg.errors import OntologyError
from kg.ontology import shipped_dir
from kg.rdf.nquads import to_nquads
from kg.rdf.oxigraph import from_oxigraph, to_term
from kg.rdf.shorten import Shortener
from kg.rdf.terms import RDF, Terms

__all__ = ["Violation", "validate"]


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is wrong: at ``node``, with ``value`` of ``path`` (both may be empty), in Turtle's short forms."""

    node: str
    path: str
    value: str
    message: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.node, self.path, self.value) if part) + f": {self.message}"


def validate(
    statements: Iterable[Sequence[Term | None]], *, shapes: Sequence[Path] = (), terms: Terms | None = None
) -> tuple[Violation, ...]:
    """What the graph breaks of the shipped shapes and of further files of ``shapes``, sorted; nothing if it conforms.

    Takes triples or quads and checks the union of the graphs.

    Raises:
        OntologyError: a file of shapes is not valid Turtle, or a rule in it not valid SPARQL.
    """
    data, rules = Graph(), _shapes((shipped_dir() / "shapes.ttl", *shapes))
    for s, p, o, *_ in statements:
        if s is not None and p is not None and o is not None:
            data.add((s, p, _untyped(o)))
    short = Shortener(terms or Terms())
    found = {*_asked(data, rules, short), *_checked(data, rules, short)}
    return tuple(sorted(found))


def _untyped(term: Term) -> Term:
    """A plain string without ``xsd:string``, as rdflib writes it."""
    plain = isinstance(term, Literal) and str(term.datatype) == "http://www.w3.org/2001/XMLSchema#string"
    return Literal(str(term)) if plain else term


def _shapes(paths: Sequence[Path]) -> Graph:
    graph = Graph()
    for path in paths:
        try:
            parsed = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
            graph.addN((s, p, o, graph) for s, p, o, _ in from_oxigraph(parsed))
        except (OSError, ValueError, SyntaxError) as error:
            raise OntologyError(f"{path}: not readable as Turtle: {' '.join(str(error).split())}") from error
    return graph


def _asked(data: Graph, shapes: Graph, short: Shortener) -> Iterator[Violation]:
    """The SPARQL rules, each asked once of all nodes."""
    store = ox.Store()
    store.bulk_load(to_nquads((s, p, o, None) for s, p, o in data), format=ox.RdfFormat.N_QUADS, lenient=True)
    for rule in sorted(shapes.objects(None, SH.sparql), key=lambda r: str(shapes.value(r, SH.message))):
        message, query = str(shapes.value(rule, SH.message)), str(shapes.value(rule, SH.select))
        for row in _rows(store, _prefixes(shapes, rule) + query):
            node, path, value = (_word(short, row.get(name)) for name in ("this", "path", "value"))
            yield Violation(node, path, value, message)


def _rows(store: ox.Store, query: str) -> Iterator[dict[str, Term | None]]:
    try:
        solutions: Any = store.query(query)
    except SyntaxError as error:
        raise OntologyError(f"shapes: a rule is not valid SPARQL: {' '.join(str(error).split())}") from error
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: to_term(solution[name]) for name in names}


def _prefixes(shapes: Graph, rule: Term) -> str:
    """The PREFIX lines that the rule declares."""
    declared = [d for source in shapes.objects(rule, SH.prefixes) for d in shapes.objects(source, SH.declare)]
    pairs = sorted((str(shapes.value(d, SH.prefix)), str(shapes.value(d, SH.namespace))) for d in declared)
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in pairs)


def _checked(data: Graph, shapes: Graph, short: Shortener) -> Iterator[Violation]:
    """The core constraints."""
    from pyshacl import validate as check

    core = _core(shapes)
    _, report, _ = check(data, shacl_graph=core, inplace=True, advanced=False, meta_shacl=False)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        terms = (report.value(result, name) for name in (SH.focusNode, SH.resultPath, SH.value))
        node, path, value = (_word(short, term) for term in terms)
        yield Violation(node, path, value, _message(report, result))


def _core(shapes: Graph) -> Graph:
    """The shapes without SPARQL rules, each property of a class as a shape with that class as its target.

    It means the same; but pySHACL checks a shape's own targets all at once, and nested properties node by node.
    """
    core = Graph()
    for s, p, o in shapes:
        targets = list(shapes.objects(s, SH.targetClass)) if p == SH.property else []
        if targets:
            for target in targets:
                core.add((o, SH.targetClass, target))
        elif p != SH.sparql:
            core.add((s, p, o))
    return core


def _message(report: Graph, result: Term) -> str:
    return min((str(message) for message in report.objects(result, SH.resultMessage)), default="breaks a shape")


def _word(short: Shortener, term: Term | None) -> str:
    """A term in a line of words; the inside of a path is left out."""
    return short(term) if isinstance(term, URIRef | Literal) else ""
