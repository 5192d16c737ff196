"""What was found in inputs before: finding it again takes longer than all else that a second build does.

Finding the main text of a page takes some ten milliseconds, telling the language of a text one. A finding counts for
the very same content and the same code, which its mark stands for; a place (what an input is called) has one of each
kind, the latest.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

__all__ = ["Remembered", "mark_of"]

_FINDERS = ("trafilatura", "htmldate", "lxml", "py3langid")
_TABLE = "CREATE TABLE IF NOT EXISTS found (kind TEXT, place TEXT, mark TEXT, value TEXT, PRIMARY KEY (kind, place))"
_OFTEN = 256  # findings after which they are on disk, whatever happens to the process


class Remembered:
    """Findings in a file of SQLite; nothing is lost but time if it cannot be read or written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unsaved = 0
        self._database: sqlite3.Connection | None = None
        self._usable = True

    def recall(self, kind: str, place: str, mark: str, find: Callable[[], Any]) -> Any:
        """What ``find`` has found (JSON) when the mark was the same; else it is asked."""
        if self._database is None and self._usable:
            self._database = _opened(self._path)
        known = self._known(kind, place, mark)
        if known is None:
            known = find()
            self._keep(kind, place, mark, known)
        return known

    def close(self) -> None:
        """Save what is not saved yet."""
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.commit()
            self._database.close()
            self._database = None

    def _known(self, kind: str, place: str, mark: str) -> Any:
        query = "SELECT value FROM found WHERE kind = ? AND place = ? AND mark = ?"
        try:
            row = self._database.execute(query, (kind, place, mark)).fetchone() if self._database else None
            return json.loads(row[0]) if row else None
        except (sqlite3.Error, ValueError, TypeError):
            self._give_up()
            return None

    def _keep(self, kind: str, place: str, mark: str, value: Any) -> None:
        if self._database is None:
            return
        try:
            row = (kind, place, mark, json.dumps(value))
            self._database.execute("INSERT OR REPLACE INTO found VALUES (?, ?, ?, ?)", row)
            self._unsaved += 1
            if self._unsaved % _OFTEN == 0:
                self._database.commit()
        except sqlite3.Error:
            self._give_up()

    def _give_up(self) -> None:
        """The file is broken: the next build begins another."""
        self.close()
        self._usable = False
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def mark_of(*parts: str | bytes) -> str:
    """A hash of what a finding follows from, this code and the libraries that it asks among it."""
    found = hashlib.sha256(_code())
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        found.update(hashlib.sha256(data).digest())
    return found.hexdigest()[:32]


def _opened(path: Path) -> sqlite3.Connection | None:
    for _ in range(2):
        try:
            database = sqlite3.connect(path)
            database.execute(_TABLE)
            return database
        except sqlite3.DatabaseError:
            with suppress(OSError):
                path.unlink(missing_ok=True)
    return None


@cache
def _code() -> bytes:
    files = sorted(Path(__file__).parent.glob("*.py"))
    versions = " ".join(f"{name} {version(name)}" for name in _FINDERS)
    return b"".join((versions.encode(), *(hashlib.sha256(file.read_bytes()).digest() for file in files)))
