"""One verb for several people, each with a position: "named Ann Lee as chief executive and Paul Roy as chairman"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.grammar import Scene
from kg.extract.mentions import Mention
from kg.extract.roles import RolePhrase

if TYPE_CHECKING:
    from kg.extract.parsed import Doc

__all__ = ["followers"]

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
        if gap == 0 or (role.led_in and 0 < gap <= _LEAD and _clear(scene, mention.end, role.begins)):
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
