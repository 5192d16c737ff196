"""Who puts money into others: "a round led by Nova Ventures' Ann Lee" is the fund's, and raised by no fund."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.extract.coref.descriptions import among_investors
from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language
from kg.extract.syntax.fillers import Filler

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc
    from kg.extract.syntax.grammar import Scene

__all__ = ["behind_partners", "investors"]

_ENDS = 2  # words at the end of a name that tell a fund ("Lumio Capital Partners")


def investors(doc: Doc, mentions: Iterable[Mention], language: Language) -> frozenset[int]:
    """Entities that are funds by the lists or their names, or that are listed after words such as "led by"."""
    return frozenset(
        m.entity for m in mentions if m.entity is not None and m.kind == "name" and _invests(doc, m, language)
    )


def _invests(doc: Doc, m: Mention, language: Language) -> bool:
    if m.type == "Person" or m.entry is not None:
        return m.entry is not None and m.entry.kind == "investor"
    named = any(t.lower_ in language.cues("funds") for t in doc[max(m.start + 1, m.end - _ENDS) : m.end])
    return named or among_investors(doc, m, language)


def behind_partners(scene: Scene, fillers: Sequence[Filler]) -> list[Filler]:
    """ "led by Nova Ventures' Ann Lee", "led by Ann Lee of Nova Ventures": the fund in its partner's stead."""
    found: dict[int, Filler] = {}
    for f in fillers:
        people = _listed(scene, f.mention) if f.mention.type == "Person" else [f.mention]
        for m in people:
            kept = (m.type == "Person" and _fund_of(scene, m)) or m
            found.setdefault(kept.start, Filler(kept, f.witness, f.proxy))
    return list(found.values())


def _listed(scene: Scene, person: Mention) -> list[Mention]:
    """The person, and those who stand beside him in the same way: "Nova's Ann Lee and Index's Paul Roy"."""
    people = [m for m in scene.mentions if m.type == "Person" and m.kind == "name"]
    at, found = people.index(person) if person in people else -1, [person]
    for k in range(at - 1, -1, -1) if at >= 0 else ():
        if not _beside(scene, people[k], found[0]):
            break
        found.insert(0, people[k])
    for m in people[at + 1 :] if at >= 0 else ():
        if not _beside(scene, found[-1], m):
            break
        found.append(m)
    return found


def _beside(scene: Scene, left: Mention, right: Mention) -> bool:
    """Whether only a joint and the owner of the second stand between two people, each of whom somebody owns."""
    fund = scene.at.get(right.start - 2)
    owned = all(scene.doc[m.start - 1].tag_ == "POS" for m in (left, right) if m.start)
    if fund is None or not owned:
        return False
    words = scene.doc[left.end : fund.start]
    return bool(words) and all(t.text == "," or t.lower_ in scene.language.joints for t in words)


def _fund_of(scene: Scene, person: Mention) -> Mention | None:
    doc, i = scene.doc, person.start - 1
    owned = i > 0 and doc[i].tag_ == "POS"
    before = scene.at.get(i - 1) if owned else None
    led = person.end + 1 < len(doc) and doc[person.end].lower_ in scene.language.of | scene.language.inside
    after = scene.at.get(person.end + 1) if led else None
    return next((m for m in (before, after) if m is not None and m.type == "Organization" and m.kind == "name"), None)
