"""Every notebook runs from top to bottom, without warnings, and is kept without its output."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
# pages that a graph shows of itself are large; everything else is to be read at a glance
_GLANCE = 2_500
# what the kernel's client warns of is not the notebook's doing; inside it warnings are errors
pytestmark = pytest.mark.filterwarnings("ignore")


def texts(outputs):
    """What a reader sees of a cell's outputs as text."""
    for output in outputs:
        yield output.get("text") or output.get("data", {}).get("text/plain", "")


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def ran(request, tmp_path_factory):
    """The notebook after it has run, in an empty folder, with warnings as errors."""
    notebook = nbformat.read(request.param, as_version=4)
    strict = nbformat.v4.new_code_cell("import warnings\nwarnings.simplefilter('error')")
    notebook.cells.insert(0, strict)
    folder = str(tmp_path_factory.mktemp("notebook"))
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    return notebook


def test_notebooks_are_kept_without_output():
    assert NOTEBOOKS
    for path in NOTEBOOKS:
        cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        assert [cell for cell in cells if cell.outputs or cell.execution_count] == [], path.name


def test_a_notebook_says_what_it_shows_and_nothing_on_stderr(ran):
    cells = [cell for cell in ran.cells if cell.cell_type == "code"]
    complaints = [o.text for cell in cells for o in cell.outputs if o.output_type == "stream" and o.name == "stderr"]
    assert complaints == []
    assert [text for cell in cells for text in texts(cell.outputs) if len(text) > _GLANCE] == []


def test_every_cell_of_code_shows_something(ran):
    """An example that shows nothing teaches nothing."""
    silent = [cell.source for cell in ran.cells[1:] if cell.cell_type == "code" and not any(texts(cell.outputs))]
    assert silent == []
