"""How likely a claim is right: a logistic model over what it rests on (weights in ``confidence.yaml``).

The weights are fitted on annotated articles (``benchmarks/fit_confidence.py``) and shrunk towards nothing, so that a
rule seen often has a weight of its own and a rule never seen, such as an overlay's, counts by its kind and relation.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.errors import OntologyError
from kg.extract.rules.candidates import Candidate
from kg.extract.syntax.grammar import Filler, Scene
from kg.model import Claim
from kg.ontology import Ontology

__all__ = ["Calibration", "Draft", "features_of", "load_calibration", "settled"]

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """Weights of the features, and the bias; what is less likely than ``least`` is no claim."""

    bias: float
    weights: Features
    least: float = 0.0

    def probability(self, features: Features) -> float:
        """In (0, 1), to two decimals. A feature without a weight counts nothing."""
        score = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in sorted(features.items()))
        return min(0.99, max(0.01, round(1 / (1 + math.exp(-score)), 2)))


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A claim whose confidence is not settled, with what it rests on."""

    claim: Claim
    features: Features


@lru_cache(maxsize=8)
def load_calibration(ontology: Ontology) -> Calibration:
    """The weights.

    Raises:
        OntologyError: ``confidence.yaml`` is missing or malformed.
    """
    raw = ontology.data("confidence")
    try:
        weights = {str(k): float(v) for k, v in raw["weights"].items()}
        return Calibration(float(raw["bias"]), weights, float(raw.get("least", 0)))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise OntologyError(f"confidence.yaml: missing or malformed: {error}") from error


def features_of(c: Candidate, scene: Scene) -> dict[str, float]:
    """What a claim rests on, as numbers: the rule, and for each end how it was found and what it is."""
    features = {f"kind={c.rule.kind}": 1.0, f"relation={c.rule.relation}": 1.0, f"rule={c.rule.id}": 1.0}
    for name, filler in (("subject", c.subject), ("object", c.object)):
        features.update(_end(name, filler))
        features[f"{name}.distance"] = min(20, _distance(c, filler)) / 10
        features[f"{name}.elsewhere"] = float(
            scene.doc[filler.mention.start].sent.start != scene.doc[c.start].sent.start
        )
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
        f"{name}.unsure": float(not m.sure and m.entry is None),
        f"{name}.proxy": float(filler.proxy),
    }


def _distance(c: Candidate, filler: Filler) -> int:
    m = filler.mention
    return max(0, m.start - c.end, c.start - m.end)


def settled(drafts: Mapping[object, Sequence[Draft]], calibration: Calibration) -> Iterator[Draft]:
    """The surest draft of each key, with what speaks for or against it besides: other rules, other sentences.

    A key tells repetitions: what one place says of two ends, which several rules may find.
    """
    surest = [(max(same, key=lambda d: calibration.probability(d.features)), same) for same in drafts.values()]
    said = Counter(_triple(d.claim) for d, _ in surest)
    linked = Counter(_ends(d.claim) for d, _ in surest)
    for draft, same in surest:
        claim, rules = draft.claim, {d.claim.rule for d in same}
        besides = {
            "agreed": float(len(rules) > 1),
            "repeated": float(said[_triple(claim)] > 1),
            "linked": float(linked[_ends(claim)] > said[_triple(claim)]),
            f"status={claim.status}": 1.0,
            f"lang={claim.lang}": 1.0,
            "title": float(claim.span.field == "title"),
        }
        features = {k: v for k, v in {**draft.features, **besides}.items() if v}
        yield Draft(replace(claim, confidence=calibration.probability(features)), features)


def _triple(claim: Claim) -> tuple[str, str, str]:
    return claim.relation, claim.subject.name, claim.object.name


def _ends(claim: Claim) -> frozenset[str]:
    return frozenset((claim.subject.name, claim.object.name))
