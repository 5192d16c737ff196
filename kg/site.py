"""Where a graph is being built, and how it is finished: derived anew from the store, with its views beside it."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.assemble import Assembled, Since, assemble
from kg.cache import Cache
from kg.corrections import Corrections, load_corrections
from kg.errors import InputError, StoreError
from kg.freshness import are_fresh, basis_of, cache_of, forget, note_of, remember
from kg.model import Extraction
from kg.ontology import Ontology, load_ontology
from kg.rdf import derived_quads
from kg.refresh import Refresh
from kg.report import failures_of, make_report, report_text
from kg.store import (
    Articles,
    BuildFolder,
    MemoryArticles,
    QuadStore,
    WritableRemoteStore,
    WritableStore,
    open_for_writing,
)
from kg.store.files import make_folder, remove_unfinished, write_text

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["Finished", "Site", "finish", "finish_unchanged", "open_site"]


@dataclass(slots=True)
class Changes:
    """What a run has changed: articles, by id. ``note`` is the folder's note from before."""

    begun: bool = False
    note: dict[str, str] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Site:
    """A store open for writing, with all that derivation depends on. ``folder`` is None in memory."""

    store: WritableStore
    articles: Articles
    folder: BuildFolder | None
    ontology: Ontology
    corrections: Corrections
    changes: Changes = field(default_factory=Changes)

    def begin_changes(self, *articles: str) -> None:
        """To be called before the store is changed, with the ids of articles that change: the views go out of date."""
        if self.folder is not None and not self.changes.begun:
            self.changes.note = note_of(self.folder)
            forget(self.folder)
        self.changes.begun = True
        self.changes.articles.update(articles)

    def put(self, extraction: Extraction, made_by: str, model: str) -> None:
        """Store what was extracted from an article."""
        self.begin_changes(extraction.article.id)
        self.store.put_article(extraction, made_by, model)

    def remove(self, article_id: str) -> None:
        """Take an article out, with its text."""
        self.begin_changes(article_id)
        self.store.remove_article(article_id)
        self.articles.remove(article_id)

    @property
    def cache(self) -> Cache:
        """What the last build has left, if it holds still for articles that have not changed since."""
        if self.folder is None or not isinstance(self.store, QuadStore):
            return Cache()
        return cache_of(self.folder, self.changes.note, self.store.terms.base)

    @property
    def basis(self) -> str:
        """What its views depend on besides the store."""
        return basis_of(self.ontology, self.corrections, self.store.terms.base)

    @property
    def is_fresh(self) -> bool:
        """Whether the views fit the store. Of an endpoint that others may write to nobody can tell."""
        return self.folder is not None and isinstance(self.store, QuadStore) and are_fresh(self.folder, self.basis)


@dataclass(frozen=True, slots=True)
class Finished:
    """The graph and its report."""

    graph: KnowledgeGraph
    report: dict[str, Any]


@contextmanager
def open_site(
    output: str | Path | None,
    *,
    ontology: Sequence[str | Path] = (),
    corrections: str | Path | None = None,
    base: str | None = None,
    endpoint: str | None = None,
    token: str | None = None,
) -> Iterator[Site]:
    """A build folder (or a graph in memory) for writing; others can write once this is left.

    ``endpoint`` is the address of a SPARQL 1.1 endpoint that keeps the graph in place of the folder's ``store/``;
    ``token`` is shown to it.

    Raises:
        StoreError: the folder cannot be written, another process writes to it, or its IRIs have another base;
            or the endpoint is no http(s) address.
    """
    known = load_ontology([Path(overlay) for overlay in ontology])
    folder = BuildFolder(Path(output)) if output is not None else None
    rules = _corrections(Path(corrections) if corrections is not None else None, folder)
    if endpoint is not None:
        if not endpoint.lower().startswith(("http://", "https://")):
            raise StoreError(f"{endpoint}: not the address of an endpoint (http://...); a folder is named by -o")
        articles = folder.articles if folder is not None else MemoryArticles()
        yield Site(WritableRemoteStore(endpoint, token=token, base=base), articles, folder, known, rules)
        return
    if folder is None:
        yield Site(QuadStore.in_memory(base), MemoryArticles(), None, known, rules)
        return
    store = open_for_writing(folder, base)
    remove_unfinished(folder.path, folder.path / "articles")
    try:
        if folder.loading.exists():
            store.remove_unmarked()
            folder.loading.unlink()
        yield Site(store, folder.articles, folder, known, rules)
    finally:
        store.close()


