"""Options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

__all__ = [
    "DEFAULT_FOLDER",
    "Endpoint",
    "Engine",
    "Force",
    "Inputs",
    "Lang",
    "Master",
    "Model",
    "Ontologies",
    "OutputFolder",
    "Published",
    "Store",
    "Token",
    "Workers",
    "a_date",
    "cores",
    "models_by_language",
]

DEFAULT_FOLDER = Path("kg-out")


def a_date(value: str | None) -> str | None:
    """An option's date as it was given.

    Raises:
        typer.BadParameter: it is none.
    """
    from kg.read import partial_date

    try:
        return value if value is None else partial_date(value).value
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


Inputs = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, http(s) addresses, - for stdin: text, Markdown, HTML, JSON Lines, Parquet, RSS/Atom."
    ),
]
Published = Annotated[
    str | None, typer.Option(callback=a_date, help="Date of articles that have none: YYYY, YYYY-MM or YYYY-MM-DD.")
]
Lang = Annotated[str | None, typer.Option(help="Language of all articles (fr, en); detected when left out.")]
Model = Annotated[
    list[str] | None,
    typer.Option(help="Another installed spaCy model, as LANG=NAME (fr=fr_core_news_lg); may be repeated."),
]
Ontologies = Annotated[
    list[Path] | None, typer.Option("--ontology", help="Folder laid over the shipped ontology; may be repeated.")
]
OutputFolder = Annotated[Path, typer.Option("--output", "-o", help="Build folder to write to.")]
Force = Annotated[bool, typer.Option("--force", help="Read articles again even if nothing has changed.")]
Endpoint = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="URL", help="SPARQL 1.1 endpoint to keep the graph in, in place of the folder's store/."
    ),
]
Token = Annotated[str | None, typer.Option(envvar="KG_TOKEN", help="Token that the endpoint asks for.")]
Workers = Annotated[
    int | None, typer.Option(min=1, help="Processes that read articles; as many as there are cores when left out.")
]
Engine = Annotated[
    Literal["spark", "dask"] | None,
    typer.Option(help="Read the articles with Apache Spark (extra spark, Java) or Dask (extra dask), as on a cluster."),
]
Master = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Spark's master or Dask's scheduler; what spark-submit says, else this machine, when left out.",
    ),
]
Store = Annotated[
    str,
    typer.Option(
        "--store", help="Build folder, its store/, a file of Turtle, TriG, N-Quads or JSON-LD, or an endpoint's URL."
    ),
]


def cores() -> int:
    """How many processor cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def models_by_language(models: list[str] | None) -> dict[str, str]:
    """``["fr=fr_core_news_lg"]`` as a mapping.

    Raises:
        typer.BadParameter: a value is not LANG=NAME.
    """
    pairs = [m.partition("=") for m in models or []]
    if any(not (lang and sign and name) for lang, sign, name in pairs):
        raise typer.BadParameter("give LANG=NAME, as in --model fr=fr_core_news_lg", param_hint="--model")
    return {lang: name for lang, _, name in pairs}
