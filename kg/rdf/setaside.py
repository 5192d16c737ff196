"""Claims that no fact rests on, and why: such a claim stays on record, and says so."""

from __future__ import annotations

from kg.model import Claim, Knowledge
from kg.ontology import Ontology

__all__ = ["reason_to_set_aside"]


def reason_to_set_aside(claim: Claim, knowledge: Knowledge, ontology: Ontology) -> str | None:
    """The local name of the reason in the vocabulary; None if facts should rest on the claim.

    Names are resolved across articles: so a claim may turn out to be of one thing and itself, or of a person where the
    relation takes organisations.
    """
    relation = ontology.relations.get(claim.relation)
    names, entities = knowledge.resolution.names, knowledge.resolution.entities
    ends = [names.get((claim.article, end.name, end.type)) for end in (claim.subject, claim.object)]
    if knowledge.rejected and claim.id in knowledge.rejected:
        return "rejected"
    if relation is None:
        return "unknownRelation"
    subject, obj = (entities.get(end) if end else None for end in ends)
    if subject is None or obj is None:
        return None
    if subject.id == obj.id:
        return "sameEnds"
    return None if subject.type in relation.domain and obj.type in relation.range else "otherTypes"
