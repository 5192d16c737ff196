"""Checked queries answered by Oxigraph, as rdflib results.

Plain strings come back untyped: rdflib holds ``"fr"`` and ``"fr"^^xsd:string`` to differ, Oxigraph does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

import pyoxigraph as ox
from rdflib import Graph, URIRef, Variable
from rdflib.query import Result, ResultRow

from kg.errors import QueryError
from kg.query.guard import CheckedQuery
from kg.query.prefixes import require_prefixes
from kg.rdf.oxigraph import from_oxigraph, to_term

__all__ = ["Answer", "evaluate", "graph_result", "syntax_message", "to_result"]

_REMEMBERED = 20_000  # terms of one answer

Answer: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def evaluate(store: ox.Store, query: CheckedQuery, prefixes: Mapping[str, str]) -> Result:
    """The whole answer, in memory.

    The default graph is the union of all graphs, unless the query names its own (``FROM`` picks graphs of the store; it
    never fetches one).

    Raises:
        QueryError: Oxigraph finds the query faulty, or cannot evaluate it.
    """
    require_prefixes(query.text, prefixes)
    try:
        union = not query.names_dataset
        answer = store.query(query.text, prefixes=dict(prefixes), use_default_graph_as_union=union)
        return to_result(answer, query.form, prefixes)
    except SyntaxError as error:
        raise QueryError(syntax_message(str(error), query.text)) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"query cannot be answered: {error}") from None


def syntax_message(error: str, sparql: str) -> str:
    """Where Oxigraph finds a fault of syntax. What it would have expected there is a list that helps nobody."""
    place = re.match(r"error at (\d+):(\d+):", error)
    if place is None:
        return f"not a SPARQL query: {' '.join(error.split())[:200]}"
    line, column = (int(number) for number in place.groups())
    rest = " ".join(sparql.split("\n")[line - 1][column - 1 :].split())
    near = repr(rest[:30]) if rest else "the end of the line or before it"
    return f"line {line}, column {column}: not a SPARQL query: wrong at {near}"


def to_result(answer: Answer, form: str, prefixes: Mapping[str, str]) -> Result:
    """Oxigraph's answer as rdflib has it."""
    if isinstance(answer, ox.QueryBoolean):
        result = Result("ASK")
        result.askAnswer = bool(answer)
        return result
    if isinstance(answer, ox.QuerySolutions):
        return _rows(answer)
    return graph_result(answer, form, prefixes)


def _rows(solutions: ox.QuerySolutions) -> Result:
    result = _Rows("SELECT")
    names = [Variable(variable.value) for variable in solutions.variables]
    term: Any = lru_cache(maxsize=_REMEMBERED)(
        to_term
    )  # rows repeat names and values, and rdflib is slow to make a literal
    result.vars = names
    result.bindings = [
        {name: term(value) for name, value in zip(names, solution, strict=True) if value is not None}
        for solution in solutions
    ]
    return result


class _Rows(Result):
    """A result of ``SELECT`` whose rows are made in half the time: they share what rdflib makes anew for each."""

    def __iter__(self) -> Iterator[Any]:
        names = self.vars or []
        labels = {str(name): place for place, name in enumerate(names)}
        for binding in self.bindings:
            row = tuple.__new__(ResultRow, [binding.get(name) for name in names])
            row.labels = labels
            yield row


def graph_result(triples: Iterable[ox.Triple], form: str, prefixes: Mapping[str, str]) -> Result:
    """The graph that ``CONSTRUCT`` or ``DESCRIBE`` gives."""
    result = Result(form)
    result.graph = Graph(bind_namespaces="none")
    for prefix, namespace in prefixes.items():
        result.graph.bind(prefix, URIRef(namespace))
    for s, p, o, _ in from_oxigraph(triples):
        result.graph.add((s, p, o))
    return result
