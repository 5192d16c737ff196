"""Where a node stands: the grid point that costs least, seen from its neighbours, the others and the lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.page.board import CLEAR, FIRM, Board, Ints
from kg.page.curves import Floats
from kg.page.routing import route
from kg.page.straight import Boxes, crossings, met

__all__ = ["REACHES", "Wish", "place", "settle"]

_OVERLAP, _DETOUR, _LABEL, _CROSSING = 5000.0, 60.0, 20.0, 10.0
_AWAY = 0.9  # a unit of distance from where it belongs
REACHES = (1.0, 2.0, 4.0, 8.0, 16.0)  # how many times farther than wished a node may stand, if need be
_LIMIT = 320
_AT_ONCE = 320  # points, near ones first, that are looked at before farther ones are
_SIDE_BY_SIDE = 18.0
_HIDDEN = 30.0  # a unit by which the middle of a line, where it is clicked, lies under a company's name
_EDGE = 14.0  # beside the name, for lines that bend
_SHORT = 95.0  # a shorter line leaves no room for its arrow and its date


@dataclass(frozen=True, slots=True)
class Wish:
    """``home`` is the point a node belongs to, ``reach`` how far from it it may stand while that is clear of others."""

    home: tuple[float, float]
    reach: float
    bounds: tuple[float, float, float, float] = (-1e9, -1e9, 1e9, 1e9)


def settle(board: Board, node: int, wish: Wish) -> None:
    """Put ``node`` at the point nearest to its home that is clear of other nodes, and of the lines that are there."""
    board.lift(node)
    neighbours = _neighbours(board, node)
    point, least, done = np.array(wish.home), np.inf, -1.0
    for factor in REACHES:
        spots, away = _near(board, node, wish, factor)
        order = np.argsort(away, kind="stable")
        fresh = order[away[order] > done]
        for start in range(0, len(fresh), _AT_ONCE):
            block = fresh[start : start + _AT_ONCE]
            points = board.grid[spots[block]]
            cost = _OVERLAP * board.overlaps(node, spots[block]) + away[block]
            if board.curves:
                cost += _under_lines(board, node, spots[block])
            for other in neighbours:
                cost += _HIDDEN * _hidden(board, node, points, int(other))
            best = int(np.argmin(cost))
            if cost[best] < least:
                point, least = points[best], float(cost[best])
            if least <= away[block[-1]]:  # farther points cost more for their distance alone
                board.put(node, point)
                return
        done = wish.reach * factor
    board.put(node, point)


def place(board: Board, node: int, wish: Wish, tried: int = 1, reaches: Sequence[float] = REACHES[:3]) -> None:
    """Move ``node`` to its best point among the lines and draw its own anew.

    The ``tried`` most promising points, near before far, are looked at until one leaves none of its lines in trouble.
    """
    here = _cell(board, node)
    for number in board.of[node]:
        board.erase(number)
    board.lift(node)
    neighbours = _neighbours(board, node)
    point, least = np.array(wish.home), np.inf
    for factor in reaches:
        spots, away = _near(board, node, wish, factor)
        if here is not None and here not in spots:  # where it is may be the only place that is clear of others
            spots, away = np.append(spots, here), np.append(away, _away(board, np.array([here]), wish))
        enough, best = _best(board, node, neighbours, spots, away, tried)
        for found, cost in best:
            board.put(node, found)
            trouble = cost + _redraw(board, node)
            if trouble < FIRM:
                return
            if trouble < least - 1e-6:
                point, least = found, trouble
        if enough or least <= _AWAY * wish.reach * factor:
            break  # farther points would not be looked at, or cost more for their distance alone
    if np.any(board.pos[node] != point):
        board.put(node, point)
        _redraw(board, node)


def _near(board: Board, node: int, wish: Wish, factor: float) -> tuple[Ints, Floats]:
    """Grid points around its home at which body and label are within the bounds, and how far away each is.

    Without those that are surely under another node, where there are others.
    """
    low, high = board.extent[node, :2], board.extent[node, 2:]
    around = board.around(wish.home, wish.reach * factor)
    away = _away(board, around, wish)
    points = board.grid[around]
    inside = np.all((points + low >= wish.bounds[:2]) & (points + high <= wish.bounds[2:]), axis=1)
    inside &= away <= wish.reach * factor
    if not inside.any():
        around = np.array([_nearest(board, wish.home)])
        return around, _away(board, around, wish)
    free = inside & (board.taken[around] == 0)
    kept = free if free.any() else inside
    return around[kept], away[kept]


def _away(board: Board, spots: Ints, wish: Wish) -> Floats:
    """How far each of the grid's ``spots`` is from home."""
    away: Floats = np.round(np.hypot(*(board.grid[spots] - np.array(wish.home)).T), 3)
    return away


