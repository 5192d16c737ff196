"""A process of its own that answers one query, or makes one update, so that it can be stopped. Needs pyoxigraph alone.

Run as a script. Reads one line of JSON from stdin, then, when ``store`` is null, the data as N-Quads. The keys:

=====================  ===============================================================================================
``store``              path of the store, or null
``query``, ``update``  what to do: one of them
``union``              whether the default graph is the union of all graphs
``default``, ``named`` IRIs of graphs that make up the dataset instead, or null
``prefixes``           names that the query may use undeclared
``memory``             bytes of address space
``output``, ``rows``   most bytes and most rows (or triples) of the answer
``format``             media type of the answer; SPARQL JSON or N-Triples when left out
=====================  ===============================================================================================

Writes the kind of answer on one line, then the answer. Exit codes: 1 it failed, 3 the answer is too large.
"""

from __future__ import annotations

import io
import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

import pyoxigraph as ox

TOO_LARGE = 3
_TRIES = 10
_T = TypeVar("_T")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class TooLarge(OSError):
    """The answer has more bytes or rows than are allowed."""


class _Capped(io.RawIOBase):
    """A stream that takes no more than ``most`` bytes and ``rows`` lines: each row or triple is one here."""

    def __init__(self, stream: BinaryIO, most: int, rows: int | None) -> None:
        super().__init__()
        self._stream = stream
        self._left = most
        self._rows = rows

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge("the answer is too large; add a LIMIT")
        if self._rows is not None:
            self._rows -= bytes(data).count(b"\n")
            if self._rows < 0:
                raise TooLarge("the answer has too many rows; add a LIMIT")
        return self._stream.write(data)

    def flush(self) -> None:
        self._stream.flush()


def main() -> None:
    """Do what the order on stdin says."""
    order = json.loads(sys.stdin.buffer.readline())
    _limit_memory(order["memory"])
    if order.get("update") is not None:
        _update(order)
        return
    answer = _answered(_loaded(), order) if order["store"] is None else _from_disk(order)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def _from_disk(order: dict[str, Any]) -> bytes:
    """The answer of the store as it is now; asked again when another process put files away under the query's hands."""
    return _again(order["store"], lambda store: _answered(store, order))


def _answered(store: ox.Store, order: dict[str, Any]) -> bytes:
    default, named = _graphs(order.get("default")), _graphs(order.get("named"))
    answer = store.query(
        order["query"],
        prefixes=order["prefixes"],
        use_default_graph_as_union=order["union"] and default is named is None,
        default_graph=default,
        named_graphs=named,
    )
    out = io.BytesIO()
    _write(answer, order, out)
    return out.getvalue()


def opened(path: str) -> ox.Store:
    """A store on disk as it is now, for reading."""
    return _again(path, lambda store: store)


def _again(path: str, use: Callable[[ox.Store], _T]) -> _T:
    """What ``use`` makes of the store at ``path``.

    Another process that writes may put files away between the look at their list and their reading: then the store is
    opened and used once more.
    """
    for attempt in range(1, _TRIES):
        try:
            return use(ox.Store.read_only(path))
        except (OSError, RuntimeError, ValueError) as error:
            if "No such file" not in str(error) or not (Path(path) / "CURRENT").exists():
                raise
            time.sleep(0.05 * attempt)
    return use(ox.Store.read_only(path))


def _graphs(iris: list[str] | None) -> Any:
    return [ox.NamedNode(iri) for iri in iris] if iris is not None else None


def _update(order: dict[str, Any]) -> None:
    store = ox.Store(order["store"])
    store.update(order["update"], prefixes=order["prefixes"])
    store.flush()
    sys.stdout.buffer.write(b"done\n")


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _loaded() -> ox.Store:
    store = ox.Store()
    store.bulk_load(sys.stdin.buffer, format=ox.RdfFormat.N_QUADS)
    return store


def _write(answer: Any, order: dict[str, Any], out: BinaryIO) -> None:
    graph = isinstance(answer, ox.QueryTriples)
    out.write(b"triples\n" if graph else b"results\n")
    wanted, rows = order.get("format"), order.get("rows")
    if wanted is None and rows is None:
        form: Any = ox.RdfFormat.N_TRIPLES if graph else ox.QueryResultsFormat.JSON
        answer.serialize(cast("BinaryIO", _Capped(out, order["output"], None)), format=form)
    elif graph:
        _write_graph(answer, order, out)
    else:
        _write_rows(answer, order, out)


def _write_graph(answer: Any, order: dict[str, Any], out: BinaryIO) -> None:
    """By way of N-Triples, which has a line a triple: so they can be counted."""
    lines = io.BytesIO()
    answer.serialize(cast("BinaryIO", _Capped(lines, order["output"], order["rows"])), format=ox.RdfFormat.N_TRIPLES)
    form = ox.RdfFormat.from_media_type(order["format"])
    lines.seek(0)
    triples = (quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))
    out.write(_well_formed(ox.serialize(triples, format=form, prefixes=order["prefixes"]), order))


def _write_rows(answer: Any, order: dict[str, Any], out: BinaryIO) -> None:
    """By way of TSV, which has a line a row (and one for the names)."""
    form = ox.QueryResultsFormat.from_media_type(order["format"])
    if isinstance(answer, ox.QueryBoolean):
        answer.serialize(out, format=form)
        return
    lines = io.BytesIO()
    capped = _Capped(lines, order["output"], order["rows"] + 1)
    answer.serialize(cast("BinaryIO", capped), format=ox.QueryResultsFormat.TSV)
    lines.seek(0)
    found: Any = ox.parse_query_results(lines, format=ox.QueryResultsFormat.TSV)
    out.write(_well_formed(found.serialize(format=form), order))


def _well_formed(answer: bytes | None, order: dict[str, Any]) -> bytes:
    """In XML, U+FFFD in place of what it cannot hold: Oxigraph writes such characters as they are."""
    if answer is None or not order["format"].endswith("xml"):
        return answer or b""
    return _NOT_XML.sub("\ufffd", answer.decode("utf-8")).encode("utf-8")


if __name__ == "__main__":
    try:
        main()
    except TooLarge as error:
        print(error, file=sys.stderr)  # noqa: T201 (stderr is how this process answers)
        sys.exit(TOO_LARGE)
    except (OSError, RuntimeError, SyntaxError, ValueError) as error:
        sys.exit(f"{error}")
