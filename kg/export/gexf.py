"""GEXF 1.2, for Gephi."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.export.network import xml_network
from kg.model import Knowledge
from kg.ontology import Ontology
from kg.rdf import Terms

__all__ = ["export"]

_TODAY = re.compile(r' lastmodifieddate="[^"]*"')


def export(knowledge: Knowledge, ontology: Ontology, terms: Terms) -> Iterator[str]:
    """Lines of the file; nodes are entities by id, edges facts by id."""
    del ontology, terms
    import networkx as nx

    for line in nx.generate_gexf(xml_network(knowledge)):
        # networkx writes today's date, and the same graph must be the same bytes
        yield f"{_TODAY.sub('', line)}\n"
