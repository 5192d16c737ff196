"""Quads as N-Quads lines: sorted, so that the same quads are the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rdflib import BNode, Literal
from rdflib.term import Node as Term

from kg.rdf.oxigraph import Statement
from kg.rdf.terms import XSD

__all__ = ["escaped_line", "term_text", "to_nquads"]

_NAMED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\\u0085\u2028\u2029\ufeff\ufffe\uffff]')
_UNESCAPED = re.compile(r"[\u0085\u2028\u2029\ufeff\ufffe\uffff]")


def term_text(term: Term) -> str:
    """An IRI or literal in N-Quads syntax, which Turtle shares."""
    if not isinstance(term, Literal):
        return f"_:{term}" if isinstance(term, BNode) else f"<{term}>"
    quoted = f'"{_ESCAPED.sub(_escape, term)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    return quoted if term.datatype in (None, XSD.string) else f"{quoted}^^<{term.datatype}>"


def _escape(match: re.Match[str]) -> str:
    """Line ends of every kind are escaped: a reader that splits at them must still see whole lines."""
    char = match.group()
    return _NAMED.get(char) or f"\\u{ord(char):04X}"


def escaped_line(line: str) -> str:
    """A line that Oxigraph has written, with the characters escaped that it leaves as they are."""
    return line if line.isascii() else _UNESCAPED.sub(_escape, line)


def to_nquads(quads: Iterable[Statement]) -> str:
    """One line for each distinct quad, in the order of the lines; empty if there is none."""
    return "".join(sorted({f"{' '.join(term_text(term) for term in quad if term is not None)} .\n" for quad in quads}))
