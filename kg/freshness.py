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

from kg.corrections import Corrections
from kg.model import digest
from kg.ontology import Ontology
from kg.store import BuildFolder
from kg.store.files import write_text

__all__ = ["are_fresh", "basis_of", "forget", "remember"]

# these decide what the store holds, which has its own fingerprints, or what the command says
_ELSEWHERE = frozenset({"extract", "read", "cli", "evaluate", "__pycache__", "ontologies", "examples"})


def basis_of(ontology: Ontology, corrections: Corrections, base: str) -> str:
    """Hash of what the views of a store depend on besides the store."""
    return digest(_code(), ontology.fingerprint, repr(corrections), base)


def are_fresh(folder: BuildFolder, basis: str) -> bool:
    """Whether the views were made on this basis from the store as it is, and are as they were written."""
    try:
        note = json.loads(folder.note.read_text("utf-8"))
        return isinstance(note, dict) and note == _note(folder, basis)
    except (OSError, ValueError):
        return False


def forget(folder: BuildFolder) -> None:
    """The store is about to change."""
    folder.note.unlink(missing_ok=True)


def remember(folder: BuildFolder, basis: str) -> None:
    """The views have been written from the store.

    Raises:
        StoreError: the note cannot be written.
    """
    write_text(folder.note, json.dumps(_note(folder, basis), indent=1) + "\n")


def _note(folder: BuildFolder, basis: str) -> dict[str, str]:
    views = (folder.turtle, folder.page, folder.report)
    return {"basis": basis, **{v.name: hashlib.sha256(v.read_bytes()).hexdigest()[:32] for v in views}}


@cache
def _code() -> str:
    """The program's own files from the store to the views."""
    here = Path(__file__).parent
    files = sorted(f for f in here.rglob("*") if f.is_file() and not _ELSEWHERE & {*f.relative_to(here).parts})
    hashes = (hashlib.sha256(f.read_bytes()).hexdigest() for f in files)
    return digest(version("pyvis"), *(f"{f.relative_to(here)} {h}" for f, h in zip(files, hashes, strict=True)))
