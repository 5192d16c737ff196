"""Layouts of an earlier page, which are taken again where what they were made from is the same."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import Any

from kg.model import digest
from kg.page.layout import Line, Plan, Spot, lay_out

__all__ = ["Plans"]


class Plans:
    """`kg.page.layout.lay_out` with a memory, which is plain JSON by a hash of the input."""

    def __init__(self, memory: MutableMapping[str, Any]) -> None:
        self._memory = memory
        self._used: set[str] = set()

    def __call__(self, spots: Sequence[Spot], lines: Sequence[Line], aspect: float, least: float) -> Plan:
        key = digest(repr((spots, lines, aspect, least)))
        self._used.add(key)
        if key not in self._memory:
            self._memory[key] = _to_json(lay_out(spots, lines, aspect, least))
        return _from_json(self._memory[key])

    def keep_used(self) -> None:
        """Forget the layouts that were not asked for."""
        for key in self._memory.keys() - self._used:
            del self._memory[key]


def _to_json(plan: Plan) -> list[Any]:
    at = {node: list(place) for node, place in plan.at.items()}
    sets = (list(plan.blocked), sorted(plan.above), sorted(plan.dated))
    return [at, dict(plan.bends), list(plan.box), *sets]


def _from_json(values: Sequence[Any]) -> Plan:
    at, bends, box, blocked, above, dated = values
    places = {node: (x, y) for node, (x, y) in at.items()}
    return Plan(places, bends, tuple(box), tuple(blocked), frozenset(above), frozenset(dated))
