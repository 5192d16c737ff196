"""Labels and Wikidata ids that the corrections set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.corrections import SetEntity
from kg.errors import CorrectionsError
from kg.model import Entity, Merge
from kg.resolve.clusters import Node
from kg.resolve.entities import Draft
from kg.resolve.fold import Folding

__all__ = ["set_by_hand"]


def set_by_hand(
    found: Sequence[Draft], named: Mapping[Node, Entity], fold: Folding, entries: Iterable[SetEntity]
) -> list[Draft]:
    """``found`` with the corrections applied; ``named`` are the same entities with their ids.

    Raises:
        CorrectionsError: an entry fits several entities. One that fits none is left for another build.
    """
    result = {d.root: d for d in found}
    for entry in entries:
        if (root := _meant(entry, named, fold)) is not None:
            result[root] = replace(result[root], entity=_corrected(result[root].entity, entry))
    return list(result.values())


def _meant(entry: SetEntity, named: Mapping[Node, Entity], fold: Folding) -> Node | None:
    """The entity whose id is the entry's name, else whose label, else one of whose aliases."""
    wanted = fold.fold(entry.name)
    of_type = {root: e for root, e in named.items() if entry.type in (None, e.type)}
    hits = [root for root, e in of_type.items() if e.id == entry.name]
    hits = hits or [root for root, e in of_type.items() if fold.fold(e.label) == wanted]
    hits = hits or [root for root, e in of_type.items() if any(fold.fold(a) == wanted for a, _ in e.aliases)]
    if len(hits) > 1:
        ids = ", ".join(sorted(named[root].id for root in hits))
        raise CorrectionsError(f"corrections: set: {entry.name!r} names several things; give one of the ids {ids}")
    return hits[0] if hits else None


def _corrected(entity: Entity, entry: SetEntity) -> Entity:
    label = entry.label or entity.label
    forms = {a for a in (*entity.aliases, (entity.label, None)) if a[0] != label}
    named = [m for m in entity.merges if m.why != "correction" or m.name != label]
    if label != entity.label:
        named.append(Merge(label, "correction"))
    return replace(
        entity,
        label=label,
        aliases=tuple(sorted(forms, key=lambda a: (a[0], a[1] or ""))),
        wikidata=entry.wikidata or entity.wikidata,
        merges=tuple(sorted(named, key=lambda m: (m.name, m.why))),
    )
