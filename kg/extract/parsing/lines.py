"""The lines of a parsed text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["lines"]


def lines(doc: Doc) -> Iterator[tuple[int, int]]:
    """Token ranges of the lines that hold something."""
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                yield start, token.i
            start = token.i + 1
    if start < len(doc):
        yield start, len(doc)
