"""Whether a confidence means what it says: of the claims with 0.8, about 80 % should be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.evaluate.gold import GoldDocument
from kg.evaluate.matching import Predicted, Rules, in_scope
from kg.evaluate.predictions import Prediction
from kg.evaluate.report import Bin

__all__ = ["judged", "reliability", "table"]

_BINS = 10
_FACTS = frozenset(("asserted", "announced"))


def reliability(gold: Sequence[GoldDocument], predicted: Sequence[Prediction], rules: Rules) -> tuple[Bin, ...]:
    """Claims by tenths of confidence; tenths without claims are left out."""
    pairs = zip(gold, predicted, strict=True)
    return table(item for document, prediction in pairs for item in _with_confidence(document, prediction, rules))


def table(claims: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Confidences, each with whether its claim is right, by tenths."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, is_right in claims:
        bins[min(int(confidence * _BINS), _BINS - 1)].append((confidence, is_right))
    return tuple(_bin(k, bins[k]) for k in sorted(bins))


def _bin(k: int, claims: list[tuple[float, bool]]) -> Bin:
    mean = sum(confidence for confidence, _ in claims) / len(claims)
    return Bin(k / _BINS, (k + 1) / _BINS, len(claims), sum(right for _, right in claims), mean)


def _with_confidence(document: GoldDocument, prediction: Prediction, rules: Rules) -> Iterator[tuple[float, bool]]:
    for p in prediction.triples:
        confidence = p.raw.get("confidence")
        if not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
            continue
        is_right = judged(document, p, rules)
        if is_right is not None:
            yield float(confidence), is_right


def judged(document: GoldDocument, p: Predicted, rules: Rules) -> bool | None:
    """Whether the gold has the triple and agrees on whether it is told as a fact; None where it leaves that open."""
    hits = [g for g in document.triples if rules.hit(g, p)]
    if (hits and all(g.optional for g in hits)) or not (hits or in_scope(document, p)):
        return None
    return any((g.status in _FACTS) == (p.status in _FACTS) for g in hits if not g.optional)
