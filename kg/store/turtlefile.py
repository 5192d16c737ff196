"""A Turtle file and where each of its blocks lies: so that it can be brought up to date where nodes have changed.

The file has the same bytes as `kg.rdf.turtle.to_turtle` gives. While it is written, texts wait in a file beside it: of
each node only its place in the order is held in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TypeAlias

from kg.rdf.blocks import Blocks, section_title, triples_of
from kg.rdf.shorten import Shortener
from kg.rdf.terms import Terms
from kg.rdf.turtle import turtle_head
from kg.store.files import written

__all__ = ["Entry", "update_file", "write_file"]

Entry: TypeAlias = tuple[int, str, str, int]  # section, key inside it, the node's IRI, bytes
_Piece: TypeAlias = tuple[int, str, str, int, int, bool]  # the same, where its text lies, and whether among new ones


def write_file(path: Path, lines: Callable[[], Iterable[str]], terms: Terms) -> list[Entry]:
    """Write a file from lines of N-Triples, which go through memory one by one if a subject's stand together.

    Raises:
        StoreError: it cannot be written.
    """
    with TemporaryFile() as texts:
        pieces = list(_waiting(lines(), terms, texts))
        if len({piece[2] for piece in pieces}) < len(pieces):
            texts.seek(0)
            pieces = list(_waiting(sorted(lines()), terms, texts))
        return _write(path, pieces, texts, b"", terms)


def update_file(
    path: Path, entries: Sequence[Sequence[int | str]], changed: Collection[str], lines: Iterable[str], terms: Terms
) -> list[Entry]:
    """Put the blocks that ``lines`` make in place of those of the ``changed`` nodes (IRIs).

    ``entries`` are those of the file as it is; ``lines`` are all triples of the changed nodes that there still are.

    Raises:
        StoreError: it cannot be written.
    """
    with TemporaryFile() as texts, path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as old:
        kept = (piece for piece in _pieces(entries, terms) if piece[2] not in changed)
        return _write(path, [*kept, *_waiting(sorted(lines), terms, texts)], texts, old, terms)


def _waiting(lines: Iterable[str], terms: Terms, texts: IO[bytes]) -> Iterator[_Piece]:
    """The blocks of the lines, with their texts in a file."""
    for block in Blocks(Shortener(terms)).of(triples_of(lines)):
        start, text = texts.tell(), block.text.encode("utf-8")
        texts.write(text)
        yield *block[:3], len(text), start, True


def _pieces(entries: Iterable[Sequence[int | str]], terms: Terms) -> Iterator[_Piece]:
    """The blocks of a file, as its entries tell."""
    place, section = len(_head(terms)), -1
    for rank, key, node, size in entries:
        if rank != section:
            section = int(rank)
            place += len(section_title(section).encode())
        yield int(rank), str(key), str(node), int(size), place, False
        place += int(size)


def _write(path: Path, pieces: list[_Piece], texts: IO[bytes], old: mmap | bytes, terms: Terms) -> list[Entry]:
    section = -1
    pieces.sort()
    with written(path) as file:
        file.write(_head(terms))
        for rank, _, _, size, start, new in pieces:
            if rank != section:
                section = rank
                file.write(section_title(rank).encode())
            if new:
                texts.seek(start)
            file.write(texts.read(size) if new else old[start : start + size])
    return [piece[:4] for piece in pieces]


def _head(terms: Terms) -> bytes:
    return turtle_head(Shortener(terms)).encode()
