"""The articles' texts, one JSON file each: they stay in the build folder and never enter the graph."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any, Protocol

from kg.errors import StoreError
from kg.model import Article, PartialDate
from kg.store.files import make_folder, write_text

__all__ = ["ArticleFiles", "Articles", "MemoryArticles", "article_from", "article_text"]


class Articles(Protocol):
    """Articles by their ids."""

    def get(self, article_id: str) -> Article | None: ...
    def put(self, article: Article) -> None: ...
    def remove(self, article_id: str) -> None: ...


class MemoryArticles:
    """Articles of a graph that is not on disk."""

    def __init__(self) -> None:
        self._articles: dict[str, Article] = {}

    def get(self, article_id: str) -> Article | None:
        return self._articles.get(article_id)

    def put(self, article: Article) -> None:
        self._articles[article.id] = article

    def remove(self, article_id: str) -> None:
        self._articles.pop(article_id, None)


class ArticleFiles:
    """Articles in a folder, each in ``<id>.json``. The id is a hash, so no name from outside becomes a path."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, article_id: str) -> Article | None:
        """The article with its text; None if there is none of that id.

        Raises:
            StoreError: its file is not what was written there.
        """
        path = self._path(article_id)
        try:
            return article_from(path.read_text("utf-8", "surrogatepass"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            raise StoreError(f"{path}: not an article as stored here; delete it and build again: {error}") from error

    def put(self, article: Article) -> None:
        """Write an article's file, replacing an older one.

        Raises:
            StoreError: it cannot be written.
        """
        make_folder(self._folder)
        write_text(self._path(article.id), article_text(article))

    def remove(self, article_id: str) -> None:
        self._path(article_id).unlink(missing_ok=True)

    def _path(self, article_id: str) -> Path:
        return self._folder / f"{article_id}.json"


def article_text(article: Article) -> str:
    """The article as JSON."""
    fields = dataclasses.asdict(article) | {"published": article.published.value if article.published else None}
    kept = {name: value for name, value in fields.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def article_from(text: str) -> Article:
    """The article that `article_text` wrote.

    Raises:
        ValueError, TypeError: it did not.
    """
    raw: dict[str, Any] = json.loads(text)
    published = raw.pop("published", None)
    return Article(published=PartialDate(published) if published else None, **raw)
