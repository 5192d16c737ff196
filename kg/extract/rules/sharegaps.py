"""Shares told one after another: « Nova détient 35 % d'Acme et Alma 12 % », "owned 35% by Nova and 12% by Alma".

Who is followed by a share of his own holds a part of the same company, and nobody holds a part of him.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.syntax.grammar import Scene

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["further_holders", "holds_itself"]

_LEAD = 3  # tokens between a joint and the holder (« et le groupe Alma 12 % »)


def further_holders(scene: Scene, start: int, end: int) -> Iterator[Mention]:
    """Those who follow the tokens ``[start, end)``, which tell a share, with shares of their own."""
    i = end + _share(scene.doc, end)
    if not any("%" in t.text for t in scene.doc[start:i]):
        return
    while (found := _next(scene, i)) is not None:
        holder, i = found
        yield holder


def holds_itself(scene: Scene, m: Mention) -> bool:
    """Whether a name stands after a joint and before a share: « et Alma 12 % »."""
    i = m.start - 1
    while i > max(0, m.start - _LEAD) and scene.doc[i].pos_ in ("DET", "NOUN", "ADJ"):
        i -= 1
    return i > 0 and _joint(scene, i) and _share(scene.doc, m.end) > 0


def _next(scene: Scene, i: int) -> tuple[Mention, int] | None:
    """The next holder and the token after his share; the share may stand before him, with a preposition each."""
    doc, k = scene.doc, i
    while k < len(doc) and _joint(scene, k):
        k += 1
    if k in (i, len(doc)):
        return None
    led = k + int(doc[k].lower_ in scene.language.to)  # « et à 12 % par Alma »
    n = _share(doc, led)
    by = led + n if n and led + n < len(doc) and doc[led + n].lower_ in scene.language.by else None
    m = next((scene.at[j] for j in range(k if by is None else by, min(k + 8, len(doc))) if j in scene.at), None)
    if m is None or m.kind != "name" or m.start - (k if by is None else by) > _LEAD:
        return None
    after = m.end if by is not None else m.end + _share(doc, m.end)
    return (m, after) if by is not None or after > m.end else None


def _joint(scene: Scene, i: int) -> bool:
    token = scene.doc[i]
    return token.text == "," or token.lower_ in scene.language.joints | {"contre", "tandis", "que", "while"}


def _share(doc: Doc, i: int) -> int:
    """Number of tokens of « (à hauteur de) 12 % », "12%" at token ``i``; 0 where there is none."""
    if i < len(doc) and doc[i].text == "(":
        n = _share(doc, i + 1)
        return n + 2 if n and i + n + 1 < len(doc) and doc[i + n + 1].text == ")" else 0
    if i + 1 < len(doc) and doc[i].like_num and doc[i + 1].text == "%":
        return 2
    return 1 if i < len(doc) and doc[i].text.endswith("%") and doc[i].text[:1].isdigit() else 0
