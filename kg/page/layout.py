"""The map's layout: companies on anchors, people between them, everything else around; then every line's bend.

Nothing here is drawn by chance: nodes are taken in a fixed order, costs are rounded before they are compared, and
positions lie on a grid, so that the same facts give the same picture. A few more facts give almost the same one: where
a node belongs follows from its name and its neighbours, and it moves away from there only as far as it must.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.page.anchors import Anchor, anchors, is_landmark, turn
from kg.page.board import FIRM, Board, Bundle
from kg.page.curves import Floats
from kg.page.homes import home
from kg.page.labels import dated, names_above
from kg.page.placing import REACHES, Wish, place, settle
from kg.page.routing import blocked, in_the_way, route
from kg.page.shapes import Shape

__all__ = ["Line", "Plan", "Spot", "lay_out"]

_OUTSKIRTS = 0.35  # how far beyond the main canvas nodes that are hidden at first may go, as a share of it
_MANY = 120  # nodes beyond which one round of mending must do
_TOO_MANY = 700  # nodes beyond which nobody is moved for a line, which may then be left out
_MOVABLE, _EDGES = 8, 40  # pairs and lines of a node that may still be moved out of the way
_LOOSE = 50.0  # what a line pays for running under a node that will get out of its way
_MENDED = 120  # nodes moved in one round: where more are in the way, moving them helps little and takes long
_FEW = 40  # lines under strangers beyond which their ends stay, where there are many nodes
_TRIED = 8  # points that are tried for a node in the way
_STEP = 1.3  # areas grow by this factor
_RIM = (85.0, 48.0)  # between the outermost companies' centres and the border
_REACH = 0.045  # of the width: how far from where it belongs a node may be while that is clear of others
_FILL = (0.5, 0.3)  # the share of the canvas that nodes with air around them may take; less where there are many


@dataclass(frozen=True, slots=True)
class Spot:
    """A node to place. ``main``: one of its lines is drawn from the start."""

    id: str
    name: str
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
    board = _board(spots, _bundles(lines, {spot.id: i for i, spot in enumerate(spots)}), size)
    _place_companies(board, spots, size)
    _place_others(board, spots, size, main=True)
    board.firm[[i for i in range(len(spots)) if not _anchored(board, spots, i)]] = _LOOSE
    _draw(board)
    _mend(board, spots, size)
    board.firm[:] = FIRM
    _place_others(board, spots, size, main=False)
    _draw(board)
    _settle(board, spots, size)
    if len(spots) < _MANY and blocked(board):
        settled = board.pos.copy()
        _mend(board, spots, size)
        if not np.array_equal(settled, board.pos):  # else it would end as before
            _settle(board, spots, size)
    return _plan(board, spots, lines, size)


def _size(spots: Sequence[Spot], aspect: float, least: float) -> tuple[float, float]:
    """Room for all main nodes with air, never less than ``least``, in steps: a few nodes more leave it as it is."""
    extents = [s.shape.extent for s in spots if s.main]
    needed = sum((e[2] - e[0] + 46) * (e[3] - e[1] + 38) for e in extents) / _FILL[len(extents) >= _MANY]
    area = least * _STEP ** max(math.ceil(math.log(max(needed, 1.0) / least, _STEP)), 0)
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
    return Board([s.shape for s in spots], bundles, grid, step, (size[0] / 2, size[1] / 2))


def _place_companies(board: Board, spots: Sequence[Spot], size: tuple[float, float]) -> None:
    """Those with several neighbours, on their anchors, at the nearest grid point."""
    here = [i for i in range(len(spots)) if _anchored(board, spots, i)]
    lines = [sum(board.bundles[n].main for n in board.of[i]) for i in here]
    halves = [(float(board.half[i, 0]), float(board.half[i, 1])) for i in here]
    radii = (size[0] / 2 - _RIM[0], size[1] / 2 - _RIM[1])
    at = anchors([Anchor(spots[i].id, spots[i].name, n, h) for i, n, h in zip(here, lines, halves, strict=True)], radii)
    for i in here:
        board.put(i, np.round(np.array(at[spots[i].id]) / board.step) * board.step)


def _draw(board: Board) -> None:
    """Lines that have both their ends and are not there yet, short ones first: they have the least choice."""
    placed = board.placed()
    ready = [n for n, b in enumerate(board.bundles) if n not in board.curves and placed[b.a] and placed[b.b]]
    apart = {n: float(np.hypot(*(board.pos[board.bundles[n].a] - board.pos[board.bundles[n].b]))) for n in ready}
    for number in sorted(ready, key=lambda n: (round(apart[n]), n)):
        route(board, number)


def _mend(board: Board, spots: Sequence[Spot], size: tuple[float, float]) -> None:
    """Everyone but companies on their anchors looks for a better point nearby, now that the lines are there.

    Where there are many, only those do who are in the way, later.
    """
    if len(spots) >= _MANY:
        return
    for i in sorted(range(len(spots)), key=lambda i: (turn(spots[i].id), spots[i].id)):
        if spots[i].main and not _anchored(board, spots, i):
            place(board, i, _wish(board, spots, i, size))


def _anchored(board: Board, spots: Sequence[Spot], node: int) -> bool:
    """Companies that readers know by their place, or that link others; one with a single neighbour stands beside it."""
    spot = spots[node]
    return spot.anchor and spot.main and (is_landmark(spot.name) or len(_neighbours(board, node, main=True)) > 1)


def _place_others(board: Board, spots: Sequence[Spot], size: tuple[float, float], main: bool) -> None:
    """Who stands between several comes first, for they have the least choice; then by name, whoever else is there."""
    waiting = {i for i, s in enumerate(spots) if s.main is main} - set(np.flatnonzero(board.placed()).tolist())
    while waiting:
        known = {i: _known(board, i, main) for i in sorted(waiting)}
        next_ones = [i for i in known if known[i]] or [min(known, key=lambda i: (-len(board.of[i]), spots[i].id))]
        for i in sorted(next_ones, key=lambda i: (-min(len(known[i]), 3), turn(spots[i].id), spots[i].id)):
            if main or len(spots) >= _MANY:
                settle(board, i, _wish(board, spots, i, size))
            else:
                place(board, i, _wish(board, spots, i, size), reaches=REACHES[1:])
        waiting -= set(next_ones)


def _neighbours(board: Board, node: int, main: bool) -> set[int]:
    bundles = [board.bundles[n] for n in board.of[node]]
    return {b.b if b.a == node else b.a for b in bundles if b.main or not main}


def _known(board: Board, node: int, main: bool) -> list[int]:
    """Neighbours that have their place: of its first lines, where it has any."""
    return sorted(n for n in _neighbours(board, node, main) if not np.isnan(board.pos[n, 0]))


def _wish(board: Board, spots: Sequence[Spot], node: int, size: tuple[float, float]) -> Wish:
    main = spots[node].main
    extent, out = board.extent[node], 1.0 if main else 1.0 + _OUTSKIRTS / 2
    bounds = tuple(side * s / 2 * out for side, s in zip((-1, -1, 1, 1), size * 2, strict=True))
    inner = tuple(b - e for b, e in zip(bounds, extent, strict=True))
    around = sorted(_known(board, node, main), key=lambda i: spots[i].id)
    at = home(spots[node].id, board.pos[around], (inner[0], inner[1], inner[2], inner[3]))
    return Wish(home=at, bounds=(bounds[0], bounds[1], bounds[2], bounds[3]), reach=_REACH * size[0])


def _settle(board: Board, spots: Sequence[Spot], size: tuple[float, float]) -> None:
    """Lines that still run under a stranger: bend them again, then move who is in the way, then who is at their ends.

    Farther each time; anchors stay where they are, and so does everyone where there are very many.
    """
    if len(spots) > _TOO_MANY:
        return
    many = len(spots) >= _MANY
    known: Floats | None = None
    tried_at: dict[object, Floats] = {}
    for far in (2, 3) if many else (2, 3, 4, 5):
        for turn_to in (_in_the_way, _at_the_ends):
            if known is None or not np.array_equal(known, board.pos):  # else as last time
                stuck = blocked(board) if many else _rerouted(board)
            known = board.pos.copy()
            if not stuck:
                return
            if many and turn_to is _at_the_ends and len(stuck) > _FEW:
                continue
            before = tried_at.get(turn_to)
            again = before is not None and np.array_equal(before, board.pos)  # then points nearby have been tried
            tried, reaches = 1 if many else _TRIED, REACHES[far - 1 if many or again else 0 : far]
            tried_at[turn_to] = known
            for node in turn_to(board, stuck)[:_MENDED]:
                if _is_movable(board, node) and not _anchored(board, spots, node):
                    place(board, node, _wish(board, spots, node, size), tried, reaches)
    _rerouted(board)


def _is_movable(board: Board, node: int) -> bool:
    """Whether it has few lines: a hub's move would bend everything anew."""
    return len(board.of[node]) <= _MOVABLE and sum(len(board.bundles[n].edges) for n in board.of[node]) <= _EDGES


