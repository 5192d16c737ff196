"""Commands that make a graph of articles: ``demo``, ``build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.counting import articles as counted
from kg.cli.counting import tell_notes
from kg.cli.options import (
    DEFAULT_FOLDER,
    Endpoint,
    Engine,
    Force,
    Inputs,
    Lang,
    Master,
    Model,
    Ontologies,
    OutputFolder,
    Published,
    Token,
    Workers,
    cores,
    models_by_language,
)
from kg.cli.progress import expected_articles, loading, progress_line
from kg.cli.terminal import complain, say

if TYPE_CHECKING:
    from kg.road import BuildResult
    from kg.scale.dask import Dask
    from kg.scale.spark import Spark

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(demo)
    app.command()(build)


def demo(output: OutputFolder = DEFAULT_FOLDER) -> None:
    """Build the graph of the packaged example articles and say which file to open."""
    from kg.ontology import examples_dir

    _tell(_build([str(examples_dir())], output), output)


def build(
    inputs: Inputs,
    *,
    output: OutputFolder = DEFAULT_FOLDER,
    published: Published = None,
    lang: Lang = None,
    model: Model = None,
    ontology: Ontologies = None,
    corrections: Annotated[
        Path | None, typer.Option(help="Corrections; corrections.yaml in the folder otherwise.")
    ] = None,
    force: Force = False,
    workers: Workers = None,
    engine: Engine = None,
    master: Master = None,
    store: Endpoint = None,
    token: Token = None,
) -> None:
    """Read articles into a build folder: store/, graph.ttl, graph.html, report.json. Adds to what is there."""
    result = _build(
        inputs,
        output,
        published=published,
        lang=lang,
        models=models_by_language(model),
        ontology=ontology or (),
        corrections=corrections,
        force=force,
        workers=workers or cores(),
        engine=_engine(engine, master, workers),
        endpoint=store,
        token=token,
    )
    _tell(result, output, store)
    raise typer.Exit(1 if result.failures else 0)


def _engine(name: str | None, master: str | None, workers: int | None) -> Dask | Spark | None:
    if name is None:
        if master is not None:
            raise typer.BadParameter("goes with --engine spark or dask", param_hint="--master")
        return None
    if workers is not None:
        raise typer.BadParameter("goes without --engine, which knows how many there are", param_hint="--workers")
    from kg.scale.dask import Dask
    from kg.scale.spark import Spark

    return Dask(master) if name == "dask" else Spark(master)


def _build(inputs: list[str], output: Path, **options: Any) -> BuildResult:
    from kg.road import Progress
    from kg.road import build as road

    with progress_line("reading articles", expected_articles(inputs)) as step:

        def progress(at: Progress) -> None:
            if at.stage == "load":
                loading(step)(at.article)
            elif at.stage == "derive":
                step("deriving facts, writing the graph and the page")
            else:
                step("reading articles", at.done, at.article)

        try:
            return road(inputs, output=output, progress=progress, **options)
        except KeyboardInterrupt:
            if options.get("engine") is None:
                say(f"the articles read so far are kept in {output}; the same command goes on from there")
            raise


def _tell(result: BuildResult, output: Path, endpoint: str | None = None) -> None:
    """What was found, what could not be read, and which file to open."""
    for failure in result.failures:
        complain(str(failure))
    report = result.report
    tell_notes((entry["note"] for entry in report["notes"]), report["articles"]["undated"])
    for entry in report["corrections"]["unused"]:
        say(f"note: a correction fits nothing: {entry}")
    read = ((result.read, "read"), (result.kept, "unchanged"), (len(result.failures), "not read"))
    say("articles: " + ", ".join(f"{count} {what}" for count, what in read if count or what == "read"))
    if result.outdated:
        say(f"the rules, the names or the model have changed: {counted(result.outdated)} read again for that")
    if not report["articles"]["total"]:
        return  # there is nothing to look at
    kinds = sorted(report["facts"]["relation"].items(), key=lambda item: -item[1])
    found = ", ".join(_counted(report[what]["total"], what[:-1]) for what in ("claims", "facts"))
    say(f"found: {found}" + _listed(kinds))
    say(f"look at it:   {output / 'graph.html'} (open it in a browser)")
    say(f"take it away: {output / 'graph.ttl'}")
    store = "" if output == DEFAULT_FOLDER and not endpoint else f" --store {endpoint or output}"
    say(f"ask it:       kg query --name moves{store}")


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _listed(kinds: list[tuple[str, int]]) -> str:
    return f" ({', '.join(f'{count} {kind}' for kind, count in kinds)})" if kinds else ""
