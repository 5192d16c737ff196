"""A person's spells at one organisation: from joinings, leavings, and what is said of positions held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.derive.days import Days, days, in_order
from kg.derive.events import Event
from kg.derive.evidence import Said, first_published
from kg.model import PartialDate

__all__ = ["Spell", "order", "spells_from_events"]


@dataclass(slots=True)
class Spell:
    """One stay, while it is put together. ``over``: it ended, on a day that no claim gives.

    ``starts`` and ``ends`` (exclusive) bound the days on which it may be said to hold; None is without bound.
    ``after`` is the end of the spell before, so that an unknown start does not reach across it.
    """

    opening: list[Event] = field(default_factory=list)
    closing: list[Event] = field(default_factory=list)
    works: list[Said] = field(default_factory=list)
    since: PartialDate | None = None
    until: PartialDate | None = None
    over: bool = False
    undone: bool = False
    undone_by: Event | None = None
    starts: int | None = None
    ends: int | None = None
    after: int | None = None

    @property
    def open(self) -> bool:
        return self.until is None and not self.over

    @property
    def begins(self) -> Days | None:
        return days(self.since)

    def covers(self, day: int) -> bool:
        """Whether something said to hold on ``day`` may be about this spell."""
        return self._begun(day) and (self.ends is None or day < self.ends)

    def overlaps(self, when: Days) -> bool:
        """Whether it may have held within ``when``, its last day included."""
        return self._begun(when.last) and (self.ends is None or when.first <= self.ends)

    def _begun(self, day: int) -> bool:
        if self.begins is None:
            return self.after is None or self.after <= day
        told = first_published(s for e in self.opening for s in e.said)  # announced ahead, it is spoken of already
        return day >= min(d for d in (self.begins.first, told) if d is not None)

    def ended_by(self, day: int, window: int) -> bool:
        """Whether it ended at most ``window`` days before ``day``."""
        return self.ends is not None and 0 <= day - self.ends <= window


def spells_from_events(opens: Sequence[Event], closes: Iterable[Event], joinings: Mapping[str, Event]) -> list[Spell]:
    """Spells in the order of time. ``joinings`` are all events that may have undone one of ``opens``, by fact id.

    A joining opens a spell and a leaving closes the one before it; a leaving without a joining closes a spell with an
    unknown start. A departure announced without a day closes nothing yet.
    """
    spells: list[Spell] = []
    for event, is_closing in _in_order(opens, closes):
        (_close if is_closing else _open)(spells, event)
    spells += [_undone(e, joinings.get(e.fact.reversed_by or "")) for e in opens if e.fact.status == "reversed"]
    return sorted(spells, key=order)


def order(spell: Spell) -> tuple[int, int, str]:
    """By the first day that counts for a spell; an unknown one by its end."""
    first = spell.starts if spell.starts is not None else (spell.ends or 0) - 1 if spell.ends else 0
    events = [e.fact.id for e in (*spell.opening, *spell.closing)] or [s.id for s in spell.works]
    return (first, spell.undone, min(events, default=""))


def _in_order(opens: Iterable[Event], closes: Iterable[Event]) -> list[tuple[Event, bool]]:
    """Joinings by the first day they may mean, leavings by the last: who joined and left in 2019 did so in order."""
    moves = [(_start(e), False, e.fact.id, e) for e in opens if e.real]
    moves += [(_end(e), True, e.fact.id, e) for e in closes if e.real and _takes_effect(e)]
    return [(e, is_closing) for *_, is_closing, _, e in sorted(moves, key=lambda m: m[:3])]


def _start(event: Event) -> int:
    return event.day if event.day is not None else 0


def _end(event: Event) -> int:
    return event.when.last if event.when else event.told if event.told is not None else 10**7


def _takes_effect(event: Event) -> bool:
    return event.when is not None or any(s.claim.status == "asserted" for s in event.said)


def _open(spells: list[Spell], event: Event) -> None:
    current = spells[-1] if spells and spells[-1].open else None
    if current and event.when is None:
        current.opening.append(event)  # told again without a date: no second joining
        return
    if current:  # joined on another day without a leaving in between: that leaving is not on record
        current.over, current.ends = True, event.day
    spells.append(Spell(opening=[event], since=event.fact.date, starts=event.day, after=_last_end(spells)))


def _close(spells: list[Spell], event: Event) -> None:
    last = spells[-1] if spells else None
    if last and not last.open and event.when is None:
        last.closing.append(event)  # still the former employee of the last spell
        return
    if last is None or not last.open:
        spells.append(Spell(after=_last_end(spells)))
    spell = spells[-1]
    spell.closing.append(event)
    spell.until, spell.over = event.fact.date, event.when is None
    spell.ends = _day_after(event)


def _last_end(spells: Sequence[Spell]) -> int | None:
    return spells[-1].ends if spells else None


def _day_after(event: Event) -> int | None:
    """The first day on which the spell is over: the day of leaving itself, the day after a month or year of leaving."""
    if event.when is None:
        return event.told
    return event.when.first if event.when.first == event.when.last else event.when.last + 1


def _undone(event: Event, rival: Event | None) -> Spell:
    """A spell that never began: it counts as announced until the event that undid it, or until the denial."""
    until = rival.fact.date if rival and in_order(event.fact.date, rival.fact.date) else None
    denied = max((s.told.last for s in event.said if s.denied and s.told), default=event.day)
    return Spell(
        opening=[event],
        since=event.fact.date,
        until=until,
        over=until is None,
        undone=True,
        undone_by=rival,
        starts=event.news,
        ends=rival.news if rival else denied,
    )
