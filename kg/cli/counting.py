"""Notes and counts in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.cli.terminal import say

__all__ = ["articles", "tell_notes"]

_UNDATED = "no publication date"  # what the extractor's note of an undated article starts with


def articles(count: int) -> str:
    """``1 article``, ``2 articles``."""
    return f"{count} article{'' if count == 1 else 's'}"


def tell_notes(notes: Iterable[str], undated: int) -> None:
    """Each once with its count: a thousand undated articles are one line."""
    counts = Counter(note for note in notes if not note.startswith(_UNDATED))
    if undated:
        say(f'note: no date in {articles(undated)}: "Monday" and "last week" stay open there (--published helps)')
    for note, count in sorted(counts.items()):
        say(f"note: {note} ({articles(count)})")
