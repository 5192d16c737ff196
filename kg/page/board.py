"""The drawing board: nodes with their room, curves with their neighbourhood, and what is in whose way.

A line that passes under a node it has nothing to do with reads as a false fact, so the board keeps, for every point of
its grid, how many curves run too near for a dot to stand there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from kg.page.curves import SAMPLES, Floats, curves
from kg.page.shapes import Shape

__all__ = ["AIR", "APART", "CLEAR", "FIRM", "SOME", "Board", "Bundle", "Ints"]

Ints = npt.NDArray[np.int64]
CLEAR = 14.5  # from a curve to a stranger's body: 12 px, and what sampling and rounding take
APART = 15.0  # between parallel curves at their middle: 12 px and a margin
AIR = 9.0  # between two nodes with their labels
FIRM = 400.0
_DOT = 11.0
_INK = 9.0
SOME = slice(8, -6, 4)  # of a curve's points: enough to see whether two could be mistaken for one another


@dataclass(frozen=True, slots=True)
class Bundle:
    """All edges between two nodes (``a`` < ``b``), the ones drawn from the start first.

    ``back`` says which run from b to a: vis-network's curves are not the same seen from either end.
    """

    a: int
    b: int
    edges: tuple[str, ...]
    main: bool
    back: tuple[bool, ...]

    def offsets(self) -> list[float]:
        """What each edge bends more than the bundle's middle, from a to b: fanned out from the inside outwards."""
        middle = (len(self.edges) - 1) / 2
        return [
            (place - middle) * APART for place in sorted(range(len(self.edges)), key=lambda i: (abs(i - middle), i))
        ]

    def bends(self, base: float) -> list[float]:
        """Bend of each edge, from a to b, where that of the bundle's middle is ``base``."""
        return [base + offset for offset in self.offsets()]


