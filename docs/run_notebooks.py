"""Runs the notebooks top to bottom, each in an empty folder, and keeps what they show.

    python -m docs.run_notebooks            # which show something else than what is kept in them
    python -m docs.run_notebooks --write    # the same, and what they show is then kept
    python -m docs.run_notebooks 03-analysis.ipynb

Kept is what a reader of the repository sees without running anything: text, tables and small plots, the same in every
run. The page that a graph shows of itself is large, and is left for who runs the notebook.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import matplotlib.font_manager  # noqa: F401 (its first import in a home says on stderr that it looks for fonts)
import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

__all__ = ["NOTEBOOKS", "code_cells", "kept", "read", "run", "shown"]

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
_KEPT = ("text/plain", "text/html", "image/png")
_LARGE = 60_000  # characters; a plot takes some 20,000
_STRICT, _LAX = "import warnings\nwarnings.simplefilter('error')", "warnings.resetwarnings()"


def read(path: Path) -> NotebookNode:
    """The notebook at ``path``.

    Raises:
        nbformat.validator.NotebookValidationError: it is none.
    """
    notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


def run(path: Path, folder: Path) -> NotebookNode:
    """The notebook after it has run in ``folder``, with warnings as errors.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed.
    """
    notebook = read(path)
    first, last = map(nbformat.v4.new_code_cell, (_STRICT, _LAX))
    notebook.cells = [first, *notebook.cells, last]
    here = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources=here).execute()
    notebook.cells = notebook.cells[1:-1]
    return notebook


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The cells with code, in their order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(notebook: NotebookNode) -> list[list[str]]:
    """What each cell with code shows as text, output by output."""
    return [
        [str(o.get("text") or o.get("data", {}).get("text/plain", "")) for o in cell.outputs]
        for cell in code_cells(notebook)
    ]


def kept(notebook: NotebookNode) -> NotebookNode:
    """The notebook as it is kept: outputs small, numbered from 1, and without what differs from run to run."""
    for number, cell in enumerate(code_cells(notebook), 1):
        cell.execution_count = number
        cell.metadata.clear()
        cell.outputs = _joined(cell.outputs)
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = number
            if "data" in output:
                output.data = {k: v for k, v in output.data.items() if k in _KEPT and len(v) < _LARGE}
    notebook.metadata.language_info = {"name": "python"}
    return notebook


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """What is printed arrives in pieces, cut differently in every run."""
    whole: list[NotebookNode] = []
    for output in outputs:
        before = whole[-1] if whole else None
        if before and output.output_type == before.output_type == "stream" and output.name == before.name:
            before.text += output.text
        else:
            whole.append(output)
    return whole


def main(arguments: Sequence[str]) -> int:
    """1 if a notebook shows something else than what is kept in it, and nothing was written."""
    changed = 0
    named = {Path(a).name for a in arguments if not a.startswith("-")}
    for path in (p for p in NOTEBOOKS if not named or p.name in named):
        with tempfile.TemporaryDirectory() as folder:
            new = kept(run(path, Path(folder)))
        if shown(new) != shown(read(path)):
            changed += 1
            print(f"{path.name} shows something else now")
        if "--write" in arguments:
            nbformat.write(new, path)  # type: ignore[no-untyped-call]
    return int(changed > 0 and "--write" not in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
