"""What stands in a slot of a rule: a mention, and how it was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import Literal

from kg.extract.names.mentions import Mention

__all__ = ["Filler", "Witness", "named", "pairs_of", "same"]

Witness = Literal["syntax", "order", "context"]


@dataclass(frozen=True, slots=True)
class Filler:
    """A mention in a slot; ``witness`` says how it was found, ``proxy`` that it stands behind « le board de »."""

    mention: Mention
    witness: Witness
    proxy: bool = False


def pairs_of(sides: Sequence[Sequence[Filler]], *, alone: bool) -> Iterator[tuple[Filler, Filler]]:
    """Those of the first side with all others; those of one side among themselves if it may stand ``alone``."""
    if len(sides) > 1:
        yield from product(sides[0], chain.from_iterable(sides[1:]))
    elif sides and alone:
        yield from combinations(sides[0], 2)


def named(fillers: Sequence[Filler]) -> frozenset[int | None]:
    """Their entities, as far as known."""
    return frozenset(f.mention.entity for f in fillers if f.mention.entity is not None)


def same(left: Sequence[Filler], right: Sequence[Filler]) -> bool:
    """Whether both are the same known entities."""
    return bool(named(left)) and named(left) == named(right)
