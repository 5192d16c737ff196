"""Everything after extraction, as one function of the stored articles: names resolved, facts derived."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kg.corrections import Corrections, Reject
from kg.derive import derive_facts
from kg.derive.again import derive_again
from kg.model import Claim, Extraction, Knowledge, Resolution
from kg.ontology import Ontology
from kg.outcome import Outcome, moved_articles
from kg.resolve import replaced, resolve

__all__ = ["Assembled", "Since", "assemble"]

_MOST = 0.1  # of all claims may have changed; beyond it, all facts are derived sooner


@dataclass(frozen=True, slots=True)
class Assembled:
    """What is known, and the corrections that fit nothing."""

    knowledge: Knowledge
    unused: tuple[Reject, ...] = ()


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since a build that had ``before`` as its outcome.

    ``articles`` are the ids of those that have changed, ``told`` the claims that these made then.
    """

    before: Outcome
    articles: Collection[str]
    told: Sequence[Claim]


def assemble(
    extractions: Sequence[Extraction], ontology: Ontology, corrections: Corrections, since: Since | None = None
) -> Assembled:
    """Resolve names across ``extractions`` and derive the facts behind their claims.

    With ``since`` only the facts that a change can reach are derived, which gives the same ones.

    Raises:
        CorrectionsError: an entry of the corrections fits several entities.
    """
    resolution = resolve(extractions, ontology, corrections)
    by_id = {x.article.id: x for x in extractions}
    articles = {i: x.article for i, x in by_id.items()}
    applied = corrections.apply_claims(claim for x in extractions for claim in x.claims)
    rejected = frozenset(claim.id for claim in applied.rejected)
    altered = _altered(since, resolution, by_id, rejected, ontology)
    if since is None or altered is None or len(altered) > _MOST * len(applied.claims):
        facts = derive_facts(applied.claims, resolution, articles, ontology)
    else:
        claims = {claim.id: claim for claim in applied.claims}
        facts = derive_again(since.before.facts.values(), altered, claims, resolution, articles, ontology)
    knowledge = Knowledge(
        articles=articles,
        claims={claim.id: claim for x in extractions for claim in x.claims},
        resolution=resolution,
        facts=facts,
        local_entities={i: x.entities for i, x in by_id.items()},
        notes={i: x.notes for i, x in by_id.items()},
        rejected=rejected,
        replaced=_replaced(extractions, ontology, corrections, resolution),
    )
    return Assembled(knowledge, applied.unused)


def _altered(
    since: Since | None,
    resolution: Resolution,
    extractions: Mapping[str, Extraction],
    rejected: frozenset[str],
    ontology: Ontology,
) -> set[str] | None:
    """Ids of claims that may be other than before; None if nothing is known of before, or other rules made it."""
    if since is None or since.before.ontology != ontology.fingerprint:
        return None
    moved = moved_articles(since.before, resolution, since.articles)
    now = (claim.id for article in moved if article in extractions for claim in extractions[article].claims)
    return {*now, *(claim.id for claim in since.told), *(since.before.rejected ^ rejected)}


def _replaced(
    extractions: Sequence[Extraction], ontology: Ontology, corrections: Corrections, after: Resolution
) -> dict[str, str]:
    if not (corrections.merge or corrections.split or corrections.set):
        return {}
    return replaced(resolve(extractions, ontology), after)
