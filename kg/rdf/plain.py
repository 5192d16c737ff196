"""Plain triples: the one-pattern view of facts (``:Sam_Altman kg:joined :Microsoft``), and which facts give one.

A plain triple says that somebody stated it, not that it still holds: an event undone later keeps it. Employment alone
has a past form: whoever holds or held a position ``workedFor``, and ``worksFor`` besides while the spell is open.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Fact, FactKind, FactStatus
from kg.ontology import Ontology

__all__ = ["GIVING", "PAST_FORMS", "plain_triples"]

GIVING: dict[FactKind, frozenset[FactStatus]] = {
    "event": frozenset({"asserted", "announced", "contested", "reversed"}),
    "state": frozenset({"asserted", "contested"}),
}
PAST_FORMS = {"worksFor": "workedFor"}


def plain_triples(fact: Fact, ontology: Ontology) -> Iterator[tuple[str, str, str]]:
    """The (entity id, property, entity id) that a fact gives; a symmetric relation is said from both sides."""
    if fact.status not in GIVING[fact.kind]:
        return
    relation = ontology.relations.get(fact.relation)
    for name in _properties(fact):
        yield fact.subject, name, fact.object
        if relation is not None and relation.symmetric:
            yield fact.object, name, fact.subject


def _properties(fact: Fact) -> Iterator[str]:
    past = PAST_FORMS.get(fact.relation)
    if past:
        yield past
    if past is None or (fact.until is None and not fact.ended):
        yield fact.relation
