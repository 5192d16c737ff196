"""The table's rows as the server writes them: complete, and readable without a script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Claim, Fact, Knowledge
from kg.ontology import Ontology
from kg.page.links import safe_url
from kg.page.selection import claims_of, window_of
from kg.page.words import Lang, phrase, string

__all__ = ["Quote", "Row", "rows"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A claim's exact words and where they stand."""

    text: str
    lang: str
    title: str
    publisher: str
    published: str
    url: str | None
    source: str | None
    source_url: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A fact in words. ``date`` is ISO at its precision, or says by when it was reported."""

    id: str
    date: str
    subject: str
    verb: str
    object: str
    role: str
    status: str
    status_word: str
    quotes: tuple[Quote, ...]


def rows(knowledge: Knowledge, facts: Sequence[Fact], ontology: Ontology, lang: Lang) -> list[Row]:
    """Newest first, as the list of events has them."""
    return [_row(knowledge, fact, ontology, lang) for fact in reversed(facts)]


def _row(knowledge: Knowledge, fact: Fact, ontology: Ontology, lang: Lang) -> Row:
    names = knowledge.resolution.entities
    return Row(
        id=fact.id,
        date=_date(knowledge, fact, lang),
        subject=names[fact.subject].label,
        verb=phrase(ontology, fact, lang),
        object=names[fact.object].label,
        role=fact.role.label if fact.role else "",
        status=fact.status,
        status_word=string(lang, f"status_{fact.status}"),
        quotes=tuple(_quote(knowledge, c, lang) for c in claims_of(knowledge, fact)),
    )


def _date(knowledge: Knowledge, fact: Fact, lang: Lang) -> str:
    start, end = fact.date or fact.since, fact.until
    if start:
        return f"{start.value} – {end.value}" if end else start.value
    if end:
        return string(lang, "until", date=end.value)
    first, _, reported = window_of(knowledge, fact)
    return string(lang, "reported_short", date=first) if reported else "–"


def _quote(knowledge: Knowledge, claim: Claim, lang: Lang) -> Quote:
    article = knowledge.articles.get(claim.article)
    return Quote(
        text=claim.quote,
        lang=claim.lang,
        title=(article.title if article else "") or string(lang, "untitled"),
        publisher=(article.publisher if article else "") or "",
        published=article.published.value if article and article.published else "",
        url=safe_url(article.url) if article else None,
        source=article.source if article else None,
        source_url=safe_url(article.source_url) if article else None,
    )
