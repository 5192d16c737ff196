"""Sketches of texts, by which copies of one dispatch are recognised without the texts.

A sketch holds the smallest hashes of the runs of four words of a text (bottom-k MinHash, Broder 1997): two tell what
share of their runs two texts have in common, give or take 0.09.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from hashlib import blake2b
from math import ceil

__all__ = ["COPY", "are_copies", "copies", "copies_again", "likeness", "text_sketch"]

COPY = 0.5  # from this likeness on, two articles are copies: retellings of one event share less than a tenth
_KEPT = 32
_RUN = 4
_DIGITS = 8
_WORD = re.compile(r"\w+")


def text_sketch(text: str) -> str:
    """Up to 32 hashes of eight hex digits, the smallest first; empty for a text without words."""
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))} if words else set()
    hashes = (blake2b(run.encode("utf-8", "surrogatepass"), digest_size=_DIGITS // 2).hexdigest() for run in runs)
    return "".join(sorted(set(hashes))[:_KEPT])


def likeness(one: str, other: str) -> float:
    """The share of runs that two texts have in common, from 0 to 1, by their sketches; 0 where one is empty."""
    return _likeness(_hashes(one), _hashes(other))


def _likeness(first: frozenset[str], second: frozenset[str]) -> float:
    shared = first & second
    if not shared:
        return 0.0
    smallest = sorted(first | second)[:_KEPT]
    return len(shared.intersection(smallest)) / len(smallest)


def are_copies(one: str, other: str) -> bool:
    """Whether two texts are that much alike, by their sketches."""
    return _are_copies(_hashes(one), _hashes(other))


def _are_copies(first: frozenset[str], second: frozenset[str]) -> bool:
    """Most pairs are told apart by a mere count."""
    shared = len(first & second)
    most = min(_KEPT, len(first) + len(second) - shared)
    return shared > 0 and shared >= COPY * most and _likeness(first, second) >= COPY


def copies(sketches: Mapping[str, str]) -> dict[str, set[str]]:
    """The copies of each text among the others, by their keys; texts that have none are left out.

    Only pairs are compared that share one of their rarer hashes. Two copies do: each has at least ``COPY`` of its
    hashes in common with the other, so that they cannot all be among its most widespread ones. A footer in all texts,
    then, does not make everything be compared with everything.
    """
    hashes = {key: _hashes(sketch) for key, sketch in sketches.items()}
    spread = Counter(h for kept in hashes.values() for h in kept)
    holders: dict[str, list[str]] = {}
    found: dict[str, set[str]] = {}
    for key, mine in hashes.items():
        rare_first = sorted(mine, key=lambda h: (spread[h], h))
        telling = rare_first[: len(rare_first) - ceil(COPY * len(rare_first)) + 1]
        for other in {other for h in telling for other in holders.get(h, ())}:
            if _are_copies(mine, hashes[other]):
                found.setdefault(key, set()).add(other)
                found.setdefault(other, set()).add(key)
        for h in telling:
            holders.setdefault(h, []).append(key)
    return found


def copies_again(
    sketches: Mapping[str, str], earlier: Mapping[str, Collection[str]], changed: Collection[str]
) -> dict[str, set[str]]:
    """`copies`, where ``earlier`` is what it gave before some texts have ``changed``, come or gone.

    Each of these is compared with every other text, which pays where they are few.
    """
    same = sketches.keys() - set(changed)
    found = {key: others for key in earlier.keys() & same if (others := same.intersection(earlier[key]))}
    hashes = {key: _hashes(sketch) for key, sketch in sketches.items()} if sketches.keys() & set(changed) else {}
    for key in sorted(sketches.keys() & set(changed)):
        for other, theirs in hashes.items():
            if other != key and _are_copies(hashes[key], theirs):
                found.setdefault(key, set()).add(other)
                found.setdefault(other, set()).add(key)
    return found


def _hashes(sketch: str) -> frozenset[str]:
    return frozenset(sketch[i : i + _DIGITS] for i in range(0, len(sketch), _DIGITS))
