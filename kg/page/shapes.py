"""How large things are on the map: text measured with cautious widths, boxes for companies, dots for the others.

Lengths are in canvas units, which are CSS pixels at zoom 1. Browsers differ in fonts; the widths here are those of a
wide one (DejaVu Sans), so that a label is never larger than the room kept for it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Entity

__all__ = ["LINE", "Shape", "Style", "org_shape", "point_shape", "short_names", "text_width"]

LINE = 1.25  # height of a line of text, in font sizes
_NARROW = frozenset("iljtfrI.,:;'’|!()[] -")
_WIDE = frozenset("mwMW@%œæŒÆ—…")


@dataclass(frozen=True, slots=True)
class Style:
    """Font sizes and lengths of one layout: wide (desktop) or tall (phone, where the map is shown at half size)."""

    person: float
    company: float
    hub: float
    radius: float
    wrap: int
    short: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """A node's body (a box with half width and half height, or a dot) and its label, relative to its centre.

    ``label`` has its lines parted by newlines; ``text`` is (half width, top, bottom) of the label's rectangle.
    """

    label: str
    font: float
    half: tuple[float, float]
    radius: float
    text: tuple[float, float, float]

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of body and label together."""
        half_text, top, bottom = self.text
        wide = max(self.half[0] + self.radius, half_text)
        tall = self.half[1] + self.radius
        return (-wide, min(-tall, top), wide, max(tall, bottom))


def text_width(text: str, font: float) -> float:
    """Width of one line of text at a font size, rather too much than too little."""
    return font * sum(map(_em, text))


def _em(char: str) -> float:
    if char in _NARROW:
        return 0.41
    if unicodedata.east_asian_width(char) in "WF":
        return 1.05
    if char in _WIDE:
        return 1.0
    return 0.77 if char.isupper() else 0.64


def org_shape(entity: Entity, style: Style, hub: bool) -> Shape:
    """A box around the name; the busiest company's is larger."""
    font = style.hub if hub else style.company
    label = _wrapped(_cut(entity.label, 44), style.wrap)
    lines = label.split("\n")
    half = (max(text_width(line, font) for line in lines) / 2 + 10, len(lines) * font * LINE / 2 + 7)
    return Shape(label, font, half, 0.0, (half[0], -half[1], half[1]))


def point_shape(name: str, style: Style) -> Shape:
    """A dot or a diamond with its name beneath."""
    label = _cut(name, 34)
    below = style.radius
    half_text = text_width(label, style.person) / 2
    return Shape(label, style.person, (0.0, 0.0), style.radius, (half_text, below, below + style.person * LINE + 3))


def short_names(entities: Iterable[Entity]) -> dict[str, str]:
    """Surnames for the small map, with an initial where two people share one. Products and companies keep theirs."""
    people = [e for e in entities if e.type == "Person"]
    surnames = {e.id: _surname(e.label) for e in people}
    shared = Counter(surnames.values())
    return {e.id: s if shared[s] == 1 else f"{e.label[:1]}. {s}" for e in people for s in [surnames[e.id]]}


def _surname(name: str) -> str:
    words = name.split()
    rest = [w for w in words[1:] if len(w.rstrip(".")) > 1]
    return " ".join(rest) or name


def _cut(text: str, length: int) -> str:
    clean = " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
    return clean if len(clean) <= length else clean[: length - 1].rstrip() + "…"


def _wrapped(text: str, length: int) -> str:
    """On two lines where it is long, parted at the space nearest to the middle."""
    spaces = [i for i, c in enumerate(text) if c == " "]
    if len(text) <= length or not spaces:
        return text
    middle = min(spaces, key=lambda i: (abs(2 * i + 1 - len(text)), i))
    return f"{text[:middle]}\n{text[middle + 1 :]}"
