"""Names that stand for one thing: a union of nodes that remembers the rule behind each merge."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Clusters", "Node"]

Node = tuple[str, str, str]  # how it is told ("name", "list", "split"), type, comparison form or label


class Clusters:
    """Union-find over nodes. The smallest node of a cluster is its root, so that no order of merges shows."""

    def __init__(self) -> None:
        self._parent: dict[Node, Node] = {}
        self.why: dict[Node, str] = {}

    def root(self, node: Node) -> Node:
        """The node that stands for the cluster of ``node``."""
        path = []
        while (parent := self._parent.get(node, node)) != node:
            path.append(node)
            node = parent
        for seen in path:
            self._parent[seen] = node
        return node

    def merge(self, nodes: Iterable[Node], why: str) -> None:
        """Make one cluster of ``nodes``; a node keeps the first rule that moved it."""
        nodes = sorted(set(nodes))
        roots = sorted({self.root(n) for n in nodes})
        for root in roots[1:]:
            self._parent[root] = roots[0]
        if len(roots) > 1:
            for node in nodes:
                self.why.setdefault(node, why)