@dataclass(slots=True)
class Board:
    """Positions are NaN until a node is placed; ``grid`` holds the points where it may be.

    ``frame`` is half the width and height of what is seen at first. ``firm`` is what a line pays for running under a
    node: less where the node can still be moved. ``body`` and ``reach`` are how near to a node's centre a line must
    come to meet it, or its name. ``ends`` are the nodes of each bundle, ``few`` some points of each drawn one,
    ``samples`` counts the drawn curves' points at each grid point, ``taken`` the nodes that even the smallest node
    would overlap if it stood there. ``columns`` is how many points a row of the grid has.
    """

    shapes: Sequence[Shape]
    bundles: Sequence[Bundle]
    grid: Floats
    step: float
    frame: tuple[float, float]
    pos: Floats = field(init=False)
    extent: Floats = field(init=False)
    half: Floats = field(init=False)
    radius: Floats = field(init=False)
    firm: Floats = field(init=False)
    body: Floats = field(init=False)
    reach: Floats = field(init=False)
    of: list[list[int]] = field(init=False)
    ends: Ints = field(init=False)
    main: npt.NDArray[np.bool_] = field(init=False)
    drawn: npt.NDArray[np.bool_] = field(init=False)
    curves: dict[int, Floats] = field(default_factory=dict)
    few: Floats = field(init=False)
    base: dict[int, float] = field(default_factory=dict)
    near: npt.NDArray[np.int32] = field(init=False)
    ink: npt.NDArray[np.int32] = field(init=False)
    samples: npt.NDArray[np.int32] = field(init=False)
    taken: npt.NDArray[np.int32] = field(init=False)
    columns: int = field(init=False)
    _least: Floats = field(init=False)
    _marks: dict[int, tuple[Ints, Ints, Ints]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Derive the arrays from shapes and bundles."""
        count = len(self.shapes)
        self.columns = round(float(self.grid[-1, 0] - self.grid[0, 0]) / self.step) + 1
        self.pos = np.full((count, 2), np.nan)
        self.extent = np.array([s.extent for s in self.shapes]).reshape(count, 4)
        self._least = np.append(self.extent[:, :2].max(axis=0), self.extent[:, 2:].min(axis=0))
        self.half = np.array([s.half for s in self.shapes]).reshape(count, 2)
        self.radius = np.array([s.radius for s in self.shapes])
        self.firm = np.full(count, FIRM)
        self.body = np.hypot(*(self.half + self.radius[:, None]).T) + CLEAR
        self.reach = np.maximum(np.hypot(*np.abs(self.extent).reshape(-1, 2, 2).max(axis=1).T) + 3, self.body)
        self.of = [[] for _ in self.shapes]
        for number, bundle in enumerate(self.bundles):
            self.of[bundle.a].append(number)
            self.of[bundle.b].append(number)
        self.ends = np.array([(b.a, b.b) for b in self.bundles], np.int64).reshape(-1, 2)
        self.main = np.array([b.main for b in self.bundles], np.bool_)
        most = max((len(b.edges) for b in self.bundles), default=0)
        self.few = np.full((len(self.bundles), most * len(range(SAMPLES)[SOME]), 2), np.nan)
        self.drawn = np.zeros(len(self.bundles), np.bool_)
        self.near, self.ink, self.samples, self.taken = (np.zeros(len(self.grid), np.int32) for _ in range(4))

    def placed(self) -> npt.NDArray[np.bool_]:
        """Which nodes have a position."""
        return ~np.isnan(self.pos[:, 0])

    def put(self, node: int, point: Floats) -> None:
        """Give ``node`` a place."""
        self.lift(node)
        self.pos[node] = point
        self.taken[self._covered(node)] += 1

    def lift(self, node: int) -> None:
        """Take ``node`` from its place, if it has one; its lines must not be drawn."""
        if not np.isnan(self.pos[node, 0]):
            self.taken[self._covered(node)] -= 1
            self.pos[node] = np.nan

    def _covered(self, node: int) -> Ints:
        """Grid points at which any other node would overlap this one."""
        low, high = self.pos[node] + self.extent[node, :2], self.pos[node] + self.extent[node, 2:]
        return self._inside(low - self._least[2:] - AIR, high - self._least[:2] + AIR)

    def overlaps(self, node: int, spots: Ints) -> Ints:
        """How many placed nodes ``node`` would overlap at each of the grid's ``spots``, labels and air included.

        Each is in the way on a rectangle of the grid: what changes at the corners is summed up along rows and columns.
        """
        cells = np.stack([spots % self.columns, spots // self.columns], axis=1)
        start, size = cells.min(axis=0), np.ptp(cells, axis=0) + 1
        mine, others = self.extent[node], self.placed()
        others[node] = False
        theirs = (self.extent + np.tile(self.pos, 2))[others]
        first, last = self._rectangles(theirs[:, :2] - mine[2:] - AIR, theirs[:, 2:] - mine[:2] + AIR)
        first, last = np.maximum(first - start, 0), np.minimum(last - start, size)
        first, last = first[met := np.all(first < last, axis=1)], last[met]
        change = np.zeros(size + 1, np.int64)
        for x, y, sign in ((first, first, 1), (last, last, 1), (first, last, -1), (last, first, -1)):
            np.add.at(change, (x[:, 0], y[:, 1]), sign)
        x, y = (cells - start).T
        counts: Ints = change.cumsum(axis=0).cumsum(axis=1)[x, y]
        return counts

    def _inside(self, low: Floats, high: Floats) -> Ints:
        """Grid points strictly between two corners, in order."""
        first, last = self._rectangles(low, high)
        rows = np.arange(first[1], last[1])[:, None] * self.columns
        return (rows + np.arange(first[0], last[0])[None, :]).reshape(-1)

    def _rectangles(self, low: Floats, high: Floats) -> tuple[Ints, Ints]:
        """Columns and rows of the first grid points strictly between corners, and of those after the last."""
        size = np.array([self.columns, len(self.grid) // self.columns])
        first = np.maximum(np.floor((low - self.grid[0]) / self.step).astype(np.int64) + 1, 0)
        last = np.minimum(np.ceil((high - self.grid[0]) / self.step).astype(np.int64), size)
        return first, last

    def cells(self, points: Floats) -> Ints:
        """Column and row of the grid point nearest to each of ``points``, which may lie outside."""
        nearest: Ints = np.round((points - self.grid[0]) / self.step).astype(np.int64)
        return nearest

    def around(self, point: tuple[float, float], reach: float) -> Ints:
        """Grid points about ``reach`` to each side of ``point``, in order."""
        return self._inside(np.array(point) - reach - self.step, np.array(point) + reach + self.step)

    def samples_between(self, low: Ints, high: Ints) -> Ints:
        """How many points of curves lie in each of some rectangles, from one cell (column, row) to another."""
        most = np.array([self.columns, len(self.grid) // self.columns]) - 1
        low, high = np.clip(low, 0, most), np.clip(high, 0, most) + 1
        start, stop = low.min(axis=0), high.max(axis=0)
        window = self.samples.reshape(-1, self.columns)[start[1] : stop[1], start[0] : stop[0]]
        sums = np.zeros((window.shape[0] + 1, window.shape[1] + 1), np.int64)
        sums[1:, 1:] = window.cumsum(axis=0).cumsum(axis=1)
        (left, top), (right, bottom) = (low - start).T, (high - start).T
        counts: Ints = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        return counts

    def bend_curves(self, number: int, bases: Sequence[float], samples: int = SAMPLES) -> Floats:
        """The curves of a bundle for each of ``bases``, bases x edges x samples x 2."""
        bundle = self.bundles[number]
        start, end = self._at(bundle.a), self._at(bundle.b)
        wanted = np.asarray(bases, np.float64)
        return np.stack([
            curves(end, start, -(wanted + offset), samples) if back else curves(start, end, wanted + offset, samples)
            for offset, back in zip(bundle.offsets(), bundle.back, strict=True)
        ], axis=1)  # fmt: skip

    def _at(self, node: int) -> tuple[float, float]:
        return float(self.pos[node, 0]), float(self.pos[node, 1])

    def draw(self, number: int, base: float) -> None:
        """Put a bundle's curves on the board."""
        self.erase(number)
        points = self.bend_curves(number, [base])[0]
        self.curves[number], self.base[number], self.drawn[number] = points, base, True
        some = points[:, SOME].reshape(-1, 2)
        self.few[number, : len(some)] = some
        marks = self._marked(points.reshape(-1, 2))
        self.near[marks[0]] += 1
        self.ink[marks[1]] += 1
        np.add.at(self.samples, marks[2], 1)
        self._marks[number] = marks

    def erase(self, number: int) -> None:
        """Take a bundle's curves off, if they are on."""
        if self.curves.pop(number, None) is not None:
            near, ink, samples = self._marks.pop(number)
            self.drawn[number] = False
            self.few[number] = np.nan
            self.near[near] -= 1
            self.ink[ink] -= 1
            np.subtract.at(self.samples, samples, 1)

    def _marked(self, points: Floats) -> tuple[Ints, Ints, Ints]:
        """Grid points too near to ``points`` for a dot, those under their ink, and the one nearest to each."""
        size = math.ceil((CLEAR + _DOT) / self.step)
        steps = np.arange(-size, size + 1)
        cells = self.cells(points)
        x, y = (cells[:, i, None, None] + steps.reshape(shape) for i, shape in ((0, (1, 1, -1)), (1, (1, -1, 1))))
        x, y = np.broadcast_arrays(x, y)
        away = (self.grid[0, 0] + x * self.step - points[:, 0, None, None]) ** 2
        away = away + (self.grid[0, 1] + y * self.step - points[:, 1, None, None]) ** 2
        kept = (x >= 0) & (x < self.columns) & (y >= 0) & (y < len(self.grid) // self.columns)
        at = y * self.columns + x
        inside = kept[:, size, size]
        return (
            np.unique(at[kept & (away < (CLEAR + _DOT) ** 2)]),
            np.unique(at[kept & (away < _INK**2)]),
            at[:, size, size][inside],
        )

    def met(self, points: Floats, nodes: Ints, clear: float = CLEAR) -> npt.NDArray[np.bool_]:
        """Which of ``nodes`` have their body within ``clear`` of any of ``points`` (any x points x 2)."""
        body = self.half[nodes] + self.radius[nodes, None]  # a dot counts as the square around it
        aside = [np.maximum(np.abs(points[..., i, None] - self.pos[nodes, i]) - body[:, i], 0.0) ** 2 for i in (0, 1)]
        result: npt.NDArray[np.bool_] = (aside[0] + aside[1] < clear**2).any(axis=-2)
        return result

    def crossed(self, points: Floats, nodes: Ints) -> npt.NDArray[np.bool_]:
        """Which of ``nodes`` have any of ``points`` (any x points x 2) in their body or label, with a little air."""
        low, high = self.extent[nodes, :2] - 2, self.extent[nodes, 2:] + 2
        x, y = (points[..., i, None] - self.pos[nodes, i] for i in (0, 1))
        inside = (x > low[:, 0]) & (x < high[:, 0]) & (y > low[:, 1]) & (y < high[:, 1])
        result: npt.NDArray[np.bool_] = inside.any(axis=-2)
        return result
