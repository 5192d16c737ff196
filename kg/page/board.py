"""The drawing board: nodes with their room, curves with their neighbourhood, and what is in whose way.

A line that passes under a node it has nothing to do with reads as a false fact, so the board keeps, for every point of
its grid, how many curves run too near for a dot to stand there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from kg.page.curves import SAMPLES, Floats, curve
from kg.page.shapes import Shape

__all__ = ["APART", "CLEAR", "FIRM", "Board", "Bundle", "Ints"]

Ints = npt.NDArray[np.int64]
CLEAR = 14.5  # from a curve to a stranger's body: 12 px, and what sampling and rounding take
APART = 15.0  # between parallel curves at their middle: 12 px and a margin
FIRM = 400.0
_DOT = 11.0
_INK = 9.0


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

    def bends(self, base: float) -> list[float]:
        """Bend of each edge, from a to b: fanned out around ``base`` from the inside outwards."""
        places = sorted(range(len(self.edges)), key=lambda i: (abs(i - (len(self.edges) - 1) / 2), i))
        middle = (len(self.edges) - 1) / 2
        return [base + (place - middle) * APART for place in places]


@dataclass(slots=True)
class Board:
    """Positions are NaN until a node is placed; ``grid`` holds the points where it may be.

    ``frame`` is half the width and height of what is seen at first. ``firm`` is what a line pays for running under a
    node: less where the node can still be moved.
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
    of: list[list[int]] = field(init=False)
    curves: dict[int, Floats] = field(default_factory=dict)
    base: dict[int, float] = field(default_factory=dict)
    near: npt.NDArray[np.int32] = field(init=False)
    ink: npt.NDArray[np.int32] = field(init=False)
    _marks: dict[int, tuple[Ints, Ints]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Derive the arrays from shapes and bundles."""
        count = len(self.shapes)
        self.pos = np.full((count, 2), np.nan)
        self.extent = np.array([s.extent for s in self.shapes]).reshape(count, 4)
        self.half = np.array([s.half for s in self.shapes]).reshape(count, 2)
        self.radius = np.array([s.radius for s in self.shapes])
        self.firm = np.full(count, FIRM)
        self.of = [[] for _ in self.shapes]
        for number, bundle in enumerate(self.bundles):
            self.of[bundle.a].append(number)
            self.of[bundle.b].append(number)
        self.near = np.zeros(len(self.grid), np.int32)
        self.ink = np.zeros(len(self.grid), np.int32)

    def placed(self) -> npt.NDArray[np.bool_]:
        """Which nodes have a position."""
        return ~np.isnan(self.pos[:, 0])

    @property
    def columns(self) -> int:
        """Points in a row of the grid."""
        return round(float(self.grid[-1, 0] - self.grid[0, 0]) / self.step) + 1

    def cells(self, points: Floats) -> Ints:
        """Column and row of the grid point nearest to each of ``points``, which may lie outside."""
        nearest: Ints = np.round((points - self.grid[0]) / self.step).astype(np.int64)
        return nearest

    def sample_sums(self) -> Ints:
        """Integral image of the curves' samples: how many lie above and to the left of each grid point."""
        rows = len(self.grid) // self.columns
        image = np.zeros((rows + 1, self.columns + 1), np.int64)
        for _, curves in sorted(self.curves.items()):
            x, y = self.cells(curves.reshape(-1, 2)).T
            kept = (x >= 0) & (x < self.columns) & (y >= 0) & (y < rows)
            np.add.at(image, (y[kept] + 1, x[kept] + 1), 1)
        sums: Ints = image.cumsum(axis=0).cumsum(axis=1)
        return sums

    def bend_curves(self, number: int, base: float, samples: int = SAMPLES) -> Floats:
        """The curves of a bundle, edges x samples x 2."""
        bundle = self.bundles[number]
        start, end = self._at(bundle.a), self._at(bundle.b)
        return np.stack([
            curve(end, start, -bend, samples) if back else curve(start, end, bend, samples)
            for bend, back in zip(bundle.bends(base), bundle.back, strict=True)
        ])  # fmt: skip

    def _at(self, node: int) -> tuple[float, float]:
        return float(self.pos[node, 0]), float(self.pos[node, 1])

    def draw(self, number: int, base: float) -> None:
        """Put a bundle's curves on the board."""
        self.erase(number)
        points = self.bend_curves(number, base)
        self.curves[number], self.base[number] = points, base
        apart = self._grid_distance(points.reshape(-1, 2))
        marks = (np.flatnonzero(apart < CLEAR + _DOT), np.flatnonzero(apart < _INK))
        self.near[marks[0]] += 1
        self.ink[marks[1]] += 1
        self._marks[number] = marks

    def erase(self, number: int) -> None:
        """Take a bundle's curves off, if they are on."""
        if self.curves.pop(number, None) is not None:
            near, ink = self._marks.pop(number)
            self.near[near] -= 1
            self.ink[ink] -= 1

    def _grid_distance(self, points: Floats) -> Floats:
        """Distance from each grid point to the nearest of ``points``, infinite where it is far."""
        reach = CLEAR + _DOT
        low, high = points.min(axis=0) - reach, points.max(axis=0) + reach
        inside = np.flatnonzero(np.all((self.grid >= low) & (self.grid <= high), axis=1))
        result = np.full(len(self.grid), np.inf)
        for block in np.array_split(inside, len(inside) * len(points) // 400_000 + 1):
            gaps = self.grid[block][:, None, :] - points[None, :, :]
            result[block] = np.sqrt((gaps**2).sum(axis=2).min(axis=1)) if len(block) else np.inf
        return result

    def distances(self, points: Floats) -> Floats:
        """From each node's body to the nearest of ``points`` (any x 2); infinite where it is far or has no place."""
        result = np.full(len(self.pos), np.inf)
        body = self.half + self.radius[:, None]  # a dot counts as the square around it
        near = self._around(points, body + CLEAR)
        outside = np.maximum(np.abs(points[:, None, :] - self.pos[None, near, :]) - body[None, near, :], 0.0)
        if len(near):
            result[near] = np.sqrt((outside**2).sum(axis=2).min(axis=0))
        return result

    def _around(self, points: Floats, reach: Floats) -> Ints:
        """Nodes whose surroundings (``reach`` to each side) touch the points' bounding box."""
        low, high = points.min(axis=0) - reach, points.max(axis=0) + reach
        return np.flatnonzero(np.all((self.pos > low) & (self.pos < high), axis=1))

    def crossed_labels(self, points: Floats) -> npt.NDArray[np.bool_]:
        """Which nodes' bodies or labels any of ``points`` lies in, with a little air."""
        result = np.zeros(len(self.pos), np.bool_)
        near = self._around(points, np.abs(self.extent).reshape(-1, 2, 2).max(axis=1) + 2)
        gaps = points[:, None, :] - self.pos[None, near, :]
        low, high = self.extent[None, near, :2] - 2, self.extent[None, near, 2:] + 2
        result[near] = np.all((gaps > low) & (gaps < high), axis=2).any(axis=0)
        return result
