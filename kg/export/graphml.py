"""GraphML, for yEd, Gephi, igraph, networkx."""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.network import xml_network
from kg.model import Knowledge
from kg.ontology import Ontology
from kg.rdf import Terms

__all__ = ["export"]


def export(knowledge: Knowledge, ontology: Ontology, terms: Terms) -> Iterator[str]:
    """Lines of the file; nodes are entities by id, edges facts by id."""
    del ontology, terms
    import networkx as nx

    for line in nx.generate_graphml(xml_network(knowledge), named_key_ids=True):
        yield f"{line}\n"
