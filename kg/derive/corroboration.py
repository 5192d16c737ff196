"""How many sources tell a fact independently: copies of one dispatch are one source."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Article, Fact, Knowledge
from kg.sketch import are_copies

__all__ = ["independent_sources", "told_apart"]

_STATING = ("asserted", "announced")


def independent_sources(fact: Fact, knowledge: Knowledge) -> int:
    """Articles that state or announce the fact; copies of one another (and of copies) count once."""
    claims = (knowledge.claims[claim] for claim in fact.claims)
    stating = sorted({claim.article for claim in claims if claim.status in _STATING} & knowledge.articles.keys())
    return len(told_apart(knowledge.articles[article] for article in stating))


def told_apart(articles: Iterable[Article]) -> list[list[Article]]:
    """The articles in groups of copies, whatever their order: copies of copies are in one group."""
    groups: list[list[Article]] = []
    for article in articles:
        near = [group for group in groups if any(are_copies(article.sketch, a.sketch) for a in group)]
        groups = [group for group in groups if group not in near]
        groups.append([article, *(a for group in near for a in group)])
    return groups