def finish_unchanged(site: Site, failures: Sequence[InputError] = ()) -> Finished | None:
    """The graph as it was built before, if its views fit the store; only the report's failures are those of now."""
    from kg.graph import KnowledgeGraph

    if site.folder is None or not site.is_fresh:
        return None
    report = json.loads(site.folder.report.read_text("utf-8"))
    told = failures_of(failures)
    if report["failures"] != told:
        write_text(site.folder.report, report_text(report | {"failures": told}))
        remember(site.folder, site.basis, site.store.terms.base)
    site.store.reopen_for_reading()
    graph = KnowledgeGraph(site.store, site.articles, site.ontology, failures=failures)
    return Finished(graph, report | {"failures": told})


def finish(site: Site, failures: Sequence[InputError] = (), *, anew: bool = False) -> Finished:
    """Derive everything from the stored articles, and write the views of a build folder.

    ``anew``: whatever the last build has left. Leaves a site on disk closed: the graph reads the store as it is now.
    """
    with _uncollected():
        return _finish(site, failures, anew=anew)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: there are few, and it would look at all claims again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _finish(site: Site, failures: Sequence[InputError], *, anew: bool) -> Finished:
    from kg.graph import KnowledgeGraph

    site.begin_changes()
    earlier = Cache() if anew else site.cache
    extractions = _extractions(site, earlier)
    since = _since(earlier, site.changes.articles)
    assembled = assemble(list(extractions.values()), site.ontology, site.corrections, since)
    known = assembled.knowledge
    graph = KnowledgeGraph(site.store, site.articles, site.ontology, knowledge=known, failures=failures)
    if site.folder is None:
        site.store.put_derived(derived_quads(known, site.ontology, site.store.terms))
        return Finished(graph, _report(site, assembled, failures))
    make_folder(site.folder.path)
    if isinstance(site.store, QuadStore):
        _refresh(site.folder, site.store, graph, site.changes.articles, extractions, earlier)
    else:
        site.store.put_derived(derived_quads(known, site.ontology, site.store.terms))
        site.store.flush()
        graph.write_turtle(site.folder.turtle)
        graph.write_html(site.folder.page)
    report = _report(site, assembled, failures)
    write_text(site.folder.report, report_text(report))
    remember(site.folder, site.basis, site.store.terms.base)
    site.store.reopen_for_reading()
    return Finished(graph, report)


def _extractions(site: Site, earlier: Cache) -> dict[str, Extraction]:
    """What the store says of each article, by id; read from the cache as far as it knows."""
    if not earlier.known or not isinstance(site.store, QuadStore):
        return {x.article.id: x for x in site.store.extractions()}
    changed = site.changes.articles
    kept = ((i, earlier.extraction(i) if i not in changed else None) for i in site.store.article_ids())
    return {i: known or site.store.extraction(i) for i, known in kept}


def _since(earlier: Cache, changed: set[str]) -> Since | None:
    if earlier.outcome is None:
        return None
    before = (known for article in sorted(changed) if (known := earlier.extraction(article)))
    return Since(earlier.outcome, changed, [claim for extraction in before for claim in extraction.claims])


def _refresh(
    folder: BuildFolder,
    store: QuadStore,
    graph: KnowledgeGraph,
    changed: set[str],
    extractions: Mapping[str, Extraction],
    earlier: Cache,
) -> None:
    """Bring the store, the Turtle and the page up to date, and leave a cache for the next build."""
    later = Cache(layouts=earlier.layouts)
    refresh = Refresh(store, earlier, later, changed)
    before = [known for article in sorted(changed) if (known := earlier.extraction(article))]
    nodes = refresh.put_derived(graph.knowledge, graph.ontology, (claim for x in before for claim in x.claims))
    store.flush()
    before_and_after = (*before, *map(extractions.get, sorted(changed)))
    refresh.write_turtle(folder.turtle, nodes, before_and_after)
    graph.write_html(folder.page, layouts=later.layouts, quoted=later.quoted)
    later.keep(extractions.values(), earlier, changed)
    later.write(folder.cache)


def _report(site: Site, assembled: Assembled, failures: Sequence[InputError]) -> dict[str, Any]:
    from kg import __version__

    version, base, models = __version__, site.store.terms.base, site.store.models()
    return make_report(assembled, version=version, base=base, models=models, failures=failures)


def _corrections(given: Path | None, folder: BuildFolder | None) -> Corrections:
    if given is not None:
        return load_corrections(given)
    if folder is not None and folder.corrections.is_file():
        return load_corrections(folder.corrections)
    return Corrections()
