"""What a build folder remembers of its last build (``.cache``), so that the next one does only what has changed.

Nothing in it is the truth: that is the store. It counts while the folder's note says that nobody has touched the store,
the Turtle or the cache since, and with the code that wrote it; else everything is read and made anew.

The file has one line each of layouts, of what was derived, of the Turtle's blocks, of which articles are copies of
which and of what the page quotes, then one an article.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.fields import from_fields, json_of
from kg.model import Extraction
from kg.outcome import Outcome
from kg.store.files import written

__all__ = ["Cache"]


@dataclass(slots=True)
class Cache:
    """``layouts`` by their input; what was derived, and the ``blocks`` of the Turtle file, None if unknown.

    ``copies`` are those of each article that has any, ``quoted`` what the page has of facts, ``lines`` extractions as
    JSON, by article id.
    """

    layouts: dict[str, Any] = field(default_factory=dict)
    outcome: Outcome | None = None
    blocks: list[Any] | None = None
    copies: dict[str, Collection[str]] = field(default_factory=dict)
    quoted: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.lines)

    def extraction(self, article_id: str) -> Extraction | None:
        """What the store says of an article; None if it must be asked."""
        line = self.lines.get(article_id)
        try:
            return from_fields(Extraction, json.loads(line)) if line else None
        except (ValueError, TypeError, KeyError, IndexError):
            return None

    def keep(self, extractions: Iterable[Extraction], earlier: Cache, changed: Collection[str]) -> None:
        """Take ``extractions``; of articles that have not changed since, as ``earlier`` has them."""
        for extraction in extractions:
            article = extraction.article.id
            line = earlier.lines.get(article) if article not in changed else None
            self.lines[article] = line or json_of(extraction)

    def write(self, path: Path) -> None:
        """Write the file.

        Raises:
            StoreError: it cannot be written.
        """
        with written(path) as file:
            copies = {article: sorted(others) for article, others in self.copies.items()}
            outcome = self.outcome and self.outcome.to_lists()
            for part in (self.layouts, outcome, self.blocks, copies, self.quoted):
                file.write(json_of(part).encode("utf-8", "surrogatepass") + b"\n")
            for article, line in self.lines.items():
                file.write(f"{article} {line}\n".encode("utf-8", "surrogatepass"))

    @classmethod
    def read(cls, path: Path) -> Cache:
        """The file's content; nothing if there is no such file, or another one."""
        try:
            layouts, outcome, blocks, copies, quoted, *lines = path.read_text("utf-8", "surrogatepass").split("\n")
            articles = dict(line.split(" ", 1) for line in lines if line)
            derived = Outcome.from_lists(json.loads(outcome))
            parts = [json.loads(part) for part in (layouts, blocks, copies, quoted)]
            return cls(parts[0], derived, parts[1], parts[2], parts[3], articles)
        except (OSError, ValueError, TypeError, KeyError, IndexError):
            return cls()
