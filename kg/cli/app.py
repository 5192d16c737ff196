"""The command's shape: which sub-commands there are. Each imports what it needs when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from kg import __version__
from kg.cli import answering, building, checking, extracting, maintaining, serving, views

__all__ = ["app"]

app = typer.Typer(
    name="kg",
    help="French and English tech news in; out comes a graph of who moves where, to look at, to ask and to take away.",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (building, extracting, answering, views, checking, maintaining, serving):
    module.register(app)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    del version
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)
