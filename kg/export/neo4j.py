"""CSV for Neo4j's importer: a folder with ``nodes.csv`` (entities) and ``relationships.csv`` (facts).

::

    neo4j-admin database import full --multiline-fields=true --nodes=nodes.csv --relationships=relationships.csv
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from kg.export.facts import COLUMNS, Cell, fact_rows
from kg.model import Entity, Knowledge

__all__ = ["files"]

_TYPES = {
    **dict.fromkeys(("claims", "articles", "independent_sources"), "int"),
    **dict.fromkeys(("amount", "stake"), "double"),
    "ended": "boolean",
}
_ENDS = ("subject", "subject_label", "subject_type", "object", "object_label", "object_type")
_KEPT = tuple(name for name in COLUMNS if name not in (*_ENDS, "relation"))
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def files(knowledge: Knowledge) -> Mapping[str, Iterator[str]]:
    """The lines of each file, by its name."""
    return {"nodes.csv": _nodes(knowledge), "relationships.csv": _relationships(knowledge)}


def _nodes(knowledge: Knowledge) -> Iterator[str]:
    yield _line(("id:ID", "label", "type", "wikidata", "aliases:string[]", ":LABEL"))
    for _, entity in sorted(knowledge.resolution.entities.items()):
        yield _line((entity.id, entity.label, entity.type, entity.wikidata, _aliases(entity), f"Entity;{entity.type}"))


def _aliases(entity: Entity) -> str:
    """Between semicolons, which Neo4j has no way to escape inside a value."""
    return ";".join(sorted({name.replace(";", ",") for name, _ in entity.aliases}))


def _relationships(knowledge: Knowledge) -> Iterator[str]:
    typed = (f"{name}:{_TYPES[name]}" if name in _TYPES else name for name in _KEPT)
    yield _line((":START_ID", ":END_ID", ":TYPE", *typed))
    for row in fact_rows(knowledge):
        kind = _CAPITAL.sub("_", str(row["relation"])).upper()
        yield _line((row["subject"], row["object"], kind, *(row[name] for name in _KEPT)))


def _line(cells: Iterable[Cell]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([_cell(cell) for cell in cells])
    return out.getvalue()


def _cell(cell: Cell) -> Cell:
    return str(cell).lower() if isinstance(cell, bool) else cell
