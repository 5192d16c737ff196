"""The progress line of what takes long, on a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from kg.cli.terminal import console
from kg.query.cells import terminal_safe

__all__ = ["Step", "expected_articles", "loading", "progress_line"]

_ONE_EACH = frozenset({"text", "markdown", "html"})
_COUNTED = 500_000_000  # bytes of JSON Lines up to which counting its lines takes no time that one notices
_OTHER_COLUMNS = 75  # their width: a line that wraps cannot be drawn over


class Step(Protocol):
    """Tells how far the work is: articles done and the one at hand. ``done`` of None is work that cannot be counted."""

    def __call__(self, stage: str, done: int | None = None, what: str = "") -> None: ...


@contextmanager
def progress_line(stage: str, total: int | None = None, *, hidden: bool = False) -> Iterator[Step]:
    """A line with a bar, or with a count alone where ``total`` is unknown; it goes when the work ends."""
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    out = console()
    count, at_hand = TextColumn("{task.fields[count]}"), TextColumn("{task.fields[what]}", style="dim")
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(20), count, TimeElapsedColumn(), at_hand)
    hidden = hidden or not out.is_terminal or out.is_dumb_terminal
    with Progress(*columns, console=out, transient=True, disable=hidden) as line:
        task = line.add_task(stage, total=None, count="", what="")
        width = max(0, out.width - _OTHER_COLUMNS)

        def step(stage: str, done: int | None = None, what: str = "") -> None:
            shown = escape(terminal_safe(what)[:width])
            line.update(task, description=stage, completed=done or 0, count=_counted(done, total), what=shown)
            line.tasks[0].total = None if done is None else total  # update() takes None for no change

        yield step


def loading(step: Step) -> Callable[[str], None]:
    """Tells in the progress line what is being loaded, which takes seconds."""
    return lambda what: step(f"loading {what}")


def _counted(done: int | None, total: int | None) -> str:
    if done is None:
        return ""
    return f"{done}" if total is None else f"{done} of {total}"


def expected_articles(inputs: Sequence[str]) -> int | None:
    """How many articles the inputs hold, or None where only reading them tells (feeds, addresses, stdin)."""
    counts = [_count(Path(given)) for given in inputs]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _count(path: Path) -> int | None:
    from kg.read.folders import article_files

    try:
        if path.is_dir():
            return expected_articles([str(found) for found in article_files(path) if isinstance(found, Path)])
        return _count_in_file(path)
    except (OSError, ValueError):  # reading it will say what is wrong
        return None


def _count_in_file(path: Path) -> int | None:
    from kg.read.formats import ENDINGS

    ending = path.suffix.lower()
    if ENDINGS.get(ending) in _ONE_EACH:
        return 1
    if ending not in (".jsonl", ".ndjson") or not path.is_file() or path.stat().st_size > _COUNTED:
        return None
    with path.open("rb") as lines:
        return sum(1 for line in lines if line.strip())
