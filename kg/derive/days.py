"""Partial dates as ranges of days, counted from 1 January of the year 1."""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kg.model import PartialDate

__all__ = ["Days", "days", "in_order"]


class Days(NamedTuple):
    """First and last day (both included) that a date may mean."""

    first: int
    last: int

    def apart(self, other: Days) -> int:
        """Days between two ranges; 0 where they overlap."""
        return max(0, other.first - self.last, self.first - other.last)


def in_order(since: PartialDate | None, until: PartialDate | None) -> bool:
    """Whether a state may begin and end so: ``2019-06`` and ``2019`` are in order, as far as both are known."""
    if since is None or until is None:
        return True
    known = min(len(since.value), len(until.value))
    return since.value[:known] <= until.value[:known]


def days(when: PartialDate | None) -> Days | None:
    """The range of a date; None for no date, or for one that no calendar has (``2023-02-30``)."""
    return _days(when.value) if when else None


@lru_cache(maxsize=65_536)
def _days(value: str) -> Days | None:
    try:
        year, month, day = (int(p) for p in (value + "-0-0").split("-")[:3])
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except ValueError:
        return None
    return Days(first.toordinal(), last.toordinal())
