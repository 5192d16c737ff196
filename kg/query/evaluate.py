"""Checked queries answered by Oxigraph, as rdflib results.

Plain strings come back untyped: rdflib holds ``"fr"`` and ``"fr"^^xsd:string`` to differ, Oxigraph does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import pyoxigraph as ox
from rdflib import Graph, URIRef, Variable
from rdflib.query import Result
from rdflib.term import Identifier

from kg.errors import QueryError
from kg.query.guard import CheckedQuery
from kg.query.prefixes import require_prefixes
from kg.rdf.oxigraph import from_oxigraph, to_term

__all__ = ["Answer", "evaluate", "graph_result", "syntax_message", "to_result"]

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
    near = repr(rest[:30]) if rest else "the end of the line"
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
    result = Result("SELECT")
    names = [variable.value for variable in solutions.variables]
    result.vars = [Variable(name) for name in names]
    result.bindings = [_row(names, solution) for solution in solutions]
    return result


def _row(names: Sequence[str], solution: ox.QuerySolution) -> dict[Variable, Identifier]:
    terms = ((name, to_term(solution[name])) for name in names)
    return {Variable(name): term for name, term in terms if isinstance(term, Identifier)}


def graph_result(triples: Iterable[ox.Triple], form: str, prefixes: Mapping[str, str]) -> Result:
    """The graph that ``CONSTRUCT`` or ``DESCRIBE`` gives."""
    result = Result(form)
    result.graph = Graph(bind_namespaces="none")
    for prefix, namespace in prefixes.items():
        result.graph.bind(prefix, URIRef(namespace))
    for s, p, o, _ in from_oxigraph(triples):
        result.graph.add((s, p, o))
    return result
