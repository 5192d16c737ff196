"""What is derived, and the Turtle, brought up to date in a build folder: only nodes that have changed are written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.cache import Cache, key_digest
from kg.model import Extraction, Knowledge
from kg.ontology import Ontology
from kg.rdf.article import article_nodes
from kg.rdf.derived import DerivedNode, derived_nodes
from kg.rdf.details import Quad
from kg.sketch import copies, copies_again
from kg.store import QuadStore
from kg.store.turtlefile import update_file, write_file

__all__ = ["Refresh"]

_FEW = 20  # articles that may have changed for their copies to be looked for one by one
_MOST = 0.25  # of all nodes may have changed; beyond it, all are written anew sooner


@dataclass(frozen=True, slots=True)
class Refresh:
    """``earlier`` is what the last build has left, ``later`` what this one leaves; ``changed`` are ids of articles."""

    store: QuadStore
    earlier: Cache
    later: Cache
    changed: Collection[str]

    def put_derived(self, knowledge: Knowledge, ontology: Ontology) -> set[str]:
        """Bring the derivable graphs up to date; IRIs of the nodes that have changed or gone."""
        nodes = derived_nodes(knowledge, ontology, self.store.terms, self._copies(knowledge))
        if not self.earlier.known:
            self.store.put_derived(quad for node in nodes if self._changed(node) for quad in node.quads())
            return set(self.later.keys)
        changed: dict[str, list[Quad]] = {}
        for node in nodes:
            if self._changed(node):
                changed.setdefault(str(node.iri), []).extend(node.quads())
        changed |= {iri: [] for iri in self.earlier.keys.keys() - self.later.keys.keys()}
        self.store.put_nodes(changed)
        return set(changed)

    def write_turtle(self, path: Path, changed: set[str], articles: Iterable[Extraction | None]) -> None:
        """Write the file, or put right what it says of ``changed`` nodes and of articles as they were and are.

        Raises:
            StoreError: it cannot be written.
        """
        terms, blocks = self.store.terms, self.earlier.blocks
        nodes = changed | {str(node) for x in articles if x is not None for node, _ in article_nodes(x, terms)}
        if blocks is None or len(nodes) > _MOST * len(blocks):
            self.later.blocks = write_file(path, self.store.lines, terms)
        else:
            self.later.blocks = update_file(path, blocks, nodes, self.store.lines_of(nodes), terms)

    def _copies(self, knowledge: Knowledge) -> dict[str, set[str]]:
        """Which articles are copies of which; where few have changed, most of it is known."""
        sketches = {key: article.sketch for key, article in knowledge.articles.items()}
        if self.earlier.known and len(self.changed) <= _FEW:
            found = copies_again(sketches, self.earlier.copies, self.changed)
        else:
            found = copies(sketches)
        self.later.copies = dict(found)
        return found

    def _changed(self, node: DerivedNode) -> bool:
        iri = str(node.iri)  # an rdflib IRI is not equal to its text
        self.later.keys[iri] = digest = key_digest(node.key)
        return self.earlier.keys.get(iri) != digest
