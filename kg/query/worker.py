"""A process of its own that answers one query, so that it can be stopped. Run as a script; needs pyoxigraph alone.

Reads one line of JSON from stdin (``store``, ``query``, ``union``, ``prefixes``, ``memory``, ``output``), then, when
``store`` is null, the data as N-Quads. Writes the kind of answer on one line, then the answer: SPARQL JSON or
N-Triples.
"""

from __future__ import annotations

import io
import json
import sys
from typing import Any, BinaryIO, cast

import pyoxigraph as ox


class _Capped(io.RawIOBase):
    """A stream that takes no more than ``left`` bytes."""

    def __init__(self, stream: BinaryIO, left: int) -> None:
        super().__init__()
        self._stream = stream
        self._left = left

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise OSError("the answer is too large; add a LIMIT")
        return self._stream.write(data)

    def flush(self) -> None:
        self._stream.flush()


def main() -> None:
    """Answer the query on stdin."""
    order = json.loads(sys.stdin.buffer.readline())
    _limit_memory(order["memory"])
    store = ox.Store.read_only(order["store"]) if order["store"] else _loaded()
    answer = store.query(order["query"], prefixes=order["prefixes"], use_default_graph_as_union=order["union"])
    _write(answer, order["output"])


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


def _write(answer: Any, most: int) -> None:
    out = sys.stdout.buffer
    if isinstance(answer, ox.QueryTriples):
        out.write(b"triples\n")
        answer.serialize(cast("BinaryIO", _Capped(out, most)), format=ox.RdfFormat.N_TRIPLES)
    else:
        out.write(b"results\n")
        answer.serialize(cast("BinaryIO", _Capped(out, most)), format=ox.QueryResultsFormat.JSON)
    out.flush()


if __name__ == "__main__":
    try:
        main()
    except (OSError, RuntimeError, SyntaxError, ValueError) as error:
        sys.exit(f"{error}")
