"""One trigger for several: "named Ann Lee as chief executive and Paul Roy as chairman", « le rachat d'Acme par Zeta,
de Nova par Alma »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.roles.rolebook import RolePhrase
from kg.extract.syntax.grammar import Scene

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["followers", "further_pairs"]

_SOON = 5  # tokens from a preposition to the name that it leads to (« par l'éditeur français Acme »)
_BRACKETS = 12  # tokens that brackets after a name may hold
_LEAD = 4  # tokens from a name to the position that "as", « au poste de » lead in


def followers(
    scene: Scene, roles: Sequence[RolePhrase], mention: Mention, role: RolePhrase | None
) -> Iterator[tuple[Mention, RolePhrase]]:
    """The people, each with a position, who follow ``mention`` and its position without a verb of their own.

    ``role``: the mention's position, where a verb leads it in ("joined Acme as chief executive, and Paul Roy as ...").
    """
    current = role if role is not None and role.led_in else _position_of(scene, roles, mention)
    while current is not None:
        following = _next_name(scene, current.last)
        current = _position_of(scene, roles, following) if following is not None else None
        if following is not None and current is not None:
            yield following, current


def _position_of(scene: Scene, roles: Sequence[RolePhrase], mention: Mention) -> RolePhrase | None:
    """The position right behind a name, or led in behind it."""
    for role in roles:
        gap = role.begins - mention.end
        apposed = gap == 1 and scene.doc[mention.end].text == "," and not scene.compounds
        if gap == 0 or apposed or (role.led_in and 0 < gap <= _LEAD and _clear(scene, mention.end, role.begins)):
            return role
    return None


def _clear(scene: Scene, start: int, end: int) -> bool:
    """Whether nothing but the words that lead in a position stand in between."""
    return not any(i in scene.at or scene.doc[i].is_punct or _acts(scene.doc, i) for i in range(start, end))


def _acts(doc: Doc, i: int) -> bool:
    return doc[i].pos_ in ("VERB", "AUX", "CCONJ")


def _next_name(scene: Scene, i: int) -> Mention | None:
    """The person whom a comma or a conjunction, and perhaps the first one's preposition again, lead to."""
    doc, language = scene.doc, scene.language
    start = i
    while i < len(doc) and (doc[i].text == "," or doc[i].lower_ in language.conjunctions):
        i += 1
    if i == start:
        return None
    if i < len(doc) and doc[i].lower_ in language.of | language.to:
        i += 1
    found = scene.at.get(i)
    return found if found is not None and found.type == "Person" and found.kind == "name" else None


def further_pairs(scene: Scene, first: Mention, last: Mention) -> Iterator[tuple[Mention, Mention]]:
    """Whom and by whom, where a noun's complements, « de ``first`` par ``last`` », are said again for others."""
    doc, language = scene.doc, scene.language
    near = doc.lowers[max(first.end, last.start - _SOON) : last.start]
    with_whom = language.accompanying if not language.accompanying.isdisjoint(near) else language.by
    if first.end >= last.start or with_whom.isdisjoint(near):
        return
    again = language.conjunctions | {",", ";", *language.lists.get("again", ())}
    start = i = _past_brackets(doc, last.end)
    while i < len(doc) and doc[i].lower_ in again:
        i += 1
    one = _soon(scene, i + 1) if start < i < len(doc) and doc[i].lower_ in language.of else None
    by = _past_brackets(doc, one.end) if one is not None else len(doc)
    two = _soon(scene, by + 1) if by < len(doc) and doc[by].lower_ in with_whom else None
    if one is not None and two is not None:
        yield one, two
        yield from further_pairs(scene, one, two)


def _soon(scene: Scene, i: int) -> Mention | None:
    """The name that a preposition before token ``i`` leads to."""
    for k in range(i, min(i + _SOON, len(scene.doc))):
        if k in scene.at:
            return scene.at[k] if scene.at[k].kind == "name" else None
        if scene.doc[k].pos_ in ("ADP", "CCONJ", "SCONJ", "PUNCT") or scene.doc[k].is_punct:
            return None
    return None


def _past_brackets(doc: Doc, i: int) -> int:
    if i >= len(doc) or doc[i].text != "(":
        return i
    return next((t.i + 1 for t in doc[i : i + _BRACKETS] if t.text == ")"), i)
