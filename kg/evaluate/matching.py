"""Predicted triples against gold ones: which count as the same, and which finds which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kg.evaluate.gold import Bounds, GoldDocument, GoldTriple

__all__ = ["MERGED", "Predicted", "Rules", "assign", "in_scope", "merge_supply"]

MERGED = "supplies/dependsOn"


@dataclass(frozen=True, slots=True)
class Predicted:
    """One predicted triple; names are normalised, ``raw`` is the row's own object."""

    subject: str
    relation: str
    object: str
    status: str
    raw: Mapping[str, Any] = field(repr=False)

    def spans(self) -> tuple[Bounds, ...]:
        """Where subject and object stand; empty if the row does not tell."""
        found = (self.raw.get("s_span"), self.raw.get("o_span"))
        if not all(isinstance(x, list) and len(x) == 2 and all(isinstance(i, int) for i in x) for x in found):
            return ()
        return tuple((x[0], x[1]) for x in found if x)


@dataclass(frozen=True, slots=True)
class Rules:
    """What matching must know of the relations."""

    symmetric: frozenset[str]

    def hit(self, gold: GoldTriple, predicted: Predicted) -> bool:
        """Whether both say the same; a symmetric relation either way round."""
        if gold.relation != predicted.relation:
            return False
        if gold.places is not None and (spans := predicted.spans()):
            return _meet(gold.places, spans) or (gold.relation in self.symmetric and _meet(gold.places, spans[::-1]))
        if predicted.subject in gold.subject and predicted.object in gold.object:
            return True
        return gold.relation in self.symmetric and predicted.subject in gold.object and predicted.object in gold.subject

    def key(self, predicted: Predicted) -> tuple[str, ...]:
        """Equal for predictions that say the same; a wrong triple said twice is one error."""
        ends = (predicted.subject, predicted.object)
        return (predicted.relation, *(sorted(ends) if predicted.relation in self.symmetric else ends))


def in_scope(document: GoldDocument, predicted: Predicted) -> bool:
    """Whether the annotation covers the claim, so that not to be in it means to be wrong."""
    if document.scope is None:
        return True
    if predicted.relation not in document.scope:
        return False
    windows, spans = document.scope[predicted.relation], predicted.spans()
    if windows is None or not spans:
        return True
    start, end = min(spans)[0], max(stop for _, stop in spans)
    return any(first <= start and end <= last for first, last in windows)


def _meet(places: tuple[tuple[Bounds, ...], tuple[Bounds, ...]], spans: Sequence[Bounds]) -> bool:
    return all(any(a < y and x < b for a, b in place) for place, (x, y) in zip(places, spans, strict=True))


def assign(gold: Sequence[GoldTriple], predicted: Sequence[Predicted], rules: Rules) -> dict[int, int]:
    """A largest one-to-one matching, as {gold index: predicted index} (augmenting paths, Kuhn 1955).

    Greedy matching would let a prediction with an ambiguous name take the gold triple that another one needs.
    """
    edges = [[g for g, triple in enumerate(gold) if rules.hit(triple, p)] for p in predicted]
    owner: dict[int, int] = {}

    def grow(p: int, tried: set[int]) -> bool:
        for g in edges[p]:
            if g in tried:
                continue
            tried.add(g)
            if g not in owner or grow(owner[g], tried):
                owner[g] = p
                return True
        return False

    for p in range(len(predicted)):
        grow(p, set())
    return owner


def merge_supply(
    gold: Sequence[GoldTriple], predicted: Sequence[Predicted]
) -> tuple[list[GoldTriple], list[Predicted]]:
    """Supply and dependence as one relation: "B depends on A" is read as "A supplies B", and equal gold counts once."""
    merged: list[GoldTriple] = []
    for triple in map(_supply_gold, gold):
        twin = next((i for i, other in enumerate(merged) if _is_twin(other, triple)), None)
        if twin is None:
            merged.append(triple)
        elif merged[twin].optional and not triple.optional:
            merged[twin] = triple
    return merged, [_supply_predicted(p) for p in predicted]


def _is_twin(one: GoldTriple, other: GoldTriple) -> bool:
    same_relation = one.relation == other.relation == MERGED
    return same_relation and bool(one.subject & other.subject) and bool(one.object & other.object)


def _supply_gold(triple: GoldTriple) -> GoldTriple:
    if triple.relation == "supplies":
        return replace(triple, relation=MERGED)
    if triple.relation == "dependsOn":
        return replace(triple, relation=MERGED, subject=triple.object, object=triple.subject)
    return triple


def _supply_predicted(triple: Predicted) -> Predicted:
    if triple.relation == "supplies":
        return replace(triple, relation=MERGED)
    if triple.relation == "dependsOn":
        return replace(triple, relation=MERGED, subject=triple.object, object=triple.subject)
    return triple
