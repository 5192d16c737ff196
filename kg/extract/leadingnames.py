"""Names that only tell what the name after them is: "[Acme]-backed Zeta", "[Nova Saga] developer Zeta"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extract.language import Language
from kg.extract.mentions import Mention

if TYPE_CHECKING:
    from kg.extract.parsed import Doc

__all__ = ["led_names"]

_NOUNS = 4  # words between "Acme-backed" and the name ("Acme-backed food delivery startup Zeta")


def led_names(
    doc: Doc, mentions: Sequence[Mention], at: Mapping[int, Mention], language: Language
) -> tuple[frozenset[int], dict[int, int]]:
    """First tokens of such names, and the first tokens of the names that they lead to with theirs."""
    heads = language.cues("makers")
    leading: set[int] = set()
    opening: dict[int, int] = {}
    for m in mentions if heads else ():
        led = _led(doc, m, at, heads)
        if led is not None:
            leading.add(m.start)
            opening[led.start] = opening.get(m.start, m.start)
    return frozenset(leading), opening


def _led(doc: Doc, m: Mention, at: Mapping[int, Mention], heads: frozenset[str]) -> Mention | None:
    i = m.end
    if i + 1 >= len(doc) or m.kind == "pronoun":
        return None
    if m.kind == "nominal":
        after = at.get(i)
        return after if after is not None and after.entity == m.entity else None
    if doc[i].lower_ in heads:
        return at.get(i + 1)
    if doc[i].text != "-" or doc[i].whitespace_ or doc[i - 1].whitespace_ or not doc[i + 1].lower_.endswith("ed"):
        return None
    i += 2
    while i not in at and i < min(len(doc), m.end + 2 + _NOUNS) and doc[i].is_lower and doc[i].pos_ in ("NOUN", "ADJ"):
        i += 1
    return at.get(i)