def _nearest(board: Board, point: tuple[float, float] | Floats) -> int:
    """The grid's spot nearest to ``point``."""
    x, y = board.cells(np.array([point]))[0]
    rows = len(board.grid) // board.columns
    return int(min(max(y, 0), rows - 1) * board.columns + min(max(x, 0), board.columns - 1))


def _cell(board: Board, node: int) -> int | None:
    """The spot where ``node`` stands, if it has a place."""
    return None if np.isnan(board.pos[node, 0]) else _nearest(board, board.pos[node])


def _best(
    board: Board, node: int, neighbours: Ints, spots: Ints, away: Floats, count: int
) -> tuple[bool, list[tuple[Floats, float]]]:
    """Of the grid's ``spots``, those that cost least; what costs much in itself is not looked at further.

    Before them, whether farther spots would change nothing.
    """
    chosen, cost = _cheapest(board, node, spots, away)
    points, enough = board.grid[chosen], len(chosen) == _LIMIT and bool(cost.max() < FIRM)
    for other in neighbours:
        cost += _line_cost(board, node, points, int(other)) + _HIDDEN * _hidden(board, node, points, int(other))
    order = np.argsort(np.round(cost, 4), kind="stable")
    return enough, [(points[i], float(cost[i])) for i in _spread(points, order, count)]


def _cheapest(board: Board, node: int, spots: Ints, away: Floats) -> tuple[Ints, Floats]:
    """The first ``_LIMIT`` spots, those in nobody's way before others and near ones first, and what each costs.

    Its own lines are left out. Farther spots are looked at only while there are too few.
    """
    order = np.argsort(away, kind="stable")
    spots, away = spots[order], away[order]
    others = board.overlaps(node, spots)
    costs: list[Floats] = []
    good = 0
    for start in range(0, len(spots), 2 * _LIMIT):
        some, far = spots[start : start + 2 * _LIMIT], away[start : start + 2 * _LIMIT]
        cost = _OVERLAP * others[start : start + 2 * _LIMIT] + _under_lines(board, node, some) + _AWAY * far
        costs.append(cost)
        good += int((cost < FIRM).sum())
        if good >= _LIMIT:
            break
    found = np.concatenate(costs)
    chosen = np.argsort(np.floor(found / FIRM), kind="stable")[:_LIMIT]
    return spots[chosen], found[chosen]


def _spread(points: Floats, order: Ints, count: int) -> list[int]:
    """The first ``count`` of ``order`` that are not side by side."""
    chosen: list[int] = []
    for i in map(int, order):
        if all(np.abs(points[i] - points[j]).max() >= _SIDE_BY_SIDE for j in chosen):
            chosen.append(i)
        if len(chosen) == count:
            break
    return chosen


def _redraw(board: Board, node: int) -> float:
    """Draw its lines; the trouble that remains."""
    placed = board.placed()
    ready = [n for n in board.of[node] if placed[board.bundles[n].a] and placed[board.bundles[n].b]]
    return sum(route(board, number) for number in ready)


