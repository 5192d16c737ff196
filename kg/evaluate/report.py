"""The figures of an evaluation, as data and as plain tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.evaluate.errors import Finding
from kg.evaluate.intervals import Interval, f1, wilson

__all__ = ["Bin", "ModeReport", "Report", "Score"]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts and what follows from them; shares are None where there is nothing to divide by."""

    tp: int
    fp: int
    fn: int
    f1_interval: Interval | None = None

    @property
    def precision(self) -> float | None:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self) -> float | None:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else None

    @property
    def f1(self) -> float | None:
        return f1(self.tp, self.fp, self.fn)

    def to_dict(self) -> dict[str, Any]:
        return {
            "tp": self.tp,
            "fp": self.fp,
            "fn": self.fn,
            "precision": self.precision,
            "precision_interval": wilson(self.tp, self.tp + self.fp),
            "recall": self.recall,
            "recall_interval": wilson(self.tp, self.tp + self.fn),
            "f1": self.f1,
            "f1_interval": self.f1_interval,
        }


@dataclass(frozen=True, slots=True)
class ModeReport:
    """One way of counting (see :func:`kg.evaluate.outcomes.outcome`). ``quiet`` are the documents in which nothing is
    required, and the false claims in them."""

    overall: Score
    language: Mapping[str, Score]
    relation: Mapping[str, Score]
    language_relation: Mapping[tuple[str, str], Score]
    quiet: tuple[int, int]

    def to_dict(self) -> dict[str, Any]:
        return {
            "overall": self.overall.to_dict(),
            "language": {k: s.to_dict() for k, s in self.language.items()},
            "relation": {k: s.to_dict() for k, s in self.relation.items()},
            "language_relation": {" ".join(k): s.to_dict() for k, s in self.language_relation.items()},
            "documents_without_triples": {"documents": self.quiet[0], "false_positives": self.quiet[1]},
        }


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims with a confidence in [low, high) (the last bin includes 1), and how many of them are right."""

    low: float
    high: float
    claims: int
    right: int
    mean_confidence: float

    @property
    def share(self) -> float:
        return self.right / self.claims

    def to_dict(self) -> dict[str, Any]:
        interval = wilson(self.right, self.claims)
        fields = {"low": self.low, "high": self.high, "claims": self.claims, "right": self.right}
        return fields | {"share": self.share, "interval": interval, "mean_confidence": self.mean_confidence}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that an evaluation found.

    ``status`` scores triples that are right down to their status. ``dates`` counts, over the triples found, gold dates
    met, different or missed, and dates given where the gold has none. ``reliability`` says whether confidence means
    what it says. ``errors`` quote the gold.
    """

    documents: int
    predictions: int
    notes: Mapping[str, int]
    modes: Mapping[str, ModeReport]
    status: Mapping[str, Score]
    status_agreement: tuple[int, int]
    dates: Mapping[str, int]
    reliability: tuple[Bin, ...]
    errors: tuple[Finding, ...]

    @property
    def calibration_error(self) -> float | None:
        """Expected calibration error (Guo et al. 2017): mean distance of confidence from the share right."""
        claims = sum(b.claims for b in self.reliability)
        gaps = sum(b.claims * abs(b.mean_confidence - b.share) for b in self.reliability)
        return gaps / claims if claims else None

    def to_dict(self, *, errors: bool = True) -> dict[str, Any]:
        """The report as plain data, without what quotes the gold if not ``errors``."""
        result: dict[str, Any] = {
            "documents": self.documents,
            "predictions": self.predictions,
            "notes": dict(self.notes),
            "scores": {k: m.to_dict() for k, m in self.modes.items()},
            "status": {k: s.to_dict() for k, s in self.status.items()},
            "status_agreement": list(self.status_agreement),
            "dates": dict(self.dates),
            "reliability": [b.to_dict() for b in self.reliability],
            "calibration_error": self.calibration_error,
        }
        if errors:
            names = ("document", "kind", "relation", "subject", "object", "cause", "detail", "sentence")
            result["errors"] = [{n: getattr(e, n) for n in names} for e in self.errors]
        return result

    def lines(self, *, errors: bool = False) -> Iterator[str]:
        """The report as lines of plain text."""
        from kg.evaluate.tables import report_lines

        return report_lines(self, errors=errors)
