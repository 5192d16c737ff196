"""Exports that come from the store itself, not by way of what is known in memory: however large, they stay small."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from kg.rdf.nquads import escaped_line
from kg.store.files import written
from kg.store.quadstore import QuadStore
from kg.store.sorting import sorted_lines
from kg.store.turtlefile import write_file, write_trig

__all__ = ["STREAMED"]


def _turtle(store: QuadStore, path: Path) -> None:
    write_file(path, store.lines, store.terms)


def _trig(store: QuadStore, path: Path) -> None:
    write_trig(path, ["", *store.graph_names()], store.graph_lines, store.terms)


def _nquads(store: QuadStore, path: Path) -> None:
    with written(path) as file:
        for line in sorted_lines(map(escaped_line, store.quad_lines())):
            file.write(line.encode("utf-8"))


# by format; each writes a file (StoreError: it cannot be written) with the bytes that `kg.export` gives
STREAMED: Mapping[str, Callable[[QuadStore, Path], None]] = {"turtle": _turtle, "trig": _trig, "nquads": _nquads}
