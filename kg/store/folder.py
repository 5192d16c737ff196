"""A build folder: ``store/``, ``articles/``, the views beside them, and the user's ``corrections.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.query.worker import opened
from kg.store.articles import ArticleFiles
from kg.store.files import make_folder
from kg.store.quadstore import QuadStore

__all__ = ["BuildFolder", "open_for_reading", "open_for_writing"]


@dataclass(frozen=True, slots=True)
class BuildFolder:
    """The places in a build folder. Whether anything is there is another matter."""

    path: Path

    @property
    def store(self) -> Path:
        return self.path / "store"

    @property
    def turtle(self) -> Path:
        return self.path / "graph.ttl"

    @property
    def page(self) -> Path:
        return self.path / "graph.html"

    @property
    def report(self) -> Path:
        return self.path / "report.json"

    @property
    def note(self) -> Path:
        """Tells whether the views still fit the store (`kg.freshness`)."""
        return self.path / ".views.json"

    @property
    def cache(self) -> Path:
        """What the last build has worked out, for the next (`kg.cache`)."""
        return self.path / ".cache"

    @property
    def inputs(self) -> Path:
        """What was found in pages and texts, for the next build (`kg.read.remembered`)."""
        return self.path / ".inputs"

    @property
    def loading(self) -> Path:
        """There while articles are loaded in bulk: a graph of one may then be in the store in part."""
        return self.path / ".loading"

    @property
    def corrections(self) -> Path:
        return self.path / "corrections.yaml"

    @property
    def articles(self) -> ArticleFiles:
        return ArticleFiles(self.path / "articles")

    @property
    def exists(self) -> bool:
        """Whether something was built here."""
        return (self.store / "CURRENT").is_file()


def open_for_writing(folder: BuildFolder, base: str | None = None) -> QuadStore:
    """The folder's store, made if there is none; nobody else can write meanwhile.

    Raises:
        StoreError: it cannot be made or opened, or another process is writing to it.
    """
    make_folder(folder.path)
    try:
        return QuadStore(ox.Store(str(folder.store)), path=folder.store, base=base)
    except (OSError, RuntimeError, ValueError) as error:
        raise _not_opened(folder.store, error) from error


def open_for_reading(store: Path) -> QuadStore:
    """A store as it is now: what is written later is not seen. No lock is taken, and writers are not hindered.

    Raises:
        StoreError: there is none, or it cannot be opened.
    """
    try:
        return QuadStore(opened(str(store)), path=store)
    except (OSError, RuntimeError, ValueError) as error:
        raise _not_opened(store, error) from error


def _not_opened(store: Path, error: Exception) -> StoreError:
    words = " ".join(str(error).split())
    if re.search(r"\block\b", words, re.IGNORECASE):
        return StoreError(f"{store}: another process is writing to it; wait until it has finished")
    return StoreError(f"{store}: cannot be opened: {words[:200]}")
