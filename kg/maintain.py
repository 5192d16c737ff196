"""What is done to a build folder besides reading articles into it: taking articles out, taking a graph in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.errors import StoreError
from kg.model import digest
from kg.site import Finished, Site, finish, open_site
from kg.store import BuildFolder, open_for_writing

__all__ = ["import_graph", "load_graph", "remove_articles"]

# in place of an extractor's fingerprint, so that an imported article is read when its text comes
_IMPORTED = "imported"


def remove_articles(
    output: str | Path,
    names: Sequence[str],
    *,
    ontology: Sequence[str | Path] = (),
    corrections: str | Path | None = None,
    endpoint: str | None = None,
    token: str | None = None,
) -> Finished:
    """Take articles out of a build folder (or an endpoint), named by identity (id, URL or path), hash or IRI.

    Everything is derived anew.

    Raises:
        StoreError: the folder has no graph, or not all of the articles; nothing is removed then.
    """
    if endpoint is None and not BuildFolder(Path(output)).exists:
        raise StoreError(f"{output}: no graph here (no store/)")
    with open_site(output, ontology=ontology, corrections=corrections, endpoint=endpoint, token=token) as site:
        found = [_article(site, name) for name in names]
        for article in found:
            site.remove(article)
        return finish(site)


def import_graph(
    file: str | Path,
    output: str | Path,
    *,
    ontology: Sequence[str | Path] = (),
    corrections: str | Path | None = None,
    base: str | None = None,
    endpoint: str | None = None,
    token: str | None = None,
) -> Finished:
    """Add the articles and claims of an exported graph (any RDF format) to a build folder, or an endpoint.

    Everything is derived anew. An article that is there already is replaced.

    Raises:
        StoreError: the file is not such a graph, or the folder cannot be written.
    """
    from kg.rdf import extractions_from, parse_rdf

    extractions = extractions_from(parse_rdf(Path(file)))
    if not extractions:
        raise StoreError(f"{file}: no articles in it; only graphs that were exported from one can be imported")
    where = {"endpoint": endpoint, "token": token, "base": base}
    with open_site(output, ontology=ontology, corrections=corrections, **where) as site:
        for extraction in extractions:
            site.put(extraction, _IMPORTED, "")
        return finish(site)


def load_graph(file: str | Path, output: str | Path) -> int:
    """Take a dump (N-Quads or TriG) into a new build folder as it is, facts and all; the number of its quads.

    This is for graphs of millions of triples: nothing is derived, and no view is written.

    Raises:
        StoreError: the file is no such dump, or the folder has a graph already.
    """
    folder = BuildFolder(Path(output))
    if folder.exists:
        raise StoreError(f"{output}: has a graph already; a dump is taken as it is into a new folder alone")
    store = open_for_writing(folder)
    try:
        store.load(Path(file))
        store.flush()
        return len(store.store)
    finally:
        store.close()


def _article(site: Site, name: str) -> str:
    for article in (name, digest(name), name.rpartition("/")[2]):
        if site.store.extracted(article):
            return article
    raise StoreError(f"no article {name!r} in this graph; give its id, URL or path as it was read")
