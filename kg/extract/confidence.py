"""How likely a claim is right: a logistic model over what its candidate rests on (weights in ``confidence.yaml``).

The weights are set by hand and not calibrated yet; a feature without a weight counts nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.errors import OntologyError
from kg.extract.candidates import Candidate
from kg.extract.grammar import Filler, Scene
from kg.ontology import Ontology

__all__ = ["Calibration", "features_of", "load_calibration"]


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """Weights of the features, and the bias; ``probability`` is in (0, 1), to two decimals."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        score = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in sorted(features.items()))
        return min(0.99, max(0.01, round(1 / (1 + math.exp(-score)), 2)))


@lru_cache(maxsize=8)
def load_calibration(ontology: Ontology) -> Calibration:
    """The weights.

    Raises:
        OntologyError: ``confidence.yaml`` is missing or malformed.
    """
    raw = ontology.data("confidence")
    try:
        return Calibration(float(raw["bias"]), {str(k): float(v) for k, v in raw["weights"].items()})
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise OntologyError(f"confidence.yaml: missing or malformed: {error}") from error


def features_of(c: Candidate, scene: Scene) -> dict[str, float]:
    """What a claim rests on, as numbers: the rule's kind, and for each end how it was found and what it is."""
    features = {f"kind={c.rule.kind}": 1.0, f"relation={c.rule.relation}": 1.0}
    for name, filler in (("subject", c.subject), ("object", c.object)):
        features.update(_end(name, filler))
        features[f"{name}.distance"] = min(20, _distance(c, filler)) / 10
    if c.role is not None and c.role.guessed and c.rule.kind == "role":
        features["guessed"] = 1.0
    features["long_sentence"] = float(len(scene.doc[c.start].sent) > 45)
    return features


def _end(name: str, filler: Filler) -> dict[str, float]:
    m = filler.mention
    return {
        f"{name}.{filler.witness}": 1.0,
        f"{name}.{m.kind}": 1.0,
        f"{name}.{m.source}": 1.0,
        f"{name}.proxy": float(filler.proxy),
    }


def _distance(c: Candidate, filler: Filler) -> int:
    m = filler.mention
    return max(0, m.start - c.end, c.start - m.end)
