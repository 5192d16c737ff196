"""States other than tenures: one for each pair, open until a claim puts it in the past."""

from __future__ import annotations

from collections.abc import Mapping

from kg.derive.days import days
from kg.derive.evidence import Pair, Said
from kg.derive.identity import FactKey, fact_ids
from kg.derive.status import fact_status
from kg.derive.summary import amount, best_date, role, stake
from kg.derive.tenures import Held, ended_in_words
from kg.model import Fact
from kg.ontology import Relation

__all__ = ["states"]


def states(relation: Relation, pairs: Mapping[Pair, list[Said]]) -> list[Held]:
    """The states of one relation, before any event or rival ends one."""
    return [Held(_fact(relation, pair, said), tuple(said)) for pair, said in sorted(pairs.items())]


def _fact(relation: Relation, pair: Pair, said: list[Said]) -> Fact:
    since = best_date(s for s in said if s.claim.tense != "past" and not s.denied)
    key = FactKey((relation.cls, relation.name, *pair), since.value if since else "", said)
    return Fact(
        id=fact_ids([key])[0],
        cls=relation.cls,
        kind="state",
        relation=relation.name,
        subject=pair[0],
        object=pair[1],
        status=fact_status(said, days(since)),
        claims=tuple(s.id for s in said),
        since=since,
        ended=ended_in_words(said),
        role=role(said),
        amount=amount(said),
        stake=stake(said),
    )
