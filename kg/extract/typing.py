"""Final types of an article's entities: what the names say, and what the grammar of the rules requires.

Whoever *hires a person* is an organisation, whatever a small model took it for. Every candidate is a witness.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.extract.coref.coreference import Group
from kg.extract.names.mentions import Mention
from kg.extract.rules.candidates import Candidate
from kg.model import EntityType

__all__ = ["settle_types", "type_anew"]

_SURE = 8  # votes of a listed name, a given name, a title: no grammar outweighs them
_SYNTAX, _ORDER, _MODEL = 3, 2, 1


def settle_types(groups: Sequence[Group], candidates: Iterable[Candidate]) -> None:
    """Sets ``type`` of each group and its mentions; a group for which nothing speaks keeps None."""
    votes = [_own_votes(g) for g in groups]
    for c in candidates:
        for filler, types in ((c.subject, c.rule.domain), (c.object, c.rule.range)):
            m = filler.mention
            kind = types[0] if len(types) == 1 else "Organization" if m.coined and "Organization" in types else None
            if m.entity is not None and kind is not None:
                votes[m.entity][kind] += _SYNTAX if filler.witness == "syntax" else _ORDER
    for group, counted in zip(groups, votes, strict=True):
        group.type = _winner(counted, group.type)
        for m in group.mentions:
            m.type = group.type


def type_anew(names: Sequence[Mention], kinds: Sequence[tuple[EntityType | None, bool]]) -> bool:
    """Whether the rules found organisations that coreference did not know; the names are then ready to be linked anew.

    ``kinds``: the types of the names, and whether they were sure, before they were linked.
    """
    before = list(zip(names, kinds, strict=True))
    known = {m.entity for m, (kind, _) in before if kind == "Organization" or m.entry is not None}
    found = {m.entity for m in names if m.entity is not None and m.type == "Organization"} - known
    if not found:
        return False
    for m, (kind, sure) in before:
        typed = m.entity in found
        m.type, m.place, m.entity = "Organization" if typed else kind, m.place and not typed, None
        m.sure = sure
    return True


def _own_votes(group: Group) -> Counter[EntityType]:
    votes: Counter[EntityType] = Counter()
    if group.type is not None:
        sure = group.entry is not None or any(m.sure for m in group.mentions)
        votes[group.type] += _SURE if sure else _MODEL * min(3, len(group.mentions))
    return votes


def _winner(votes: Mapping[EntityType, int], current: EntityType | None) -> EntityType | None:
    if not votes:
        return None
    best = max(votes.values())
    winners = sorted(t for t, n in votes.items() if n == best)
    return current if current in winners else winners[0]
