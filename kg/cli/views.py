"""Commands that write something to take away: ``export``, ``view``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.completing import export_formats
from kg.cli.options import Ontologies, Store, a_date
from kg.cli.terminal import say, write

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(export)
    app.command()(view)


def export(
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write; - is stdout.")],
    fmt: Annotated[
        str | None,
        typer.Option(
            "--format",
            autocompletion=export_formats,
            help="turtle, trig, nquads, jsonld, graphml, gexf, csv; neo4j (a folder); by the file's ending.",
        ),
    ] = None,
    store: Store = "kg-out",
    ontology: Ontologies = None,
) -> None:
    """Write the whole graph in a format that other tools read."""
    from kg.export import FOLDERS, FORMATS, export_text
    from kg.graph import open_graph

    endings = {ending: name for name, ending in FORMATS.items()}
    chosen = fmt or endings.get(output.suffix.lower()) or ("turtle" if str(output) == "-" else None)
    if chosen not in (*FORMATS, *FOLDERS):
        raise typer.BadParameter(f"take one of {', '.join((*FORMATS, *FOLDERS))}", param_hint="--format")
    if str(output) == "-" and chosen in FOLDERS:
        raise typer.BadParameter(f"{chosen} is a folder of files; name one", param_hint="--output")
    graph = open_graph(store, ontology=ontology or ())
    if str(output) == "-":
        for piece in export_text(graph.knowledge, chosen, ontology=graph.ontology, terms=graph.store.terms):
            write(piece)
        return
    graph.export(chosen, output)
    say(f"written: {output}")


def view(
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="HTML file to write.")] = Path("graph.html"),
    focus: Annotated[str | None, typer.Option(help="Only what touches these, by name: OpenAI,Microsoft.")] = None,
    since: Annotated[
        str | None, typer.Option(callback=a_date, help="Only from this date on: YYYY, YYYY-MM or YYYY-MM-DD.")
    ] = None,
    until: Annotated[str | None, typer.Option(callback=a_date, help="Only up to this date.")] = None,
    lang: Annotated[str, typer.Option(help="Language that the page opens in: en or fr.")] = "en",
    title: Annotated[str | None, typer.Option(help="Another title.")] = None,
    store: Store = "kg-out",
    ontology: Ontologies = None,
) -> None:
    """Write the picture: one offline HTML file in which every line opens its sentence."""
    from kg.graph import open_graph

    if lang not in ("en", "fr"):
        raise typer.BadParameter("take en or fr", param_hint="--lang")
    graph = open_graph(store, ontology=ontology or ())
    ids = [graph.entity(name.strip()).id for name in (focus or "").split(",") if name.strip()]
    graph.write_html(output, lang=lang, title=title, focus=ids, since=since, until=until)
    say(f"look at it: {output} ({output.stat().st_size / 1e6:.1f} MB)")
