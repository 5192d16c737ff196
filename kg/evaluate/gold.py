"""Annotated articles: a folder of JSON files, an article with its entities and triples each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from kg.errors import InputError
from kg.evaluate.names import normalise
from kg.model import Article, PartialDate, Status
from kg.ontology import Ontology, load_ontology
from kg.read.values import partial_date, shown

__all__ = ["Bounds", "GoldDocument", "GoldTriple", "read_gold"]

Bounds = tuple[int, int]

_STATUSES = frozenset(get_args(Status))


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTriple:
    """One annotated triple. ``subject`` and ``object`` are all accepted names, normalised; ``names`` the gold's.

    An ``optional`` triple is neither required nor punished. ``places`` are the spans of its ends where the annotation
    gives those instead: then a claim with spans is matched by them.
    """

    subject: frozenset[str]
    relation: str
    object: frozenset[str]
    status: str
    optional: bool
    names: tuple[str, str]
    evidence: str
    date: str | None
    places: tuple[tuple[Bounds, ...], tuple[Bounds, ...]] | None = None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """An annotated article. ``entities`` maps each canonical name to its accepted names, normalised.

    ``scope`` says what the annotation covers, if not everything: relations, each with the spans (None: all).
    """

    article: Article
    entities: Mapping[str, frozenset[str]]
    triples: tuple[GoldTriple, ...]
    scope: Mapping[str, tuple[Bounds, ...] | None] | None = None

    @property
    def id(self) -> str:
        return self.article.key


def read_gold(folder: Path, ontology: Ontology | None = None) -> tuple[GoldDocument, ...]:
    """The annotated articles of a folder (at any depth) or of one file, in the order of their paths.

    The article has a title only where its text does not hold it. Other JSON files are passed over. A file of JSON lines
    is read only when it is named itself (see :mod:`kg.evaluate.goldlines`).

    Raises:
        InputError: there is none, one is not what it should be, or two have the same id.
    """
    relations = (ontology or load_ontology()).relations.keys()
    if folder.suffix == ".jsonl":
        from kg.evaluate.goldlines import read_gold_lines

        return read_gold_lines(folder, relations)
    files = sorted(folder.rglob("*.json")) if folder.is_dir() else [folder]
    places: dict[str, Path] = {}
    documents = []
    for file in files:
        raw = _json(file)
        if not (isinstance(raw, dict) and "triples" in raw and "entities" in raw):
            continue
        document = _document(raw, str(file), frozenset(relations))
        if document.id in places:
            raise InputError(str(file), f"id {shown(document.id)} is also that of {places[document.id]}")
        places[document.id] = file
        documents.append(document)
    if not documents:
        raise InputError(str(folder), "no annotated articles (JSON files with id, lang, text, entities and triples)")
    return tuple(documents)


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise InputError(str(file), f"cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(str(file), f"not JSON: {' '.join(str(error).split())}") from None


def _document(raw: dict[str, Any], where: str, relations: frozenset[str]) -> GoldDocument:
    try:
        entities = {
            e["name"]: frozenset(normalise(n) for n in (e["name"], *e["aliases"])) - {""} for e in raw["entities"]
        }
        triples = tuple(_triple(t, entities) for t in raw["triples"])
        document = GoldDocument(_article(raw), entities, triples)
    except KeyError as error:
        raise InputError(where, f"key {error} is missing") from None
    except (TypeError, AttributeError, ValueError) as error:
        raise InputError(where, f"not an annotated article: {error}") from None
    for triple in triples:
        _check(triple, where, relations)
    return document


def _article(raw: dict[str, Any]) -> Article:
    for key in ("id", "lang", "text"):
        if not isinstance(raw[key], str):
            raise TypeError(f"{key} must be a string")
    title = raw.get("title") or ""
    return Article(
        key=raw["id"],
        text=raw["text"],
        lang=raw["lang"],
        published=_date(raw.get("published")),
        title="" if title in raw["text"] else title,
    )


def _date(value: str | None) -> PartialDate | None:
    return partial_date(value) if value else None


def _triple(raw: dict[str, Any], entities: Mapping[str, frozenset[str]]) -> GoldTriple:
    def accepted(end: str) -> frozenset[str]:
        names = (raw[end], *raw.get(f"{end}_alt", ()))
        return frozenset().union(*(entities.get(n, {normalise(n)}) for n in names))

    date = _date(raw.get("date"))
    return GoldTriple(
        subject=accepted("s"),
        relation=raw["p"],
        object=accepted("o"),
        status=raw["status"],
        optional=bool(raw.get("optional")),
        names=(raw["s"], raw["o"]),
        evidence=raw.get("evidence") or "",
        date=date.value if date else None,
    )


def _check(triple: GoldTriple, where: str, relations: frozenset[str]) -> None:
    if triple.relation not in relations:
        raise InputError(where, f"unknown relation {shown(triple.relation)}")
    if triple.status not in _STATUSES:
        raise InputError(where, f"unknown status {shown(triple.status)}")
