"""N-Quads, sorted: for bulk loaders, backups and comparison by lines."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Knowledge
from kg.ontology import Ontology
from kg.rdf import Terms, knowledge_quads, to_nquads

__all__ = ["export"]


def export(knowledge: Knowledge, ontology: Ontology, terms: Terms) -> Iterator[str]:
    """The file, in one block."""
    yield to_nquads(knowledge_quads(knowledge, ontology, terms))
