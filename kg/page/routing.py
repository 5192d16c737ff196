"""How far each line bends: the least that keeps it clear of strangers, and of lines it could be taken for."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from kg.page.board import CLEAR, SOME, Board, Ints
from kg.page.curves import DENSE, Floats

__all__ = ["blocked", "in_the_way", "route"]

_BENDS = [
    sign * far for far in (6.0, 14, 24, 36, 50, 68, 90, 112, 136, 160, 185, 210, 240, 270, 305, 340) for sign in (1, -1)
]
_MOST = 0.46  # of its length: beyond it a curve looks like a loop
_LABEL, _ALIKE, _OUTSIDE = 14.0, 0.8, 3.0
_PER_UNIT = 0.12  # what a unit of bend costs
_SWAY = 0.05  # of its length
_AT_ONCE = (4, 9, 20)  # bends that are weighed up together: most lines need only the first few
_ALIKE_WITHIN = 10.0
_LOOKED_AT = 6


@dataclass(frozen=True, slots=True)
class _Beside:
    """Nodes along a bundle's chord, and how far aside of it each lies."""

    nodes: Ints
    aside: Floats

    def between(self, bends: list[float], reach: Floats) -> Ints:
        """Those that curves with the given bends, which start on the chord, could come within ``reach`` of."""
        mine = reach[self.nodes]
        result: Ints = self.nodes[(self.aside > min(0.0, *bends) - mine) & (self.aside < max(0.0, *bends) + mine)]
        return result


def route(board: Board, number: int) -> float:
    """Draw a bundle with the bend that costs least; what remains of its cost."""
    board.erase(number)
    candidates = _candidates(board, number)
    beside, others = _beside(board, number), _others(board, number)
    best, chosen, start = np.inf, 0.0, 0
    for size in _AT_ONCE:
        some = [c for c in candidates[start : start + size] if c[1] < best]
        if not some:
            break
        costs = _costs(board, number, some, beside, others)
        for (base, price), cost in zip(some, costs, strict=True):
            if price < best and cost < best - 1e-6:
                best, chosen = cost, base
        start += size
    board.draw(number, chosen)
    return best


def _candidates(board: Board, number: int) -> list[tuple[float, float]]:
    """Bends to try with what each costs, cheapest first. A lone line likes a slight bend, all in the same sense."""
    bundle = board.bundles[number]
    length = float(np.hypot(*(board.pos[bundle.b] - board.pos[bundle.a])))
    liked = round(_SWAY * length, 3) if len(bundle.edges) == 1 else 0.0
    bends = [b for b in _BENDS if abs(liked + b) < _MOST * length]
    return sorted(((liked + b, abs(b) * _PER_UNIT) for b in (0.0, *bends)), key=lambda pair: (pair[1], pair[0]))


def _beside(board: Board, number: int) -> _Beside:
    """Strangers that a curve of this bundle could meet: curves begin and end where their chord does."""
    bundle = board.bundles[number]
    start, (dx, dy) = board.pos[bundle.a], board.pos[bundle.b] - board.pos[bundle.a]
    length = max(math.hypot(dx, dy), 1e-9)
    x, y = board.pos[:, 0] - start[0], board.pos[:, 1] - start[1]
    along = (x * dx + y * dy) / length
    there = (along > -board.reach) & (along < length + board.reach)
    there[[bundle.a, bundle.b]] = False
    nodes = np.flatnonzero(there)
    return _Beside(nodes, (y[nodes] * dx - x[nodes] * dy) / length)


def _costs(
    board: Board, number: int, candidates: list[tuple[float, float]], beside: _Beside, others: Floats
) -> list[float]:
    """What each of the bends costs, its price included."""
    bundle = board.bundles[number]
    bases = [base for base, _ in candidates]
    curves = board.bend_curves(number, bases)
    points = curves.reshape(len(bases), -1, 2)
    nodes = beside.between([b for base in (min(bases), max(bases)) for b in bundle.bends(base)], board.reach)
    cost = np.array([price for _, price in candidates])
    if len(nodes):
        cost += board.met(points, nodes) @ board.firm[nodes]
        cost += _LABEL * board.crossed(points[:, 1::2], nodes).sum(axis=1)
    if bundle.main:
        cost += _OUTSIDE * np.any(np.abs(points) > np.array(board.frame), axis=2).sum(axis=1)
    cost += _ALIKE * _alike(curves, others)
    return [float(c) for c in cost]


def _others(board: Board, number: int) -> Floats:
    """A few points on every other curve that ends where this one does: those it could be mistaken for."""
    bundle = board.bundles[number]
    points = board.few[board.of[bundle.a] + board.of[bundle.b]].reshape(-1, 2)  # its own are off the board
    there: Floats = points[~np.isnan(points[:, 0])]
    return there


def _alike(curves: Floats, others: Floats) -> Floats:
    """For each bend, how many points of its curves run almost on another one; of many curves, some stand for all."""
    every = -(-curves.shape[1] // _LOOKED_AT)
    mine = curves[:, ::every, SOME].reshape(len(curves), -1, 2)
    low, high = mine.min(axis=(0, 1)) - _ALIKE_WITHIN, mine.max(axis=(0, 1)) + _ALIKE_WITHIN
    x, y = others[:, 0], others[:, 1]
    near = others[(x > low[0]) & (x < high[0]) & (y > low[1]) & (y < high[1])]
    if not len(near):
        return np.zeros(len(curves))
    dx, dy = (mine[..., i, None] - near[:, i] for i in (0, 1))
    count: Floats = every * (dx * dx + dy * dy < _ALIKE_WITHIN**2).any(axis=2).sum(axis=1).astype(float)
    return count


def blocked(board: Board) -> list[int]:
    """Bundles that still run too near to a node they have nothing to do with."""
    return [number for number in sorted(board.curves) if in_the_way(board, number)]


def in_the_way(board: Board, number: int) -> list[int]:
    """Nodes that a bundle runs too near to, looked at closely: a long curve's samples lie far apart."""
    nodes = _beside(board, number).between(board.bundles[number].bends(board.base[number]), board.body)
    if not len(nodes):
        return []
    curves = board.bend_curves(number, [board.base[number]], DENSE)
    met = board.met(curves.reshape(1, -1, 2), nodes, CLEAR - 1.0)[0]
    return [int(node) for node in nodes[met]]
