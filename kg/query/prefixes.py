"""Prefixes that a query may use without declaring them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from kg.errors import QueryError
from kg.query.lexer import place_of, tokens

__all__ = ["prefixes", "require_prefixes"]


@cache
def prefixes(base: str) -> Mapping[str, str]:
    """The prefixes of the Turtle that is written, by name, for data under ``base``."""
    from kg.rdf.shorten import Shortener
    from kg.rdf.terms import Terms

    return Shortener(Terms(base)).prefixes


def require_prefixes(sparql: str, known: Mapping[str, str]) -> None:
    """Refuses a name whose prefix is neither declared in the query nor among those it may use.

    Raises:
        QueryError: names the prefix, its place and the prefixes there are.
    """
    for prefix, start in _undeclared(sparql):
        if prefix not in known:
            there = ", ".join(f"{p}:" for p in known)
            raise QueryError(f"{place_of(sparql, start)}: unknown prefix {prefix}: (known: {there})")


@lru_cache(maxsize=64)
def _undeclared(sparql: str) -> tuple[tuple[str, int], ...]:
    """Each prefix that is used and not declared before, with the place of its first use."""
    declared: set[str] = set()
    found: dict[str, int] = {}
    previous = ""
    for token in tokens(sparql):
        prefix, colon, _ = token.text.partition(":")
        if token.kind == "name" and colon and prefix != "_":
            if previous == "PREFIX":
                declared.add(prefix)
            elif prefix not in declared:
                found.setdefault(prefix, token.start)
        previous = token.text.upper()
    return tuple(found.items())
