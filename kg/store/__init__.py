"""Where graphs are kept: build folders on disk, and graphs in memory."""

from kg.store.articles import ArticleFiles, Articles, MemoryArticles
from kg.store.folder import BuildFolder, open_for_reading, open_for_writing
from kg.store.opened import Opened, open_store
from kg.store.quadstore import QuadStore
from kg.store.reading import Extracted, ReadableStore, WritableStore
from kg.store.remote import RemoteStore
from kg.store.remotewriting import WritableRemoteStore

__all__ = [
    "ArticleFiles",
    "Articles",
    "BuildFolder",
    "Extracted",
    "MemoryArticles",
    "Opened",
    "QuadStore",
    "ReadableStore",
    "RemoteStore",
    "WritableRemoteStore",
    "WritableStore",
    "open_for_reading",
    "open_for_writing",
    "open_store",
]
