"""Entry point: runs the command, turns errors into one clear line and an exit code.

Exit codes: 0 done; 1 the data says no (an input failed, an invalid graph, no such entity); 2 wrong use or something
missing; 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from kg.cli.app import app
from kg.cli.terminal import complain
from kg.errors import InputError, KgError, UnknownEntityError

__all__ = ["main", "run"]

_DATA_SAYS_NO = (InputError, UnknownEntityError)
_STOPPED = 130
# typer has brought its own click since 0.26 and exports only the exceptions below this one
_UsageError = typer.BadParameter.__mro__[1]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ``kg`` with ``arguments`` (the process's own when left out) and exit."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run ``kg`` and give its exit code."""
    try:
        code = app(args=None if arguments is None else list(arguments), prog_name="kg", standalone_mode=False)
    except KeyboardInterrupt:
        code = _STOPPED
    except Exception as error:
        code = _failed(error)
    if code == _STOPPED:
        complain("stopped")
    return code if isinstance(code, int) else 0


def _failed(error: Exception) -> int:
    """One line for what the user can mend; anything else is a defect of the program and keeps its traceback."""
    if isinstance(error, KgError):
        complain(str(error))
        return 1 if isinstance(error, _DATA_SAYS_NO) else 2
    if isinstance(error, _UsageError):
        complain(_usage(error))
    elif isinstance(error, OSError):
        complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    elif isinstance(error, MemoryError):
        complain("out of memory; give it less at a time")
    else:
        raise error
    return 2


def _usage(error: Exception) -> str:
    command = getattr(getattr(error, "ctx", None), "command_path", "kg")
    message = " ".join(getattr(error, "format_message", error.__str__)().split())
    return f"{message.rstrip('.')} ({command} --help shows the options)"
