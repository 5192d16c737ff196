"""What people see: words on stderr, data on stdout."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import typer

from kg.query.cells import terminal_safe

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["complain", "console", "page", "say", "write"]


def console() -> Console:
    """The console for words; it honours ``NO_COLOR`` and is plain where stderr is no terminal."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """A line for the user, on stderr; never read as markup."""
    console().print(terminal_safe(text), markup=False, emoji=False)


def complain(text: str) -> None:
    """An error, on stderr, in one line."""
    console().print(f"kg: {terminal_safe(text)}", style="red", markup=False, emoji=False)


def page(text: str) -> None:
    """Words for people on stdout: where that is a terminal, and they are more than it shows, a page at a time."""
    import pydoc

    size = shutil.get_terminal_size()
    lines = text.splitlines()
    if not sys.stdout.isatty() or (len(lines) < size.lines and max(map(len, lines), default=0) <= size.columns):
        write(text)
        return
    # wide rows are cut, to be looked at by the arrow keys, and what is there stays on the screen
    os.environ.setdefault("LESS", "-SRX")
    pydoc.pager(text)


def write(text: str) -> None:
    """Data, on stdout, in UTF-8 whatever the locale says. Ends the command where nobody reads on (``| head``)."""
    out = sys.stdout.buffer
    try:
        out.write(text.encode("utf-8", "backslashreplace"))
        out.flush()
    except BrokenPipeError:
        # what is left in the buffer would fail once more at exit, with a traceback
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None
