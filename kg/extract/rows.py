"""What ``kg extract`` prints of an article: one JSON object a line, for scorers and other programs."""

from __future__ import annotations

from typing import Any

from kg.model import Claim, Extraction, LocalEntity, Span

__all__ = ["row", "triple_row"]


def row(extraction: Extraction) -> dict[str, Any]:
    """The article's entities and claims as plain data; spans are ``[start, end)`` in code points of the named field."""
    article = extraction.article
    return {
        "id": article.key,
        "lang": article.lang,
        "published": article.published.value if article.published else None,
        "entities": [_entity(e) for e in extraction.entities],
        "triples": [triple_row(c) for c in extraction.claims],
    }


def _entity(entity: LocalEntity) -> dict[str, Any]:
    """Mentions in the text; those in the title stand apart, since they count from the title's start."""
    out: dict[str, Any] = {"name": entity.name, "type": entity.type, "mentions": _spans(entity.mentions, "text")}
    if in_title := _spans(entity.mentions, "title"):
        out["title_mentions"] = in_title
    if entity.unnamed:
        out["unnamed"] = True
    if entity.wikidata:
        out["wikidata"] = entity.wikidata
    return out


def _spans(spans: tuple[Span, ...], field: str) -> list[list[int]]:
    return [[s.start, s.end] for s in spans if s.field == field]


def triple_row(claim: Claim) -> dict[str, Any]:
    """One claim as plain data."""
    amount = {"amount": claim.amount.value, "currency": claim.amount.currency} if claim.amount else {}
    stake = {"stake": claim.stake} if claim.stake is not None else {}
    return {
        "s": claim.subject.name,
        "p": claim.relation,
        "o": claim.object.name,
        "s_span": [claim.subject.span.start, claim.subject.span.end],
        "o_span": [claim.object.span.start, claim.object.span.end],
        "role": claim.role.label if claim.role else None,
        "manner": claim.manner,
        "tense": claim.tense,
        "date": claim.date.value if claim.date else None,
        "status": claim.status,
        "said_by": list(claim.said_by),
        "evidence": claim.quote,
        "start": claim.span.start,
        "end": claim.span.end,
        "field": claim.span.field,
        "confidence": claim.confidence,
        "rule": claim.rule,
        **amount,
        **stake,
    }
