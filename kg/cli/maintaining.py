"""Commands that change a build folder other than by reading articles: ``remove``, ``import``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.counting import articles as counted
from kg.cli.options import DEFAULT_FOLDER, Endpoint, Ontologies, OutputFolder, Token
from kg.cli.progress import progress_line
from kg.cli.terminal import say

__all__ = ["register"]

_STAGE = "deriving facts, writing the graph and the page"


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(remove)
    app.command("import")(import_)


def remove(
    articles: Annotated[list[str], typer.Argument(help="Articles by id, URL or path as they were read.")],
    output: OutputFolder = DEFAULT_FOLDER,
    ontology: Ontologies = None,
    store: Endpoint = None,
    token: Token = None,
) -> None:
    """Take articles out of a build folder and derive everything anew."""
    from kg.maintain import remove_articles

    with progress_line(_STAGE):
        done = remove_articles(output, articles, ontology=ontology or (), endpoint=store, token=token)
    say(f"{output} now holds {counted(len(done.graph.knowledge.articles))}")


def import_(
    file: Annotated[Path, typer.Argument(help="A graph that was exported: Turtle, TriG, N-Quads or JSON-LD.")],
    output: OutputFolder = DEFAULT_FOLDER,
    ontology: Ontologies = None,
    as_is: Annotated[
        bool, typer.Option("--as-is", help="Take a dump (N-Quads, TriG) into a new folder, without deriving anew.")
    ] = False,
    store: Endpoint = None,
    token: Token = None,
) -> None:
    """Add an exported graph's articles and claims to a build folder."""
    from kg.maintain import import_graph, load_graph

    if as_is and store:
        raise typer.BadParameter("--as-is is for folders; load a dump into a server with its own loader")
    if as_is:
        say(f"{output} now holds {load_graph(file, output)} quads")
        return
    with progress_line(_STAGE):
        done = import_graph(file, output, ontology=ontology or (), endpoint=store, token=token)
    say(f"{output} now holds {counted(len(done.graph.knowledge.articles))}")
