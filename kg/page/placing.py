"""Where a node stands: the grid point that costs least, seen from its neighbours, the others and the lines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.page.board import CLEAR, Board, Ints
from kg.page.curves import Floats
from kg.page.routing import route
from kg.page.straight import Boxes, crossings, met

__all__ = ["Wish", "place"]

_OVERLAP, _STRANGER, _LABEL, _CROSSING = 900.0, 400.0, 30.0, 14.0
_AIR = 9.0  # between two nodes with their labels
_SHORT = 95.0  # a shorter line leaves no room for its arrow and its date


@dataclass(frozen=True, slots=True)
class Wish:
    """What a node is looking for: ``rest`` is the length its lines would like, ``home`` a point it belongs to."""

    rest: float
    home: tuple[float, float] | None = None
    bounds: tuple[float, float, float, float] = (-1e9, -1e9, 1e9, 1e9)
    limit: int = 900
    main: bool = True


def place(board: Board, node: int, wish: Wish) -> bool:
    """Move ``node`` to its best point and draw its lines anew; whether it is elsewhere than before."""
    before = board.pos[node].copy()
    for number in board.of[node]:
        board.erase(number)
    board.pos[node] = np.nan
    neighbours = _neighbours(board, node, wish.main)
    spots, cost = _shortlist(board, node, neighbours, wish)
    points = board.grid[spots]
    for other in neighbours:
        cost += _line_cost(board, node, points, int(other), wish)
    board.pos[node] = points[int(np.argmin(np.round(cost, 4)))]
    _redraw(board, node)
    return bool(np.any(before != board.pos[node]))


def _redraw(board: Board, node: int) -> None:
    placed = board.placed()
    for number in board.of[node]:
        bundle = board.bundles[number]
        if placed[bundle.a] and placed[bundle.b]:
            route(board, number)


def _neighbours(board: Board, node: int, main: bool) -> Ints:
    """Placed nodes at the other end of its lines: of those drawn from the start, where it has any."""
    bundles = [board.bundles[n] for n in board.of[node]]
    chosen = [b for b in bundles if b.main] if main else bundles
    ends = sorted({b.b if b.a == node else b.a for b in chosen or bundles})
    placed = board.placed()
    return np.array([e for e in ends if placed[e]], dtype=np.int64)


def _shortlist(board: Board, node: int, neighbours: Ints, wish: Wish) -> tuple[Ints, Floats]:
    """The ``limit`` grid points with the fewest obstacles, near before far, and what standing there costs."""
    centre = board.pos[neighbours].mean(axis=0) if len(neighbours) else np.array(wish.home or (0.0, 0.0))
    spots = _inside(board, node, wish)
    away = np.round(np.hypot(*(board.grid[spots] - centre).T), 3)
    nearest = np.argsort(away, kind="stable")[: 8 * wish.limit]
    spots, away = spots[nearest], away[nearest]
    points = board.grid[spots]
    cost = _OVERLAP * _overlaps(board, node, points) + _under_lines(board, node, points, spots)
    cost += 0.0 if wish.home is None and len(neighbours) else (0.6 if wish.home else 0.05) * away
    blocked = np.floor(cost / _STRANGER)
    chosen = np.lexsort((away, blocked))[: wish.limit]
    return spots[chosen], cost[chosen]


def _inside(board: Board, node: int, wish: Wish) -> Ints:
    """Grid points at which body and label are within the bounds; all of them where none is."""
    low, high = board.extent[node, :2], board.extent[node, 2:]
    inside = np.all((board.grid + low >= wish.bounds[:2]) & (board.grid + high <= wish.bounds[2:]), axis=1)
    return np.flatnonzero(inside) if inside.any() else np.arange(len(board.grid))


def _overlaps(board: Board, node: int, points: Floats) -> Floats:
    """How many placed nodes it would overlap, labels included, at each point."""
    mine, theirs = board.extent[node], board.extent[None, :, :] + np.tile(board.pos, 2)[None, :, :]
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
    return _STRANGER * body + 0.5 * _LABEL * label


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


def _line_cost(board: Board, node: int, points: Floats, other: int, wish: Wish) -> Floats:
    """What a straight line from each point to ``other`` would meet, and how much too long or short it is."""
    end = board.pos[other]
    own = (node, other)
    length: Floats = np.hypot(*(points - end).T)
    reach = length - float(board.half[other].min()) - 8
    cost = 0.3 * (length - wish.rest) ** 2 / wish.rest + 3.0 * np.maximum(_SHORT - reach, 0.0)
    cost += _STRANGER * met(points, end, Boxes(board.pos, board.half, board.radius + CLEAR), own)
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
