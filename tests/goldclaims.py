"""Gold annotations (``examples/gold/*.json``, the format of the annotated set) as articles and claims.

Lets every part after extraction be tried on what a perfect extractor would say. Gold has no offsets for the ends of a
triple: an end stands at the first of the entity's aliases inside the evidence, else at the last one before it (the
antecedent of a pronoun), else at the first one after it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from kg.model import Argument, Article, Claim, Extraction, LocalEntity, PartialDate, Role, Span
from kg.ontology import load_ontology

__all__ = ["gold_extraction"]


def gold_extraction(path: Path) -> Extraction:
    """The article, entities and claims of one gold file. Optional triples are left out; states are in the present."""
    gold = json.loads(path.read_text("utf-8"))
    article = _article(gold)
    entities = {e["name"]: _entity(article.text, e) for e in gold["entities"]}
    triples = [t for t in gold["triples"] if not t.get("optional")]
    return Extraction(article, tuple(entities.values()), tuple(_claim(article, entities, t) for t in triples))


def _article(gold: dict[str, Any]) -> Article:
    return Article(
        key=gold["id"],
        text=gold["text"],
        lang=gold["lang"],
        published=_date(gold["published"]),
        title=gold.get("title") or "",
        url=gold.get("url"),
    )


def _date(value: str | None) -> PartialDate | None:
    return PartialDate(value) if value else None


def _entity(text: str, raw: dict[str, Any]) -> LocalEntity:
    return LocalEntity(raw["name"], raw["type"], _mentions(text, raw["aliases"]))


def _mentions(text: str, aliases: list[str]) -> tuple[Span, ...]:
    if not aliases:
        return ()
    longest_first = sorted(aliases, key=lambda a: (-len(a), a))
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(a)}(?!\w)" for a in longest_first))
    return tuple(Span(*m.span()) for m in pattern.finditer(text))


def _claim(article: Article, entities: dict[str, LocalEntity], raw: dict[str, Any]) -> Claim:
    start = article.text.index(raw["evidence"])
    span = Span(start, start + len(raw["evidence"]))
    is_state = load_ontology().relations[raw["p"]].kind == "state"
    return Claim(
        article=article.id,
        lang=article.lang,
        relation=raw["p"],
        subject=_end(article.text, entities[raw["s"]], span),
        object=_end(article.text, entities[raw["o"]], span),
        status=raw["status"],
        quote=raw["evidence"],
        span=span,
        rule="gold",
        confidence=1.0,
        role=Role(raw["role"], article.lang) if raw["role"] else None,
        manner=raw.get("manner"),
        tense=raw.get("tense", "present") if is_state else None,
        date=_date(raw["date"]),
    )


def _end(text: str, entity: LocalEntity, evidence: Span) -> Argument:
    inside = [m for m in entity.mentions if evidence.start <= m.start and m.end <= evidence.end]
    before = [m for m in entity.mentions if m.end <= evidence.start]
    span = (inside[:1] or before[-1:] or list(entity.mentions[:1]) or [evidence])[0]
    return Argument(entity.name, entity.type, text[span.start : span.end], span)
