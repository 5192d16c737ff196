"""Every notebook runs from top to bottom, without warnings, and shows what is kept in it."""

from __future__ import annotations

import pytest

from docs.run_notebooks import NOTEBOOKS, code_cells, kept, read, run, shown

# pages that a graph shows of itself are large; everything else is to be read at a glance
_GLANCE = 2_500
_SMALL = 80_000  # bytes of a file
# what the kernel's client warns of is not the notebook's doing; inside it warnings are errors
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    """One after another: as it is kept."""
    return request.param


@pytest.fixture(scope="module")
def ran(notebook, tmp_path_factory):
    """The same after it has run, in an empty folder, with warnings as errors."""
    return kept(run(notebook, tmp_path_factory.mktemp("notebook")))


def test_what_is_kept_is_what_it_shows(notebook, ran):
    """To keep what it shows now: python -m docs.run_notebooks --write"""
    assert shown(read(notebook)) == shown(ran)


def test_there_are_some():
    assert NOTEBOOKS


def test_what_is_kept_is_small_and_was_run_in_order(notebook):
    assert notebook.stat().st_size < _SMALL
    cells = code_cells(read(notebook))
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


def test_a_notebook_says_what_it_shows_and_nothing_on_stderr(ran):
    complaints = [
        o.text for cell in code_cells(ran) for o in cell.outputs if o.output_type == "stream" and o.name == "stderr"
    ]
    assert complaints == []
    assert [text for texts in shown(ran) for text in texts if len(text) > _GLANCE] == []


def test_every_cell_of_code_shows_something(ran):
    """An example that shows nothing teaches nothing."""
    silent = [cell.source for cell, texts in zip(code_cells(ran), shown(ran), strict=True) if not any(texts)]
    assert silent == []
