"""To which spell each claim of a position belongs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.derive.cluster import clusters
from kg.derive.evidence import Said
from kg.derive.settings import Settings
from kg.derive.spells import Spell, order
from kg.derive.summary import best_date

__all__ = ["place_positions"]


def place_positions(spells: list[Spell], works: Iterable[Said], settings: Settings) -> list[Spell]:
    """Put every claim into a spell, making new ones where none fits; sorted by time.

    A position since a day that no spell covers makes a spell from that day. A position held when its article appeared
    is the spell that covers that day, or one that ended just before (articles go on calling people by their last
    post), or one with an unknown start. A past position is a spell that is over.
    """
    rest: list[Said] = []
    since: list[Said] = []
    for said in sorted(works, key=lambda s: s.id):
        spell = _dated(spells, said, settings) if said.when else None
        if spell:
            spell.works.append(said)
        else:
            (since if said.when and said.claim.tense != "past" else rest).append(said)
    spells = sorted([*spells, *(_own_since(c, spells) for c in clusters(since, settings))], key=order)
    left = [said for said in rest if not _undated(spells, said, settings)]
    return sorted([*spells, *_own_unknown(spells, left)], key=order)


def _dated(spells: Sequence[Spell], said: Said, settings: Settings) -> Spell | None:
    """The last spell that begins then or covers the day; for a past position, the last that held then."""
    when = said.when
    if when is None:
        return None
    latest = list(reversed(spells))
    if said.claim.tense == "past":
        return next((s for s in latest if s.overlaps(when) and not s.undone), None)
    begun = [s for s in latest if s.begins and s.begins.apart(when) <= settings.event_window]
    return next(iter(begun), None) or next((s for s in latest if s.covers(when.last) and not s.undone), None)


def _own_since(cluster: list[Said], spells: Sequence[Spell]) -> Spell:
    """A spell from a day that no other covers.

    It is over if a later one begins that had not begun when its last article appeared; else the two are rivals.
    """
    since = best_date(cluster)
    starts = min((s.when.first for s in cluster if s.when), default=None)
    told = max((s.told.last for s in cluster if s.told), default=None)
    later = [s.starts for s in spells if s.starts is not None and starts is not None and s.starts > starts]
    over = told is not None and bool(later) and told < min(later)
    return Spell(works=list(cluster), since=since, over=over, starts=starts, ends=min(later) if over else None)


def _undated(spells: Sequence[Spell], said: Said, settings: Settings) -> bool:
    """Put a claim into the spell that its article's date speaks for; False if there is none."""
    day = said.when.first if said.when else said.told.first if said.told else None
    real = [s for s in spells if not s.undone]
    past = said.claim.tense == "past"
    if day is None:
        fits = [s for s in real if past or s.open] or real
    elif past:
        fits = [s for s in real if s.ends is not None and s.ends <= day] or [s for s in real if s.covers(day)]
    else:
        fits = [s for s in spells if s.covers(day)] or [s for s in spells if s.ended_by(day, settings.stale_window)]
    if fits:
        fits[-1].works.append(said)
    return bool(fits)


def _own_unknown(spells: Sequence[Spell], left: Sequence[Said]) -> list[Spell]:
    """Spells with an unknown start: one in each gap between the others, over before the next one begins."""
    gaps: dict[int, list[Said]] = {}
    real = [s for s in spells if not s.undone]
    for said in left:
        day = said.when.first if said.when else said.told.first if said.told else 10**7
        gaps.setdefault(sum((s.starts or 0) <= day for s in real), []).append(said)
    return [_own(works, real[index] if index < len(real) else None) for index, works in sorted(gaps.items())]


def _own(works: list[Said], following: Spell | None) -> Spell:
    return Spell(works=works, over=following is not None, ends=following.starts if following else None)
