"""What every store can do for a reader, wherever it lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

from kg.rdf import Terms
from kg.rdf.oxigraph import Statement

if TYPE_CHECKING:
    from rdflib.query import Result

    from kg.query.guard import CheckedQuery
    from kg.query.limited import Limits

__all__ = ["ReadableStore"]


class ReadableStore(Protocol):
    """A graph to ask: in memory, on disk or behind an endpoint. ``terms`` are its IRIs'."""

    terms: Terms

    @property
    def prefixes(self) -> Mapping[str, str]: ...
    def statements(self) -> Iterator[Statement]: ...
    def query(self, query: CheckedQuery, limits: Limits | None = None) -> Result: ...
