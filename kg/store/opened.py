"""``open_store``: a build folder, its store, a file of RDF or an endpoint, all read the same way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.articles import Articles, MemoryArticles
from kg.store.dumps import load_file
from kg.store.folder import BuildFolder, open_for_reading
from kg.store.quadstore import QuadStore
from kg.store.reading import ReadableStore
from kg.store.remote import RemoteStore

__all__ = ["Opened", "open_store"]

_URL = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opened:
    """A store for reading, with the articles' texts where they are at hand."""

    store: ReadableStore
    articles: Articles
    folder: BuildFolder | None = None


def open_store(where: str | Path) -> Opened:
    """Open a build folder, its ``store/``, or a file: Turtle, TriG, N-Quads, N-Triples, JSON-LD, RDF/XML by its ending.

    An http(s) address is a SPARQL endpoint. A file is read into memory; a store on disk is seen as it is now.

    Raises:
        StoreError: there is nothing there, or it is not a graph.
    """
    if _URL.match(str(where)):
        return Opened(RemoteStore(str(where)), MemoryArticles())
    path = Path(where)
    for folder in (BuildFolder(path), BuildFolder(path.parent)):
        if folder.exists and path in (folder.path, folder.store):
            return Opened(open_for_reading(folder.store), folder.articles, folder)
    if path.is_dir():
        raise StoreError(f"{path}: no graph here (no store/); run kg build with -o {path}")
    return Opened(QuadStore(_loaded(path)), MemoryArticles())


def _loaded(path: Path) -> ox.Store:
    store = ox.Store()
    load_file(store, path)
    return store
