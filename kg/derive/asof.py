"""Who worked where on a day, as known on another day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kg.derive.days import days
from kg.derive.facts import derive_facts
from kg.derive.settings import Settings, load_settings
from kg.errors import QueryError
from kg.model import Article, Claim, Fact, FactStatus, Knowledge, PartialDate, Role
from kg.ontology import Ontology, load_ontology

__all__ = ["AsOf", "Certainty", "Row", "certainty", "tenures_as_of"]

Certainty = Literal["known", "possible"]
_SHOWN = ("asserted", "announced", "contested")


@dataclass(frozen=True, slots=True)
class Row:
    """One tenure that holds, or may hold, on the day asked for. ``fact`` is its id."""

    person: str
    organisation: str
    role: Role | None
    since: PartialDate | None
    until: PartialDate | None
    status: FactStatus
    certainty: Certainty
    fact: str


@dataclass(frozen=True, slots=True)
class AsOf:
    """Rows sorted by person, organisation and start. ``undated`` articles count for no ``known_at``."""

    rows: tuple[Row, ...]
    undated: int = 0


def tenures_as_of(
    knowledge: Knowledge,
    date: str,
    known_at: str | None = None,
    *,
    all: bool = False,
    ontology: Ontology | None = None,
) -> AsOf:
    """Tenures on ``date`` (``YYYY-MM-DD``), by what was published up to and on ``known_at`` (everything without it).

    Facts are derived again from the claims published by then. ``all`` shows spells that were undone as well.

    Raises:
        QueryError: a date is not a day of the calendar.
    """
    ontology = ontology or load_ontology()
    day, known = _day("date", date), _day("known_at", known_at) if known_at is not None else None
    undated = 0
    if known is not None:
        undated = sum(days(a.published) is None for a in knowledge.articles.values())
        knowledge = _known_by(knowledge, known, ontology)
    settings = load_settings(ontology)
    rows = (_row(f, knowledge, day, settings) for f in knowledge.facts if f.relation == settings.tenure)
    shown = [r for r in rows if r and (r.status in _SHOWN or (all and r.status == "reversed"))]
    return AsOf(tuple(sorted(shown, key=_order)), undated)


def _day(name: str, value: str) -> int:
    found = days(PartialDate(value)) if len(value) == 10 else None
    if found is None:
        raise QueryError(f"{name}: {value!r} is no day (give it as YYYY-MM-DD)")
    return found.first


def _known_by(knowledge: Knowledge, day: int, ontology: Ontology) -> Knowledge:
    """What the articles published up to and on ``day`` say; one dated by month or year counts from its last day."""
    articles = {i: a for i, a in knowledge.articles.items() if (told := days(a.published)) and told.last <= day}
    claims = {i: c for i, c in knowledge.claims.items() if c.article in articles and i not in knowledge.rejected}
    facts = derive_facts(claims.values(), knowledge.resolution, articles, ontology)
    return replace(knowledge, articles=articles, claims=claims, facts=facts)


def _row(fact: Fact, knowledge: Knowledge, day: int, settings: Settings) -> Row | None:
    claims = [knowledge.claims[c] for c in fact.claims]
    sure = certainty(fact, claims, knowledge.articles, day, settings)
    if sure is None:
        return None
    return Row(fact.subject, fact.object, fact.role, fact.since, fact.until, fact.status, sure, fact.id)


def _order(row: Row) -> tuple[str, str, str, str]:
    return (row.person, row.organisation, row.since.value if row.since else "", row.fact)


def certainty(
    fact: Fact, claims: Sequence[Claim], articles: Mapping[str, Article], day: int, settings: Settings
) -> Certainty | None:
    """Whether a tenure held on ``day``: known, possible, or None if it did not.

    It is possible before the first article that says so where the start is unknown, inside a month or year of which
    start or end is known only as such, and between the last article that calls it current and the first that calls it
    past. ``claims`` are the fact's own.
    """
    begun = _begun(fact, _told(claims, articles, settings, ended=False), day)
    if begun is None:
        return None
    held = _still(fact, claims, articles, day, settings)
    return min(begun, held, key=("possible", "known").index) if held else None


def _begun(fact: Fact, told: Sequence[int], day: int) -> Certainty | None:
    begin = days(fact.since)
    if begin is None:
        said = bool(told) and min(told) <= day and fact.status != "announced"
        return "known" if said else "possible"
    if day < begin.first:
        return None
    return "known" if day >= begin.last else "possible"


def _still(
    fact: Fact, claims: Sequence[Claim], articles: Mapping[str, Article], day: int, settings: Settings
) -> Certainty | None:
    end = days(fact.until)
    if end is not None:
        return None if day >= end.last else "possible" if day >= end.first else "known"
    if not fact.ended:
        return "known"
    over = min(_told(claims, articles, settings, ended=True), default=None)
    if over is not None and day >= over:
        return None
    current = max(_told(claims, articles, settings, ended=False), default=None)
    return "known" if current is not None and day <= current else "possible"


def _told(claims: Sequence[Claim], articles: Mapping[str, Article], settings: Settings, *, ended: bool) -> list[int]:
    """Days on which articles said that it is over, or that it holds."""
    firm = (c for c in claims if c.status in ("asserted", "announced"))
    said = (c for c in firm if _says_over(c, settings) == ended)
    published = (days(articles[c.article].published) for c in said if c.article in articles)
    return [told.first for told in published if told]


def _says_over(claim: Claim, settings: Settings) -> bool:
    return claim.relation in settings.closes or (claim.relation == settings.tenure and claim.tense == "past")
