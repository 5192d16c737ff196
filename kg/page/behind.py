"""What is behind each fact: its claims with their words. That takes most of a page's time, and is kept for the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from functools import cached_property, lru_cache
from html import escape
from itertools import groupby
from typing import Any, NamedTuple

from kg.model import Claim, Fact, Knowledge, PartialDate
from kg.page.links import json_text
from kg.page.words import Lang

__all__ = ["OPEN_END", "Behind", "Told", "lang_attribute", "last_day"]

OPEN_END = "9999-12-31"
_BARE = re.compile(r"[A-Za-z0-9-]+")


class Behind(NamedTuple):
    """What is behind a fact, all of it plain JSON.

    ``first`` and ``last`` are the days on which it may be seen, ``reported`` whether the first is only that of a
    report; an empty first day means that it is not known at all. ``claims`` are those of the fact, or of the facts that
    it was derived from, earliest article first: id, article, the rest of its record as JSON. ``quotes`` are their exact
    words as HTML, with the article; what claims one after the other quote is there once. An article that is not known
    is empty.
    """

    first: str
    last: str
    reported: bool
    claims: Sequence[Sequence[str]]
    quotes: Sequence[Sequence[str]]


class Told:
    """What is behind each fact, worked out once: many parts of a page ask for it.

    ``memory`` is what another page in the same language has left of facts whose claims are the same, with their
    articles; it gets those of this page too.
    """

    def __init__(self, knowledge: Knowledge, lang: Lang = "en", memory: MutableMapping[str, Any] | None = None) -> None:
        self.knowledge = knowledge
        self._lang = lang
        self._memory = {} if memory is None else memory
        self._found: dict[str, Behind] = {}

    def behind(self, fact: Fact) -> Behind:
        """The claims and the days of a fact."""
        found = self._found.get(fact.id)
        if found is None:
            known = self._memory.get(fact.id) if fact.claims else None  # others rest on what other facts have
            found = self._found[fact.id] = Behind(*known) if known else self._behind(fact)
            if fact.claims:
                self._memory[fact.id] = found
        return found

    def cited(self, facts: Iterable[Fact]) -> list[str]:
        """Ids of the articles that the facts' claims are from, in their own order."""
        return sorted({article for f in facts for _, article, _ in self.behind(f).claims} - {""})

    def _behind(self, fact: Fact) -> Behind:
        ids = list(fact.claims) or [c for d in fact.derived_from if d in self._facts for c in self._facts[d].claims]
        claims = [self.knowledge.claims[c] for c in dict.fromkeys(ids) if c in self.knowledge.claims]
        claims.sort(key=self._place)
        said = [(claim.id, self._article(claim), self._rest(claim)) for claim in claims]
        return Behind(*self._window(fact, claims), said, list(self._quotes(claims)))

    @cached_property
    def _facts(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.knowledge.facts}

    def _article(self, claim: Claim) -> str:
        return claim.article if claim.article in self.knowledge.articles else ""

    def _place(self, claim: Claim) -> tuple[str, str, int, int, str, str]:
        span = claim.span
        return self._published(claim) or OPEN_END, claim.article, span.start, span.end, span.field, claim.id

    def _published(self, claim: Claim) -> str | None:
        article = self.knowledge.articles.get(claim.article)
        return article.published.value if article and article.published else None

    def _window(self, fact: Fact, claims: Iterable[Claim]) -> tuple[str, str, bool]:
        last = fact.until.first_day if fact.until else OPEN_END
        if fact.kind == "state" and (fact.since or fact.until):
            return (fact.since.first_day if fact.since else "", last, False)
        if fact.date:
            return (fact.date.first_day, last_day(fact.date), False)
        reports = sorted(p for p in map(self._published, claims) if p)
        day = PartialDate(reports[0]).first_day if reports else ""
        return (day, (day or OPEN_END) if fact.kind == "event" else last, bool(reports))

    def _rest(self, claim: Claim) -> str:
        """Its confidence in percent, then what is not known from the article or goes without saying."""
        article = self.knowledge.articles.get(claim.article)
        rest = {
            "lang": claim.lang if not article or article.lang != claim.lang else None,
            "st": claim.status if claim.status != "asserted" else None,
            "by": list(claim.said_by),
            "d": claim.date and claim.date.value,
        }
        known = {key: value for key, value in rest.items() if value}
        return f"{round(100 * claim.confidence)}{',' + json_text(known) if known else ''}"

    def _quotes(self, claims: Iterable[Claim]) -> Iterator[tuple[str, str]]:
        for (quote, lang, article), same in groupby((c.quote, c.lang, self._article(c)) for c in claims):
            count = sum(1 for _ in same)
            several = f" data-n={count}" if count > 1 else ""
            yield f"<p><q{lang_attribute(lang, self._lang)}{several}>{escape(quote, quote=False)}</q>", article


def last_day(date: PartialDate) -> str:
    """The last day that a date may mean. Compared as text only, so 31 stands for the end of any month."""
    return (date.value + "-12-31")[:10] if date.precision == "year" else (date.value + "-31")[:10]


@lru_cache(maxsize=256)
def lang_attribute(lang: str, around: str) -> str:
    """The attribute that tells a language which is not that of what is around."""
    if lang == around:
        return ""
    return f" lang={lang}" if _BARE.fullmatch(lang) else f' lang="{escape(lang)}"'
