"""Commands that check: ``validate``, ``evaluate``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.extracting import extracted
from kg.cli.options import Model, Ontologies, Store
from kg.cli.terminal import say, write
from kg.query.cells import terminal_safe

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(validate)
    app.command()(evaluate)


def validate(store: Store = "kg-out", ontology: Ontologies = None) -> None:
    """Check the graph against its shapes (SHACL) and print what is wrong and where."""
    from kg.graph import open_graph

    found = open_graph(store, ontology=ontology or ()).validate()
    write("".join(terminal_safe(str(violation)) + "\n" for violation in found))
    say("the graph conforms to its shapes" if not found else f"{len(found)} violations")
    raise typer.Exit(1 if found else 0)


def evaluate(
    *,
    gold: Annotated[
        Path,
        typer.Option(
            help="Folder of annotated articles (JSON, an article a file), or a file of JSON lines with spans."
        ),
    ],
    predictions: Annotated[
        Path | None, typer.Option(help="Score this output of kg extract instead of extracting now.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every error with its sentence and cause.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    model: Model = None,
    ontology: Ontologies = None,
) -> None:
    """Precision, recall and F1 against annotated articles, per relation, language and status."""
    from kg.evaluate import read_gold, score
    from kg.extract import row
    from kg.ontology import load_ontology

    known = load_ontology(ontology or ())
    documents = read_gold(gold, known)
    if predictions is not None:
        rows = list(_read_rows(predictions))
    else:
        articles = [d.article for d in documents]
        rows = [row(x) for x in extracted(articles, model, ontology or (), len(articles))]
    report = score(documents, rows, known)
    if as_json:
        write(json.dumps(report.to_dict(errors=errors), ensure_ascii=False, indent=1) + "\n")
    else:
        write("\n".join(report.lines(errors=errors)) + "\n")


def _read_rows(path: Path) -> Iterator[dict[str, Any]]:
    from kg.errors import InputError

    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise InputError(str(path), f"cannot be read: {reason}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{path}:{number}", f"not JSON: {error}") from error
