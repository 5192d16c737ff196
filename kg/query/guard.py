"""Which queries are run: SPARQL that only reads, and only what is in the graph.

``SERVICE`` makes Oxigraph call out to the network, so it is refused wherever it stands. A query that has the letters at
all is read twice, by a lexer and by rdflib's parser, and both must find it harmless: rdflib's parser and Oxigraph's
disagree on carriage returns after a comment and on codepoint escapes, which could hide a keyword from one of them.
(rdflib's takes a second for a long query, so others are spared it; Oxigraph finds their faults.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, cast, get_args

from kg.errors import QueryError
from kg.query.lexer import Token, place_of, tokens

__all__ = ["CheckedQuery", "Form", "check", "check_update"]

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# Oxigraph recurses over what it parses, and orders joins in cubic time. It has no limit of its own, and an overflow of
# the stack ends the whole process. Measured: 300 joined patterns take a minute, a path or list of 1,000 crashes.
_MAX_LENGTH = 200_000
_MAX_DEPTH = 40
_MAX_CHAIN = 250
_CHAINING = frozenset({".", ";", "/", "|", "^", "+", "-", "*", "!", "||", "&&", "{"})
_CHAINING_WORDS = frozenset({"OPTIONAL", "UNION", "MINUS", "BIND"})
_TELLING = {0x0A, 0x0D, *range(0x20, 0x7F)}  # line ends and printable ASCII: what escapes could hide
_TERM_KINDS = frozenset({"iri", "string", "name", "number", "variable"})


@dataclass(frozen=True, slots=True)
class CheckedQuery:
    """A query found harmless: the text to run, its form, and whether it names its own dataset (``FROM``)."""

    text: str
    form: Form
    names_dataset: bool


@lru_cache(maxsize=64)
def check(sparql: str) -> CheckedQuery:
    """Reads a query and refuses what may not run.

    Raises:
        QueryError: an update, a query with ``SERVICE``, one that is nested too deeply, or no SPARQL at all; the message
            names the line and column where there is one.
    """
    text = sparql.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > _MAX_LENGTH:
        raise QueryError(f"query is too long ({len(text)} characters; at most {_MAX_LENGTH})")
    _refuse_escapes(text)
    found = list(tokens(text))
    _refuse_service(text, found)
    form = _form(text, found)
    _measure(text, found)
    return CheckedQuery(text, form, _names_dataset(found))


def check_update(sparql: str) -> str:
    """The text of an update that stays within the store; its length and nesting are not looked at.

    Raises:
        QueryError: it has ``LOAD`` or ``SERVICE``, which reach the network, or escapes that could hide them.
    """
    text = sparql.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_escapes(text)
    if not re.search("load|service", text, re.IGNORECASE):  # cutting a large update into tokens takes long
        return text
    for token in tokens(text):
        if token.kind == "word" and token.text.upper() in ("LOAD", "SERVICE"):
            raise _refused(text, token.start, f"{token.text.upper()} is refused: an update stays within this graph")
    return text


def _refuse_escapes(text: str) -> None:
    for match in _ESCAPE.finditer(text):
        # rdflib reads escapes before it parses, Oxigraph afterwards: an escaped quote ends a string for one alone
        if int(match.group(1) or match.group(2), 16) in _TELLING:
            raise _refused(text, match.start(), f"{match.group()} is refused; write the character itself")


def _refuse_service(text: str, found: list[Token]) -> None:
    for token in found:
        if token.kind == "word" and token.text.upper() == "SERVICE":
            raise _refused(text, token.start, "SERVICE is refused: a query reads only this graph")
    if "service" in text.lower() and _has_service(_parse(text)):
        raise QueryError("SERVICE is refused: a query reads only this graph")


def _form(text: str, found: list[Token]) -> Form:
    """The first keyword after the prologue."""
    for token in found:
        word = token.text.upper() if token.kind == "word" else ""
        if word in get_args(Form):
            return cast(Form, word)
        if word in _UPDATES:
            raise _refused(text, token.start, f"{word} is an update; only queries are run")
        if word not in ("BASE", "PREFIX") and token.kind not in ("iri", "name"):
            raise _refused(text, token.start, f"{token.text!r} begins no query (SELECT, ASK, CONSTRUCT or DESCRIBE)")
    raise QueryError("empty query; it begins with SELECT, ASK, CONSTRUCT or DESCRIBE")


def _measure(text: str, found: list[Token]) -> None:
    """Refuses what Oxigraph could not survive. The rows of ``VALUES`` are not counted: they are data."""
    depth = chain = items = 0
    data = ""
    for token in found:
        mark = token.text.upper()
        depth += (mark in ("{", "(", "[")) - (mark in ("}", ")", "]"))
        data = {"VALUES": "announced", "{": "open" if data else "", "}": ""}.get(mark, data)
        if data:
            continue
        chain += mark in _CHAINING or mark in _CHAINING_WORDS
        items = items + 1 if token.kind in _TERM_KINDS or mark in ("[", "]") else 0
        if depth > _MAX_DEPTH or max(chain, items) > _MAX_CHAIN:
            raise _refused(text, token.start, "nested too deeply or chained too long (many values go into VALUES)")


def _names_dataset(found: list[Token]) -> bool:
    return any(token.kind == "word" and token.text.upper() == "FROM" for token in found)


def _refused(text: str, at: int, why: str) -> QueryError:
    return QueryError(f"{place_of(text, at)}: {why}")


def _parse(text: str) -> Any:
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return parseQuery(text)
    except ParseBaseException as error:
        found = " ".join(str(error.msg).split())
        raise QueryError(f"line {error.lineno}, column {error.column}: not a SPARQL query: {found}") from None
    except RecursionError:
        raise QueryError("query is nested too deeply or chained too long") from None


def _has_service(root: Any) -> bool:
    from rdflib.plugins.sparql.parserutils import CompValue

    waiting: list[Any] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, CompValue):
            if node.name == "ServiceGraphPattern":
                return True
            waiting.extend(node.values())
        elif isinstance(node, list | tuple) or hasattr(node, "asList"):
            waiting.extend(node)
    return False
