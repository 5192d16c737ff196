"""The table's rows as the server writes them: complete, and readable without a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kg.model import Article, Fact, Knowledge
from kg.ontology import Ontology
from kg.page.links import safe_url
from kg.page.selection import Told
from kg.page.words import Lang, phrase, string

__all__ = ["Quote", "Row", "Source", "rows", "sources"]


@dataclass(frozen=True, slots=True)
class Quote:
    """The exact words of ``claims`` claims in a row; ``source`` is the place of their article among the sources.

    It is None where the article is unknown.
    """

    text: str
    lang: str
    source: int | None
    claims: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """An article as the list of sources under the table has it."""

    title: str
    lang: str
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
    role_lang: str
    status: str
    status_word: str
    quotes: tuple[Quote, ...]


def rows(told: Told, facts: Sequence[Fact], ontology: Ontology, articles: Sequence[str], lang: Lang) -> list[Row]:
    """Newest first, as the list of events has them; ``articles`` are the ids of those that are cited."""
    place = {key: number for number, key in enumerate(articles)}
    return [_row(told, fact, ontology, lang, place) for fact in reversed(facts)]


def _row(told: Told, fact: Fact, ontology: Ontology, lang: Lang, place: Mapping[str, int]) -> Row:
    names, claims = told.knowledge.resolution.entities, (told.knowledge.claims[c] for c in told.claims(fact))
    return Row(
        id=fact.id,
        date=_date(told, fact, lang),
        subject=names[fact.subject].label,
        verb=phrase(ontology, fact, lang),
        object=names[fact.object].label,
        role=fact.role.label if fact.role else "",
        role_lang=fact.role.lang if fact.role else "",
        status=fact.status,
        status_word=string(lang, f"status_{fact.status}"),
        quotes=tuple(_once(Quote(c.quote, c.lang, place.get(c.article)) for c in claims)),
    )


def _once(quotes: Iterable[Quote]) -> Iterator[Quote]:
    """A sentence that claims in a row quote stands there once."""
    for quote, same in groupby(quotes):
        yield replace(quote, claims=sum(1 for _ in same))


def _date(told: Told, fact: Fact, lang: Lang) -> str:
    start, end = fact.date or fact.since, fact.until
    if start:
        return f"{start.value} – {end.value}" if end else start.value
    if end:
        return string(lang, "until", date=end.value)
    first, _, reported = told.window(fact)
    return string(lang, "reported_short", date=first) if reported else "–"


def sources(knowledge: Knowledge, articles: Sequence[str], lang: Lang) -> list[Source]:
    """``articles``, by their ids, as the list under the table has them."""
    return [_source(knowledge.articles[key], lang) for key in articles]


def _source(article: Article, lang: Lang) -> Source:
    return Source(
        title=article.title or string(lang, "untitled"),
        lang=article.lang,
        publisher=article.publisher or "",
        published=article.published.value if article.published else "",
        url=safe_url(article.url),
        source=article.source,
        source_url=safe_url(article.source_url),
    )