def _rerouted(board: Board) -> list[int]:
    """Bundles that run under a stranger even when they are bent again."""
    for number in blocked(board):
        route(board, number)
    return blocked(board)


def _in_the_way(board: Board, stuck: Sequence[int]) -> list[int]:
    return sorted({node for number in stuck for node in in_the_way(board, number)})


def _at_the_ends(board: Board, stuck: Sequence[int]) -> list[int]:
    return sorted({end for number in stuck for end in (board.bundles[number].a, board.bundles[number].b)})


def _plan(board: Board, spots: Sequence[Spot], lines: Sequence[Line], size: tuple[float, float]) -> Plan:
    index = {spot.id: i for i, spot in enumerate(spots)}
    bends: dict[str, float] = {}
    for number, bundle in enumerate(board.bundles):
        for edge, bend in zip(bundle.edges, bundle.bends(board.base[number]), strict=True):
            bends[edge] = bend
    above = frozenset(spots[i].id for i in names_above(board))
    return Plan(
        at={s.id: (float(board.pos[i, 0]), float(board.pos[i, 1])) for i, s in enumerate(spots)},
        bends={e.id: bends[e.id] if index[e.start] < index[e.end] else -bends[e.id] for e in lines},
        box=_box(board, [i for i, s in enumerate(spots) if s.main], size),
        blocked=tuple(edge for number in blocked(board) for edge in board.bundles[number].edges),
        above=above,
        dated=_dated(board, lines),
    )


def _box(board: Board, main: Sequence[int], size: tuple[float, float]) -> tuple[float, float, float, float]:
    """Around the main nodes with their names and the lines that are drawn from the start."""
    if not main:
        return (-size[0] / 2, -size[1] / 2, size[0] / 2, size[1] / 2)
    lines = [c.reshape(-1, 2) for n, c in sorted(board.curves.items()) if board.bundles[n].main]
    low = np.concatenate([board.pos[main] + board.extent[main, :2], *lines]).min(axis=0)
    high = np.concatenate([board.pos[main] + board.extent[main, 2:], *lines]).max(axis=0)
    return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def _dated(board: Board, lines: Sequence[Line]) -> frozenset[str]:
    """Lines drawn from the start that have room for a date, in the order in which lines were given."""
    places = {e: (n, p) for n, bundle in enumerate(board.bundles) for p, e in enumerate(bundle.edges)}
    named = {place: edge for edge, place in places.items()}
    order = [places[line.id] for line in lines if line.main]
    return frozenset(named[place] for place in dated(board, order))
