"""Where companies stand: the busiest in the centre, the others around it, those that share people side by side.

The slots depend on the number of companies only; which company takes which is improved by exchanging pairs until no
exchange shortens the lines between them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from kg.page.curves import Floats

__all__ = ["anchors"]

Ties = Mapping[tuple[str, str], float]
_SPACE = 165.0  # along a ring, from company to company
_RINGS = ((1.0,), (1.0, 0.56), (1.0, 0.68, 0.38), (1.0, 0.76, 0.53, 0.3))


def anchors(
    companies: Sequence[str], ties: Ties, size: tuple[float, float], margin: tuple[float, float]
) -> dict[str, tuple[float, float]]:
    """A place for each company, as offsets from the centre of a canvas of ``size``.

    ``companies`` come busiest first; ``ties`` weigh how much two of them belong together (both orders present);
    ``margin`` is kept free inside the canvas's border.
    """
    if not companies:
        return {}
    radii = (size[0] / 2 - margin[0], size[1] / 2 - margin[1])
    slots = np.array([(0.0, 0.0), *_ring_slots(len(companies) - 1, radii)])
    weights = np.array([[ties.get((a, b), 0.0) for b in companies] for a in companies])
    order = _exchanged(slots, weights)
    return {name: (float(slots[s][0]), float(slots[s][1])) for name, s in zip(companies, order, strict=True)}


def _ring_slots(count: int, radii: tuple[float, float]) -> list[tuple[float, float]]:
    if count <= 0:
        return []
    rings = next((r for r in _RINGS if sum(map(_room(radii), r)) >= count), _RINGS[-1])
    shares = _shares(count, [_room(radii)(f) for f in rings])
    slots: list[tuple[float, float]] = []
    for turn, (factor, share) in enumerate(zip(rings, shares, strict=True)):
        slots += _around(share, (radii[0] * factor, radii[1] * factor), turn % 2)
    return slots


def _room(radii: tuple[float, float]) -> Callable[[float], float]:
    perimeter = math.pi * (radii[0] + radii[1])
    return lambda factor: perimeter * factor / _SPACE


def _shares(count: int, rooms: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to ``rooms`` that add up to ``count``; the outer ring takes the rounding."""
    inner = [int(count * room / sum(rooms)) for room in rooms[1:]]
    return [count - sum(inner), *inner]


def _around(count: int, radii: tuple[float, float], odd: int) -> list[tuple[float, float]]:
    """``count`` points at equal distances along a rounded rectangle (a superellipse), the first to the right."""
    angles = np.linspace(0.0, 2 * math.pi, 721)
    cos, sin = np.cos(angles), np.sin(angles)
    x = radii[0] * np.sign(cos) * np.abs(cos) ** 0.8
    y = radii[1] * np.sign(sin) * np.abs(sin) ** 0.8
    travelled = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    stops = (np.arange(count) + 0.5 * odd) * travelled[-1] / max(count, 1)
    return list(zip(np.interp(stops, travelled, x).tolist(), np.interp(stops, travelled, y).tolist(), strict=True))


def _exchanged(slots: Floats, weights: Floats) -> list[int]:
    """Slot of each company. The first keeps the centre; the others change places while that shortens the ties."""
    apart = np.hypot(*(slots[:, None, :] - slots[None, :, :]).transpose(2, 0, 1))
    order = np.arange(len(slots))
    for _ in range(30):
        moved = False
        for i in range(1, len(slots)):
            gain, j = _best_exchange(i, order, weights, apart)
            if gain > 1e-6:
                order[i], order[j] = order[j], order[i]
                moved = True
        if not moved:
            break
    return [int(s) for s in order]


def _best_exchange(i: int, order: npt.NDArray[np.int64], weights: Floats, apart: Floats) -> tuple[float, int]:
    here = apart[order]  # company x slot
    now = (weights * here[:, order]).sum(axis=1)
    gains = np.full(len(order), -1.0)
    for j in range(1, len(order)):
        if j != i:
            there_i = weights[i] @ apart[order[j], order]
            there_j = weights[j] @ apart[order[i], order]
            # the tie between the two is as long after the exchange as before
            both = 2 * weights[i, j] * apart[order[i], order[j]]
            gains[j] = now[i] + now[j] - there_i - there_j - both
    best = int(np.argmax(np.round(gains, 6)))
    return float(gains[best]), best
