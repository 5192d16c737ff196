"""Values for a query's variables, given as terms and never pasted into its text as the user typed them.

A value becomes a one-row ``VALUES`` block in each group that mentions the variable, so that filters in optional parts,
unions and subqueries see it too. Oxigraph's own substitutions reach no filter, and no variable that is not
selected.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.query.lexer import tokens

if TYPE_CHECKING:
    from rdflib.term import Node

__all__ = ["bind", "variables"]

_IRI = re.compile(r"[^<>\"{}|^`\\\x00-\x20]+")


@dataclass(slots=True)
class _Group:
    """A ``{ … }``: where its inside starts, what it mentions itself, and whether patterns may stand in it."""

    start: int
    pattern: bool
    parent: _Group | None = None
    mentions: set[str] = field(default_factory=set)
    subquery: bool = False


def variables(sparql: str) -> frozenset[str]:
    """Names of the variables that occur anywhere in a query."""
    return frozenset(token.text[1:] for token in tokens(sparql) if token.kind == "variable")


def bind(sparql: str, values: Mapping[str, Node]) -> str:
    """The query with each variable of ``values`` bound to its term.

    Raises:
        QueryError: the query lacks one of the variables or has no place for a value, or a term is no IRI or literal.
    """
    return _bound(sparql, frozenset(values.items()))


@lru_cache(maxsize=64)
def _bound(sparql: str, pairs: frozenset[tuple[str, Node]]) -> str:
    values = dict(pairs)
    missing = sorted(set(values) - variables(sparql))
    if missing:
        raise QueryError(f"query has no variable ?{missing[0]} to bind")
    if not values:
        return sparql
    places = _places(sparql, frozenset(values))
    if not places:
        raise QueryError("query has no WHERE group in which a value could be bound")
    for start, names in sorted(places.items(), reverse=True):
        sparql = f"{sparql[:start]} {_values(values, names)} {sparql[start:]}"
    return sparql


def _values(values: Mapping[str, Node], names: set[str]) -> str:
    order = sorted(names)
    return f"VALUES ({' '.join(f'?{name}' for name in order)}) {{ ({' '.join(_text(values[n]) for n in order)}) }}"


def _text(term: Node) -> str:
    from rdflib import Literal, URIRef

    from kg.rdf.nquads import term_text

    if isinstance(term, Literal) or (isinstance(term, URIRef) and _IRI.fullmatch(term)):
        return term_text(term)
    raise QueryError(f"{str(term)!r} cannot be bound: neither an IRI nor a literal")


def _places(sparql: str, wanted: frozenset[str]) -> dict[int, set[str]]:
    """Where blocks go, and for which variables: the outermost group takes those of the projection too."""
    outside, groups = _groups(sparql)
    for group in groups:
        if group.subquery:
            _first_inside(groups, group).mentions |= group.mentions
    top = next((g for g in groups if g.pattern and not g.subquery), None)
    if top is not None:
        top.mentions |= outside | {name for g in groups for name in g.mentions}
    found = ((g.start, g.mentions & wanted) for g in groups if g.pattern and not g.subquery)
    return {start: names for start, names in found if names}


def _first_inside(groups: list[_Group], group: _Group) -> _Group:
    return next((g for g in groups if g.parent is group and g.pattern), group)


def _groups(sparql: str) -> tuple[set[str], list[_Group]]:
    """Variables outside every group, and the groups in the order of their opening braces."""
    outside: set[str] = set()
    groups: list[_Group] = []
    current: _Group | None = None
    previous = ""
    no_pattern = False
    for token in tokens(sparql):
        word = token.text.upper() if token.kind == "word" else token.text
        if token.kind == "variable":
            (outside if current is None else current.mentions).add(token.text[1:])
        elif word == "{":
            current = _Group(token.end, not no_pattern, current)
            groups.append(current)
            no_pattern = False
        elif word == "}" and current is not None:
            current = current.parent
        elif word == "SELECT" and current is not None and previous == "{":
            current.subquery = True
        # the braces after VALUES hold data, those after CONSTRUCT a template
        no_pattern = no_pattern or word in ("VALUES", "CONSTRUCT")
        previous = word
    return outside, groups
