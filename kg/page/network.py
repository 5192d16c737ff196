"""pyvis as the graph's container and template driver, with its template, its writing and its physics replaced.

What is replaced, and why: pyvis's own template links to other hosts in every mode and lets names run as script; its
writing uses the locale's encoding; its physics gives another picture on each load, after tens of seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyvis.network import Network

from kg.model import Entity, Fact
from kg.page.core import DESK, LAPTOP, PHONE, Room, core_facts
from kg.page.curves import roundness
from kg.page.layout import Line, Plan, Spot
from kg.page.plans import Plans
from kg.page.selection import drawn_first
from kg.page.shapes import Shape, Style, org_shape, point_shape, short_names
from kg.page.words import look

__all__ = ["EventNetwork", "event_network"]

_HERE = Path(__file__).resolve().parent
_WIDE = Style(person=13, company=15, hub=21, radius=7, wrap=18, short=False)
_MID = Style(person=15, company=16, hub=21, radius=7, wrap=12, short=True)
_TALL = Style(person=24, company=25, hub=29, radius=9, wrap=11, short=True)


@dataclass(frozen=True, slots=True)
class _Screen:
    """What a layout is for: how large things are, width by height, and the least area in square units."""

    style: Style
    aspect: float
    least: float
    room: Room | None


_SCREENS = {
    "wide": _Screen(_WIDE, 1.75, 520.0 * 320.0, DESK),
    "mid": _Screen(_MID, 1.4, 450.0 * 350.0, LAPTOP),
    "tall": _Screen(_TALL, 0.86, 300.0 * 350.0, PHONE),
    "full": _Screen(_WIDE, 1.75, 520.0 * 320.0, None),
}

Ends = tuple[str, str]
Drawing = tuple[Plan, dict[str, Shape]]


_SHAPES = {"Person": "dot", "Organization": "box", "Product": "diamond"}


class EventNetwork(Network):  # type: ignore[misc] # pyvis has no types
    """A directed multigraph of facts, drawn where Python says."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        super().__init__(directed=True, cdn_resources="in_line")
        self.templateEnv = Environment(
            loader=FileSystemLoader(_HERE),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templateEnv.globals.update(context)
        self.path = "template.html.j2"
        self.options = {"physics": {"enabled": False}}

    def generate_html(self, *_: object, **__: object) -> str:
        """The page; a lone surrogate, which no encoding can write, becomes a question mark."""
        return str(super().generate_html()).encode("utf-8", "replace").decode("utf-8")

    def write_html(self, name: str | Path, *_: object, **__: object) -> None:
        """Write the page as UTF-8 with newlines, whatever the locale."""
        Path(name).write_bytes(self.generate_html().encode("utf-8"))


def event_network(
    entities: Mapping[str, Entity], facts: Sequence[Fact], layouts: MutableMapping[str, Any] | None = None
) -> tuple[EventNetwork, dict[str, Any]]:
    """The network of ``facts`` and the boxes that its layouts fill.

    Layouts are ``wide``, ``mid`` and ``tall`` (desktop, small laptop or tablet, phone) of as much as there is room
    for, and ``full`` of all where that is more than ``wide`` has. A line that would still pass under a stranger is left
    out of a layout: it would read as a false fact. ``layouts`` are those of an earlier page (`kg.page.plans`), and
    become those of this one.
    """
    lay_out = Plans({} if layouts is None else layouts)
    cores = {n: core_facts(entities, facts, s.room) if s.room else list(facts) for n, s in _SCREENS.items()}
    if len(cores["wide"]) == len(facts):
        del cores["full"]
    plans = {name: _plan(_SCREENS[name], entities, core, lay_out) for name, core in cores.items()}
    lay_out.keep_used()
    network = EventNetwork({})
    order, main = _ranked(entities, facts)
    for node in order:
        network.add_node(node, **_node(entities[node], plans, node in main))
    for fact in facts:
        start, end = _ends(fact)
        drawn = _edge(fact, plans)
        if drawn["places"]:
            network.add_edge(start, end, id=fact.id, **drawn)
    return network, {"boxes": {name: [round(side, 1) for side in plan.box] for name, (plan, _) in plans.items()}}


def _ends(fact: Fact) -> Ends:
    """Tail and head of the arrow: it follows the person, so a departure points away from the company."""
    tail_is_object = look(fact.relation).get("tail") == "object"
    return (fact.object, fact.subject) if tail_is_object else (fact.subject, fact.object)


def _ranked(entities: Mapping[str, Entity], facts: Sequence[Fact]) -> tuple[list[str], frozenset[str]]:
    """Entities used, busiest first, and those that have a line drawn from the start."""
    shown: dict[str, int] = {}
    for fact in facts:
        for end in (fact.subject, fact.object):
            shown[end] = shown.get(end, 0) + drawn_first(fact)
    order = sorted(shown, key=lambda e: (-shown[e], entities[e].label, e))
    return order, frozenset(e for e in order if shown[e])


def _plan(screen: _Screen, entities: Mapping[str, Entity], facts: Sequence[Fact], lay_out: Plans) -> Drawing:
    order, main = _ranked(entities, facts)
    shapes = _shapes([entities[e] for e in order], screen.style)
    spots = [Spot(e, entities[e].label, shapes[e], entities[e].type == "Organization", e in main) for e in order]
    newest_first = [f for first in (True, False) for f in reversed(facts) if drawn_first(f) is first]
    lines = [Line(f.id, *_ends(f), drawn_first(f)) for f in newest_first]
    return lay_out(spots, lines, screen.aspect, screen.least), shapes


def _shapes(order: Sequence[Entity], style: Style) -> dict[str, Shape]:
    names = short_names(order) if style.short else {}
    hub = next((e.id for e in order if e.type == "Organization"), None)
    return {
        e.id: org_shape(e, style, e.id == hub)
        if e.type == "Organization"
        else point_shape(names.get(e.id, e.label), style)
        for e in order
    }


def _node(entity: Entity, plans: Mapping[str, Drawing], main: bool) -> dict[str, Any]:
    """Its place in each layout that has it: x, y, font size, 1 where its name goes above, its label if not the name."""
    places: dict[str, list[Any]] = {}
    for name, (plan, shapes) in plans.items():
        if entity.id in plan.at:
            x, y = plan.at[entity.id]
            shape = shapes[entity.id]
            places[name] = [int(x), int(y), shape.font, int(entity.id in plan.above)]
            places[name] += [shape.label] if shape.label != entity.label else []
    return {"label": entity.label, "shape": _SHAPES[entity.type], "main": main, "places": places}


def _edge(fact: Fact, plans: Mapping[str, Drawing]) -> dict[str, Any]:
    """In each layout that draws it: roundness, positive for ``curvedCCW``, and 1 where its date has room."""
    start, end = _ends(fact)
    places: dict[str, list[float]] = {}
    for name, (plan, _) in plans.items():
        if fact.id in plan.bends and fact.id not in plan.blocked:
            (x1, y1), (x2, y2) = plan.at[start], plan.at[end]
            bend = plan.bends[fact.id]
            size = roundness(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, bend)
            places[name] = [size if bend > 0 else -size, int(fact.id in plan.dated)]
    return {"places": places}
