"""A build by an engine: articles are laid out for it, and what it finds is loaded into the store at once.

Each article is marked as read in a last step, in one transaction. So a build that is cut off while it loads leaves
articles that the next build reads again, never one that is taken for whole.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import pyoxigraph as ox

from kg.errors import InputError, KgError, StoreError
from kg.extract.pipeline import BATCH
from kg.model import Article
from kg.scale.job import Job, Kind, batch_line
from kg.site import Site
from kg.store import QuadStore
from kg.store.articles import article_from
from kg.store.files import make_folder, write_text
from kg.store.updates import provenance

__all__ = ["Engine", "Fingerprints", "read_in_bulk"]

Outcome = Article | InputError


class Engine(Protocol):
    """Runs a job on other machines."""

    name: str

    def run(self, job: Job, batches: Path, rows: Path, count: int) -> None:
        """Write the rows of the ``count`` batches in a file as text files under ``rows/kind=KIND/``, each row once.

        Both are absolute.

        Raises:
            KgError: the engine cannot be started, or gives the job up.
        """


class Fingerprints(Protocol):
    """What reads articles, as far as a graph names it; `kg.extract.Extractor` is one."""

    def fingerprint(self, lang: str) -> str: ...
    def model(self, lang: str) -> str: ...


def read_in_bulk(
    articles: Iterable[Article],
    site: Site,
    engine: Engine,
    reader: Fingerprints,
    ontology: Sequence[str | Path] = (),
    models: Mapping[str, str] | None = None,
) -> Iterator[Outcome]:
    """Read articles into the site's store with an engine; each that is stored, in order, or why it cannot be read.

    Raises:
        KgError: the store is none to load into, or the engine or a model fails; the store is as before.
    """
    if not isinstance(site.store, QuadStore):
        raise StoreError("an engine loads into a build folder, not into an endpoint; leave --store out")
    with _workplace(site) as place:
        batches, rows = place / "batches.txt", place / "rows"
        count, langs = _lay_out(articles, batches)
        if not count:
            return
        made_by = tuple((lang, reader.fingerprint(lang)) for lang in sorted(langs))
        overlays = tuple(str(Path(overlay).resolve()) for overlay in ontology)
        job = Job(site.store.terms.base, overlays, tuple(sorted((models or {}).items())), made_by)
        engine.run(job, batches, rows, count)
        yield from _take_in(site, site.store, reader, batches, rows)


@contextmanager
def _workplace(site: Site) -> Iterator[Path]:
    """A folder beside the store, where the machines that see the build folder see it too."""
    beside = site.folder.path if site.folder is not None else None
    if beside is not None:
        make_folder(beside)
    with TemporaryDirectory(prefix=".engine-", dir=beside) as place:
        Path(place).chmod(0o755)  # workers of a cluster may be another user's
        yield Path(place).resolve()  # workers may have another working directory


def _lay_out(articles: Iterable[Article], path: Path) -> tuple[int, set[str]]:
    """Write the batches, one a line; how many there are, and in which languages."""
    source, count, langs = iter(articles), 0, set[str]()
    with path.open("w", encoding="ascii") as out:
        while batch := list(islice(source, BATCH)):
            out.write(batch_line(batch) + "\n")
            langs.update(article.lang for article in batch)
            count += 1
    return count, langs


def _take_in(site: Site, store: QuadStore, reader: Fingerprints, batches: Path, rows: Path) -> Iterator[Outcome]:
    for reason in _values(rows, "stop"):
        raise KgError(reason)
    failed = {article_id: InputError(where, what) for article_id, where, what in _values(rows, "error")}
    _load(site, store, batches, rows, failed)
    _mark(store, reader, batches, failed)
    if site.folder is not None:
        site.folder.loading.unlink()
    for article in _articles(batches):
        yield failed.get(article.id, article)


def _load(site: Site, store: QuadStore, batches: Path, rows: Path, failed: Collection[str]) -> None:
    """Put the articles' graphs in place of older ones; the store is asked whether all came."""
    site.begin_changes(*(article.id for article in _articles(batches, failed)))
    if site.folder is not None:
        write_text(site.folder.loading, "")
    for article in _articles(batches, failed):
        if _is_there(store, article):
            store.remove_article(article.id)
    for path in _files(rows, "quads"):
        store.store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    for article in _articles(batches, failed):
        if not _is_there(store, article):
            raise StoreError(f"{article.key}: the engine gave nothing for it; build again")
        site.articles.put(article)


def _mark(store: QuadStore, reader: Fingerprints, batches: Path, failed: Collection[str]) -> None:
    made_by, model = cache(reader.fingerprint), cache(reader.model)
    store.store.extend(
        quad
        for article in _articles(batches, failed)
        for quad in provenance(store.terms, article.id, made_by(article.lang), model(article.lang))
    )


def _is_there(store: QuadStore, article: Article) -> bool:
    graph = ox.NamedNode(store.terms.article_graph(article.id))
    return next(iter(store.store.quads_for_pattern(None, None, None, graph)), None) is not None


def _articles(batches: Path, without: Collection[str] = ()) -> Iterator[Article]:
    with batches.open(encoding="ascii") as lines:
        for line in lines:
            ids, texts = json.loads(line)
            yield from (article_from(text) for i, text in zip(ids, texts, strict=True) if i not in without)


def _files(rows: Path, kind: Kind) -> list[Path]:
    return sorted((rows / f"kind={kind}").glob("part-*"))


def _values(rows: Path, kind: Kind) -> Iterator[Any]:
    for path in _files(rows, kind):
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
