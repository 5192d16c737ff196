"""Where companies stand: the busiest in the centre, the others around it, the busier the nearer.

The direction in which a company lies follows from its name alone (`landmarks.yaml`, or a hash), so that it lies in the
same direction on the map of every graph: others only make it give way a little. Nobody overtakes anybody, so their
order around the centre is always the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from kg.model import digest
from kg.page.curves import Floats
from kg.yamltext import yaml_value

__all__ = ["Anchor", "anchors", "direction", "is_landmark", "turn"]

_EVEN = 0.55  # the least gap between neighbours, as a share of the gap that they would all have if it were equal
_INNER = 0.68  # radius of the busiest on the ring, as a share of that of the least busy
_AIR = (26.0, 22.0)  # between two companies
_STEPS, _WIDER, _GROWTH = 240, 30, 1.05


@dataclass(frozen=True, slots=True)
class Anchor:
    """A company to be placed, how many lines it has, and half the width and height of its box."""

    id: str
    name: str
    lines: int
    half: tuple[float, float]


def turn(name: str, what: str = "turn") -> float:
    """A number from 0 up to 1 that follows from a name alone; ``what`` tells several of them apart."""
    return int(digest(what, name)[:8], 16) / 2**32


def direction(name: str) -> float:
    """In which direction from the centre a company lies: 0 is to the right, a quarter is below."""
    listed = _landmarks()
    return listed[name] if name in listed else turn(name)


def is_landmark(name: str) -> bool:
    """Whether it is one of the well-known companies, which lie in the same direction on every map."""
    return name in _landmarks()


@lru_cache(maxsize=1)
def _landmarks() -> dict[str, float]:
    parts = yaml_value(Path(__file__).with_name("landmarks.yaml").read_text("utf-8"))
    return {
        name: (i + (j + 0.5) / len(part)) / len(parts) for i, part in enumerate(parts) for j, name in enumerate(part)
    }


def anchors(companies: Sequence[Anchor], radii: tuple[float, float]) -> dict[str, tuple[float, float]]:
    """A place for each company, as offsets from the centre; the first is in it, the others within ``radii``."""
    if len(companies) < 2:
        return {a.id: (0.0, 0.0) for a in companies}
    ring = sorted(companies[1:], key=lambda a: (direction(a.name), a.id))
    homes = np.array([direction(a.name) for a in ring])
    reach = _reach(np.array([float(max(a.lines, 1)) for a in ring]))
    half = np.array([a.half for a in ring]).reshape(-1, 2)
    gaps = np.full(len(ring), _EVEN / max(len(ring), 1))
    at = _around(homes, reach, radii)
    for _ in range(_WIDER):
        at = _around(_spaced(homes, gaps), reach, radii)
        crowded = _crowded(at, half)
        if not crowded.any():
            break
        gaps = np.where(crowded, gaps * _GROWTH, gaps)
        gaps *= min(1.0, 0.98 / gaps.sum())
    return {companies[0].id: (0.0, 0.0), **{a.id: (float(p[0]), float(p[1])) for a, p in zip(ring, at, strict=True)}}


def _reach(lines: Floats) -> Floats:
    """Share of the radius for each: 1 for those with the fewest lines, less the more others have fewer.

    Smooth in the numbers, so that a line more moves nobody far.
    """
    if not len(lines):
        return lines
    busier = np.log2(lines)[:, None] - np.log2(lines)[None, :]
    share = (1 / (1 + np.exp(-1.5 * busier))).mean(axis=1)
    result: Floats = 1 - (1 - _INNER) * np.clip(1.25 * share - 0.25, 0, 1)
    return result


def _spaced(homes: Floats, gaps: Floats) -> Floats:
    """``homes`` (sorted, on a circle of length 1) moved apart until each is ``gaps`` before the next."""
    at = homes.copy()
    for step in range(_STEPS):
        if step < _STEPS * 3 // 4:
            at += 0.04 * (homes - at)
        missing = np.maximum(gaps - (np.roll(at, -1) - at), 0)
        missing[-1] = max(gaps[-1] - (at[0] + 1 - at[-1]), 0)
        at += 0.45 * (np.roll(missing, 1) - missing)
    return at


def _around(turns: Floats, reach: Floats, radii: tuple[float, float]) -> Floats:
    """Points on rounded rectangles (superellipses): ``turns`` are shares of the way round, from the right."""
    angles = np.linspace(0.0, 2 * math.pi, 1441)
    cos, sin = np.cos(angles), np.sin(angles)
    x, y = radii[0] * np.sign(cos) * np.abs(cos) ** 0.8, radii[1] * np.sign(sin) * np.abs(sin) ** 0.8
    travelled = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    stops = np.mod(turns, 1.0) * travelled[-1]
    result: Floats = np.stack([np.interp(stops, travelled, x), np.interp(stops, travelled, y)], axis=1) * reach[:, None]
    return result


def _crowded(at: Floats, half: Floats) -> Floats:
    """For each, whether it or one of its two neighbours would overlap the other."""
    after = np.roll(at, -1, axis=0)
    room = half + np.roll(half, -1, axis=0) + np.array(_AIR)
    hits: Floats = np.all(np.abs(after - at) < room, axis=1)
    return hits
