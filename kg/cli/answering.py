"""Commands that ask: ``query``, ``show``, ``stats``."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.completing import query_formats, query_names
from kg.cli.counting import articles
from kg.cli.options import Ontologies, Store
from kg.cli.terminal import page, say, write

if TYPE_CHECKING:
    from rdflib.query import Result

    from kg.graph import KnowledgeGraph

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(query)
    app.command()(show)
    app.command()(stats)


def query(
    sparql: Annotated[str | None, typer.Argument(help="A SPARQL query; - reads it from stdin.")] = None,
    *,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="File with a SPARQL query.")] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--name", "-n", autocompletion=query_names, help="A named query; without any query the names are listed."
        ),
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="KEY=VALUE of a named query; a label, an alias or an IRI.")
    ] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Day (YYYY-MM-DD) for ?asOf: when it held.")] = None,
    known_at: Annotated[str | None, typer.Option("--known-at", help="Day for ?knownAt: when it was known.")] = None,
    fmt: Annotated[
        str,
        typer.Option(
            "--format", autocompletion=query_formats, help="table, csv, tsv, json, xml; for graphs turtle or ntriples."
        ),
    ] = "table",
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds after which a query is stopped.")] = 60.0,
    lang: Annotated[str, typer.Option(help="Language of the list of named queries: any that their files give.")] = "en",
    store: Store = "kg-out",
    ontology: Ontologies = None,
) -> None:
    """Ask the graph: SPARQL, or a named query with its parameters."""
    from kg.graph import open_graph
    from kg.query.formats import format_result

    if sum(x is not None for x in (sparql, file, name)) > 1:
        raise typer.BadParameter("give one of a query, --file and --name")
    text = _text(sparql, file)
    if text is None and name is None:
        write("".join(f"{line}\n" for line in _queries(ontology, lang)))
        return
    parameters = _parameters(param, as_of, known_at) if name else {}
    if text is not None and param:
        raise typer.BadParameter("--param goes with --name", param_hint="--param")
    graph = open_graph(store, ontology=ontology or ())
    hidden: frozenset[str] = frozenset()
    if name is not None:
        result = graph.ask(name, timeout=timeout, **parameters)
        hidden = graph.queries[name].hidden
    else:
        result = graph.query(text or "", as_of=as_of, known_at=known_at, timeout=timeout)
    written = format_result(result, fmt, prefixes=graph.store.prefixes, hidden=hidden)
    page(written) if fmt == "table" else write(written)
    _tell(graph, result, known_at=known_at)


def _text(sparql: str | None, file: Path | None) -> str | None:
    from kg.errors import QueryError

    if file is None and sparql != "-":
        return sparql
    where = "stdin" if file is None else str(file)
    try:
        return (sys.stdin.buffer.read() if file is None else file.read_bytes()).decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise QueryError(f"{where}: cannot be read: {reason}") from error


def _parameters(param: list[str] | None, as_of: str | None, known_at: str | None) -> dict[str, str]:
    pairs = [p.partition("=") for p in param or []]
    if any(not (key and sign) for key, sign, _ in pairs):
        raise typer.BadParameter("give KEY=VALUE, as in --param org=OpenAI", param_hint="--param")
    found = {key: value for key, _, value in pairs}
    return found | {k: v for k, v in (("asOf", as_of), ("knownAt", known_at)) if v is not None}


def _queries(ontology: list[Path] | None, lang: str) -> Iterator[str]:
    from kg.ontology import load_ontology
    from kg.query.named import named_queries

    queries = named_queries(load_ontology(ontology or ()))
    given = sorted({language for q in queries.values() for language in q.title})
    if lang not in given:
        raise typer.BadParameter(f"take one of {', '.join(given)}", param_hint="--lang")
    for name, q in sorted(queries.items()):
        yield f"{name:<14} {_in(lang, q.title)}"
        yield from textwrap.wrap(_in(lang, q.description), 100, initial_indent="    ", subsequent_indent="    ")
        for p in q.parameters.values():
            needed = "(required) " if p.required else ""
            yield f"    --param {p.name}=...  {needed}{_in(lang, p.description)}"


def _in(lang: str, words: Mapping[str, str]) -> str:
    """In that language, or in one that is there: a file need not have all."""
    return words.get(lang) or next(iter(words.values()), "")


def _tell(graph: KnowledgeGraph, result: Result, *, known_at: str | None) -> None:
    if known_at is not None and graph.undated:
        say(f"note: {articles(graph.undated)} without a date, which no --known-at takes into account")
    if result.type == "SELECT" and len(result) == 0:
        say("no rows")


def show(
    entity: Annotated[str, typer.Argument(help="A person, organisation or product: label, alias or IRI.")],
    why: Annotated[bool, typer.Option("--why", help="Why its names were taken for one.")] = False,
    store: Store = "kg-out",
    ontology: Ontologies = None,
) -> None:
    """Tell the story of one person, organisation or product, with the quotes that say so."""
    from kg.cli.storytelling import story_lines, why_lines
    from kg.graph import open_graph

    graph = open_graph(store, ontology=ontology or ())
    story = graph.story(entity)
    lines = why_lines(story.entity, graph.knowledge) if why else story_lines(story, graph.ontology)
    write("\n".join(lines) + "\n")


def stats(
    top: Annotated[int, typer.Option(min=1, help="How many of each to list.")] = 10,
    store: Store = "kg-out",
    ontology: Ontologies = None,
) -> None:
    """Net talent flow, central people, dependency chains and single points of failure."""
    from kg.analysis import stats_lines
    from kg.graph import open_graph

    graph = open_graph(store, ontology=ontology or ())
    write("\n".join(stats_lines(graph.knowledge, top)) + "\n")
