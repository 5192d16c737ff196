"""What people see: words on stderr, data on stdout."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import typer

from kg.query.cells import terminal_safe

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["complain", "console", "say", "write"]


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
