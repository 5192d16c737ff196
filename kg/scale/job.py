"""What a worker of any engine does: batches of articles in, N-Quads out. Nothing here knows of an engine.

A worker is given the batches that one process alone would read, so that its rows have the bytes of a local build; and
a batch has the same rows however often it is read, so that an engine may read it again where a worker is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import Literal, NamedTuple

from kg.errors import InputError, KgError
from kg.extract.crew import read_batch
from kg.extract.pipeline import Extractor
from kg.model import Article
from kg.rdf import Terms, article_quads
from kg.rdf.nquads import to_nquads
from kg.store.articles import article_from, article_text
from kg.store.files import make_folder, written

__all__ = ["Job", "Kind", "Row", "batch_line", "batch_starts", "extract", "needed", "rows_of_lines", "write_rows"]

Kind = Literal["quads", "error", "stop"]


class Row(NamedTuple):
    """The quads of one article; or, as a JSON array, why one cannot be read (``error``: id, place, reason).

    ``stop``: why none can (a model that is missing).
    """

    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Job:
    """All that workers are told besides the articles; small, hashable and picklable.

    ``models`` pairs languages with models. ``made_by`` pairs each language with the fingerprint that the extractor has
    where the build was started: a worker with other rules would leave a graph of two kinds.
    """

    base: str
    ontology: tuple[str, ...] = ()
    models: tuple[tuple[str, str], ...] = ()
    made_by: tuple[tuple[str, str], ...] = ()


def needed(engine: str, *packages: str) -> None:
    """Raises `KgError` where a package that an engine is made of is not installed."""
    if not all(map(find_spec, packages)):
        raise KgError(f"--engine {engine} needs more; install it with: pip install {' '.join(packages)}")


def batch_line(articles: Sequence[Article]) -> str:
    """A batch as a line of ASCII, for `rows_of_lines`."""
    return json.dumps([[article.id for article in articles], [article_text(article) for article in articles]])


def batch_starts(batches: Path, count: int) -> list[int]:
    """The bytes at which the ``count`` lines of a file of batches begin."""
    with batches.open("rb") as lines:
        return list(accumulate(map(len, lines), initial=0))[:count]


def rows_of_lines(job: Job, lines: Iterable[str]) -> Iterator[Row]:
    """The rows of all batches."""
    for line in lines:
        yield from extract(job, *json.loads(line))


def write_rows(start: int, job: Job, batches: Path, rows: Path) -> None:
    """Write the rows of the batch at a byte of the file ``batches`` as text files under ``rows/kind=KIND/``.

    Those of a second attempt take the place of the first's.
    """
    with batches.open(encoding="ascii") as file:
        file.seek(start)
        found = list(rows_of_lines(job, [file.readline()]))
    for kind in sorted({row.kind for row in found}):
        make_folder(rows / f"kind={kind}")
        with written(rows / f"kind={kind}" / f"part-{start:012}") as out:
            out.writelines(f"{row.value}\n".encode() for row in found if row.kind == kind)


def extract(job: Job, ids: Sequence[str], texts: Sequence[str]) -> list[Row]:
    """The rows of one batch, in its order.

    Args:
        ids: the articles' ids.
        texts: the articles, as `kg.store` keeps them.
    """
    articles = [article_from(text) for text in texts]
    try:
        outcomes = read_batch(_extractor(job), articles)
    except KgError as error:
        return [Row("stop", json.dumps(str(error)))]
    terms = Terms(job.base)
    return [
        Row("error", json.dumps([article_id, found.where, found.what]))
        if isinstance(found, InputError)
        else Row("quads", to_nquads(article_quads(found, terms)).removesuffix("\n"))
        for article_id, found in zip(ids, outcomes, strict=True)
    ]


@cache
def _extractor(job: Job) -> Extractor:
    """The process's extractor: its models are loaded once, however many batches it is given.

    Raises:
        KgError: this machine has not what the build was started with.
    """
    extractor = Extractor(ontology=[Path(overlay) for overlay in job.ontology], models=dict(job.models))
    for lang, made_by in job.made_by:
        if extractor.fingerprint(lang) != made_by:
            raise KgError(
                f"a worker has other rules, names, code or model for {lang!r} than the machine that started the build; "
                "pack one environment for all"
            )
    return extractor
