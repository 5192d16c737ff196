"""Where a node would like to stand: among its neighbours, and at its own side of them, which its name decides."""

from __future__ import annotations

import math

import numpy as np

from kg.page.anchors import turn
from kg.page.curves import Floats

__all__ = ["home"]

_NEAR, _FAR = 112.0, 168.0  # from the only neighbour
_APART = 105.0  # at least, from each of several neighbours
_FAN = 1.25 * math.pi  # around the direction away from the centre
_ASIDE = 0.3  # of the distance between two neighbours, at most: those who share both stand side by side


def home(name: str, around: Floats, bounds: tuple[float, float, float, float]) -> tuple[float, float]:
    """The point for ``name`` with the neighbours ``around`` (n x 2), inside ``bounds`` (left, top, right, bottom)."""
    low, high = np.array(bounds[:2]), np.array(bounds[2:])
    if not len(around):
        point = low + (high - low) * np.array([turn(name), turn(name, "other")])
    elif len(around) == 1:
        point = _beside(name, around[0], low, high)
    else:
        point = _between(name, around)
    point = np.clip(point, low, high)
    return (float(point[0]), float(point[1]))


def _beside(name: str, neighbour: Floats, low: Floats, high: Floats) -> Floats:
    """Around the one neighbour: on any side of the centre, else on the sides away from it, as far as there is room."""
    away = _NEAR + (_FAR - _NEAR) * turn(name, "other")
    if np.hypot(*neighbour) < _APART:
        angle = 2 * math.pi * turn(name)
    else:
        angle = math.atan2(neighbour[1], neighbour[0]) + _FAN * (turn(name) - 0.5)
    step = away * np.array([math.cos(angle), math.sin(angle)])
    inside = np.clip(neighbour + step, low, high)
    if np.hypot(*(inside - neighbour)) < 0.7 * away:  # beyond the border: its mirror image
        outside = (neighbour + step < low) | (neighbour + step > high)
        step = np.where(outside, -step, step)
    point: Floats = neighbour + step
    return point


def _between(name: str, around: Floats) -> Floats:
    """In the middle of its neighbours, a little to one side, and not on top of one of them."""
    middle = around.mean(axis=0)
    first, last = around[0], around[-1]
    across = np.array([last[1] - first[1], first[0] - last[0]])
    point = middle + _ASIDE * 2 * (turn(name) - 0.5) * across
    for _ in range(4):
        gaps = point - around
        apart = np.hypot(*gaps.T)
        nearest = int(np.argmin(np.round(apart, 3)))
        if apart[nearest] >= _APART:
            break
        angle = 2 * math.pi * turn(name)
        ahead = gaps[nearest] / apart[nearest] if apart[nearest] > 1 else np.array([math.cos(angle), math.sin(angle)])
        point = around[nearest] + _APART * ahead
    result: Floats = point
    return result
