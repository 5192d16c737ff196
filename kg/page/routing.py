"""How far each line bends: the least that keeps it clear of strangers, and of lines it could be taken for."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kg.page.board import CLEAR, Board
from kg.page.curves import DENSE, Floats

__all__ = ["blocked", "in_the_way", "route"]

_BENDS = [
    sign * far for far in (6.0, 14, 24, 36, 50, 68, 90, 112, 136, 160, 185, 210, 240, 270, 305, 340) for sign in (1, -1)
]
_MOST = 0.46  # of its length: beyond it a curve looks like a loop
_LABEL, _ALIKE, _OUTSIDE = 14.0, 0.8, 3.0
_PER_UNIT = 0.12  # what a unit of bend costs
_SWAY = 0.05  # of its length


def route(board: Board, number: int) -> float:
    """Draw a bundle with the bend that costs least; what remains of its cost."""
    board.erase(number)
    others = _others(board, number)
    best, chosen = np.inf, 0.0
    for base, price in _candidates(board, number):
        if price >= best:
            break
        cost = _cost(board, number, base, others, price, best)
        if cost < best - 1e-6:
            best, chosen = cost, base
    board.draw(number, chosen)
    return best


def _candidates(board: Board, number: int) -> list[tuple[float, float]]:
    """Bends to try with what each costs, cheapest first. A lone line likes a slight bend, all in the same sense."""
    bundle = board.bundles[number]
    length = float(np.hypot(*(board.pos[bundle.b] - board.pos[bundle.a])))
    liked = round(_SWAY * length, 3) if len(bundle.edges) == 1 else 0.0
    bends = [b for b in _BENDS if abs(liked + b) < _MOST * length]
    return sorted(((liked + b, abs(b) * _PER_UNIT) for b in (0.0, *bends)), key=lambda pair: (pair[1], pair[0]))


def _cost(board: Board, number: int, base: float, others: Floats, price: float, most: float) -> float:
    """``price``, and what the bend costs; what costs ``most`` anyway is not looked at further."""
    bundle = board.bundles[number]
    curves = board.bend_curves(number, base)
    points = curves.reshape(-1, 2)
    strangers = board.distances(points) < CLEAR
    strangers[[bundle.a, bundle.b]] = False
    outside = np.any(np.abs(points) > np.array(board.frame), axis=1).sum() if bundle.main else 0
    cost = price + float(board.firm[strangers].sum()) + _OUTSIDE * float(outside)
    if cost >= most:
        return cost
    labels = board.crossed_labels(points[1::2])
    labels[[bundle.a, bundle.b]] = False
    cost += _LABEL * float(labels.sum())
    return cost if cost >= most else cost + _ALIKE * _alike(curves, others)


def _others(board: Board, number: int) -> Floats:
    """A few points on every other curve that ends where this one does: those it could be mistaken for."""
    bundle = board.bundles[number]
    linked = sorted({*board.of[bundle.a], *board.of[bundle.b]} - {number})
    drawn = [board.curves[n][:, 8:-6:4].reshape(-1, 2) for n in linked if n in board.curves]
    return np.concatenate(drawn) if drawn else np.empty((0, 2))


def _alike(curves: Floats, others: Floats) -> float:
    """How many points of these curves run almost on another one."""
    if not len(others):
        return 0.0
    mine = curves[:, 8:-6:4].reshape(-1, 2)
    gaps = ((mine[:, None, :] - others[None, :, :]) ** 2).sum(axis=2).min(axis=1)
    return float((gaps < 100.0).sum())


def blocked(board: Board) -> list[int]:
    """Bundles that still run too near to a node they have nothing to do with."""
    return [number for number in sorted(board.curves) if in_the_way(board, number).any()]


def in_the_way(board: Board, number: int) -> npt.NDArray[np.bool_]:
    """Which nodes a bundle runs too near to, looked at closely: a long curve's samples lie far apart."""
    bundle = board.bundles[number]
    points = board.bend_curves(number, board.base[number], DENSE).reshape(-1, 2)
    near: npt.NDArray[np.bool_] = board.distances(points) < CLEAR - 1.0
    near[[bundle.a, bundle.b]] = False
    return near
