"""Which claims of one relation about one pair are about one event.

Claims dated by the day come first and make the events; those dated by month or year join an event inside it; those
without a date join the nearest by the date of their article, and one that looks back ("had left", "a former chief of")
the nearest that had happened by then, however far.
Nothing depends on the order of claims.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from kg.derive.days import Days
from kg.derive.evidence import Said
from kg.derive.settings import Settings

__all__ = ["clusters"]

Cluster = list[Said]
_NEVER = 10**9  # days to an event that is not there: farther than every window


def clusters(said: Sequence[Said], settings: Settings, opposite: Iterable[Said] = ()) -> list[Cluster]:
    """Events of one pair, each as its claims.

    ``opposite`` are claims of the event that lies between two of these (a leaving between two joinings).
    """
    firm = [s for s in opposite if s.firm]
    turns = sorted({_first(s) for s in firm if _length(s) == 1})
    found = _by_day([s for s in said if _length(s) == 1], settings.event_window, turns)
    for longest in (31, 366):
        coarse = [s for s in said if s.when and _length(s) > 1 and (_length(s) <= 31) == (longest == 31)]
        found = _by_range(coarse, found)
    undated = [s for s in said if s.when is None]
    once = bool(said) and said[0].claim.relation in settings.once
    rest, found = _undated(undated, found, settings.undated_window, once=once)
    turns = sorted({*turns, *(s.told.first for s in firm if s.told and not s.when)})
    return [*found, *_parted(rest, settings.undated_window, turns)]


def _length(said: Said) -> int:
    return said.when.last - said.when.first + 1 if said.when else 0


def _by_day(said: Iterable[Said], window: int, turns: Sequence[int]) -> list[Cluster]:
    """A chain of days would grow without end, so each event reaches ``window`` days from its first."""
    found: list[Cluster] = []
    first = last = 0
    for s in sorted(said, key=lambda s: (_first(s), s.id)):
        day = _first(s)
        if not found or day - first > window or _between(turns, last, day):
            found.append([])
            first = day
        found[-1].append(s)
        last = day
    return found


def _first(said: Said) -> int:
    return said.when.first if said.when else 0


def _between(turns: Sequence[int], start: int, end: int) -> bool:
    """Whether a turn lies strictly between two days."""
    after = bisect_right(turns, start)
    return after < len(turns) and turns[after] < end


def _by_range(said: Sequence[Said], found: list[Cluster]) -> list[Cluster]:
    """A month or year joins the event inside it whose days are nearest to its article; without one, it is an event."""
    ranges = [_ranges(c) for c in found]
    joined = [list(c) for c in found]
    own: dict[Days, Cluster] = {}
    for s in said:
        inside = [i for i, r in enumerate(ranges) if s.when and any(s.when.apart(x) == 0 for x in r)]
        if inside:
            joined[min(inside, key=lambda i: (_distance(s.told, ranges[i]), i))].append(s)
        elif s.when:
            own.setdefault(s.when, []).append(s)
    return [*joined, *(own[r] for r in sorted(own))]


def _ranges(cluster: Cluster) -> list[Days]:
    return sorted({s.when for s in cluster if s.when})


def _distance(told: Days | None, ranges: Iterable[Days]) -> int:
    """Days from an article to the nearest of ``ranges``; 0 for an article without a date, which is near to none."""
    return min((told.apart(r) for r in ranges), default=0) if told else 0


def _undated(said: Sequence[Said], found: list[Cluster], window: int, *, once: bool) -> tuple[Cluster, list[Cluster]]:
    """Claims too far from every event, and the events with the others."""
    near = [_ranges(c) + _news(c, window) for c in found]
    joined = [list(c) for c in found]
    rest: Cluster = []
    nearest: dict[tuple[Days | None, bool], tuple[int, int]] = {}
    for s in said:
        back = s.claim.tense == "past"  # speaks of what was told before
        key = (s.told, back)
        if key not in nearest:
            distances = ((_distance(s.told, d), i) for i, d in enumerate(near) if not back or _begun(d, s.told))
            nearest[key] = min(distances, default=(_NEVER, 0))
        distance, best = nearest[key]
        within = distance <= window if s.told else len(near) == 1
        known = distance < _NEVER and (once or back)
        (joined[best] if near and (known or within) else rest).append(s)
    return rest, joined


def _begun(event: Sequence[Days], told: Days | None) -> bool:
    return told is None or any(d.first <= told.last for d in event)


def _news(cluster: Cluster, window: int) -> list[Days]:
    """Dates of the articles that told the event as news (or ahead), not of those that look back on it."""
    told = {s.told for s in cluster if s.told and s.when and (s.when.last >= s.told.first - window)}
    return sorted(told)


def _parted(said: Cluster, window: int, turns: Sequence[int]) -> list[Cluster]:
    """Claims without a date, far from every event: one event, unless its opposite lies in a long gap between them."""
    found: list[Cluster] = []
    last = 0
    for s in sorted(said, key=lambda s: (s.told is None, s.told or Days(0, 0), s.id)):
        day = s.told.first if s.told else last
        if not found or (day - last > window and _between(turns, last, day)):
            found.append([])
        found[-1].append(s)
        last = day
    return found
