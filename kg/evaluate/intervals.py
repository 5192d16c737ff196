"""95 % intervals: what the figures could be on other articles like these.

Precision and recall are shares: their interval is Wilson's (Wilson 1927, JASA 22:209-212), which Brown, Cai and
DasGupta (2001, Statistical Science 16:101-133) recommend for small counts. F1 is no share, and the triples of one
article stand or fall together: its interval is the percentile bootstrap over documents (Efron and Tibshirani 1993,
chapter 13).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import sqrt
from typing import Any

__all__ = ["Interval", "f1", "f1_interval", "wilson"]

Interval = tuple[float, float]
Counts = tuple[int, int, int]

_Z = 1.959963984540054  # two-sided 95 % of the normal distribution
_RESAMPLES = 1000
_SEED = 20231117  # fixed: the same predictions give the same report


def wilson(hits: int, of: int) -> Interval | None:
    """Wilson's interval for a share, or None for a share of nothing."""
    if not of:
        return None
    share, z2 = hits / of, _Z * _Z
    centre = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z / (1 + z2 / of) * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return max(0.0, centre - half), min(1.0, centre + half)


def f1(tp: int, fp: int, fn: int) -> float | None:
    """Harmonic mean of precision and recall, or None where there is nothing to find and nothing was claimed."""
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else None


def f1_interval(counts: Sequence[Counts]) -> Interval | None:
    """The bootstrap interval of F1 from (tp, fp, fn) per document; None below two documents."""
    if len(counts) < 2:
        return None
    import numpy as np

    totals = _weights(len(counts)) @ np.asarray(counts, dtype=np.int64)
    values = sorted(v for tp, fp, fn in totals.tolist() if (v := f1(tp, fp, fn)) is not None)
    if not values:
        return None
    last = len(values) - 1
    return values[round(0.025 * last)], values[round(0.975 * last)]


@lru_cache(maxsize=8)
def _weights(documents: int) -> Any:
    """How often each resample draws each document. Python's generator: its stream is the same in every version."""
    import numpy as np

    draw = random.Random(_SEED)  # noqa: S311 (no secret)
    samples = (Counter(draw.choices(range(documents), k=documents)) for _ in range(_RESAMPLES))
    return np.asarray([[sample[d] for d in range(documents)] for sample in samples], dtype=np.int64)
