"""The table's rows as the server writes them: complete, and readable without a script.

Here and not in the template, which takes seconds where there are thousands. End tags that the next tag stands for are
left out, as HTML allows, and so are quotes around values that need none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import groupby

from markupsafe import Markup

from kg.model import Article, Fact, Knowledge
from kg.ontology import Ontology
from kg.page.links import safe_url
from kg.page.selection import Told
from kg.page.words import Lang, phrase, string

__all__ = ["Source", "rows", "sources"]

_BARE = re.compile(r"[A-Za-z0-9-]+")


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
        first, _, reported = self.told.window(fact)
        return string(self.lang, "reported_short", date=first) if reported else "–"

    def role(self, fact: Fact) -> str:
        return f" <i{_lang(fact.role.lang, self.lang)}>{_text(fact.role.label)}</i>" if fact.role else ""

    def status(self, fact: Fact) -> str:
        look = "" if fact.status == "asserted" else f" class={fact.status}"
        return f"<b{look}>{_text(string(self.lang, f'status_{fact.status}'))}</b>"


def _row(words: _Words, fact: Fact, place: Mapping[str, int]) -> str:
    names = words.told.knowledge.resolution.entities
    subject, obj = _text(names[fact.subject].label), _text(names[fact.object].label)
    verb = _text(phrase(words.ontology, fact, words.lang))
    said = f"<tr><td>{_text(words.date(fact))}<td>{subject}<td>{verb}{words.role(fact)}<td>{obj}"
    quotes = "".join(_quotes(words, fact, place))
    return f"{said}<td>{words.status(fact)}<td>{quotes}{'</p>' if quotes else ''}</tr>\n"


def _quotes(words: _Words, fact: Fact, place: Mapping[str, int]) -> Iterator[str]:
    """The exact words of each claim, with the number of their source; what claims in a row quote stands there once."""
    claims = map(words.told.knowledge.claims.__getitem__, words.told.claims(fact))
    for (quote, lang, source), same in groupby((c.quote, c.lang, place.get(c.article)) for c in claims):
        count = sum(1 for _ in same)
        several = f" data-n={count}" if count > 1 else ""
        number = "" if source is None else f" <a href=#s{source}>{source + 1}</a>"
        yield f"<p><q{_lang(lang, words.lang)}{several}>{_text(quote)}</q>{number}"


def _text(text: str) -> str:
    return escape(text, quote=False)


@lru_cache(maxsize=256)
def _lang(lang: str, around: str) -> str:
    """The attribute that tells a language which is not that of what is around."""
    if lang == around:
        return ""
    return f" lang={lang}" if _BARE.fullmatch(lang) else f' lang="{escape(lang)}"'


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
