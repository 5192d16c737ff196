"""Everything after extraction, as one function of the stored articles: names resolved, facts derived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.corrections import Corrections, Reject
from kg.derive import derive_facts
from kg.model import Extraction, Knowledge, Resolution
from kg.ontology import Ontology
from kg.resolve import replaced, resolve

__all__ = ["Assembled", "assemble"]


@dataclass(frozen=True, slots=True)
class Assembled:
    """What is known, and the corrections that fit nothing."""

    knowledge: Knowledge
    unused: tuple[Reject, ...] = ()


def assemble(extractions: Sequence[Extraction], ontology: Ontology, corrections: Corrections) -> Assembled:
    """Resolve names across ``extractions`` and derive the facts behind their claims.

    Raises:
        CorrectionsError: an entry of the corrections fits several entities.
    """
    resolution = resolve(extractions, ontology, corrections)
    articles = {x.article.id: x.article for x in extractions}
    applied = corrections.apply_claims(claim for x in extractions for claim in x.claims)
    knowledge = Knowledge(
        articles=articles,
        claims={claim.id: claim for x in extractions for claim in x.claims},
        resolution=resolution,
        facts=derive_facts(applied.claims, resolution, articles, ontology),
        local_entities={x.article.id: x.entities for x in extractions},
        notes={x.article.id: x.notes for x in extractions},
        rejected=frozenset(claim.id for claim in applied.rejected),
        replaced=_replaced(extractions, ontology, corrections, resolution),
    )
    return Assembled(knowledge, applied.unused)


def _replaced(
    extractions: Sequence[Extraction], ontology: Ontology, corrections: Corrections, after: Resolution
) -> dict[str, str]:
    if not (corrections.merge or corrections.split or corrections.set):
        return {}
    return replaced(resolve(extractions, ontology), after)
