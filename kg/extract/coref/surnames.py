"""One surname for two: « Anna et Boris Kern », « les frères Anton et Boris », "Anton Kern and his sister Anna"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.coref.groups import Group
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["share_surnames"]

_APART = 5  # tokens from a full name to the given name of a brother or a daughter ("and his twin sister Anna")


def share_surnames(doc: Doc, groups: Sequence[Group], language: Language) -> None:
    """Gives people whom the text names by their given names alone the surname that is said of them."""
    ends = {m.end: (g, m.start) for g in groups for m in g.mentions}
    for second, m in [(g, m) for g in groups for m in g.mentions]:
        before = m.start - 1
        first, start = ends.get(before, (None, 0))
        if first is not None and doc[before].lower_ in language.conjunctions:
            siblings = start > 0 and doc[start - 1].lower_ in language.cues("siblings")
            if siblings or m.end - m.start > 1:
                _share(first, second)
            if siblings:
                _share(second, first)
        elif before > 0 and doc[before].lower_ in language.cues("kin"):
            relatives = (ends[i][0] for i in range(before, max(before - _APART, 0), -1) if i in ends)
            if (relative := next(relatives, None)) is not None:
                _share(second, relative)


def _share(bare: Group, full: Group) -> None:
    """Names ``bare`` after ``full``, where both are people and one has a given name only."""
    people = bare.type == full.type == "Person"
    if people and len(bare.name.split()) == 1 and len(full.name.split()) == 2:
        bare.name = f"{bare.name} {full.name.split()[-1]}"
