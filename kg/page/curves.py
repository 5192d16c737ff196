"""The curves that vis-network draws, so that Python can see where a line runs before a browser does.

An edge is a quadratic Bézier from centre to centre. Its bend is stated as the signed distance between the middle of the
curve and the middle of the chord: positive to the right of the direction of travel, as seen on the screen (y grows
downwards). vis-network takes that as a type (``curvedCW`` or ``curvedCCW``) and a roundness.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

__all__ = ["DENSE", "SAMPLES", "Floats", "curve", "curves", "roundness"]

Floats = npt.NDArray[np.float64]
Point = tuple[float, float]
SAMPLES, DENSE = 41, 161  # points along a curve: to weigh one up, and to make sure of it

_STEPS = 1000  # a roundness has three decimals
_ROUND = np.arange(_STEPS + 1) / _STEPS
# of vis-network's control point, for each roundness: how far along the chord it lies and how far aside, per its length
_ALONG = (0.5 + 0.5 * _ROUND) * np.cos(_ROUND * math.pi / 2)
_ASIDE = (0.5 + 0.5 * _ROUND) * np.sin(_ROUND * math.pi / 2)
_HALFWAY = _ROUND[:-1] + 0.5 / _STEPS
_BENDS = 0.5 * (0.5 + 0.5 * _HALFWAY) * np.sin(_HALFWAY * math.pi / 2)  # where the nearest roundness changes


def _nearest(length: float, bends: Floats) -> npt.NDArray[np.int64]:
    """Thousandths of roundness that bend a chord of ``length`` by the absolute values of ``bends``."""
    if length <= 0:
        return np.zeros(len(bends), np.int64)
    return np.searchsorted(_BENDS, np.minimum(np.abs(bends) / length, 0.5)).astype(np.int64)


def roundness(length: float, bend: float) -> float:
    """Roundness (0 to 1, three decimals) that bends a chord of ``length`` by ``abs(bend)``."""
    return int(_nearest(length, np.array([bend]))[0]) / _STEPS


@lru_cache(maxsize=4)
def _weights(samples: int) -> tuple[Floats, Floats]:
    t = np.linspace(0.0, 1.0, samples)
    return 2 * t * (1 - t), t**2


def curves(start: Point, end: Point, bends: Sequence[float] | Floats, samples: int = SAMPLES) -> Floats:
    """Points along the curves with each of ``bends``, bends x samples x 2."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    signed = np.asarray(bends, np.float64)
    rounds = _nearest(math.hypot(dx, dy), signed)
    control, finish = _weights(samples)
    along = _ALONG[rounds][:, None] * control + finish
    aside = (np.copysign(_ASIDE[rounds], signed))[:, None] * control
    return np.stack([start[0] + along * dx - aside * dy, start[1] + along * dy + aside * dx], axis=2)


def curve(start: Point, end: Point, bend: float, samples: int = SAMPLES) -> Floats:
    """Points along one curve, samples x 2; the middle one is where a click or a label goes."""
    points: Floats = curves(start, end, [bend], samples)[0]
    return points
