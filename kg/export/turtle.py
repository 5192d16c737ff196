"""Turtle: one file for the union of all graphs, in an order that a person can follow."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Knowledge
from kg.ontology import Ontology
from kg.rdf import Terms, knowledge_quads, to_turtle

__all__ = ["export"]


def export(knowledge: Knowledge, ontology: Ontology, terms: Terms) -> Iterator[str]:
    """Blocks of the file."""
    return to_turtle(knowledge_quads(knowledge, ontology, terms), terms)
