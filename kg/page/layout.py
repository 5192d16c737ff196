"""The map's layout: companies on anchors, people between them, everything else around; then every line's bend.

Nothing here is drawn by chance: nodes are taken in a fixed order, costs are rounded before they are compared, and
positions lie on a grid, so that the same facts give the same picture.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.page.anchors import anchors
from kg.page.board import Board, Bundle
from kg.page.curves import Floats
from kg.page.labels import dated, names_above
from kg.page.placing import Wish, place
from kg.page.routing import blocked, in_the_way, route
from kg.page.shapes import Shape

__all__ = ["Line", "Plan", "Spot", "lay_out"]

_OUTSKIRTS = 0.35  # how far beyond the main canvas nodes that are hidden at first may go, as a share of it
_MANY = 120  # nodes beyond which one round of mending must do
_MOVABLE = 8  # lines of a node that may still be moved out of the way: a hub's move would bend everything anew
_FILL = (0.5, 0.3)  # the share of the canvas that nodes with air around them may take; less where there are many


@dataclass(frozen=True, slots=True)
class Spot:
    """A node to place. ``main``: one of its lines is drawn from the start."""

    id: str
    shape: Shape
    anchor: bool
    main: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An edge to draw; ``main`` ones are drawn from the start and come first."""

    id: str
    start: str
    end: str
    main: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Positions by node, bends by edge (from its start to its end), and the box that the main nodes fill.

    ``blocked`` edges pass under a stranger after all; names of ``above`` nodes go above their dots; ``dated`` edges
    have room for a date.
    """

    at: Mapping[str, tuple[float, float]]
    bends: Mapping[str, float]
    box: tuple[float, float, float, float]
    blocked: tuple[str, ...]
    above: frozenset[str] = frozenset()
    dated: frozenset[str] = frozenset()


def lay_out(spots: Sequence[Spot], lines: Sequence[Line], aspect: float, least: float) -> Plan:
    """Place ``spots`` (busiest first) on a canvas of an aspect (width / height) and a least area in square units."""
    if not spots:
        return Plan({}, {}, (0.0, 0.0, 0.0, 0.0), ())
    size = _size(spots, aspect, least)
    index = {spot.id: i for i, spot in enumerate(spots)}
    board = _board(spots, _bundles(lines, index), size)
    _place_companies(board, spots, size)
    _place_main(board, spots, size)
    _place_rest(board, spots)
    _settle(board, spots, size)
    return _plan(board, spots, lines, index)


def _size(spots: Sequence[Spot], aspect: float, least: float) -> tuple[float, float]:
    """Room for all main nodes with air, never less than ``least``."""
    extents = [s.shape.extent for s in spots if s.main]
    needed = sum((e[2] - e[0] + 46) * (e[3] - e[1] + 38) for e in extents) / _FILL[len(extents) >= _MANY]
    area = max(least, needed)
    return (math.sqrt(area * aspect), math.sqrt(area / aspect))


def _bundles(lines: Sequence[Line], index: Mapping[str, int]) -> list[Bundle]:
    pairs: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        a, b = sorted((index[line.start], index[line.end]))
        pairs[a, b].append(line)
    return [_bundle(a, b, sorted(some, key=lambda e: not e.main), index) for (a, b), some in sorted(pairs.items())]


def _bundle(a: int, b: int, lines: Sequence[Line], index: Mapping[str, int]) -> Bundle:
    back = tuple(index[line.start] == b for line in lines)
    return Bundle(a, b, tuple(line.id for line in lines), lines[0].main, back)


def _board(spots: Sequence[Spot], bundles: list[Bundle], size: tuple[float, float]) -> Board:
    step = 10.0 if size[0] * size[1] < 1.2e6 else 20.0
    reach = [math.ceil(side / 2 * (1 + _OUTSKIRTS) / step) * step for side in size]
    x, y = (np.arange(-r, r + step / 2, step) for r in reach)
    grid: Floats = np.stack(np.meshgrid(x, y), axis=2).reshape(-1, 2)
    return Board([s.shape for s in spots], bundles, grid, step)


def _place_companies(board: Board, spots: Sequence[Spot], size: tuple[float, float]) -> None:
    """On their anchors, at the nearest grid point."""
    here = [i for i, s in enumerate(spots) if s.anchor and s.main]
    margin = (max((board.extent[i, 2] for i in here), default=0.0) + 4, 24.0)
    at = anchors([spots[i].id for i in here], _ties(board, spots), size, margin)
    for i in here:
        board.pos[i] = np.round(np.array(at[spots[i].id]) / board.step) * board.step
    for number, bundle in enumerate(board.bundles):
        if board.placed()[[bundle.a, bundle.b]].all():
            route(board, number)


def _ties(board: Board, spots: Sequence[Spot]) -> dict[tuple[str, str], float]:
    """How much two companies belong together: relations between them, and people who know both."""
    ties: dict[tuple[str, str], float] = defaultdict(float)
    around: dict[int, list[int]] = defaultdict(list)
    for bundle in board.bundles:
        if bundle.main:
            around[bundle.a].append(bundle.b)
            around[bundle.b].append(bundle.a)
    for node, others in sorted(around.items()):
        companies = sorted(o for o in others if spots[o].anchor)
        pairs = [(node, o) for o in companies] if spots[node].anchor else _all_pairs(companies)
        for a, b in pairs:
            ties[spots[a].id, spots[b].id] += 1.0
            ties[spots[b].id, spots[a].id] += 1.0
    return ties


def _all_pairs(items: Sequence[int]) -> list[tuple[int, int]]:
    return [(a, b) for i, a in enumerate(items) for b in items[i + 1 :]]


def _place_main(board: Board, spots: Sequence[Spot], size: tuple[float, float]) -> None:
    """People of several companies first: they have the least choice. Then again, now that all are there."""
    main = [i for i, s in enumerate(spots) if s.main and not s.anchor]
    order = sorted(main, key=lambda i: (-sum(board.bundles[n].main for n in board.of[i]), i))
    wish = _wish(size, len(main))
    for i in order:
        place(board, i, wish)
    for _ in range(3 if len(main) < 80 else 1 if len(main) < 150 else 0):
        if not sum(place(board, i, wish) for i in order):
            break


def _wish(size: tuple[float, float], count: int) -> Wish:
    bounds = (-size[0] / 2, -size[1] / 2, size[0] / 2, size[1] / 2)
    return Wish(rest=150.0, bounds=bounds, limit=450 if count < 100 else 200)


def _place_rest(board: Board, spots: Sequence[Spot]) -> None:
    """What is hidden at first, in the room that is left; where there is none, outside."""
    for i, spot in enumerate(spots):
        if not spot.main:
            place(board, i, Wish(rest=100.0, limit=800 if len(spots) < _MANY else 200, main=False))
    for number in range(len(board.bundles)):
        if number not in board.curves:
            route(board, number)


def _settle(board: Board, spots: Sequence[Spot], size: tuple[float, float]) -> None:
    """Lines that still run under a stranger: bend them again, then move who is in the way."""
    for _ in range(4 if len(spots) < _MANY else 1):
        stuck = blocked(board)
        if not stuck:
            break
        for number in stuck:
            route(board, number)
        for node in _in_the_way(board):
            if len(board.of[node]) <= _MOVABLE:
                _move(board, spots, node, size)


def _in_the_way(board: Board) -> list[int]:
    return sorted({int(node) for number in blocked(board) for node in np.flatnonzero(in_the_way(board, number))})


def _move(board: Board, spots: Sequence[Spot], node: int, size: tuple[float, float]) -> None:
    spot = spots[node]
    if spot.anchor and spot.main:
        home = (float(board.pos[node, 0]), float(board.pos[node, 1]))
        place(board, node, Wish(rest=400.0, home=home, limit=60))
    elif spot.main:
        place(board, node, _wish(size, len(spots)))
    else:
        place(board, node, Wish(rest=100.0, limit=800, main=False))


def _plan(board: Board, spots: Sequence[Spot], lines: Sequence[Line], index: Mapping[str, int]) -> Plan:
    bends: dict[str, float] = {}
    for number, bundle in enumerate(board.bundles):
        for edge, bend in zip(bundle.edges, bundle.bends(board.base[number]), strict=True):
            bends[edge] = bend
    above = frozenset(spots[i].id for i in names_above(board))
    return Plan(
        at={s.id: (float(board.pos[i, 0]), float(board.pos[i, 1])) for i, s in enumerate(spots)},
        bends={e.id: bends[e.id] if index[e.start] < index[e.end] else -bends[e.id] for e in lines},
        box=_box(board, spots),
        blocked=tuple(edge for number in blocked(board) for edge in board.bundles[number].edges),
        above=above,
        dated=_dated(board, lines),
    )


def _dated(board: Board, lines: Sequence[Line]) -> frozenset[str]:
    """Lines drawn from the start that have room for a date, in the order in which lines were given."""
    places = {e: (n, p) for n, bundle in enumerate(board.bundles) for p, e in enumerate(bundle.edges)}
    named = {place: edge for edge, place in places.items()}
    order = [places[line.id] for line in lines if line.main]
    return frozenset(named[place] for place in dated(board, order))


def _box(board: Board, spots: Sequence[Spot]) -> tuple[float, float, float, float]:
    main = [i for i, s in enumerate(spots) if s.main] or list(range(len(spots)))
    low = (board.pos[main] + board.extent[main, :2]).min(axis=0)
    high = (board.pos[main] + board.extent[main, 2:]).max(axis=0)
    return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
