"""The facts that a first look can take in: the busiest companies and the people who moved between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Entity, Fact
from kg.page.selection import drawn_first

__all__ = ["DESK", "LAPTOP", "PHONE", "Room", "core_facts"]


@dataclass(frozen=True, slots=True)
class Room:
    """How much a screen has room for, with names that can be read.

    Moves of people come first, then relations between companies up to ``lines``; ``extra`` are ends of hidden facts.
    """

    companies: int
    people: int
    moves: int
    lines: int
    extra: int


DESK, LAPTOP, PHONE = Room(16, 32, 75, 95, 10), Room(14, 28, 64, 80, 8), Room(8, 18, 40, 50, 4)


def core_facts(entities: Mapping[str, Entity], facts: Sequence[Fact], room: Room = DESK) -> list[Fact]:
    """``facts`` themselves where they are few; else those among the main companies and people, in the same order.

    Facts that are hidden at first come along where both ends are there, with a few ends of their own.
    """
    first = [f for f in facts if drawn_first(f)]
    ends = {end for f in first for end in (f.subject, f.object)}
    if len(ends) <= room.companies + room.people and len(first) <= room.lines:
        return list(facts)
    companies = _companies(entities, first, room.companies)
    kept = _moves(entities, first, companies, room)
    ties = [f for f in first if {f.subject, f.object} <= companies]
    kept |= {f.id for f in ties[len(ties) - max(min(room.lines - len(kept), len(ties)), 0) :]}
    there = {end for f in first if f.id in kept for end in (f.subject, f.object)}
    kept |= _hidden_at_first(facts, there, room)
    return [f for f in facts if f.id in kept]


def _companies(entities: Mapping[str, Entity], facts: Sequence[Fact], most: int) -> set[str]:
    busy = Counter(e for f in facts for e in (f.subject, f.object) if entities[e].type == "Organization")
    return {e for e, _ in sorted(busy.items(), key=lambda pair: (-pair[1], pair[0]))[:most]}


def _moves(entities: Mapping[str, Entity], facts: Sequence[Fact], companies: set[str], room: Room) -> set[str]:
    """Facts of the people who link several of the companies; then of those with more facts, then with newer ones."""
    links: dict[str, list[tuple[int, Fact]]] = defaultdict(list)
    for place, fact in enumerate(facts):
        if entities[fact.subject].type == "Person" and fact.object in companies:
            links[fact.subject].append((place, fact))

    def rank(person: str) -> tuple[int, int, int, str]:
        found = links[person]
        return (-len({fact.object for _, fact in found}), -len(found), -found[-1][0], person)

    kept: set[str] = set()
    for person in sorted(links, key=rank)[: room.people]:
        if len(kept) + len(links[person]) <= room.moves:
            kept |= {fact.id for _, fact in links[person]}
    return kept


def _hidden_at_first(facts: Sequence[Fact], there: set[str], room: Room) -> set[str]:
    """Hidden facts between nodes that are there, newest of them first, and a few that bring one new node."""
    ids: set[str] = set()
    new: set[str] = set()
    for fact in reversed(facts):
        away = {fact.subject, fact.object} - there - new
        if drawn_first(fact) or len(away) > 1 or len(ids) >= 2 * room.lines:
            continue
        if not away or len(new) < room.extra:
            new |= away
            ids.add(fact.id)
    return ids
