"""What closes a state besides its own claims: a declared rival with a date, a successor, an acquisition.

Only where the ontology says that there is one at a time (a functional relation, a functional role), and only where
dates say which came later. Rivals without dates stand side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace

from kg.derive.days import days, in_order
from kg.derive.events import Event
from kg.derive.settings import Settings
from kg.derive.tenures import Held
from kg.model import PartialDate

__all__ = ["close_by_event", "close_by_rival", "close_by_successor"]


def close_by_rival(held: Iterable[Held], key: Callable[[Held], Hashable | None], settings: Settings) -> list[Held]:
    """End each open state on the day that the next one of its ``key`` (None: no rivals) begins."""
    groups: dict[Hashable, list[Held]] = {}
    result: list[Held] = []
    for h in held:
        group = key(h)
        if group is None:
            result.append(h)
        else:
            groups.setdefault(group, []).append(h)
    for members in groups.values():
        result += _closed(members, settings)
    return result


def _closed(members: Sequence[Held], settings: Settings) -> list[Held]:
    begun = [h for h in members if h.fact.status == "asserted" and days(h.fact.since)]
    begun.sort(key=lambda h: (_since(h), h.fact.id))
    result = []
    for h in members:
        known = _last_known(h)
        later = (r for r in begun if _ends(r) != _ends(h) and _since(r) > _since(h) and known is not None)
        rival = next((r for r in later if known is not None and known <= _since(r) + settings.stale_window), None)
        result.append(_until(h, rival.fact.since, rival.fact.derived_from) if rival and _is_open(h) else h)
    return result


def close_by_successor(held: Sequence[Held], successions: Iterable[Event], settings: Settings) -> list[Held]:
    """End the predecessor's tenure where both held one role that only one can hold at one organisation."""
    posts = _posts(held, settings)
    result = list(held)
    for event in sorted(successions, key=lambda e: (e.day or 0, e.fact.id)):
        old, new = posts.get(event.fact.object, {}), posts.get(event.fact.subject, {})
        for post in sorted(old.keys() & new.keys()) if event.fact.status == "asserted" else ():
            starts = (held[j].fact.since for j in new[post])
            date = event.fact.date or next((s for s in starts if s), None)
            for i in old[post]:
                if _is_open(result[i]) and _not_after(held[i], event.day, settings.stale_window):
                    result[i] = _until(result[i], date, (event.fact.id,))
    return result


def _posts(held: Sequence[Held], settings: Settings) -> dict[str, dict[tuple[str, str], list[int]]]:
    """Person -> (organisation, role that one holds at a time) -> places in ``held``."""
    posts: dict[str, dict[tuple[str, str], list[int]]] = {}
    for i, h in enumerate(held):
        norm = h.fact.role.norm if h.fact.role else None
        if norm in settings.functional_roles:
            posts.setdefault(h.fact.subject, {}).setdefault((h.fact.object, str(norm)), []).append(i)
    return posts


def close_by_event(held: Iterable[Held], events: Iterable[Event], settings: Settings) -> list[Held]:
    """End what the object of an event (the acquired) was to another than its subject (the buyer)."""
    by_object: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda e: (e.day or 0, e.fact.id)):
        if event.fact.status == "asserted":
            by_object.setdefault(event.fact.object, []).append(event)
    return [_bought(h, by_object.get(h.fact.subject, ()), settings.stale_window) for h in held]


def _bought(h: Held, events: Iterable[Event], window: int) -> Held:
    for event in events:
        begun_later = event.day is not None and _since(h) > event.day
        if event.fact.subject != h.fact.object and not begun_later and _not_after(h, event.day, window):
            return _until(h, event.fact.date, (event.fact.id,)) if _is_open(h) else h
    return h


def _not_after(h: Held, day: int | None, window: int) -> bool:
    """Whether the last article that calls it current is no later than ``day``, but for stale wording."""
    known = _last_known(h)
    return day is not None and known is not None and known <= day + window


def _last_known(h: Held) -> int | None:
    told = [s.told.first for s in h.said if s.firm and s.told and s.claim.tense != "past"]
    return max(told, default=None)


def _since(h: Held) -> int:
    begin = days(h.fact.since)
    return begin.first if begin else 0


def _ends(h: Held) -> tuple[str, str]:
    return (h.fact.subject, h.fact.object)


def _is_open(h: Held) -> bool:
    return h.fact.until is None and not h.fact.ended and h.fact.status in ("asserted", "announced", "contested")


def _until(h: Held, date: PartialDate | None, events: Iterable[str]) -> Held:
    date = date if in_order(h.fact.since, date) else None
    derived = tuple(sorted({*h.fact.derived_from, *events}))
    return replace(h, fact=replace(h.fact, until=date, ended=date is None, derived_from=derived))
