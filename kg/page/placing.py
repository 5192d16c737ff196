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
REACHES = (1.0, 2.0, 4.0, 16.0)  # how many times farther than wished a node may stand, if need be
_LIMIT = 320
_SIDE_BY_SIDE = 18.0
_AIR = 9.0  # between two nodes with their labels
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
    """Put ``node`` at the point nearest to its home that is clear of other nodes, while there are no lines yet."""
    board.pos[node] = np.nan
    for factor in REACHES:
        spots, away = _near(board, node, wish, factor)
        cost = _OVERLAP * _overlaps(board, node, board.grid[spots]) + away
        for other in _neighbours(board, node):
            cost += _HIDDEN * _hidden(board, node, board.grid[spots], int(other))
        best = int(np.argmin(cost))
        board.pos[node] = board.grid[spots[best]]
        if cost[best] < _OVERLAP:
            break


def place(board: Board, node: int, wish: Wish, tried: int = 1, reaches: Sequence[float] = REACHES[:3]) -> None:
    """Move ``node`` to its best point among the lines and draw its own anew.

    The ``tried`` most promising points, near before far, are looked at until one leaves none of its lines in trouble.
    """
    for number in board.of[node]:
        board.erase(number)
    board.pos[node] = np.nan
    neighbours = _neighbours(board, node)
    point, least = board.grid[_nearest(board, wish)], np.inf
    for factor in reaches:
        spots, away = _near(board, node, wish, factor)
        for found, cost in _best(board, node, neighbours, spots, away, tried):
            board.pos[node] = found
            trouble = cost + _redraw(board, node)
            if trouble < FIRM:
                return
            if trouble < least - 1e-6:
                point, least = found, trouble
    board.pos[node] = point
    _redraw(board, node)


def _nearest(board: Board, wish: Wish) -> int:
    return int(np.argmin(np.round(np.hypot(*(board.grid - np.array(wish.home)).T), 3)))


def _near(board: Board, node: int, wish: Wish, factor: float) -> tuple[Ints, Floats]:
    """Grid points around its home at which body and label are within the bounds, and how far away each is."""
    away: Floats = np.round(np.hypot(*(board.grid - np.array(wish.home)).T), 3)
    low, high = board.extent[node, :2], board.extent[node, 2:]
    around = np.flatnonzero(away <= wish.reach * factor)
    points = board.grid[around]
    inside = np.all((points + low >= wish.bounds[:2]) & (points + high <= wish.bounds[2:]), axis=1)
    spots = around[inside] if inside.any() else np.array([int(np.argmin(away))])
    return spots, away[spots]


def _best(
    board: Board, node: int, neighbours: Ints, spots: Ints, away: Floats, count: int
) -> list[tuple[Floats, float]]:
    """Of the grid's ``spots``, those that cost least; what costs much in itself is not looked at further."""
    points = board.grid[spots]
    cost = _OVERLAP * _overlaps(board, node, points) + _under_lines(board, node, points, spots)
    cost += _AWAY * away
    chosen = np.lexsort((away, np.floor(cost / FIRM)))[:_LIMIT]
    points, cost = points[chosen], cost[chosen]
    for other in neighbours:
        cost += _line_cost(board, node, points, int(other)) + _HIDDEN * _hidden(board, node, points, int(other))
    order = np.argsort(np.round(cost, 4), kind="stable")
    return [(points[i], float(cost[i])) for i in _spread(points, order, count)]


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


def _overlaps(board: Board, node: int, points: Floats) -> Floats:
    """How many placed nodes it would overlap, labels included, at each point."""
    here = board.placed()
    mine, theirs = board.extent[node], (board.extent[here] + np.tile(board.pos[here], 2))[None, :, :]
    left = points[:, None, 0] + mine[0] - _AIR < theirs[..., 2]
    right = points[:, None, 0] + mine[2] + _AIR > theirs[..., 0]
    top = points[:, None, 1] + mine[1] - _AIR < theirs[..., 3]
    bottom = points[:, None, 1] + mine[3] + _AIR > theirs[..., 1]
    hits: Floats = (left & right & top & bottom).sum(axis=1).astype(float)
    return hits


def _under_lines(board: Board, node: int, points: Floats, spots: Ints) -> Floats:
    """Strangers' lines under its body, and through its label."""
    is_dot = board.shapes[node].radius > 0
    body = board.near[spots].astype(float) if is_dot else _lines_in_box(board, node, points)
    half, top, bottom = board.shapes[node].text
    label = np.zeros(len(points))
    for share in (-0.8, -0.4, 0.0, 0.4, 0.8):
        label += _ink_at(board, points + np.array([share * half, (top + bottom) / 2]))
    return FIRM * body + 0.5 * _LABEL * label


def _lines_in_box(board: Board, node: int, points: Floats) -> Floats:
    """About how many lines run through its box with the air around it: sums of samples, read off an integral image."""
    total = board.sample_sums()
    reach = board.half[node] + CLEAR
    low, high = (np.clip(board.cells(points + side), 0, np.array(total.shape)[::-1] - 2) for side in (-reach, reach))
    (left, top), (right, bottom) = low.T, high.T + 1
    inside = total[bottom, right] - total[top, right] - total[bottom, left] + total[top, left]
    hits: Floats = np.minimum(inside, 1) + 0.05 * inside
    return hits


def _ink_at(board: Board, points: Floats) -> Floats:
    """Curves near each point, read off the board's grid; 0 outside it."""
    cells = board.cells(points)
    inside = np.all((cells >= 0) & (points <= board.grid[-1]), axis=1)
    index = np.where(inside, cells[:, 1] * board.columns + cells[:, 0], 0)
    return np.where(inside, board.ink[np.minimum(index, len(board.ink) - 1)], 0).astype(float)


def _hidden(board: Board, node: int, points: Floats, other: int) -> Floats:
    """How far the middle of a straight line from each point to ``other`` would lie under the larger box of the two."""
    box = np.maximum(board.half[node], board.half[other]) + _EDGE
    inside: Floats = (box - np.abs(points - board.pos[other]) / 2).min(axis=1)
    return np.maximum(inside, 0.0)


def _line_cost(board: Board, node: int, points: Floats, other: int) -> Floats:
    """What a straight line from each point to ``other`` would meet, and how much too short it is."""
    end = board.pos[other]
    own = (node, other)
    length: Floats = np.hypot(*(points - end).T)
    cost = 3.0 * np.maximum(_SHORT - (length - float(board.half[other].min()) - 8), 0.0)
    cost += _DETOUR * met(points, end, Boxes(board.pos, board.half, board.radius + CLEAR), own)
    cost += _LABEL * met(points, end, _names(board), own)
    cost += _CROSSING * crossings(points, end, _straight(board, own))
    return cost


def _names(board: Board) -> Boxes:
    """Every node's rectangle, its name included."""
    low, high = board.extent[:, :2], board.extent[:, 2:]
    return Boxes(board.pos + (low + high) / 2, (high - low) / 2, np.zeros(len(board.pos)))


def _straight(board: Board, own: tuple[int, int]) -> tuple[Floats, Floats]:
    """Ends of the lines drawn from the start that have nothing to do with ``own``."""
    pairs = [board.bundles[n] for n in sorted(board.curves)]
    others = [b for b in pairs if b.main and not {b.a, b.b} & set(own)]
    return board.pos[[o.a for o in others]], board.pos[[o.b for o in others]]
