"""Annotated texts as JSON lines: triples that say where their ends stand, not how they are named.

``{"id", "lang", "text", "triples": [{"s", "p", "o", "s_span": [0, 4], "o_span": [9, 15]}], "exhaustive"?}``, or
``s_mentions`` and ``o_mentions`` (lists of spans) in place of the two. ``leads`` counts as ``worksFor``; a triple with
``proper: false`` is of something without a name and so optional. ``exhaustive`` lists the spans in which the named
properties of Wikidata are annotated; elsewhere, and on relations that the file has not at all, no claim is wrong.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.evaluate.gold import Bounds, GoldDocument, GoldTriple
from kg.evaluate.names import normalise
from kg.model import Article

__all__ = ["read_gold_lines"]

_SAME = {"leads": "worksFor"}
_PROPERTIES = {"EMPLOYEE_OR_MEMBER_OF": "worksFor", "FOUNDED_BY": "founded", "SUBSIDIARY_OF": "subsidiaryOf"}


def read_gold_lines(file: Path, relations: Iterable[str]) -> tuple[GoldDocument, ...]:
    """The annotated texts of a file.

    Raises:
        InputError: the file cannot be read, a line is not what it should be, or no text has a triple of our relations.
    """
    known = frozenset(relations)
    documents = [_document(raw, where, known) for where, raw in _rows(file)]
    annotated = frozenset(t.relation for d in documents for t in d.triples)
    if not annotated:
        raise InputError(str(file), "no triples of known relations with s_span and o_span (or s_mentions, o_mentions)")
    return tuple(d if d.scope is not None else replace(d, scope=dict.fromkeys(annotated)) for d in documents)


def _rows(file: Path) -> Iterator[tuple[str, Any]]:
    try:
        lines = file.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise InputError(str(file), f"cannot be read: {reason}") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield f"{file}:{number}", json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InputError(f"{file}:{number}", f"not JSON: {' '.join(str(error).split())}") from None


def _document(raw: Any, where: str, known: frozenset[str]) -> GoldDocument:
    try:
        article = Article(key=_string(raw["id"]), text=_string(raw["text"]), lang=_string(raw["lang"]))
        triples = {(t.relation, t.places): t for t in _triples(raw, known)}
        names = {n: frozenset({normalise(n)}) for t in triples.values() for n in t.names}
        return GoldDocument(article, names, tuple(triples.values()), _scope(raw))
    except KeyError as error:
        raise InputError(where, f"key {error} is missing") from None
    except (TypeError, AttributeError, ValueError) as error:
        raise InputError(where, f"not an annotated text: {error}") from None


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("id, lang and text must be strings")
    return value


def _triples(raw: Mapping[str, Any], known: frozenset[str]) -> Iterator[GoldTriple]:
    for t in raw["triples"]:
        relation = _SAME.get(t["p"], t["p"])
        if relation not in known:
            continue
        subject, obj = _places(t, "s"), _places(t, "o")
        start, end = min(subject + obj)[0], max(e for _, e in subject[:1] + obj[:1])
        yield GoldTriple(
            subject=frozenset({normalise(t["s"])}),
            relation=relation,
            object=frozenset({normalise(t["o"])}),
            status=t.get("status") or "asserted",
            optional=bool(t.get("optional")) or t.get("proper") is False,
            names=(t["s"], t["o"]),
            evidence=raw["text"][start:end],
            date=None,
            places=(subject, obj),
        )


def _places(triple: Mapping[str, Any], end: str) -> tuple[Bounds, ...]:
    spans = [triple[f"{end}_span"]] if f"{end}_span" in triple else triple[f"{end}_mentions"]
    places = tuple((int(start), int(stop)) for start, stop in spans)
    if not places:
        raise ValueError(f"{end}_mentions is empty")
    return places


def _scope(raw: Mapping[str, Any]) -> dict[str, tuple[Bounds, ...] | None] | None:
    if "exhaustive" not in raw:
        return None
    scope: dict[str, list[Bounds]] = defaultdict(list)
    for window in raw["exhaustive"]:
        for name in window["properties"]:
            if name in _PROPERTIES:
                scope[_PROPERTIES[name]].append((int(window["start"]), int(window["end"])))
    return {relation: tuple(spans) for relation, spans in scope.items()}
