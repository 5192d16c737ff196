"""Exports: one module a format, each with ``export(knowledge, ontology, terms)``, which yields the file's text.

The same knowledge is the same bytes in every format.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kg.errors import StoreError

if TYPE_CHECKING:
    from kg.model import Knowledge
    from kg.ontology import Ontology
    from kg.rdf import Terms

__all__ = ["FOLDERS", "FORMATS", "export_text", "write_export"]

FORMATS = {
    "turtle": ".ttl",
    "trig": ".trig",
    "nquads": ".nq",
    "jsonld": ".jsonld",
    "graphml": ".graphml",
    "gexf": ".gexf",
    "csv": ".csv",
}


FOLDERS = ("neo4j",)  # formats of several files, written into a folder


def export_text(knowledge: Knowledge, fmt: str, *, ontology: Ontology, terms: Terms) -> Iterator[str]:
    """The text of a file in one of `FORMATS`, in pieces.

    Raises:
        StoreError: unknown format.
    """
    if fmt not in FORMATS:
        raise StoreError(f"unknown format {fmt!r}; take one of {', '.join((*FORMATS, *FOLDERS))}")
    module = import_module(f"kg.export.{fmt}")
    return cast("Iterator[str]", module.export(knowledge, ontology, terms))


def write_export(knowledge: Knowledge, fmt: str, path: Path, *, ontology: Ontology, terms: Terms) -> None:
    """Write a file in one of `FORMATS` (it is replaced whole, or left as it was), or a folder in one of `FOLDERS`.

    Raises:
        StoreError: unknown format, or the file cannot be written.
    """
    from kg.store.files import make_folder, write_text

    if fmt in FOLDERS:
        make_folder(path)
        for name, lines in import_module(f"kg.export.{fmt}").files(knowledge).items():
            write_text(path / name, "".join(lines))
        return
    write_text(path, "".join(export_text(knowledge, fmt, ontology=ontology, terms=terms)))
