"""What the words of a date mean: captured fields and an anchor -> a partial date, or None rather than a guess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kg.model import PartialDate

__all__ = ["Direction", "Fields", "Shift", "Unit", "complete", "day_of_month", "nth_weekday", "shifted", "weekday_day"]

Direction = Literal["near", "past", "future", "present", "this"]
Unit = Literal["day", "week", "month", "year", "decade"]
_RECENT = 62  # days within which a date without a year is surely the last one
_HALF_A_YEAR = 183
_MEMORY = 270  # beyond that, a past date without a year may as well be the next one


@dataclass(frozen=True, slots=True)
class Fields:
    """The parts of a date that a text names."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def filled(self, other: Fields) -> Fields:
        """Missing parts taken from the other end of a range (« du 17 au 22 novembre 2023 »)."""
        finer_missing = self.month is not None and self.day is None and other.day is not None and other.month is None
        day = other.day if finer_missing else self.day
        return Fields(self.year or other.year, self.month or other.month, day)


@dataclass(frozen=True, slots=True)
class Shift:
    """How far what a clause tells lies from what the sentence around it tells; ``by`` is negative for earlier.

    ``published``: the date, if the sentence around it speaks of the day of publication.
    """

    unit: Unit
    by: int
    published: PartialDate | None

    def from_date(self, anchor: PartialDate | None) -> PartialDate | None:
        return shifted(anchor, self.unit, self.by)


def exact(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """The date, or None if the calendar has no such day."""
    if month is None:
        return PartialDate(f"{year:04d}")
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return PartialDate(f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else ""))


def _day(value: PartialDate | None) -> date | None:
    return date.fromisoformat(value.value) if value is not None and value.precision == "day" else None


def of_day(day: date) -> PartialDate:
    return PartialDate(day.isoformat())


def _candidates(fields: Fields, around: int) -> Iterator[date]:
    """The day (or the month's first day) in the years around one."""
    for year in (around - 1, around, around + 1):
        if exact(year, fields.month, fields.day):
            yield date(year, fields.month or 1, fields.day or 1)


def complete(  # noqa: PLR0911 (a table of cases reads best as one return each)
    fields: Fields, published: PartialDate | None, context: PartialDate | None, direction: Direction
) -> PartialDate | None:
    """A date whose year the text may leave out.

    Without a year it is the last such date up to the publication, or the next one where a future cue stands by;
    when the last one lies far back, the year of the dated passage around it (``context``) decides, else nothing does.
    """
    if fields.year is not None:
        return exact(fields.year, fields.month, fields.day)
    now = date.fromisoformat(published.first_day) if published and published.precision != "year" else None
    follows = _following(fields, context)
    if now is None:
        return follows
    if fields.day is not None and published is not None and published.precision != "day":
        return follows
    past = max((c for c in _candidates(fields, now.year) if _not_after(c, now, fields)), default=None)
    future = min((c for c in _candidates(fields, now.year) if c > now), default=None)
    if direction == "future":
        same = past if past is not None and (past == now or _same_month(past, now, fields)) else future
        return exact(same.year, fields.month, fields.day) if same else None
    if direction == "present":  # "is leaving on August 3": the nearest, where one is much nearer
        return follows or _nearest(past, future, now, fields)
    if past is None:
        return None
    age = (now - past).days
    if direction != "past" and age > _RECENT and (follows is not None or age > _MEMORY):
        return follows
    return exact(past.year, fields.month, fields.day)


def _nearest(past: date | None, future: date | None, now: date, fields: Fields) -> PartialDate | None:
    """The one within half a year; this month and today count as past, at no distance."""
    near = [c for c in (past, future) if c is not None and abs((c - now).days) <= _HALF_A_YEAR]
    best = min(near, key=lambda c: 0 if _same_month(c, now, fields) else abs((c - now).days), default=None)
    return exact(best.year, fields.month, fields.day) if best else None


def _not_after(candidate: date, now: date, fields: Fields) -> bool:
    return candidate <= now if fields.day else (candidate.year, candidate.month) <= (now.year, now.month)


def _same_month(candidate: date, now: date, fields: Fields) -> bool:
    return fields.day is None and (candidate.year, candidate.month) == (now.year, now.month)


def _following(fields: Fields, context: PartialDate | None) -> PartialDate | None:
    """The date as a narrative goes on after ``context`` (at most half a year)."""
    if context is None or context.precision == "year":
        return None
    start = date.fromisoformat(context.first_day)
    month_start = start if fields.day else start.replace(day=1)
    nexts = [c for c in _candidates(fields, start.year) if 0 <= (c - month_start).days <= _HALF_A_YEAR]
    return exact(nexts[0].year, fields.month, fields.day) if nexts else None


def shifted(anchor: PartialDate | None, unit: Unit, by: int) -> PartialDate | None:
    """``by`` units from an anchor, at the unit's precision.

    There is no precision of a week: one that lies in a single month is that month, another one is None.
    """
    if anchor is None:
        return None
    try:
        if unit in ("day", "week"):
            start = _day(anchor)
            if start is None:
                return None
            return of_day(start + timedelta(days=by)) if unit == "day" else _week(start + timedelta(weeks=by))
        return _shifted_far(anchor, unit, by)
    except (OverflowError, ValueError):
        return None


def _shifted_far(anchor: PartialDate, unit: Unit, by: int) -> PartialDate | None:
    year = int(anchor.value[:4])
    if unit == "month":
        if anchor.precision == "year":
            return None
        months = year * 12 + int(anchor.value[5:7]) - 1 + by
        return exact(months // 12, months % 12 + 1)
    if unit == "decade" and by == 0:
        return None  # "this decade" names no year
    target = year + by * (10 if unit == "decade" else 1)
    return PartialDate(f"{target:04d}") if 1 <= target <= 9999 else None


def _week(day: date) -> PartialDate | None:
    monday = day - timedelta(days=day.weekday())
    sunday = monday + timedelta(days=6)
    return exact(monday.year, monday.month) if monday.month == sunday.month else None


def nth_weekday(
    weekday: int, published: PartialDate | None, direction: Direction, *, strict: bool = False
) -> PartialDate | None:
    """The weekday before, after or in the week of the publication; ``strict`` leaves out the day itself."""
    now = _day(published)
    if now is None:
        return None
    if direction == "this":
        return of_day(now + timedelta(days=weekday - now.weekday()))
    ahead = (weekday - now.weekday()) % 7
    if direction == "future":
        return of_day(now + timedelta(days=7 if strict and ahead == 0 else ahead))
    back = (now.weekday() - weekday) % 7
    return of_day(now - timedelta(days=7 if strict and back == 0 else back))


def weekday_day(weekday: int, day: int, published: PartialDate | None, direction: Direction) -> PartialDate | None:
    """« vendredi 17 »: the nearest day up to 31 days off that is both, or None."""
    now = _day(published)
    if now is None:
        return None
    step = 1 if direction == "future" else -1
    days = (now + timedelta(days=step * n) for n in range(32))
    return next((of_day(d) for d in days if d.weekday() == weekday and d.day == day), None)


def day_of_month(day: int, context: PartialDate | None, published: PartialDate | None) -> PartialDate | None:
    """ "on the 22nd": of the last date's month, or the last 22nd up to the publication."""
    if context is not None and context.precision != "year":
        return exact(int(context.value[:4]), int(context.value[5:7]), day)
    now = _day(published)
    if now is None:
        return None
    days = (now - timedelta(days=n) for n in range(32))
    return next((of_day(d) for d in days if d.day == day), None)
