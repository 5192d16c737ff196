"""The graph as networkx has it: entities as nodes, facts as edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.export.facts import Cell, fact_rows
from kg.model import Entity, Knowledge
from kg.query.cells import xml_safe

if TYPE_CHECKING:
    from networkx import MultiDiGraph

__all__ = ["network", "xml_network"]

_OF_NODES = ("subject_label", "subject_type", "object_label", "object_type")


def network(knowledge: Knowledge) -> MultiDiGraph[str]:
    """A new ``MultiDiGraph``: nodes are entity ids, edge keys fact ids; attributes those of `fact_rows`, if known."""
    import networkx as nx

    graph: MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in sorted(knowledge.resolution.entities.values(), key=lambda e: e.id):
        graph.add_node(entity.id, **_node(entity))
    for row in fact_rows(knowledge):
        subject, obj, key = (str(row.pop(name)) for name in ("subject", "object", "id"))
        known = {name: value for name, value in row.items() if value is not None and name not in _OF_NODES}
        graph.add_edge(subject, obj, key=key, **known)
    return graph


def xml_network(knowledge: Knowledge) -> MultiDiGraph[str]:
    """The same, without characters that XML cannot hold, with the name of each edge's relation as its label."""
    graph = network(knowledge)
    for _, attributes in graph.nodes(data=True):
        attributes.update({name: _xml(value) for name, value in attributes.items()})
    for *_, attributes in graph.edges(data=True):
        attributes.update({name: _xml(value) for name, value in attributes.items()})
        attributes["label"] = attributes["relation"]
    return graph


def _xml(value: Cell) -> Cell:
    return xml_safe(value) if isinstance(value, str) else value


def _node(entity: Entity) -> dict[str, Cell]:
    attributes: dict[str, Cell] = {"label": entity.label, "type": entity.type}
    if entity.wikidata:
        attributes["wikidata"] = entity.wikidata
    aliases = sorted({name for name, _ in entity.aliases})
    if aliases:
        attributes["aliases"] = " | ".join(aliases)
    return attributes
