"""Whether a confidence means what it says: of the claims with 0.8, about 80 % should be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.evaluate.gold import GoldDocument
from kg.evaluate.matching import Rules
from kg.evaluate.predictions import Prediction
from kg.evaluate.report import Bin

__all__ = ["reliability"]

_BINS = 10


def reliability(gold: Sequence[GoldDocument], predicted: Sequence[Prediction], rules: Rules) -> tuple[Bin, ...]:
    """Claims by tenths of confidence; tenths without claims are left out.

    A claim is right if the gold has its triple, whatever the status. Optional triples count neither way.
    """
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for document, prediction in zip(gold, predicted, strict=True):
        for confidence, is_right in _judged(document, prediction, rules):
            bins[min(int(confidence * _BINS), _BINS - 1)].append((confidence, is_right))
    return tuple(_bin(k, bins[k]) for k in sorted(bins))


def _bin(k: int, claims: list[tuple[float, bool]]) -> Bin:
    mean = sum(confidence for confidence, _ in claims) / len(claims)
    return Bin(k / _BINS, (k + 1) / _BINS, len(claims), sum(right for _, right in claims), mean)


def _judged(document: GoldDocument, prediction: Prediction, rules: Rules) -> Iterator[tuple[float, bool]]:
    for p in prediction.triples:
        confidence = p.raw.get("confidence")
        if not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
            continue
        hits = [g for g in document.triples if rules.hit(g, p)]
        if not hits or not all(g.optional for g in hits):
            yield float(confidence), bool(hits)
