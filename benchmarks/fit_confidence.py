"""Fits the confidence of claims on annotated articles and writes ``ontologies/confidence.yaml``.

    python -m benchmarks.fit_confidence [--write]

The articles are the packaged ones and, where they lie beside the checkout, those of ``../shared/gold`` that rules may
be made with (every third is held out). What is printed comes from tenfold cross-validation over articles: each claim is
judged by weights that have not seen its article. A claim is right if the gold has its triple and agrees on whether it
is told as a fact; optional triples count neither way.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.annotated import gold_part
from benchmarks.logistic import Floats, Model, design, fit, predict, rescale
from kg.evaluate.gold import GoldDocument
from kg.evaluate.intervals import wilson
from kg.evaluate.matching import Rules
from kg.evaluate.predictions import predictions
from kg.evaluate.reliability import judged, table
from kg.extract import Extractor
from kg.extract.analysis import Analyser
from kg.extract.component import LAYOUT
from kg.extract.confidence import Calibration, Draft
from kg.extract.pipeline import parse_input
from kg.extract.rows import triple_row
from kg.ontology import load_ontology, shipped_dir

if TYPE_CHECKING:
    from spacy.tokens import Doc

HERE = Path(__file__).resolve().parents[1]
_FOLDS = 10
_PENALTIES = (2.0, 4.0, 8.0, 16.0)
_RULE = 1.5  # a rule's own weight is shrunk more than what all rules share
_RARE = 2  # claims that a feature must have
_FACTS = ("asserted", "announced")


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim of an annotated article: what it rests on, and whether it is right."""

    article: int
    draft: Draft
    right: bool


