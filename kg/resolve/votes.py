"""One name with two types: which of them it is.

The list of names decides where it has the name under one type; else the type with more mentions over all articles; a
tie leaves both. An article's own use of a name is stronger than any vote: where a claim needs the other type (someone
joined it, so it is no product), the name stays what the article says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from kg.model import EntityType
from kg.resolve.clusters import Clusters, Node
from kg.resolve.listed import NameList
from kg.resolve.records import Key, Record

__all__ = ["vote_types"]


def vote_types(
    records: Iterable[Record], nodes: Mapping[Key, Node], clusters: Clusters, names: NameList
) -> dict[Key, Node]:
    """Names that a vote moves to the thing of the winning type."""
    by_name: dict[str, list[Record]] = {}
    for record in records:
        by_name.setdefault(names.key(record.name), []).append(record)
    moved: dict[Key, Node] = {}
    for group in by_name.values():
        if any(a.type != b.type for a, b in pairwise(group)):
            moved.update(_outvoted(group, nodes, clusters, names))
    return moved


def _outvoted(
    group: list[Record], nodes: Mapping[Key, Node], clusters: Clusters, names: NameList
) -> Iterator[tuple[Key, Node]]:
    winner = _winner(group, names)
    if winner is None:
        return
    target = min(clusters.root(nodes[r.key]) for r in group if r.type == winner)
    for record in group:
        if record.type != winner and record.may_be(winner):
            yield record.key, target


def _winner(group: list[Record], names: NameList) -> EntityType | None:
    types = sorted({r.type for r in group})
    listed = [t for t in types if any(names.find(t, r.name) for r in group if r.type == t)]
    if len(listed) == 1:
        return listed[0]
    weights: Counter[EntityType] = Counter()
    for record in group:
        weights[record.type] += record.weight
    (first, most), (_, second) = weights.most_common(2)
    return first if most > second and not listed else None
