"""The article files of a folder, in an order that no file system decides."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError
from kg.read.formats import ENDINGS
from kg.read.values import one_line

__all__ = ["article_files", "path_name"]


def path_name(path: str | Path) -> str:
    """A path as valid Unicode (file names are bytes on some systems), with ``/`` between its parts."""
    return os.fsencode(Path(path).as_posix()).decode("utf-8", "replace")


def article_files(folder: Path) -> Iterator[Path | InputError]:
    """Files with a known ending at any depth, sorted by their path.

    Hidden files and folders are passed over, and so are links to folders: they may lead round in a circle or out of the
    folder. Pipes and devices would block.
    """
    files: list[Path] = []
    errors: list[InputError] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = [e for e in os.scandir(here) if not e.name.startswith(".")]
        except OSError as error:
            errors.append(InputError(one_line(path_name(here)), f"cannot be read: {error.strerror}"))
            continue
        waiting += [Path(e.path) for e in entries if e.is_dir(follow_symlinks=False)]
        files += [Path(e.path) for e in entries if _is_article(e)]
    yield from sorted(errors, key=lambda e: e.where)
    yield from sorted(files, key=lambda f: f.relative_to(folder).parts)
    if not files and not errors:
        yield InputError(one_line(path_name(folder)), f"no article files here (endings read: {' '.join(ENDINGS)})")


def _is_article(entry: os.DirEntry[str]) -> bool:
    if Path(entry.name).suffix.lower() not in ENDINGS:
        return False
    try:
        return stat.S_ISREG(entry.stat().st_mode)
    except OSError:  # a link to nowhere or to itself; opening it will say so
        return True
