"""Rows of ``kg extract`` as predictions by document, and notes of what had to be left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from kg.errors import InputError
from kg.evaluate.gold import GoldDocument
from kg.evaluate.matching import Predicted
from kg.evaluate.names import normalise
from kg.model import Status
from kg.ontology import Ontology

__all__ = ["Prediction", "predictions"]

_STATUSES = frozenset(get_args(Status))


@dataclass(slots=True)
class Prediction:
    """What was predicted for one document. ``entities`` is None if the rows do not tell."""

    triples: list[Predicted] = field(default_factory=list)
    entities: list[Mapping[str, Any]] | None = None


def predictions(
    rows: Iterable[Any], gold: Sequence[GoldDocument], ontology: Ontology
) -> tuple[dict[str, Prediction], dict[str, int]]:
    """Predictions by document id, and how many of each kind were left out or amended.

    Raises:
        InputError: a row is not an object with an id and a list of triples.
    """
    found: dict[str, Prediction] = {}
    notes: Counter[str] = Counter()
    ids = {d.id for d in gold}
    for number, row in enumerate(rows, 1):
        triples = _triples(row, number)
        if row["id"] not in ids:
            notes["predictions for documents that are not in the gold"] += len(triples)
            continue
        prediction = found.setdefault(row["id"], Prediction())
        prediction.triples += [p for t in triples if (p := _predicted(t, ontology, notes))]
        if isinstance(row.get("entities"), list):
            named = [e for e in row["entities"] if isinstance(e, dict) and isinstance(e.get("name"), str)]
            prediction.entities = [*(prediction.entities or ()), *named]
    notes["gold documents without predictions (all missed)"] = len(ids - found.keys())
    return found, {k: n for k, n in sorted(notes.items()) if n}


def _triples(row: Any, number: int) -> list[Any]:
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        raise InputError(f"predictions, row {number}", 'not an object with an "id"')
    triples = row.get("triples", [])
    if not isinstance(triples, list):
        raise InputError(f"predictions, row {number}", '"triples" must be a list')
    return triples


def _predicted(raw: Any, ontology: Ontology, notes: Counter[str]) -> Predicted | None:
    if not isinstance(raw, dict) or not all(isinstance(raw.get(k), str) for k in "spo"):
        notes["predictions without s, p and o"] += 1
        return None
    if raw["p"] not in ontology.relations:
        notes["predictions with an unknown relation"] += 1
        return None
    status = raw.get("status") or "asserted"
    if status not in _STATUSES:
        notes["predictions with an unknown status (read as asserted)"] += 1
        status = "asserted"
    return Predicted(normalise(raw["s"]), raw["p"], normalise(raw["o"]), status, raw)
