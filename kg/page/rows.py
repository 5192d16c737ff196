"""The table's rows as the server writes them: complete, and readable without a script.

Here and not in the template, which takes seconds where there are thousands. End tags that the next tag stands for are
left out, as HTML allows, and so are quotes around values that need none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from kg.model import Article, Fact, Knowledge
from kg.ontology import Ontology
from kg.page.behind import Behind, Told, lang_attribute
from kg.page.links import safe_url
from kg.page.words import Lang, phrase, string

__all__ = ["Source", "rows", "sources"]


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


def rows(told: Told, facts: Sequence[Fact], ontology: Ontology, articles: Sequence[str], lang: Lang) -> Markup:
    """Newest first, as the list of events has them; ``articles`` are the ids of those that are cited."""
    place = {key: number for number, key in enumerate(articles)}
    words = _Words(lang, told, ontology)
    return Markup("".join(_row(words, fact, place) for fact in reversed(facts)))  # noqa: S704 (escaped piece by piece)


@dataclass(frozen=True, slots=True)
class _Words:
    """What rows are worded by."""

    lang: Lang
    told: Told
    ontology: Ontology

    def date(self, fact: Fact) -> str:
        """ISO at its precision, or by when it was reported."""
        start, end = fact.date or fact.since, fact.until
        if start:
            return f"{start.value} – {end.value}" if end else start.value
        if end:
            return string(self.lang, "until", date=end.value)
        behind = self.told.behind(fact)
        return string(self.lang, "reported_short", date=behind.first) if behind.reported else "–"

    def role(self, fact: Fact) -> str:
        return f" <i{lang_attribute(fact.role.lang, self.lang)}>{_text(fact.role.label)}</i>" if fact.role else ""

    def status(self, fact: Fact) -> str:
        look = "" if fact.status == "asserted" else f" class={fact.status}"
        return f"<b{look}>{_text(string(self.lang, f'status_{fact.status}'))}</b>"


def _row(words: _Words, fact: Fact, place: Mapping[str, int]) -> str:
    names = words.told.knowledge.resolution.entities
    subject, obj = _text(names[fact.subject].label), _text(names[fact.object].label)
    verb = _text(phrase(words.ontology, fact, words.lang))
    said = f"<tr><td>{_text(words.date(fact))}<td>{subject}<td>{verb}{words.role(fact)}<td>{obj}"
    quotes = "".join(_quotes(words.told.behind(fact), place))
    return f"{said}<td>{words.status(fact)}<td>{quotes}{'</p>' if quotes else ''}</tr>\n"


def _quotes(behind: Behind, place: Mapping[str, int]) -> Iterator[str]:
    """The exact words of the claims, with the numbers of their sources."""
    for quote, article in behind.quotes:
        yield f"{quote} <a href=#s{place[article]}>{place[article] + 1}</a>" if article else quote


def _text(text: str) -> str:
    return escape(text, quote=False)


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
