"""The whole road: inputs -> articles -> claims -> facts -> views.

    read_inputs -> Extractor.extract -> QuadStore.put_article -> assemble (resolve, derive) -> put_derived -> views

Each article is stored as soon as it is read. An article whose content and extractor are those of before is not read
again; where one is, everything after that is derived anew from the store, so that what a graph says does not depend on
how it grew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from kg.errors import InputError
from kg.model import Article, Extraction
from kg.ontology import load_ontology
from kg.site import Site, finish, finish_unchanged, open_site

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.read import ReadOptions
    from kg.scale.bulk import Engine
    from kg.store.reading import Extracted

__all__ = ["BuildResult", "Extracting", "Progress", "Stage", "build"]

Stage = Literal["load", "read", "kept", "derive"]


@dataclass(frozen=True, slots=True)
class Progress:
    """One step: an article is ``read`` (or ``kept`` as it was), then facts ``derive``. ``done`` counts articles.

    ``load`` is the loading of models, which ``article`` then names.
    """

    stage: Stage
    done: int
    article: str = ""


class Extracting(Protocol):
    """What reads articles; `kg.extract.Extractor` is one. An error stands in the place of an article it cannot read."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction | InputError]: ...
    def fingerprint(self, lang: str) -> str: ...
    def model(self, lang: str) -> str: ...


