"""A query with limits of time and memory: it runs in a process that is killed when it exceeds them.

Starting the process takes some tens of milliseconds. A store on disk is opened read-only there; one in memory is sent
over, which costs as long as loading it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib.query import Result

from kg.errors import QueryError
from kg.query import worker
from kg.query.evaluate import graph_result, syntax_message, to_result
from kg.query.guard import CheckedQuery
from kg.query.prefixes import require_prefixes

__all__ = ["COMMAND", "Limits", "evaluate_limited", "failure"]

# isolated (-I): nothing from the current folder is imported
COMMAND = (sys.executable, "-I", str(Path(worker.__file__)))


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` of wall time, ``memory`` bytes of address space, ``output`` bytes of the answer."""

    seconds: float
    memory: int = 4 * 2**30
    output: int = 256 * 2**20


def evaluate_limited(
    store: ox.Store, path: Path | None, query: CheckedQuery, prefixes: Mapping[str, str], limits: Limits
) -> Result:
    """The answer of `kg.query.evaluate.evaluate`, or an error when a limit is reached. ``path`` is the store on disk.

    Raises:
        QueryError: the query is faulty, takes too long, or needs too much memory.
    """
    require_prefixes(query.text, prefixes)
    data = b"" if path else store.dump(format=ox.RdfFormat.N_QUADS) or b""
    done = _run(_order(path, query, prefixes, limits) + data, limits.seconds)
    if done.returncode != 0:
        raise QueryError(failure(done.returncode, done.stderr, query.text))
    kind, _, answer = done.stdout.partition(b"\n")
    if kind == b"triples":
        return graph_result(ox.parse(answer, format=ox.RdfFormat.N_TRIPLES), query.form, prefixes)
    return to_result(ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON), query.form, prefixes)


def _order(path: Path | None, query: CheckedQuery, prefixes: Mapping[str, str], limits: Limits) -> bytes:
    order = {
        "store": str(path) if path else None,
        "query": query.text,
        "union": not query.names_dataset,
        "prefixes": dict(prefixes),
        "memory": limits.memory,
        "output": limits.output,
    }
    return json.dumps(order).encode() + b"\n"


def _run(order: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(COMMAND, input=order, capture_output=True, timeout=seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise QueryError(f"query stopped after {seconds:g} seconds; ask for less, or raise the limit") from None


def failure(code: int, stderr: bytes, text: str) -> str:
    """Why a worker that was given ``text`` ended with ``code``, in one line."""
    if code < 0:
        return "query stopped: it needs more memory or nests deeper than is allowed"
    words = " ".join(stderr.decode("utf-8", "replace").split())
    if words.startswith("error at"):
        return syntax_message(words, text)
    return f"query cannot be answered: {words[:200]}"
