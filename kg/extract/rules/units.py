"""Parts that their name gives away: "Acme Labs" beside Acme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.names.mentions import Mention
from kg.extract.syntax.grammar import Scene

__all__ = ["named_units"]


def named_units(scene: Scene, words: frozenset[str]) -> Iterator[tuple[Mention, Mention]]:
    """Each such part with its whole, where they are mentioned nearest to one another; ``words`` end names of parts."""
    firms = [m for m in scene.mentions if m.type == "Organization" and m.kind == "name" and m.entity is not None]
    nearest: dict[tuple[int | None, int | None], tuple[Mention, Mention]] = {}
    for part in firms:
        if not _may_be_part(scene, part, words):
            continue
        for whole in _wholes(scene, part, firms):
            pair = (part, whole)
            known = nearest.get((part.entity, whole.entity))
            if known is None or _distance(pair) < _distance(known):
                nearest[part.entity, whole.entity] = pair
    yield from nearest.values()


def _may_be_part(scene: Scene, m: Mention, words: frozenset[str]) -> bool:
    return m.end - m.start > 1 and scene.doc[m.end - 1].lower_ in words


def _wholes(scene: Scene, part: Mention, firms: Sequence[Mention]) -> Iterator[Mention]:
    name = part.text(scene.doc)
    for m in firms:
        if m.entity != part.entity and name.startswith(m.text(scene.doc) + " "):
            yield m


def _distance(pair: tuple[Mention, Mention]) -> int:
    return abs(pair[0].start - pair[1].start)
