"""Facts as flat rows, the same for every table-like view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from kg.derive.corroboration import independent_sources
from kg.model import Claim, Fact, Knowledge, PartialDate

__all__ = ["COLUMNS", "Cell", "fact_rows"]

Cell: TypeAlias = str | int | float | bool | None

COLUMNS = (
    *("id", "kind", "class", "relation", "status"),
    *("subject", "subject_label", "subject_type", "object", "object_label", "object_type"),
    *("date", "since", "until", "ended", "role", "role_key", "manner", "amount", "currency", "stake"),
    *("claims", "articles", "independent_sources", "quote", "source", "published", "reversed_by"),
)


def fact_rows(knowledge: Knowledge) -> Iterator[dict[str, Cell]]:
    """One row a fact, in the order of fact ids, with the keys of `COLUMNS`.

    Dates are ISO strings at their precision, ``stake`` is in percent; ``quote``, ``source`` (URL or identity) and
    ``published`` are those of the earliest article that states it.
    """
    sources = independent_sources(knowledge.facts, knowledge)
    for fact in sorted(knowledge.facts, key=lambda f: f.id):
        told = _sources(knowledge, fact, sources[fact.id])
        cells = (*_what(fact), *_ends(knowledge, fact), *_details(fact), *told)
        yield dict(zip(COLUMNS, cells, strict=True))


def _what(fact: Fact) -> tuple[Cell, ...]:
    return fact.id, fact.kind, fact.cls, fact.relation, fact.status


def _ends(knowledge: Knowledge, fact: Fact) -> tuple[Cell, ...]:
    subject, obj = (knowledge.resolution.entities[end] for end in (fact.subject, fact.object))
    return subject.id, subject.label, subject.type, obj.id, obj.label, obj.type


def _details(fact: Fact) -> tuple[Cell, ...]:
    role, norm = (fact.role.label, fact.role.norm) if fact.role else (None, None)
    amount, currency = (fact.amount.value, fact.amount.currency) if fact.amount else (None, None)
    dates = _iso(fact.date), _iso(fact.since), _iso(fact.until)
    return *dates, fact.ended, role, norm, fact.manner, amount, currency, fact.stake


def _sources(knowledge: Knowledge, fact: Fact, independent: int) -> tuple[Cell, ...]:
    claims = sorted((knowledge.claims[claim] for claim in fact.claims), key=lambda c: _told(knowledge, c))
    articles = {claim.article for claim in claims}
    if not claims:
        return 0, 0, 0, None, None, None, fact.reversed_by
    first = knowledge.articles[claims[0].article]
    source = first.url or first.key
    counts = len(claims), len(articles), independent
    return *counts, claims[0].quote, source, _iso(first.published), fact.reversed_by


def _told(knowledge: Knowledge, claim: Claim) -> tuple[bool, str, str, int, str]:
    """States it before denies it, then the earliest article."""
    article = knowledge.articles[claim.article]
    return claim.status == "denied", _iso(article.published) or "9999", article.key, claim.span.start, claim.id


def _iso(date: PartialDate | None) -> str | None:
    return date.value if date else None
