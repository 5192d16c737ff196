"""The curves that vis-network draws, so that Python can see where a line runs before a browser does.

An edge is a quadratic Bézier from centre to centre. Its bend is stated as the signed distance between the middle of the
curve and the middle of the chord: positive to the right of the direction of travel, as seen on the screen (y grows
downwards). vis-network takes that as a type (``curvedCW`` or ``curvedCCW``) and a roundness.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

__all__ = ["DENSE", "SAMPLES", "Floats", "curve", "roundness", "via"]

Floats = npt.NDArray[np.float64]
SAMPLES, DENSE = 41, 161  # points along a curve: to weigh one up, and to make sure of it


def _bend(r: float) -> float:
    """Bend per unit of length that a roundness gives: half the control point's distance from the chord."""
    return 0.5 * (0.5 + 0.5 * r) * math.sin(r * math.pi / 2)


def roundness(length: float, bend: float) -> float:
    """Roundness (0 to 1, three decimals) that bends a chord of ``length`` by ``abs(bend)``."""
    if length <= 0:
        return 0.0
    wanted, low, high = min(abs(bend) / length, 0.5), 0.0, 1.0
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if _bend(middle) < wanted else (low, middle)
    return round((low + high) / 2, 3)


def via(start: tuple[float, float], end: tuple[float, float], bend: float) -> tuple[float, float]:
    """The control point that vis-network computes for this bend."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    r = roundness(length, bend)
    angle = math.atan2(-dy, dx) + (math.copysign(0.5 * r, -bend) + 0.5) * math.pi
    reach = (0.5 + 0.5 * r) * length
    return (start[0] + reach * math.sin(angle), start[1] + reach * math.cos(angle))


@lru_cache(maxsize=4)
def _weights(samples: int) -> Floats:
    t = np.linspace(0.0, 1.0, samples)
    return np.stack([(1 - t) ** 2, 2 * t * (1 - t), t**2], axis=1)


def curve(start: tuple[float, float], end: tuple[float, float], bend: float, samples: int = SAMPLES) -> Floats:
    """Points along the curve, samples x 2; the middle one is where a click or a label goes."""
    points: Floats = _weights(samples) @ np.array([start, via(start, end, bend), end])
    return points
