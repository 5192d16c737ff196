"""Ids of facts: hashes of what a fact is about, the same whatever the order of reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.derive.evidence import Said, first_published
from kg.model import digest

__all__ = ["FactKey", "fact_ids"]


@dataclass(frozen=True, slots=True)
class FactKey:
    """What a fact is about (class, relation, ends, role), its first date or "", and the claims about it."""

    about: tuple[str, ...]
    first_date: str
    said: Sequence[Said]


def fact_ids(keys: Sequence[FactKey]) -> list[str]:
    """An id for each of the facts of one pair.

    Facts that class, ends, role and first date do not tell apart (two spells with unknown starts) are told apart by
    their first publication and their smallest claim id.
    """
    plain = [(*k.about, k.first_date) for k in keys]
    counts = Counter(plain)
    return [digest(*p, *(_more(k) if counts[p] > 1 else ())) for p, k in zip(plain, keys, strict=True)]


def _more(key: FactKey) -> tuple[str, str]:
    return (str(first_published(key.said) or ""), min((s.id for s in key.said), default=""))
