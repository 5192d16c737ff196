"""Turtle and TriG from lines of N-Triples, with flat memory; and where each block of a Turtle file lies.

So it can be brought up to date where nodes have changed. The files have the same bytes as `kg.rdf.turtle` gives. While
one is written, texts wait in a file beside it: of each node only its place in the order is held in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from mmap import ACCESS_READ, mmap
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TypeAlias

from kg.rdf.blocks import Blocks, section_title, triples_of
from kg.rdf.shorten import Shortener
from kg.rdf.terms import Terms
from kg.rdf.turtle import turtle_head
from kg.store.files import written

__all__ = ["Entry", "update_file", "write_file", "write_trig"]

Entry: TypeAlias = tuple[int, str, str, int]  # section, key inside it, the node's IRI, bytes
_Piece: TypeAlias = tuple[int, str, str, int, int, bool]  # the same, where its text lies, and whether among new ones


def write_file(path: Path, lines: Callable[[], Iterable[str]], terms: Terms) -> list[Entry]:
    """Write a file from lines of N-Triples, which go through memory one by one if a subject's stand together.

    Raises:
        StoreError: it cannot be written.
    """
    short = Shortener(terms)
    with TemporaryFile() as texts, written(path) as file:
        pieces = _each_once(lines, Blocks(short), texts)
        file.write(turtle_head(short).encode())
        _write(file, pieces, texts, b"")
        return [piece[:4] for piece in pieces]


def write_trig(path: Path, graphs: Iterable[str], lines: Callable[[str], Iterable[str]], terms: Terms) -> None:
    """Write a file of named graphs; ``lines`` are those of one, where a subject's should stand together.

    Raises:
        StoreError: it cannot be written.
    """
    short = Shortener(terms)
    blocks = Blocks(short)
    names = sorted((short.short(f"<{graph}>") if graph else "", graph) for graph in graphs)
    with TemporaryFile() as texts, written(path) as file:
        file.write(turtle_head(short).encode())
        for name, graph in names:
            texts.seek(0)
            if pieces := _each_once(partial(lines, graph), blocks, texts):
                file.write(f"\n{name} {{\n".encode())
                _write(file, pieces, texts, b"")
                file.write(b"}\n")


def update_file(
    path: Path, entries: Sequence[Sequence[int | str]], changed: Collection[str], lines: Iterable[str], terms: Terms
) -> list[Entry]:
    """Put the blocks that ``lines`` make in place of those of the ``changed`` nodes (IRIs).

    ``entries`` are those of the file as it is; ``lines`` are all triples of the changed nodes that there still are.

    Raises:
        StoreError: it cannot be written.
    """
    short = Shortener(terms)
    head = turtle_head(short).encode()
    with TemporaryFile() as texts, path.open("rb") as there, mmap(there.fileno(), 0, access=ACCESS_READ) as old:
        pieces = [piece for piece in _pieces(entries, len(head)) if piece[2] not in changed]
        pieces += _waiting(sorted(lines), Blocks(short), texts)
        pieces.sort()
        with written(path) as file:
            file.write(head)
            _write(file, pieces, texts, old)
        return [piece[:4] for piece in pieces]


def _each_once(lines: Callable[[], Iterable[str]], blocks: Blocks, texts: IO[bytes]) -> list[_Piece]:
    """One piece a subject, in the order of the file: where a subject's lines are scattered, all are sorted first."""
    pieces = list(_waiting(lines(), blocks, texts))
    if len({piece[2] for piece in pieces}) < len(pieces):
        texts.seek(0)
        pieces = list(_waiting(sorted(lines()), blocks, texts))
    pieces.sort()
    return pieces


def _waiting(lines: Iterable[str], blocks: Blocks, texts: IO[bytes]) -> Iterator[_Piece]:
    """The blocks of the lines, with their texts in a file."""
    for block in blocks.of(triples_of(lines)):
        start, text = texts.tell(), block.text.encode("utf-8")
        texts.write(text)
        yield *block[:3], len(text), start, True


def _pieces(entries: Iterable[Sequence[int | str]], start: int) -> Iterator[_Piece]:
    """The blocks of a file, as its entries tell; the first section is at ``start``."""
    place, section = start, -1
    for rank, key, node, size in entries:
        if rank != section:
            section = int(rank)
            place += len(section_title(section).encode())
        yield int(rank), str(key), str(node), int(size), place, False
        place += int(size)


def _write(file: IO[bytes], pieces: Iterable[_Piece], texts: IO[bytes], old: mmap | bytes) -> None:
    """Each section under its title."""
    section = -1
    for rank, _, _, size, start, new in pieces:
        if rank != section:
            section = rank
            file.write(section_title(rank).encode())
        if new:
            texts.seek(start)
        file.write(texts.read(size) if new else old[start : start + size])
