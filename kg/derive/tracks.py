"""Positions that come and go apart: the working post, and each role that goes with a position elsewhere.

A seat on the board may be taken up before a post and kept after it, so it has spells of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.derive.events import Event
from kg.derive.evidence import Said
from kg.derive.settings import Settings
from kg.model import Role

__all__ = ["Track", "tracks"]


@dataclass(frozen=True, slots=True)
class Track:
    """What concerns one additive role at one organisation, or (``role`` None) the working post with all its roles."""

    role: str | None
    works: Sequence[Said]
    opens: Sequence[Event]
    closes: Sequence[Event]

    def holds(self, key: str | None) -> bool:
        """Whether a post of that role belongs here; a leaving without a role ends a seat but tells of none."""
        return self.role is None or key == self.role


def tracks(works: Sequence[Said], opens: Sequence[Event], closes: Sequence[Event], settings: Settings) -> list[Track]:
    """The tracks of one person at one organisation. Leaving it altogether ends each of them.

    A leaving without a role makes no track of its own where another one has something to end.
    """
    roles = [s.claim.role for s in works] + [e.fact.role for e in opens] + [e.fact.role for e in closes if e.fact.role]
    claimed = {_track(r, settings) for r in roles} or {None}
    return [
        Track(
            role,
            [s for s in works if _track(s.claim.role, settings) == role],
            [e for e in opens if _track(e.fact.role, settings) == role],
            [e for e in closes if e.fact.role is None or _track(e.fact.role, settings) == role],
        )
        for role in _sorted(claimed)
    ]


def _track(role: Role | None, settings: Settings) -> str | None:
    return role.norm if role is not None and role.norm in settings.additive_roles else None


def _sorted(roles: Iterable[str | None]) -> list[str | None]:
    return sorted(roles, key=lambda r: r or "")
