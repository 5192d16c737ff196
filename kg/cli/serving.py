"""``kg serve``."""

from __future__ import annotations

import secrets
from importlib.util import find_spec
from typing import Annotated

import typer

from kg.cli.options import Ontologies, Store
from kg.cli.terminal import say

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(serve)


def serve(
    *,
    store: Store = "kg-out",
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 is every network of this machine.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="Name by which others address this server; may be repeated.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Allow updates to who shows the token.")] = False,
    token: Annotated[
        str | None,
        typer.Option(envvar="KG_TOKEN", help="Token for --write; a new one is made and shown when left out."),
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds after which a query is stopped.")] = 30.0,
    rows: Annotated[int, typer.Option(min=1, help="Most rows of an answer.")] = 100_000,
    workers: Annotated[int, typer.Option(min=1, help="Queries answered at once.")] = 4,
    waiting: Annotated[int, typer.Option(min=0, help="Queries that may wait; more are told to come again.")] = 64,
    origin: Annotated[
        list[str] | None,
        typer.Option(help="Web page that may read answers in a browser (https://host, or *); may be repeated."),
    ] = None,
    ontology: Ontologies = None,
) -> None:
    """Serve the graph: SPARQL 1.1 at /sparql, a query page, the picture, a page for every IRI. Read-only, localhost."""
    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        from kg.errors import KgError

        raise KgError("kg serve needs starlette and uvicorn; install them with: pip install starlette uvicorn")
    if token is not None and len(token) < _SHORTEST:
        raise typer.BadParameter(f"give at least {_SHORTEST} characters", param_hint="--token")
    from kg.serve import Settings

    settings = Settings(
        token=(token or secrets.token_urlsafe(24)) if write else None,
        seconds=timeout,
        rows=rows,
        workers=workers,
        waiting=waiting,
        hosts=(*Settings().hosts, host, *(name or ())),
        origins=tuple(origin or ()),
    )
    if settings.token and not token:
        say(f"token for writing: {settings.token}")
    from kg.serve.running import run

    run(store, settings, host=host, port=port, ontology=ontology or (), ready=say)


_SHORTEST = 16