InBulk: TypeAlias = Callable[[Iterable[Article], Site], Iterator[Article | InputError]]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The graph, what could not be read, the report, and how many articles were read or kept as they were.

    ``outdated`` of those read had not changed, but the rules, the names or the model had.
    """

    graph: KnowledgeGraph
    failures: tuple[InputError, ...]
    report: dict[str, Any]
    read: int = 0
    kept: int = 0
    outdated: int = 0


@dataclass(slots=True)
class _Run:
    """One build: where it writes, what reads for it, what was there ``before``, and what it has met so far."""

    site: Site
    extractor: Extracting
    progress: Callable[[Progress], None]
    force: bool
    failures: list[InputError] = field(default_factory=list)
    read: int = 0
    kept: int = 0
    outdated: int = 0
    changed: bool = False
    before: Mapping[str, Extracted] | None = None

    def take_in_bulk(self, found: Iterable[Article | InputError], read: InBulk) -> None:
        """The same by an engine, which stores them itself."""
        for outcome in read(self._unread(found), self.site):
            self.changed = True
            if isinstance(outcome, InputError):
                self.failures.append(outcome)
                continue
            self.read += 1
            self.progress(Progress("read", self.read + self.kept, outcome.key))

    def take(self, found: Iterable[Article | InputError]) -> None:
        """Store every article that is new or changed."""
        for extraction in self.extractor.extract(self._unread(found)):
            if isinstance(extraction, InputError):
                self.failures.append(extraction)
                continue
            lang = extraction.article.lang
            self._put(extraction, self.extractor.fingerprint(lang), self.extractor.model(lang))
            self.read += 1
            self.progress(Progress("read", self.read + self.kept, extraction.article.key))

    def _put(self, extraction: Extraction, made_by: str, model: str) -> None:
        self.changed = True
        self.site.put(extraction, made_by, model)
        self.site.articles.put(extraction.article)

    def _unread(self, found: Iterable[Article | InputError]) -> Iterator[Article]:
        for article in found:
            if isinstance(article, InputError):
                self.failures.append(article)
            elif self.force or not self._known(article):
                yield article
            else:
                self.kept += 1
                self.progress(Progress("kept", self.read + self.kept, article.key))

    def _known(self, article: Article) -> bool:
        """Whether the store has what this extractor says of this text; new metadata are stored without reading."""
        if self.before is None:
            self.before = dict(self.site.store.all_extracted())
        before = self.before.get(article.id)
        if before is None or before.content_hash != article.content_hash:
            return False
        if before.made_by != self.extractor.fingerprint(article.lang):
            self.outdated += 1
            return False
        if self.site.articles.get(article.id) != article:
            said = replace(self.site.store.extraction(article.id), article=article)
            self._put(said, before.made_by, before.model)
        return True


def build(
    inputs: str | Path | Article | Iterable[str | Path | Article],
    *,
    output: str | Path | None = None,
    published: str | None = None,
    lang: str | None = None,
    models: Mapping[str, str] | None = None,
    ontology: Sequence[str | Path] = (),
    corrections: str | Path | None = None,
    extractor: Extracting | None = None,
    progress: Callable[[Progress], None] | None = None,
    force: bool = False,
    workers: int = 1,
    engine: Engine | None = None,
    base: str | None = None,
    endpoint: str | None = None,
    token: str | None = None,
) -> BuildResult:
    """Read articles into a graph: in memory, or in the build folder ``output``, to which they are added.

    Args:
        inputs: files, folders, http(s) addresses, ``-`` for stdin; or articles.
        output: the build folder; its views (``graph.ttl``, ``graph.html``, ``report.json``) are written anew.
        published: date (``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``) of articles that have none.
        lang: language of all articles, whatever they say themselves.
        models: spaCy models other than the pinned ones, by language.
        ontology: folders laid over the shipped ontology.
        corrections: file of corrections; ``corrections.yaml`` in ``output`` when left out.
        extractor: reads the articles in place of `kg.extract.Extractor`.
        progress: called after each step.
        workers: processes that read articles; where there are few of these, one is enough. More than one needs the
            calling script to keep its own work behind ``if __name__ == "__main__"``.
        engine: reads the articles on other machines (`kg.scale.spark.Spark`) and stores them when all are read.
        force: read articles again even if nothing has changed.
        base: what the IRIs of the data start with.
        endpoint: a SPARQL 1.1 endpoint that keeps the graph in place of the folder's ``store/``.
        token: shown to the endpoint (``Authorization: Bearer``).

    Raises:
        StoreError: ``output`` cannot be written, or another process writes to it.
        KgError: the ontology, the corrections or a model is wrong. What cannot be read is in ``failures`` instead.
    """
    tell = progress or (lambda _: None)
    reader = extractor or _extractor(ontology, models, workers, tell)
    options = _options(published, lang, ontology)
    with open_site(
        output, ontology=ontology, corrections=corrections, base=base, endpoint=endpoint, token=token
    ) as site:
        run = _Run(site, reader, tell, force)
        with _remembering(site, options, force) as remembering:
            found = _articles(inputs, remembering)
            if engine is None:
                run.take(found)
            else:
                run.take_in_bulk(found, _in_bulk(engine, reader, ontology, models, tell))
        done = None if run.changed or force else finish_unchanged(site, run.failures)
        if done is None:
            run.progress(Progress("derive", run.read + run.kept))
            done = finish(site, run.failures, anew=force)
    return BuildResult(done.graph, tuple(run.failures), done.report, run.read, run.kept, run.outdated)


def _options(published: str | None, lang: str | None, ontology: Sequence[str | Path]) -> ReadOptions:
    from kg.extract.parsing.language import supported_languages
    from kg.read import ReadOptions, partial_date

    try:
        date = partial_date(published) if published is not None else None
    except ValueError as error:
        raise InputError("published", str(error)) from None
    overlays = tuple(Path(overlay) for overlay in ontology)
    languages = supported_languages(load_ontology(overlays))
    return ReadOptions(lang=lang, published=date, languages=languages, ontology=overlays)


@contextmanager
def _remembering(site: Site, options: ReadOptions, force: bool) -> Iterator[ReadOptions]:
    """Options that know what was found in the inputs before; nothing of it where all is to be read again."""
    from kg.read.remembered import Remembered

    if site.folder is None or not site.folder.path.is_dir():
        yield options
        return
    if force:
        site.folder.inputs.unlink(missing_ok=True)
    with closing(Remembered(site.folder.inputs)) as before:
        yield replace(options, before=before)


def _articles(
    inputs: str | Path | Article | Iterable[str | Path | Article], options: ReadOptions
) -> Iterator[Article | InputError]:
    """Articles given as such, then those of all other inputs."""
    from kg.read import read_inputs

    given = [inputs] if isinstance(inputs, str | Path | Article) else list(inputs)
    articles = [item for item in given if isinstance(item, Article)]
    places = [str(item) for item in given if not isinstance(item, Article)]
    return _once(chain(articles, read_inputs(places, options)))


def _once(found: Iterable[Article | InputError]) -> Iterator[Article | InputError]:
    """The first article of each identity; another of the same one is an error."""
    seen: set[str] = set()
    for item in found:
        if isinstance(item, Article) and item.key in seen:
            yield InputError(item.key, "given twice; the first is kept")
        else:
            yield item
        seen.update({item.key} if isinstance(item, Article) else ())


def _extractor(
    ontology: Sequence[str | Path], models: Mapping[str, str] | None, workers: int, tell: Callable[[Progress], None]
) -> Extracting:
    from kg.extract import Crew

    overlays = [Path(overlay) for overlay in ontology]
    return Crew(workers, ontology=overlays, models=models, loading=lambda what: tell(Progress("load", 0, what)))


def _in_bulk(
    engine: Engine,
    reader: Extracting,
    ontology: Sequence[str | Path],
    models: Mapping[str, str] | None,
    tell: Callable[[Progress], None],
) -> InBulk:
    from kg.scale.bulk import read_in_bulk

    tell(Progress("load", 0, engine.name))
    return lambda articles, site: read_in_bulk(articles, site, engine, reader, ontology, models)
