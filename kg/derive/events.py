"""Event facts: one for each cluster of claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.derive.cluster import Cluster, clusters
from kg.derive.days import Days, days
from kg.derive.evidence import Pair, Said, first_published
from kg.derive.identity import FactKey, fact_ids
from kg.derive.settings import Settings
from kg.derive.status import fact_status
from kg.derive.summary import amount, best_date, manner, role, stake
from kg.model import Fact, PartialDate
from kg.ontology import Ontology, Relation

__all__ = ["Event", "Events", "event_facts"]


@dataclass(frozen=True, slots=True)
class Event:
    """An event's fact and the claims about it.

    ``told`` is the first day on which it was reported or announced, else rumoured (a denial alone publishes nothing).
    ``day`` is when it happened for the order of things: its date (``when``), else the first article about it. ``news``
    is when it came up: if announced ahead, on the day of its announcement, else when it happened.
    """

    fact: Fact
    said: tuple[Said, ...]
    told: int | None
    when: Days | None = field(init=False)
    day: int | None = field(init=False)
    news: int | None = field(init=False)

    def __post_init__(self) -> None:
        """Derive the days from the fact; they are asked for again and again."""
        when = days(self.fact.date)
        day = when.first if when else self.told
        object.__setattr__(self, "when", when)
        object.__setattr__(self, "day", day)
        object.__setattr__(self, "news", min((d for d in (day, self.told) if d is not None), default=None))

    @property
    def real(self) -> bool:
        """Happened, or will as announced: neither hearsay, nor denied by all, nor undone."""
        return self.fact.status in ("asserted", "announced", "contested")


Events = dict[str, dict[Pair, list[Event]]]  # by relation, by pair


def event_facts(found: Mapping[str, Mapping[Pair, list[Said]]], ontology: Ontology, settings: Settings) -> Events:
    """Events of every relation that is one, before any of them is seen to be undone."""
    events: Events = {}
    for name, pairs in found.items():
        relation = ontology.relations[name]
        if relation.kind == "event":
            opposite = found.get(settings.turns.get(name, ""), {})
            events[name] = {
                pair: _events(relation, pair, clusters(said, settings, opposite.get(pair, ())))
                for pair, said in pairs.items()
            }
    return events


def _events(relation: Relation, pair: Pair, found: Sequence[Cluster]) -> list[Event]:
    keys = [FactKey((relation.cls, relation.name, *pair), _first_date(c), c) for c in found]
    return [_event(_fact(i, relation, pair, c), c) for i, c in zip(fact_ids(keys), found, strict=True)]


def _event(fact: Fact, cluster: Cluster) -> Event:
    told = first_published(s for s in cluster if s.firm)  # before that there were rumours at most
    return Event(
        fact, tuple(cluster), told if told is not None else first_published(s for s in cluster if not s.denied)
    )


def _first_date(cluster: Cluster) -> str:
    dates: list[PartialDate] = [s.claim.date for s in cluster if s.claim.date and s.when]
    return min((d.value for d in dates), key=lambda v: (PartialDate(v).first_day, v), default="")


def _fact(fact_id: str, relation: Relation, pair: Pair, cluster: Cluster) -> Fact:
    date = best_date(cluster)
    return Fact(
        id=fact_id,
        cls=relation.cls,
        kind="event",
        relation=relation.name,
        subject=pair[0],
        object=pair[1],
        status=fact_status(cluster, days(date)),
        claims=tuple(sorted(s.id for s in cluster)),
        date=date,
        role=role(cluster),
        manner=manner(cluster),
        amount=amount(cluster),
        stake=stake(cluster),
    )
