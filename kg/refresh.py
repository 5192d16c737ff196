"""What is derived, and the Turtle, brought up to date in a build folder: only nodes that have changed are written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kg.cache import Cache
from kg.model import Claim, Extraction, Knowledge
from kg.ontology import Ontology
from kg.outcome import Outcome, touched
from kg.rdf.article import article_nodes
from kg.rdf.derived import derived_nodes, touched_iris
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

    def put_derived(self, knowledge: Knowledge, ontology: Ontology, told: Iterable[Claim]) -> set[str] | None:
        """Bring the derivable graphs up to date; IRIs of the nodes that may have changed or gone, None for all.

        ``told`` are the claims that the changed articles made before.
        """
        terms, copies = self.store.terms, self._copies(knowledge)
        before, after = self.earlier.outcome, Outcome.of(knowledge, ontology.fingerprint)
        self.later.outcome = after
        if before is None or before.ontology != after.ontology:
            every = derived_nodes(knowledge, ontology, terms, copies)
            self.store.put_derived(quad for node in every for quad in node.quads())
            return None
        articles = {claim.id: claim.article for claim in chain(told, knowledge.claims.values())}
        only = touched(before, after, articles, {*self.changed, *self._recopied(copies)})
        self.later.quoted = {i: behind for i, behind in self.earlier.quoted.items() if i not in only.facts}
        nodes: dict[str, list[Quad]] = {iri: [] for iri in (*touched_iris(only, terms), *self.store.dataset_nodes())}
        for node in derived_nodes(knowledge, ontology, terms, copies, only):
            nodes.setdefault(str(node.iri), []).extend(node.quads())
        return self.store.put_nodes(nodes)

    def _recopied(self, copies: Mapping[str, Collection[str]]) -> set[str]:
        """Articles whose copies are others than before."""
        before = self.earlier.copies
        return {i for i in before.keys() | copies.keys() if set(before.get(i, ())) != set(copies.get(i, ()))}

    def write_turtle(self, path: Path, changed: set[str] | None, articles: Iterable[Extraction | None]) -> None:
        """Write the file, or put right what it says of ``changed`` nodes and of articles as they were and are.

        Raises:
            StoreError: it cannot be written.
        """
        terms, blocks = self.store.terms, self.earlier.blocks
        said = {str(node) for x in articles if x is not None for node, _ in article_nodes(x, terms)}
        nodes = said | (changed or set())
        if changed is None or blocks is None or len(nodes) > _MOST * len(blocks):
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
