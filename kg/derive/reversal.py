"""Joinings and leavings that were undone before they took effect.

A denial later than the announcement undoes it (``status``). So does, within a few days, where the two roles cannot go
together:

- the return to the organisation that the person had just left: it undoes the joining elsewhere, announced or reported;
- another joining: it undoes a joining that was only announced;
- the return to an organisation, for a departure from it that was announced for a later day.

A departure that took place stays: a later return begins a second spell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.derive.events import Event, Events
from kg.derive.settings import Settings

__all__ = ["Moves", "undo"]


class Moves:
    """Joinings and leavings by person, to look for the one that undoes another."""

    def __init__(self, events: Events, settings: Settings) -> None:
        self._settings = settings
        self._joinings = _by_person(events, settings.opens)
        self._leavings = _by_person(events, settings.closes)

    def undoing(self, person: str, organization: str, day: int | None, *, reported: bool) -> Event | None:
        """The joining elsewhere, not itself undone, that undoes one at ``organization`` on ``day``.

        ``reported``: an article says that the joining took place, so that only a return to the origin undoes it,
        and one that is dated or announced: a mere « returned » may look back on an earlier stay.
        """
        if day is None:
            return None
        later = [e for e in self._joinings.get(person, ()) if e.fact.object != organization and self._soon(day, e)]
        undoing = [e for e in later if self._undoes(e, day, reported=reported)]
        best = min(undoing, key=lambda e: (e.news or 0, e.fact.id), default=None)
        return None if best is None or self._left_between(person, organization, day, best.news or 0) else best

    def _soon(self, day: int, event: Event) -> bool:
        within = event.news is not None and 0 < event.news - day <= self._settings.reversal_window
        return within and event.real and not self.is_additive(event)

    def _undoes(self, event: Event, day: int, *, reported: bool) -> bool:
        is_return = any(
            e.real and e.fact.object == event.fact.object and _within(day, e.day, self._settings.origin_window)
            for e in self._leavings.get(event.fact.subject, ())
        )
        return (is_return and _is_news(event)) if reported else True

    def _left_between(self, person: str, organization: str, start: int, end: int) -> bool:
        return any(
            e.real and e.fact.object == organization and e.day is not None and start <= e.day <= end
            for e in self._leavings.get(person, ())
        )

    def is_additive(self, event: Event) -> bool:
        """Whether the role goes with another position."""
        role = event.fact.role
        return role is not None and role.norm in self._settings.additive_roles

    def replace(self, old: Event, new: Event) -> None:
        """Know an undone event as such, so that it undoes no other."""
        joinings = self._joinings.get(old.fact.subject, [])
        joinings[:] = [new if e is old else e for e in joinings]


def undo(events: Events, settings: Settings) -> tuple[Events, Moves]:
    """``events`` with those that another undoes marked as reversed."""
    moves = Moves(events, settings)
    changed: dict[str, Event] = {}
    joinings = [e for r in sorted(settings.opens) for es in events.get(r, {}).values() for e in es]
    # The latest first: what is itself undone undoes nothing.
    for event in sorted(joinings, key=lambda e: (-(e.news or 0), e.fact.id)):
        rival = _rival(event, moves)
        if rival:
            changed[event.fact.id] = _reversed(event, rival)
            moves.replace(event, changed[event.fact.id])
    changed.update(_departures(events, settings))
    return {r: {p: [changed.get(e.fact.id, e) for e in es] for p, es in ps.items()} for r, ps in events.items()}, moves


def _rival(event: Event, moves: Moves) -> Event | None:
    denied = event.fact.status == "reversed"  # a denial undid it already, but not what took its place
    if not (event.real or denied) or moves.is_additive(event):
        return None
    reported = any(s.claim.status == "asserted" for s in event.said)
    return moves.undoing(event.fact.subject, event.fact.object, event.news, reported=reported)


def _departures(events: Events, settings: Settings) -> Mapping[str, Event]:
    """Departures only announced, for a day after the return that undoes them."""
    changed = {}
    returns = {p: es for r in sorted(settings.opens) for p, es in events.get(r, {}).items()}
    for relation in sorted(settings.closes):
        for pair, leavings in events.get(relation, {}).items():
            for event in leavings:
                back = next((e for e in returns.get(pair, ()) if _keeps(event, e, settings.reversal_window)), None)
                if back:
                    changed[event.fact.id] = _reversed(event, back)
    return changed


def _keeps(leaving: Event, back: Event, window: int) -> bool:
    ahead = leaving.fact.status == "announced" and leaving.when is not None and leaving.told is not None
    if not ahead or not back.real or back.news is None or leaving.when is None or leaving.told is None:
        return False
    return 0 < back.news - leaving.told <= window and back.news < leaving.when.first


def _is_news(event: Event) -> bool:
    return event.when is not None or any(s.claim.status == "announced" for s in event.said)


def _reversed(event: Event, rival: Event) -> Event:
    return replace(event, fact=replace(event.fact, status="reversed", reversed_by=rival.fact.id))


def _within(day: int, before: int | None, window: int) -> bool:
    return before is not None and 0 <= day - before <= window


def _by_person(events: Events, relations: Iterable[str]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for relation in sorted(relations):
        for (person, _), es in events.get(relation, {}).items():
            found.setdefault(person, []).extend(es)
    return found
