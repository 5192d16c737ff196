"""Names that only tell what the name after them is: "[Acme]-backed Zeta", "[Nova Saga] developer Zeta".

The words between them are `makers` and `units` of a language's cue words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["led_names"]

_NOUNS = 4  # words between "Acme-backed" and the name ("Acme-backed food delivery startup Zeta")


def led_names(
    doc: Doc, mentions: Sequence[Mention], at: Mapping[int, Mention], language: Language
) -> tuple[dict[int, Mention], dict[int, int]]:
    """First tokens of such names with the names that they lead to, and these names' first tokens with theirs."""
    heads, units = language.cues("makers"), language.cues("units")
    leading: dict[int, Mention] = {}
    opening: dict[int, int] = {}
    for m in mentions if heads else ():
        led = _led(doc, m, at, heads) or _owned(doc, m, at, units)
        if led is not None:
            leading[m.start] = led
            opening[led.start] = opening.get(m.start, m.start)
    return leading, opening


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


def _owned(doc: Doc, m: Mention, at: Mapping[int, Mention], units: frozenset[str]) -> Mention | None:
    """ "[Acme]'s venture arm Zeta": Zeta is what a list with such a phrase holds."""
    i, last = m.end + 1, min(len(doc), m.end + 2 + _NOUNS)
    if i >= len(doc) or doc[m.end].tag_ != "POS" or m.kind != "name":
        return None
    while i < last and i not in at and doc[i].is_lower and doc[i].pos_ in ("NOUN", "ADJ"):
        i += 1
    return at.get(i) if doc[i - 1].lower_ in units else None
