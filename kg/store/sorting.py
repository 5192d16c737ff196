"""Lines sorted with flat memory: in runs that fit, which wait in files and are merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

__all__ = ["sorted_lines"]

_RUN = 100_000  # lines that are held in memory at once: some 50 MB


def sorted_lines(lines: Iterable[str], run: int = _RUN) -> Iterator[str]:
    """The lines (each ends with its only ``\\n``) in the order of their code points, ``run`` of them in memory."""
    left = iter(lines)
    first = sorted(islice(left, run))
    if len(first) < run:
        yield from first
        return
    with ExitStack() as files:
        runs: list[IO[str]] = []
        while first:
            file = files.enter_context(TemporaryFile("w+", encoding="utf-8", newline="\n"))
            file.writelines(first)
            file.seek(0)
            runs.append(file)
            first = sorted(islice(left, run))
        yield from merge(*runs)
