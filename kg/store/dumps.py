"""Files of RDF read into a store by Oxigraph itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.oxigraph import FORMATS

__all__ = ["load_file"]


def load_file(store: ox.Store, path: Path, endings: Sequence[str] = tuple(FORMATS)) -> None:
    """Add what a file holds to a store; its ending says which format it has.

    Raises:
        StoreError: there is no such file, its ending is none of ``endings``, or it is not valid (names the line).
    """
    if not path.is_file():
        hint = "" if path.suffix else "; kg build makes one, kg demo one of the packaged articles"
        raise StoreError(f"{path}: no such file or folder{hint}")
    if path.suffix.lower() not in endings:
        raise StoreError(f"{path}: not an RDF file by its ending; take one of {' '.join(endings)}")
    try:
        store.bulk_load(path=str(path), format=FORMATS[path.suffix.lower()])
    except SyntaxError as error:
        raise StoreError(f"{path}:{error.lineno}: not valid {path.suffix[1:]}: {error.msg}") from error
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: cannot be read: {error}") from error
