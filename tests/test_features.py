"""FEATURES.md names tests that exist, and has a row for every command, relation, named query and format."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from typer.main import get_command

from kg.cli.app import app
from kg.export import FOLDERS, FORMATS
from kg.ontology import load_ontology
from kg.query.formats import RESULT_FORMATS
from kg.query.named import named_queries

ROOT = Path(__file__).parents[1]
_PARTS = re.split(r"^## (.+)\n", (ROOT / "FEATURES.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
SECTIONS = dict(zip(_PARTS[::2], _PARTS[1::2], strict=True))
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for text in SECTIONS.values()
    for line in text.splitlines()
    if line.startswith("| ") and not line.startswith("| ---")
]
STATES = re.compile(r"done|not done|partly(: .+)?|English|French|state|Spanish: .+|`examples/spanish`")
TEST = re.compile(r"`(tests/(?:\w+/)*test_\w+\.py)::(test_\w+)`")
COMMANDS = tuple(get_command(app).commands)  # type: ignore[attr-defined]


def first_cells(section):
    return {line.split("|")[1].strip().strip("`") for line in SECTIONS[section].splitlines() if line.startswith("| `")}


def test_every_row_has_a_state():
    assert len(ROWS) > 80
    assert [row for row in ROWS if not all(STATES.fullmatch(state) for state in row[1:-1])] == []


def test_what_is_done_names_a_test_and_what_is_not_says_what_to_do():
    for row in ROWS:
        if row[-1] != "shown by":
            assert bool(TEST.fullmatch(row[-1])) == (row[1] != "not done"), row


@pytest.mark.parametrize("file", sorted({m[1] for row in ROWS if (m := TEST.fullmatch(row[-1]))}))
def test_every_test_exists(file):
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    there = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    named = {m[2] for row in ROWS if (m := TEST.fullmatch(row[-1])) and m[1] == file}
    assert named - there == set()


@pytest.mark.parametrize(
    ("section", "wanted"),
    [
        ("Commands", {f"kg {name}" for name in COMMANDS} | {"NO_COLOR"}),
        ("Relations", set(load_ontology().relations)),
        ("Questions", set(named_queries(load_ontology()))),
        ("Taking it away", {*FORMATS, *FOLDERS}),
    ],
)
def test_everything_there_is_has_its_row(section, wanted):
    rows = {cell.partition("`")[0] for cell in first_cells(section)}
    assert rows == wanted


def test_every_format_of_answers_is_named():
    assert [name for name in RESULT_FORMATS if f"`{name}`" not in SECTIONS["Questions"]] == []
