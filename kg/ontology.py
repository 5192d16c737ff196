"""Reads ``ontologies/``: relations, languages and names as data, with overlays on top.

A folder has the layout of the shipped one; what an overlay holds is added to it (mappings are merged by key, lists are
appended).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from kg.errors import OntologyError
from kg.model import EntityType, FactKind, digest
from kg.overlaying import misfit
from kg.yamltext import yaml_value

__all__ = ["Ontology", "Relation", "compiled", "examples_dir", "load_ontology", "shipped_dir"]

Built = TypeVar("Built")

_HERE = Path(__file__).resolve().parent


def _packaged(name: str) -> Path:
    """In a wheel the data lie inside the package, in a checkout beside it."""
    inside = _HERE / name
    return inside if inside.is_dir() else _HERE.parent / name


def shipped_dir() -> Path:
    """The folder of the shipped ontology."""
    return _packaged("ontologies")


def examples_dir() -> Path:
    """The folder of the packaged example articles."""
    return _packaged("examples") / "articles"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation: a property of the vocabulary and the class of its facts.

    ``functional`` means that a subject has one object at a time. ``rules`` holds the raw rules per language.
    """

    name: str
    cls: str
    kind: FactKind
    domain: tuple[EntityType, ...]
    range: tuple[EntityType, ...]
    symmetric: bool
    functional: bool
    label: Mapping[str, str]
    definition: Mapping[str, str]
    rules: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Ontology:
    """All data files, merged. ``data(*path)`` gives any other file's content by its place, without ending.

    Compared by identity, so that what is compiled from it can be cached.

    ``fingerprint`` is a hash of every file read: a change means that articles must be read again.
    """

    folders: tuple[Path, ...]
    relations: Mapping[str, Relation]
    fingerprint: str

    def data(self, *path: str) -> Any:
        """Merged content of ``path`` (``data("names", "organizations")``), or None if no folder has it."""
        return _merged(self.folders, "/".join(path) + ".yaml")

    def fingerprint_for(self, lang: str) -> str:
        """Hash of the files that reading an article of ``lang`` can depend on: not another language's rules."""
        found = [(f, folder) for folder in self.folders for f in sorted(folder.rglob("*.yaml"))]
        return _hash((f, folder) for f, folder in found if _concerns(f.relative_to(folder), lang))

    def files(self, pattern: str) -> tuple[Path, ...]:
        """Files matching ``pattern`` in every folder, shipped first, sorted inside each."""
        return tuple(f for folder in self.folders for f in sorted(folder.glob(pattern)))


def load_ontology(overlays: Sequence[Path] = ()) -> Ontology:
    """The shipped ontology with ``overlays`` on top.

    Raises:
        OntologyError: a folder is missing, or a file in it is not what it should be.
    """
    return _load(tuple(Path(o).resolve() for o in overlays))


@lru_cache(maxsize=8)
def _load(overlays: tuple[Path, ...]) -> Ontology:
    for folder in overlays:
        if not folder.is_dir():
            raise OntologyError(f"{folder}: no such folder (an ontology overlay is a folder like ontologies/)")
    folders = (shipped_dir(), *overlays)
    names = sorted({f.name for folder in folders for f in (folder / "relations").glob("*.yaml")})
    relations = [_relation(folders, name) for name in names]
    return Ontology(folders, {r.name: r for r in relations}, _fingerprint(folders))


def _fingerprint(folders: Iterable[Path]) -> str:
    return _hash((f, folder) for folder in folders for f in sorted(folder.rglob("*.yaml")))


def _concerns(file: Path, lang: str) -> bool:
    """Rules and cues lie in a folder a language, languages in a file each; what derives facts reads no article."""
    first, second = (*file.parts, "")[:2]
    if first in ("rules", "cues", "languages"):
        return second in (lang, f"{lang}.yaml")
    return first != "derive.yaml"


def _hash(files: Iterable[tuple[Path, Path]]) -> str:
    return digest(*(f"{f.relative_to(folder).as_posix()}\n{_text(f)}" for f, folder in files))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(f"{path}: cannot be read as UTF-8 text: {error}") from error


def _relation(folders: Sequence[Path], name: str) -> Relation:
    raw = _merged(folders, f"relations/{name}")
    try:
        return Relation(
            name=raw["relation"],
            cls=raw["class"],
            kind=raw["kind"],
            domain=tuple(raw["domain"]),
            range=tuple(raw["range"]),
            symmetric=bool(raw.get("symmetric", False)),
            functional=raw.get("cardinality", "additive") == "functional",
            label=raw["label"],
            definition=raw["definition"],
            rules=_rules(folders, raw["relation"]),
        )
    except (KeyError, TypeError) as error:
        raise OntologyError(f"relations/{name}: missing or malformed key {error}") from error


def _rules(folders: Sequence[Path], relation: str) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """The relation's rules per language, from ``rules/<language>/<relation>.yaml``."""
    found = sorted({f.parent.name for folder in folders for f in folder.glob(f"rules/*/{relation}.yaml")})
    return {lang: tuple(_merged(folders, f"rules/{lang}/{relation}.yaml") or ()) for lang in found}


@lru_cache(maxsize=1024)
def _read(path: Path) -> Any:
    try:
        return yaml_value(_text(path))
    except yaml.YAMLError as error:
        raise OntologyError(f"{path}: not readable as YAML: {' '.join(str(error).split())}") from error


def _merged(folders: Sequence[Path], name: str) -> Any:
    result: Any = None
    for folder in folders:
        path = folder / name
        if path.is_file():
            result = _merge(result, _read(path), path)
    return result


def _merge(below: Any, above: Any, path: Path) -> Any:
    if below is None or above is None:
        return below if above is None else above
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **{k: _merge(below.get(k), v, path) for k, v in above.items()}}
    if isinstance(below, list) and isinstance(above, list):
        wrong = misfit(above, [below], deep=path.parent.name == "names")
        if wrong:
            raise OntologyError(f"{path}: {wrong}")
        return below + [x for x in above if x not in below]
    if isinstance(below, dict | list) or isinstance(above, dict | list):
        raise OntologyError(f"{path}: a {type(above).__name__} where the file it overlays has a {type(below).__name__}")
    return above


def compiled(raw: Any, file: str, build: Callable[[Any], Built], *, missing: str) -> Built:
    """What ``build`` makes of a data file's content ``raw``.

    Raises:
        OntologyError: naming ``file``: it is ``missing`` (``raw`` is None), or lacks a key.
    """
    if raw is None:
        raise OntologyError(f"{file}: {missing}")
    try:
        return build(raw)
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise OntologyError(f"{file}: missing or malformed key {error}") from error
