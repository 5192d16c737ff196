"""Where a graph is being built, and how it is finished: derived anew from the store, with its views beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.assemble import Assembled, assemble
from kg.corrections import Corrections, load_corrections
from kg.errors import InputError
from kg.freshness import are_fresh, basis_of, forget, remember
from kg.ontology import Ontology, load_ontology
from kg.rdf import derived_quads
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


@dataclass(frozen=True, slots=True)
class Site:
    """A store open for writing, with all that derivation depends on. ``folder`` is None in memory."""

    store: WritableStore
    articles: Articles
    folder: BuildFolder | None
    ontology: Ontology
    corrections: Corrections

    def begin_changes(self) -> None:
        """To be called before the store is changed: from here on the views are out of date."""
        if self.folder is not None:
            forget(self.folder)

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
        StoreError: the folder cannot be written, another process writes to it, or its IRIs have another base.
    """
    known = load_ontology([Path(overlay) for overlay in ontology])
    folder = BuildFolder(Path(output)) if output is not None else None
    rules = _corrections(Path(corrections) if corrections is not None else None, folder)
    if endpoint is not None:
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
        remember(site.folder, site.basis)
    site.store.reopen_for_reading()
    graph = KnowledgeGraph(site.store, site.articles, site.ontology, failures=failures)
    return Finished(graph, report | {"failures": told})


def finish(site: Site, failures: Sequence[InputError] = ()) -> Finished:
    """Derive everything from the stored articles, and write the views of a build folder.

    Leaves a site on disk closed: the graph reads the store as it is now.
    """
    from kg.graph import KnowledgeGraph

    site.begin_changes()
    assembled = assemble(list(site.store.extractions()), site.ontology, site.corrections)
    site.store.put_derived(derived_quads(assembled.knowledge, site.ontology, site.store.terms))
    report = _report(site, assembled, failures)
    graph = KnowledgeGraph(site.store, site.articles, site.ontology, knowledge=assembled.knowledge, failures=failures)
    if site.folder is None:
        return Finished(graph, report)
    site.store.flush()
    make_folder(site.folder.path)
    graph.write_turtle(site.folder.turtle)
    graph.write_html(site.folder.page)
    write_text(site.folder.report, report_text(report))
    remember(site.folder, site.basis)
    site.store.reopen_for_reading()
    return Finished(graph, report)


def _report(site: Site, assembled: Assembled, failures: Sequence[InputError]) -> dict[str, Any]:
    from kg import __version__

    made = (site.store.extracted(article) for article in assembled.knowledge.articles)
    models = (extracted.model for extracted in made if extracted)
    return make_report(assembled, version=__version__, base=site.store.terms.base, models=models, failures=failures)


def _corrections(given: Path | None, folder: BuildFolder | None) -> Corrections:
    if given is not None:
        return load_corrections(given)
    if folder is not None and folder.corrections.is_file():
        return load_corrections(folder.corrections)
    return Corrections()
