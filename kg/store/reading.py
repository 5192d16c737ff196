"""What every store can do for a reader, and for a writer, wherever it lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kg.rdf import Terms
from kg.rdf.oxigraph import Statement

if TYPE_CHECKING:
    from rdflib.query import Result

    from kg.model import Extraction
    from kg.query.guard import CheckedQuery
    from kg.query.limited import Limits
    from kg.rdf.details import Quad

__all__ = ["Extracted", "ReadableStore", "WritableStore"]


@dataclass(frozen=True, slots=True)
class Extracted:
    """What an article's graph was made from: its content, the extractor (a fingerprint) and the model."""

    content_hash: str
    made_by: str
    model: str


class ReadableStore(Protocol):
    """A graph to ask: in memory, on disk or behind an endpoint. ``terms`` are its IRIs'."""

    terms: Terms

    @property
    def prefixes(self) -> Mapping[str, str]: ...
    def statements(self) -> Iterator[Statement]: ...
    def query(self, query: CheckedQuery, limits: Limits | None = None) -> Result: ...


class WritableStore(ReadableStore, Protocol):
    """A graph to write to: an article at a time, each whole or not at all, then all that is derived."""

    def put_article(self, extraction: Extraction, made_by: str, model: str) -> None: ...
    def remove_article(self, article_id: str) -> None: ...
    def extracted(self, article_id: str) -> Extracted | None: ...
    def models(self) -> set[str]: ...
    def all_extracted(self) -> Mapping[str, Extracted]: ...
    def extraction(self, article_id: str) -> Extraction: ...
    def extractions(self) -> Iterator[Extraction]: ...
    def put_derived(self, derived: Iterable[Quad]) -> None: ...
    def flush(self) -> None: ...
    def close(self) -> None: ...
    def reopen_for_reading(self) -> None: ...
