"""The page's data in fewer bytes: records as arrays that point to one another by place. ``20-data.js`` unfolds them.

=========  ====================================================================================
entities   id (0: the label with underscores), label, type (h: person, o: organisation, p: product), other names, rest
facts      id, subject, relation, object (places), wording, claims (places), rest (``from``: places of facts)
claims     id, article (place, -1 for none), confidence in percent, rest; come so from `kg.page.behind`
nodes      entity (place), whether it is drawn at first, places in the layouts
edges      fact (place), then for each layout its bend in thousandths; with 1 or 0 where its date has room or it is 0
layouts    in the order of ``boxes``: the place in each, 0 where there is none
=========  ====================================================================================
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["compact"]

Record = Mapping[str, Any]
_TYPES = {"Person": "h", "Organization": "o", "Product": "p"}


def compact(data: Mapping[str, Any]) -> dict[str, Any]:
    """``data`` of `kg.page.payload` with its long lists folded."""
    entity = _places(data["entities"])
    relation = _places(data["relations"])
    fact = _places(data["facts"])
    plans = list(data["boxes"])
    return {
        **data,
        "entities": [
            [_id(e), e["label"], _TYPES[e["type"]], e.get("aliases", []), *_rest(e, "id", "label", "type", "aliases")]
            for e in data["entities"]
        ],
        "facts": [
            [
                f["id"],
                entity[f["s"]],
                relation[f["r"]],
                entity[f["o"]],
                f["p"],
                f["c"],
                *_rest(_linked(f, fact), *"sropc", "id"),
            ]
            for f in data["facts"]
        ],
        "nodes": [[entity[n["id"]], int(n.get("main", 0)), _in_order(n["places"], plans)] for n in data["nodes"]],
        "edges": [[fact[e["id"]], *map(_bend, _in_order(e["places"], plans))] for e in data["edges"]],
    }


def _id(entity: Record) -> str | int:
    return 0 if entity["id"] == entity["label"].replace(" ", "_") else str(entity["id"])


def _bend(place: Sequence[float] | int) -> Any:
    if isinstance(place, int):
        return 0
    bend, has_date = round(1000 * place[0]), place[1]
    return [bend, has_date] if has_date or not bend else bend


def _linked(record: Record, fact: Mapping[str, int]) -> Record:
    """Facts that it was derived from, as far as the page has them, by their places."""
    if "from" not in record:
        return record
    return {**record, "from": [fact[other] for other in record["from"] if other in fact]}


def _in_order(places: Mapping[str, Any], plans: Sequence[str]) -> list[Any]:
    return [places.get(plan, 0) for plan in plans]


def _places(records: Sequence[Record]) -> dict[str, int]:
    return {record["id"]: place for place, record in enumerate(records)}


def _rest(record: Record, *known: str) -> list[dict[str, Any]]:
    """What the array has no place of its own for; nothing where there is nothing."""
    rest = {k: v for k, v in record.items() if k not in known}
    return [rest] if rest else []
