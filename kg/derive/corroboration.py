"""How many sources tell a fact independently: copies of one dispatch are one source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import Fact, Knowledge
from kg.sketch import copies

__all__ = ["independent_sources", "told_apart"]

_STATING = ("asserted", "announced")


def independent_sources(
    facts: Iterable[Fact], knowledge: Knowledge, near: Mapping[str, set[str]] | None = None
) -> dict[str, int]:
    """By fact id, how many articles state or announce it; copies of one another (and of copies) count once.

    ``near`` has the copies of each article, where the caller knows them.
    """
    stating = {fact.id: _stating(fact, knowledge) for fact in facts}
    if near is None:
        used = sorted(set().union(*stating.values()))
        near = copies({article: knowledge.articles[article].sketch for article in used})
    return {fact: len(told_apart(articles, near)) for fact, articles in stating.items()}


def _stating(fact: Fact, knowledge: Knowledge) -> set[str]:
    claims = (knowledge.claims[claim] for claim in fact.claims)
    return {claim.article for claim in claims if claim.status in _STATING} & knowledge.articles.keys()


def told_apart(keys: Iterable[str], near: Mapping[str, set[str]]) -> list[list[str]]:
    """Articles, by their ids, in groups of copies, and of copies of copies; ``near`` has the copies of each."""
    left = dict.fromkeys(keys)
    groups = []
    while left:
        group = [left.popitem()[0]]
        for key in group:  # which grows meanwhile
            ones = sorted(near[key] & left.keys()) if key in near else []
            group += ones
            for one in ones:
                del left[one]
        groups.append(group)
    return groups
