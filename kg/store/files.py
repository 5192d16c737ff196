"""Files of a build folder, written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import StoreError

__all__ = ["cannot_write", "make_folder", "remove_unfinished", "write_bytes", "write_text", "written"]


def cannot_write(path: Path, error: OSError) -> StoreError:
    """The error for a file that cannot be written, in one line."""
    return StoreError(f"{path}: cannot be written: {error.strerror or error}")


def make_folder(path: Path) -> None:
    """Make a folder, with those above it.

    Raises:
        StoreError: it cannot be made, or is a file.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error


def remove_unfinished(*folders: Path) -> None:
    """Delete what a process that was killed left of files it was writing."""
    for folder in folders:
        for part in folder.glob(".*.part"):
            part.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Replace a file's text (UTF-8, ``\\n``): readers see the old content or the new.

    Raises:
        StoreError: it cannot be written.
    """
    write_bytes(path, text.encode("utf-8", "surrogatepass"))


def write_bytes(path: Path, content: bytes) -> None:
    """Replace a file's bytes: readers see the old content or the new.

    Raises:
        StoreError: it cannot be written.
    """
    with written(path) as file:
        file.write(content)


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which takes the place of ``path`` at the end; nothing changes where an error comes first.

    Raises:
        StoreError: it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            yield file
        beside.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        beside.unlink(missing_ok=True)