class Judge:
    """Annotated articles, parsed once, and what the rules say of them."""

    def __init__(self, documents: Sequence[GoldDocument]) -> None:
        self.documents, self.extractor = documents, Extractor()
        self.ontology = load_ontology()
        self.rules = Rules(frozenset(r.name for r in self.ontology.relations.values() if r.symmetric))
        self.parsed = [self._parse(d) for d in documents]

    def _analyser(self, lang: str) -> Analyser:
        component: Any = self.extractor.pipeline(lang).get_pipe("kg_claims")
        analyser: Analyser = component.analyse
        return analyser

    def _parse(self, document: GoldDocument) -> Doc:
        lang = document.article.lang
        nlp = self.extractor.pipeline(lang)
        return nlp(parse_input(nlp, document.article, self._analyser(lang).language), disable=["kg_claims"])

    def claims(self, calibration: Calibration) -> list[Judged]:
        """Every claim that the rules would make, however unlikely, but those that the gold leaves open."""
        return [c for n in range(len(self.documents)) for c in self._of(n, calibration)]

    def _of(self, number: int, calibration: Calibration) -> Iterator[Judged]:
        document, doc = self.documents[number], self.parsed[number]
        drafts = self._analyser(document.article.lang).drafts(doc, doc.user_data[LAYOUT], calibration)
        row = {"id": document.id, "triples": [triple_row(d.claim) for d in drafts]}
        found, _ = predictions([row], [document], self.ontology)
        for draft, predicted in zip(drafts, found[document.id].triples, strict=True):
            right = judged(document, predicted, self.rules)
            if right is not None:
                yield Judged(number, draft, right)


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights by feature, and the probabilities of all claims from folds that left their article out."""

    bias: float
    weights: dict[str, float]
    unseen: Floats
    penalty: float


def fitted(claims: Sequence[Judged]) -> Fitted:
    """The fit with the penalty that predicts articles left out best."""
    counts = Counter(name for c in claims for name in c.draft.features)
    names = sorted(n for n, k in counts.items() if k >= _RARE)
    x = design([c.draft.features for c in claims], names)
    y = np.array([float(c.right) for c in claims])
    folds = np.array([c.article % _FOLDS for c in claims])
    shape = np.array([_RULE if n.startswith("rule=") else 1.0 for n in names])
    tried = [(_log_loss(u := _unseen(x, y, folds, p * shape), y), p, u) for p in _PENALTIES]
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


def _unseen(x: Floats, y: Floats, folds: Floats, penalty: Floats) -> Floats:
    result = np.zeros(len(y))
    for k in range(_FOLDS):
        inside = folds != k
        model: Model = fit(x[inside], y[inside], penalty)
        result[~inside] = predict(model, x[~inside])
    return np.clip(result, 1e-4, 1 - 1e-4)


def _log_loss(p: Floats, y: Floats) -> float:
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


# -- what it is worth -------------------------------------------------------------------------------------------------


def report(documents: Sequence[GoldDocument], claims: Sequence[Judged], found: Fitted) -> Iterator[str]:
    """Reliability on articles left out, and what leaving out the unlikely claims would do, per language."""
    pairs = [(float(p), c.right) for p, c in zip(found.unseen, claims, strict=True)]
    yield f"{len(documents)} articles, {len(claims)} claims, {sum(r for _, r in pairs)} right; penalty {found.penalty}"
    bins = table(pairs)
    for b in bins:
        low, high = wilson(b.right, b.claims) or (0.0, 1.0)
        yield f"  {b.low:.1f} to {b.high:.1f}  {b.claims:>5} claims  {b.share:.2f} right [{low:.2f}, {high:.2f}]"
    error = sum(b.claims * abs(b.mean_confidence - b.share) for b in bins) / len(claims)
    yield f"  expected calibration error {error:.3f}; Brier {np.mean([(p - r) ** 2 for p, r in pairs]):.3f}"
    for lang in sorted({d.article.lang for d in documents}):
        yield from (
            f"  {lang}: without claims below {t:.2f}: {_kept(documents, claims, found, lang, t)}" for t in _CUTS
        )


_CUTS = (0.0, 0.5, 0.6, 0.7)


def _kept(documents: Sequence[GoldDocument], claims: Sequence[Judged], found: Fitted, lang: str, cut: float) -> str:
    """Status-aware precision, recall and F1 of the claims at least as likely as ``cut``."""
    from kg.evaluate import score

    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for p, c in zip(found.unseen, claims, strict=True):
        if p >= cut:
            rows[c.article].append(triple_row(c.draft.claim))
    gold = [(i, d) for i, d in enumerate(documents) if d.article.lang == lang]
    s = score([d for _, d in gold], [{"id": d.id, "triples": rows[i]} for i, d in gold]).modes["status-aware"].overall
    return f"P {s.precision or 0:.3f} R {s.recall or 0:.3f} F1 {s.f1 or 0:.3f}"


def written(found: Fitted, least: float) -> str:
    """The content of ``confidence.yaml``."""
    head = (
        "# Log-odds that a claim is right, by what it rests on (kg/extract/confidence.py says what the features are).\n"
        "# Fitted by: python -m benchmarks.fit_confidence --write\n"
    )
    weights = "".join(f"  {name}: {weight}\n" for name, weight in sorted(found.weights.items()))
    return f"{head}bias: {found.bias}\nleast: {least} # what is less likely is left out\nweights:\n{weights}"


def main(argv: list[str] | None = None) -> int:
    """Fits, says how well, and writes the file if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write ontologies/confidence.yaml")
    parser.add_argument("--least", type=float, default=0.0, help="confidence below which a claim is left out")
    options = parser.parse_args(argv)
    documents = gold_part(HERE / "examples" / "gold", "all")
    for folder in (HERE.parent / "shared" / "gold" / lang for lang in ("fr", "en")):
        documents += gold_part(folder, "dev") if folder.is_dir() else []
        if not folder.is_dir():
            print(f"{folder} is not there: fitted without it", file=sys.stderr)
    judge, found = Judge(documents), None
    for _ in range(2):  # of what says the same the surest counts: the second fit chooses by the first
        claims = judge.claims(Calibration(found.bias, found.weights) if found else Calibration(0.0, {}))
        found = fitted(claims)
    assert found is not None
    print("\n".join(report(documents, claims, found)))
    if options.write:
        (shipped_dir() / "confidence.yaml").write_text(written(found, options.least), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
