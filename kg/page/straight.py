"""Straight lines from many points to one: which boxes they meet, which other lines they cross."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.page.curves import Floats

__all__ = ["Boxes", "crossings", "met"]


@dataclass(frozen=True, slots=True)
class Boxes:
    """Centres (n x 2), half sides (n x 2) and the air to keep around each (n)."""

    centre: Floats
    half: Floats
    air: Floats

    def within(self, region: Floats, kept: npt.NDArray[np.bool_]) -> Boxes:
        """Those of ``kept`` that a line inside ``region`` (left, top, right, bottom) could meet."""
        reach = (np.hypot(self.half[:, 0], self.half[:, 1]) + self.air)[:, None] * 1.5
        near = kept & np.all((self.centre > region[:2] - reach) & (self.centre < region[2:] + reach), axis=1)
        return Boxes(self.centre[near], self.half[near], self.air[near])


def met(points: Floats, end: Floats, boxes: Boxes) -> Floats:
    """How many boxes each line from a point to ``end`` meets."""
    along = end - points
    length = np.maximum(np.hypot(*along.T), 1e-9)[:, None]
    ux, uy = along[:, :1] / length, along[:, 1:] / length
    gx, gy = boxes.centre[:, 0] - points[:, :1], boxes.centre[:, 1] - points[:, 1:]
    ahead, aside = gx * ux + gy * uy, np.abs(gx * uy - gy * ux)
    sin, cos = np.abs(uy), np.abs(ux)
    wide, tall = boxes.half[:, 0], boxes.half[:, 1]
    deep = wide * cos + tall * sin + boxes.air
    hits = (aside < wide * sin + tall * cos + boxes.air) & (ahead > -deep) & (ahead < length + deep)
    count: Floats = hits.sum(axis=1).astype(float)
    return count


def crossings(points: Floats, end: Floats, others: tuple[Floats, Floats]) -> Floats:
    """How many of the lines ``others`` (their two ends) each line from a point to ``end`` crosses."""
    a, b = others
    side_a, side_b = _side(points[:, None], end, a[None]), _side(points[:, None], end, b[None])
    side_p, side_q = _side(a[None], b[None], points[:, None]), _side(a, b, end[None])[None]
    count: Floats = ((side_a * side_b < 0) & (side_p * side_q < 0)).sum(axis=1).astype(float)
    return count


def _side(start: Floats, end: Floats, point: Floats) -> Floats:
    """Positive where the point lies to one side of the line from start to end, negative on the other."""
    across: Floats = (end[..., 0] - start[..., 0]) * (point[..., 1] - start[..., 1])
    return across - (end[..., 1] - start[..., 1]) * (point[..., 0] - start[..., 0])
