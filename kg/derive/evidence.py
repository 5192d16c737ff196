"""Claims with their ends resolved and their article's date, grouped by relation and pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.derive.days import Days, days
from kg.model import Article, Claim, Resolution
from kg.ontology import Ontology, Relation

__all__ = ["Pair", "Said", "evidence", "first_published"]

Pair = tuple[str, str]  # entity ids of subject and object


@dataclass(frozen=True, slots=True)
class Said:
    """A claim, the id it has, when it holds (``when``) and when it was published (``told``)."""

    claim: Claim
    id: str
    pair: Pair
    when: Days | None
    told: Days | None

    @property
    def denied(self) -> bool:
        return self.claim.status == "denied"

    @property
    def firm(self) -> bool:
        """Stated or announced, neither denied nor hearsay."""
        return self.claim.status in ("asserted", "announced")


def evidence(
    claims: Iterable[Claim], resolution: Resolution, articles: Mapping[str, Article], ontology: Ontology
) -> dict[str, dict[Pair, list[Said]]]:
    """Relation -> pair -> what is said of it, sorted by claim id. Symmetric relations have their pair in order.

    A claim of an unknown relation, one whose two ends are one thing once names are resolved, and one whose ends are
    not of the relation's types then, say nothing about the world and are left out.
    """
    by_id = {c.id: c for c in claims}
    found: dict[str, dict[Pair, list[Said]]] = {}
    for claim_id in sorted(by_id):
        claim = by_id[claim_id]
        relation = ontology.relations.get(claim.relation)
        pair = _pair(claim, relation, resolution) if relation else None
        if pair:
            article = articles.get(claim.article)
            told = days(article.published) if article else None
            said = Said(claim, claim_id, pair, days(claim.date), told)
            found.setdefault(claim.relation, {}).setdefault(pair, []).append(said)
    return found


def _pair(claim: Claim, relation: Relation, resolution: Resolution) -> Pair | None:
    subject, obj = resolution.of(claim.article, claim.subject), resolution.of(claim.article, claim.object)
    if subject.id == obj.id or subject.type not in relation.domain or obj.type not in relation.range:
        return None
    if relation.symmetric and obj.id < subject.id:
        return (obj.id, subject.id)
    return (subject.id, obj.id)


def first_published(said: Iterable[Said]) -> int | None:
    """First day on which any of these was published."""
    return min((s.told.first for s in said if s.told), default=None)
