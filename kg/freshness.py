"""Whether the views of a build folder still say what its store holds: then nothing is derived or drawn anew.

A folder's note (``.views.json``) tells what the views were made from besides the store, and their hashes. It goes
before the first change to the store and comes back when the views are written: a build that is killed leaves none.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

from kg.cache import Cache
from kg.corrections import Corrections
from kg.model import digest
from kg.ontology import Ontology
from kg.store import BuildFolder
from kg.store.files import write_text

__all__ = ["are_fresh", "basis_of", "cache_of", "forget", "note_of", "remember"]

Note: TypeAlias = dict[str, str]

# these decide what the store holds, which has its own fingerprints, or what the command says
_ELSEWHERE = frozenset({"extract", "read", "cli", "evaluate", "__pycache__", "ontologies", "examples"})


def basis_of(ontology: Ontology, corrections: Corrections, base: str) -> str:
    """Hash of what the views of a store depend on besides the store."""
    return digest(_code(), ontology.fingerprint, repr(corrections), base)


def note_of(folder: BuildFolder) -> Note:
    """The folder's note; empty if there is none."""
    try:
        note = json.loads(folder.note.read_text("utf-8"))
        return note if isinstance(note, dict) else {}
    except (OSError, ValueError):
        return {}


def are_fresh(folder: BuildFolder, basis: str) -> bool:
    """Whether the views were made on this basis from the store as it is, and are as they were written."""
    try:
        views = {"basis": basis, **{view.name: _hash(view) for view in _views(folder)}}
        return views.items() <= note_of(folder).items()
    except OSError:
        return False


def cache_of(folder: BuildFolder, note: Note, base: str) -> Cache:
    """What the folder's cache has to say, if it was written with ``note`` and by this code."""
    try:
        if note.get("cache") != _mark(folder, base):
            return Cache()
        found = Cache.read(folder.cache)
        if note.get(folder.turtle.name) != _hash(folder.turtle):
            found.blocks = None
        return found
    except OSError:
        return Cache()


def forget(folder: BuildFolder) -> None:
    """The store is about to change."""
    folder.note.unlink(missing_ok=True)


def remember(folder: BuildFolder, basis: str, base: str) -> None:
    """The views have been written from the store, and the cache with them.

    Raises:
        StoreError: the note cannot be written.
    """
    note = {"basis": basis, **{view.name: _hash(view) for view in _views(folder)}}
    if folder.cache.is_file():
        note["cache"] = _mark(folder, base)
    write_text(folder.note, json.dumps(note, indent=1) + "\n")


def _views(folder: BuildFolder) -> tuple[Path, ...]:
    return folder.turtle, folder.page, folder.report


def _mark(folder: BuildFolder, base: str) -> str:
    return digest(_code(), base, _hash(folder.cache))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]


@cache
def _code() -> str:
    """The program's own files from the store to the views."""
    here = Path(__file__).parent
    files = sorted(f for f in here.rglob("*") if f.is_file() and not _ELSEWHERE & {*f.relative_to(here).parts})
    hashes = (hashlib.sha256(f.read_bytes()).hexdigest() for f in files)
    return digest(version("pyvis"), *(f"{f.relative_to(here)} {h}" for f, h in zip(files, hashes, strict=True)))