def _neighbours(board: Board, node: int) -> Ints:
    """Placed nodes at the other end of its lines: of those drawn from the start, where it has any."""
    bundles = [board.bundles[n] for n in board.of[node]]
    ends = sorted({b.b if b.a == node else b.a for b in [b for b in bundles if b.main] or bundles})
    placed = board.placed()
    return np.array([e for e in ends if placed[e]], dtype=np.int64)


def _under_lines(board: Board, node: int, spots: Ints) -> Floats:
    """Strangers' lines under its body, and through its label."""
    is_dot = board.shapes[node].radius > 0
    body = board.near[spots].astype(float) if is_dot else _lines_in_box(board, node, board.grid[spots])
    half, top, bottom = board.shapes[node].text
    label = np.zeros(len(spots))
    for share in (-0.8, -0.4, 0.0, 0.4, 0.8):
        label += _ink_at(board, spots, (share * half, (top + bottom) / 2))
    return FIRM * body + 0.5 * _LABEL * label


def _lines_in_box(board: Board, node: int, points: Floats) -> Floats:
    """About how many lines run through its box with the air around it: sums of samples, read off an integral image."""
    reach = board.half[node] + CLEAR
    low, high = board.cells(points - reach), board.cells(points + reach)
    inside = board.samples_between(low, high)
    hits: Floats = np.minimum(inside, 1) + 0.05 * inside
    return hits


def _ink_at(board: Board, spots: Ints, aside: tuple[float, float]) -> Ints:
    """Curves near the point that lies ``aside`` of each spot, read off the board's grid; 0 outside it."""
    right, down = (round(side / board.step) for side in aside)
    x, y = spots % board.columns + right, spots // board.columns + down
    inside = (x >= 0) & (x < board.columns) & (y >= 0) & (y < len(board.grid) // board.columns)
    index = np.where(inside, y * board.columns + x, 0)
    return np.where(inside, board.ink[index], 0)


def _hidden(board: Board, node: int, points: Floats, other: int) -> Floats:
    """How far the middle of a straight line from each point to ``other`` would lie under the larger box of the two."""
    box = np.maximum(board.half[node], board.half[other]) + _EDGE
    inside: Floats = (box - np.abs(points - board.pos[other]) / 2).min(axis=1)
    return np.maximum(inside, 0.0)


def _line_cost(board: Board, node: int, points: Floats, other: int) -> Floats:
    """What a straight line from each point to ``other`` would meet, and how much too short it is."""
    end = board.pos[other]
    length: Floats = np.hypot(*(points - end).T)
    cost = 3.0 * np.maximum(_SHORT - (length - float(board.half[other].min()) - 8), 0.0)
    region = np.concatenate([np.minimum(points.min(axis=0), end), np.maximum(points.max(axis=0), end)])
    strangers = np.ones(len(board.pos), np.bool_)
    strangers[[node, other]] = False
    for boxes, price in ((Boxes(board.pos, board.half, board.radius + CLEAR), _DETOUR), (_names(board), _LABEL)):
        cost += price * met(points, end, boxes.within(region, strangers))
    cost += _CROSSING * crossings(points, end, _straight(board, (node, other), region))
    return cost


def _names(board: Board) -> Boxes:
    """Every node's rectangle, its name included."""
    low, high = board.extent[:, :2], board.extent[:, 2:]
    return Boxes(board.pos + (low + high) / 2, (high - low) / 2, np.zeros(len(board.pos)))


def _straight(board: Board, own: tuple[int, int], region: Floats) -> tuple[Floats, Floats]:
    """Ends of the lines drawn from the start that have nothing to do with ``own`` and come into ``region``."""
    others = board.ends[board.drawn & board.main]
    others = others[~np.isin(others, own).any(axis=1)]
    a, b = board.pos[others[:, 0]], board.pos[others[:, 1]]
    near = np.all((np.maximum(a, b) > region[:2]) & (np.minimum(a, b) < region[2:]), axis=1)
    return a[near], b[near]
