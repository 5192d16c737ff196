"""CSV: the facts, one a line, for spreadsheets and data frames.

A text that a spreadsheet would run as a formula gets an apostrophe in front, since quotes come from strangers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from kg.export.facts import COLUMNS, Cell, fact_rows
from kg.model import Knowledge
from kg.ontology import Ontology
from kg.query.cells import spreadsheet_safe
from kg.rdf import Terms

__all__ = ["export"]


def export(knowledge: Knowledge, ontology: Ontology, terms: Terms) -> Iterator[str]:
    """Lines of the file (ended by CR LF, as RFC 4180 has them); the first has the names of the columns."""
    del ontology, terms
    yield _line(COLUMNS)
    for row in fact_rows(knowledge):
        yield _line(tuple(row.values()))


def _line(cells: tuple[Cell, ...]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([_cell(cell) for cell in cells])
    return out.getvalue()


def _cell(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return str(cell).lower()
    return spreadsheet_safe(cell) if isinstance(cell, str) else cell
