"""One date, role, manner and amount out of what several claims say."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from kg.derive.evidence import Said
from kg.model import Amount, PartialDate, Role

__all__ = ["amount", "best_date", "manner", "role", "role_key", "stake"]

T = TypeVar("T", bound=Hashable)
_RANK = {"asserted": 0, "announced": 1, "rumoured": 2, "speculated": 3, "denied": 4}
_PRECISION = {"day": 0, "month": 1, "year": 2}


def best_date(said: Iterable[Said]) -> PartialDate | None:
    """From the firmest claims that have one: the most precise, then the most frequent, then the earliest."""
    dated = _firmest([s for s in said if s.claim.date and s.when])
    counts = _counts(dated, lambda s: s.claim.date)
    return min(counts, key=lambda d: (_PRECISION[d.precision], -counts[d], d.value), default=None)


def role(said: Iterable[Said]) -> Role | None:
    """A known role before free wording, then the most frequent, then the longest wording."""
    pool = _firmest([s for s in said if s.claim.role])
    keys = _counts(pool, lambda s: role_key(s.claim.role))
    if not keys:
        return None
    lengths = {
        k: max(len(s.claim.role.label) for s in pool if s.claim.role and role_key(s.claim.role) == k) for k in keys
    }
    known = {role_key(s.claim.role) for s in pool if s.claim.role and s.claim.role.norm}
    best = min(keys, key=lambda k: (k not in known, -keys[k], -lengths[k], k))
    wordings = _counts([s for s in pool if role_key(s.claim.role) == best], lambda s: s.claim.role)
    return min(wordings, key=lambda r: (-wordings[r], r.label, r.lang))


def role_key(of: Role | None) -> str | None:
    """What tells two roles apart: the normalised key, else the wording without case."""
    if of is None:
        return None
    return of.norm or f"{of.lang}:{' '.join(of.label.casefold().split())}"


def manner(said: Iterable[Said]) -> str | None:
    """The most frequent manner of the firmest claims that have one."""
    counts = _counts(_firmest([s for s in said if s.claim.manner]), lambda s: s.claim.manner)
    return min(counts, key=lambda m: (-counts[m], m), default=None)


def amount(said: Iterable[Said]) -> Amount | None:
    """From the firmest and then most confident claim that has one."""
    best = _surest([s for s in said if s.claim.amount])
    return best.claim.amount if best else None


def stake(said: Iterable[Said]) -> float | None:
    """Percent, from the firmest and then most confident claim that has one."""
    best = _surest([s for s in said if s.claim.stake is not None])
    return best.claim.stake if best else None


def _firmest(said: Sequence[Said]) -> list[Said]:
    best = min((_RANK[s.claim.status] for s in said), default=0)
    return [s for s in said if _RANK[s.claim.status] == best]


def _surest(said: Iterable[Said]) -> Said | None:
    return min(said, key=lambda s: (_RANK[s.claim.status], -s.claim.confidence, s.id), default=None)


def _counts(said: Iterable[Said], key: Callable[[Said], T | None]) -> dict[T, int]:
    """How many different sentences say each; a dispatch that ten papers copy is one sentence."""
    quotes: dict[T, set[str]] = {}
    for s in said:
        if (value := key(s)) is not None:
            quotes.setdefault(value, set()).add(" ".join(s.claim.quote.split()))
    return {value: len(q) for value, q in quotes.items()}
