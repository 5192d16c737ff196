"""Results as text: ``table`` to read; ``csv``, ``tsv``, ``json`` and ``xml`` as SPARQL 1.1 has them.

Graphs are ``turtle`` or ``ntriples``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Container, Iterator, Mapping, Sequence

from rdflib import Literal, URIRef
from rdflib.query import Result
from rdflib.term import Identifier, Node

from kg.errors import QueryError
from kg.query.cells import spreadsheet_safe, terminal_safe, xml_safe

__all__ = ["GRAPH_FORMATS", "RESULT_FORMATS", "ROW_FORMATS", "format_result"]

ROW_FORMATS = ("table", "csv", "tsv", "json", "xml")
GRAPH_FORMATS = ("turtle", "ntriples")
RESULT_FORMATS = (*ROW_FORMATS, *GRAPH_FORMATS)


def format_result(
    result: Result, fmt: str, *, prefixes: Mapping[str, str] | None = None, hidden: Container[str] = ()
) -> str:
    """The result in one of `RESULT_FORMATS`, ending with a line break.

    In a table, IRIs are shortened by ``prefixes``, and a column ``x`` of IRIs is left out where ``xName`` stands beside
    it, like those that are ``hidden``. In ``csv``, strings that a spreadsheet would run as formulas get an apostrophe
    in front.

    Raises:
        QueryError: unknown format, or one that this kind of result does not have.
    """
    if fmt not in RESULT_FORMATS:
        raise QueryError(f"unknown format {fmt!r}; take one of {', '.join(RESULT_FORMATS)}")
    if fmt in GRAPH_FORMATS:
        return _graph(result, fmt)
    if fmt in ("json", "xml"):
        return _standard(result, fmt)
    if fmt == "tsv":
        return _tsv(result)
    header, rows = _cells(result)
    return _csv(header, rows) if fmt == "csv" else _table(header, rows, prefixes or {}, hidden)


def _graph(result: Result, fmt: str) -> str:
    from kg.rdf import to_nquads, to_turtle

    if result.graph is None:
        raise QueryError(f"{fmt} is for CONSTRUCT and DESCRIBE; take {', '.join(ROW_FORMATS)}")
    triples = ((s, p, o, None) for s, p, o in result.graph)
    return to_nquads(triples) if fmt == "ntriples" else "".join(to_turtle(triples))


def _tsv(result: Result) -> str:
    """Terms in Turtle's syntax, which escapes tabs and line ends."""
    from kg.rdf.nquads import term_text

    if result.graph is not None or result.type == "ASK":
        raise QueryError(f"tsv is for SELECT; take {'turtle' if result.graph is not None else 'csv'}")
    names = result.vars or []
    rows = ([term_text(row[name]) if name in row else "" for name in names] for row in result.bindings)
    return "".join("\t".join(line) + "\n" for line in ([f"?{name}" for name in names], *rows))


def _standard(result: Result, fmt: str) -> str:
    if result.graph is not None:
        raise QueryError(f"{fmt} is for SELECT and ASK; take turtle")
    written = (_for_xml(result) if fmt == "xml" else result).serialize(format=fmt)
    return (written or b"").decode("utf-8").rstrip("\n") + "\n"


def _for_xml(result: Result) -> Result:
    """The same rows, without characters that XML cannot hold."""
    if result.type == "ASK":
        return result
    clean = Result(result.type)
    clean.vars = result.vars
    clean.bindings = [{name: _xml_term(term) for name, term in row.items()} for row in result.bindings]
    return clean


def _xml_term(term: Identifier) -> Identifier:
    if not isinstance(term, Literal) or xml_safe(term) == str(term):
        return term
    return Literal(xml_safe(term), lang=term.language, datatype=term.datatype)


def _cells(result: Result) -> tuple[list[str], list[Sequence[Node | None]]]:
    if result.type == "ASK":
        return ["answer"], [[Literal(bool(result.askAnswer))]]
    if result.graph is not None:
        return ["subject", "predicate", "object"], sorted(result.graph, key=lambda t: tuple(map(str, t)))
    names = result.vars or []
    return [str(name) for name in names], [[row.get(name) for name in names] for row in result.bindings]


def _csv(header: Sequence[str], rows: Sequence[Sequence[Node | None]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_csv_cell(term) for term in row] for row in rows)
    return out.getvalue()


def _csv_cell(term: Node | None) -> str:
    if term is None:
        return ""
    is_text = isinstance(term, Literal) and term.datatype is None
    return spreadsheet_safe(str(term)) if is_text else str(term)


def _table(
    header: Sequence[str], rows: Sequence[Sequence[Node | None]], prefixes: Mapping[str, str], hidden: Container[str]
) -> str:
    from rich.cells import cell_len

    shown = [i for i, name in enumerate(header) if f"{name}Name" not in header and name not in hidden]
    lines = [[header[i] for i in shown], *([_short(row[i], prefixes) for i in shown] for row in rows)]
    widths = [max(cell_len(line[i]) for line in lines) for i in range(len(shown))]
    lines.insert(1, ["-" * width for width in widths])
    return "".join(_line(line, widths, cell_len) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int], cell_len: Callable[[str], int]) -> str:
    padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip() + "\n"


def _short(term: Node | None, prefixes: Mapping[str, str]) -> str:
    text = "" if term is None else str(term)
    if isinstance(term, URIRef):
        text = next(_shortened(text, prefixes), text)
    return terminal_safe(text)


def _shortened(iri: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    for prefix, namespace in prefixes.items():
        local = iri.removeprefix(namespace)
        if local != iri and "/" not in local and "#" not in local:
            yield f"{prefix}:{local}"
