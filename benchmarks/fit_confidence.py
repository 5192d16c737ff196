"""Fits the confidence of claims on news that rules were not made with, and writes ``ontologies/confidence.yaml``.

    python -m benchmarks.fit_confidence [--write]
    python -m benchmarks.fit_confidence --add DIR --batch NAME

The claims are those of ``benchmarks/fresh_claims.tsv`` (`benchmarks.fresh` says where they are from). What is printed
comes from cross-validation over batches: each claim is judged by weights that have seen no article of its batch. The
second form adds the claims of annotated articles that no rule has been made with yet.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.annotated import gold_part
from benchmarks.fresh import FreshClaim, add, fresh_claims, judge
from benchmarks.logistic import Floats, design, fit, predict, rescale
from kg.evaluate.intervals import wilson
from kg.evaluate.reliability import table
from kg.ontology import shipped_dir

_PENALTIES = (2.0, 4.0, 8.0, 16.0)
_RULE = 1.5  # a rule's own weight is shrunk more than what all rules share
_RARE = 5  # claims that a feature must have
_CUTS = (0.3, 0.5, 0.7)


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights by feature, and the probabilities of all claims from fits that left their batch out."""

    bias: float
    weights: dict[str, float]
    unseen: Floats
    penalty: float


def fitted(claims: Sequence[FreshClaim]) -> Fitted:
    """The fit with the penalty that predicts batches left out best."""
    counts = Counter(name for c in claims for name in c.features)
    names = sorted(n for n, k in counts.items() if k >= _RARE)
    x = design([c.features for c in claims], names)
    y = np.array([float(c.right) for c in claims])
    batches = np.array([c.batch for c in claims])
    shape = np.array([_RULE if n.startswith("rule=") else 1.0 for n in names])
    tried = [(_log_loss(u := _unseen(x, y, batches, p * shape), y), p, u) for p in _PENALTIES]
    _, penalty, unseen = min(tried, key=lambda t: t[:2])
    factor, offset = rescale(unseen, y)
    bias, weights = fit(x, y, penalty * shape)
    scaled = {n: round(float(w) * factor, 3) for n, w in zip(names, weights, strict=True)}
    odds = np.log(unseen / (1 - unseen))
    return Fitted(
        round(bias * factor + offset, 3),
        {n: w for n, w in scaled.items() if w},
        1 / (1 + np.exp(-(odds * factor + offset))),
        penalty,
    )


def _unseen(x: Floats, y: Floats, batches: Floats, penalty: Floats) -> Floats:
    result = np.zeros(len(y))
    for batch in sorted(set(batches)):
        inside = batches != batch
        result[~inside] = predict(fit(x[inside], y[inside], penalty), x[~inside])
    return np.clip(result, 1e-4, 1 - 1e-4)


def _log_loss(p: Floats, y: Floats) -> float:
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


def report(claims: Sequence[FreshClaim], found: Fitted) -> Iterator[str]:
    """Reliability on batches left out, by language too, and what leaving out the unlikely claims would do."""
    pairs = [(float(p), c.right) for p, c in zip(found.unseen, claims, strict=True)]
    batches, right = len({c.batch for c in claims}), sum(r for _, r in pairs)
    yield f"{len(claims)} claims in {batches} batches, {right / len(claims):.2f} right; penalty {found.penalty}"
    yield from _reliability(pairs)
    for lang in sorted({name for c in claims for name in c.features if name.startswith("lang=")}):
        yield lang
        yield from _reliability([pair for pair, c in zip(pairs, claims, strict=True) if lang in c.features])
    for cut in _CUTS:
        kept = [r for p, r in pairs if p >= cut]
        share, lost = sum(kept) / len(kept), 1 - sum(kept) / right
        yield f"without claims below {cut:.1f}: {share:.3f} right, {lost:.3f} of the right ones lost"


def _reliability(pairs: Sequence[tuple[float, bool]]) -> Iterator[str]:
    bins = table(pairs)
    for b in bins:
        low, high = wilson(b.right, b.claims) or (0.0, 1.0)
        yield f"  {b.low:.1f} to {b.high:.1f}  {b.claims:>5} claims  {b.share:.2f} right [{low:.2f}, {high:.2f}]"
    error = sum(b.claims * abs(b.mean_confidence - b.share) for b in bins) / len(pairs)
    yield f"  expected calibration error {error:.3f}; Brier {np.mean([(p - r) ** 2 for p, r in pairs]):.3f}"


def written(found: Fitted, least: float) -> str:
    """The content of ``confidence.yaml``."""
    head = (
        "# Log-odds that a claim is right, by what it rests on (kg/extract/confidence.py says what the features are).\n"
        "# Fitted by: python -m benchmarks.fit_confidence --write\n"
    )
    weights = "".join(f"  {name}: {weight}\n" for name, weight in sorted(found.weights.items()))
    return f"{head}bias: {found.bias}\nleast: {least} # what is less likely is left out\nweights:\n{weights}"


def main(argv: list[str] | None = None) -> int:
    """Fits, says how well, and writes the file if asked to; or adds claims to what is fitted on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write ontologies/confidence.yaml")
    parser.add_argument("--least", type=float, default=0.0, help="confidence below which a claim is left out")
    parser.add_argument("--add", type=Path, metavar="DIR", help="annotated articles that no rule was made with")
    parser.add_argument("--batch", help="what these articles are called")
    options = parser.parse_args(argv)
    if (options.add is None) != (options.batch is None):
        parser.error("--add and --batch go together")
    if options.add is not None:
        claims = list(judge(gold_part(options.add, "all"), options.batch))
        add(claims)
        print(f"{len(claims)} claims of batch {options.batch}, {sum(c.right for c in claims)} right")
        return 0
    claims = fresh_claims()
    found = fitted(claims)
    print("\n".join(report(claims, found)))
    if options.write:
        (shipped_dir() / "confidence.yaml").write_text(written(found, options.least), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
