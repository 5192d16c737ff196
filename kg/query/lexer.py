"""SPARQL cut into tokens, so that words in strings, IRIs and comments are never taken for keywords.

Follows the terminals of the SPARQL 1.1 grammar. What has no terminal is an error: two readers of a query that differ on
where a string ends are how a refused keyword slips through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.errors import QueryError

__all__ = ["Token", "place_of", "tokens"]

Kind = Literal["space", "comment", "iri", "string", "variable", "name", "number", "word", "mark"]

_LOCAL = r"(?:[\w.·~:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*"
_TERMINALS: tuple[tuple[Kind, str], ...] = (
    ("space", r"[ \t\n]+"),
    ("comment", r"\#[^\n]*"),
    ("iri", r"<[^<>\"{}|^`\\\x00-\x20]*>"),
    ("string", r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''|\"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*\"\"\""),
    ("string", r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\""),
    ("variable", r"[?$]\w+"),
    ("name", rf"(?:[^\W\d_][\w.-]*|_)?:{_LOCAL}|@[A-Za-z]+(?:-[A-Za-z0-9]+)*"),
    ("number", r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"),
    ("word", r"[^\W\d]\w*"),
    ("mark", r"&&|\|\||\^\^|!=|<=|>=|[{}()\[\],;.|/^*+!<>=?-]"),
)
_TOKEN = re.compile("|".join(f"(?P<{kind}{i}>{body})" for i, (kind, body) in enumerate(_TERMINALS)), re.DOTALL)
_KINDS: dict[str, Kind] = {f"{kind}{i}": kind for i, (kind, _) in enumerate(_TERMINALS)}


@dataclass(frozen=True, slots=True)
class Token:
    """One terminal: its kind, its text and where it starts (code points from 0)."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@lru_cache(maxsize=64)
def tokens(sparql: str) -> tuple[Token, ...]:
    """The tokens of a query, without white space and comments; several readers of one query ask for them.

    Raises:
        QueryError: at a character that no terminal of SPARQL 1.1 starts with.
    """
    return tuple(_tokens(sparql))


def _tokens(sparql: str) -> Iterator[Token]:
    at = 0
    while at < len(sparql):
        match = _TOKEN.match(sparql, at)
        if match is None:
            raise QueryError(f"{place_of(sparql, at)}: {sparql[at : at + 12]!r} is not SPARQL 1.1")
        kind = _KINDS[str(match.lastgroup)]
        if kind not in ("space", "comment"):
            yield Token(kind, match.group(), at)
        at = match.end()


def place_of(sparql: str, at: int) -> str:
    """``line L, column C`` of a position, both from 1."""
    before = sparql[:at]
    return f"line {before.count(chr(10)) + 1}, column {at - before.rfind(chr(10))}"
