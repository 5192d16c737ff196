"""The command ``extract``, and extraction for ``evaluate``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.cli.counting import tell_notes
from kg.cli.options import Inputs, Lang, Model, Ontologies, Published, Workers, cores, models_by_language
from kg.cli.progress import expected_articles, loading, progress_line
from kg.cli.terminal import complain, write

if TYPE_CHECKING:
    from kg.errors import InputError
    from kg.model import Article, Extraction

__all__ = ["extracted", "register"]


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(extract)


def extract(
    inputs: Inputs,
    *,
    published: Published = None,
    lang: Lang = None,
    model: Model = None,
    ontology: Ontologies = None,
    workers: Workers = None,
) -> None:
    """Print what the articles say as JSON Lines, one article a line; nothing is stored."""
    from kg.extract import row

    failures: list[InputError] = []
    notes: Counter[str] = Counter()
    undated = 0
    articles = _articles(inputs, published, lang, ontology or (), failures)
    # where the rows themselves run over the screen they are progress enough
    found = extracted(
        articles,
        model,
        ontology or (),
        expected_articles(inputs),
        hidden=sys.stdout.isatty(),
        failures=failures,
        workers=workers or cores(),
    )
    for extraction in found:
        write(json.dumps(row(extraction), ensure_ascii=False) + "\n")
        undated += extraction.article.published is None
        notes.update(extraction.notes)
    tell_notes(notes.elements(), undated)
    raise typer.Exit(1 if failures else 0)


def extracted(
    articles: Iterable[Article],
    model: list[str] | None,
    ontology: Sequence[Path],
    total: int | None,
    *,
    hidden: bool = False,
    failures: list[InputError] | None = None,
    workers: int = 1,
) -> Iterator[Extraction]:
    """Extractions of ``articles``, with a progress line; what cannot be read is told, and added to ``failures``."""
    from kg.errors import InputError
    from kg.extract import Crew

    with progress_line("reading articles", total, hidden=hidden) as step:
        crew = Crew(workers, ontology=ontology, models=models_by_language(model), loading=loading(step))
        for number, found in enumerate(crew.extract(articles), 1):
            if isinstance(found, InputError):
                complain(str(found))
                if failures is not None:
                    failures.append(found)
                continue
            step("reading articles", number, found.article.key)
            yield found


def _articles(
    inputs: list[str],
    published: str | None,
    lang: str | None,
    ontology: Sequence[Path],
    failures: list[InputError],
) -> Iterator[Article]:
    from kg.errors import InputError
    from kg.extract.parsing.language import supported_languages
    from kg.ontology import load_ontology
    from kg.read import ReadOptions, partial_date, read_inputs

    date = partial_date(published) if published is not None else None
    languages = supported_languages(load_ontology(ontology))
    options = ReadOptions(lang=lang, published=date, languages=languages, ontology=tuple(ontology))
    for item in read_inputs(inputs, options):
        if isinstance(item, InputError):
            failures.append(item)
            complain(str(item))
        else:
            yield item
