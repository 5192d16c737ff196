"""TriG: like Turtle, with the graph of each article, of the entities and of what is derived kept apart."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Knowledge
from kg.ontology import Ontology
from kg.rdf import Terms, knowledge_quads, to_trig

__all__ = ["export"]


def export(knowledge: Knowledge, ontology: Ontology, terms: Terms) -> Iterator[str]:
    """Blocks of the file."""
    return to_trig(knowledge_quads(knowledge, ontology, terms), terms)
