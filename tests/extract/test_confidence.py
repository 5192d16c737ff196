"""Confidence: the logistic model over what a claim rests on, its file, and the fit that makes it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from benchmarks.fresh import FreshClaim, add, fresh_claims
from benchmarks.logistic import design, fit, predict, rescale
from kg.errors import OntologyError
from kg.extract.confidence import Calibration, Draft, load_calibration, settled
from kg.model import Argument, Claim, Span
from kg.ontology import load_ontology


def claim(relation="acquired", rule="r", obj="Beta", start=0):
    subject = Argument("Acme", "Organization", "Acme", Span(start, start + 4))
    other = Argument(obj, "Organization", obj, Span(start + 5, start + 9))
    return Claim("a", "en", relation, subject, other, "asserted", "quote", Span(start, start + 9), rule, 0.0)


def test_log_odds_add_up():
    calibration = Calibration(0.5, {"kind=verb": 1.0, "subject.distance": -0.5})
    odds = 0.5 + 1.0 - 0.5 * 2
    found = calibration.probability({"kind=verb": 1.0, "subject.distance": 2.0, "rule=unseen": 1.0})
    assert found == round(1 / (1 + math.exp(-odds)), 2)


def test_nothing_is_certain():
    assert Calibration(50, {}).probability({}) == 0.99
    assert Calibration(-50, {}).probability({}) == 0.01


def test_the_surest_of_what_says_the_same_stays():
    calibration = Calibration(0.0, {"sure": 2.0, "agreed": 1.0})
    same = [Draft(claim(rule="one"), {}), Draft(claim(rule="two"), {"sure": 1.0})]
    (draft,) = settled({"key": same}, calibration)
    assert draft.claim.rule == "two"
    assert draft.features["agreed"] == 1
    assert draft.claim.confidence == calibration.probability({"sure": 1.0, "agreed": 1.0})


def test_what_is_said_elsewhere_and_what_else_links_the_ends_count():
    first, again = Draft(claim(), {}), Draft(claim(start=50), {})
    other, alone = Draft(claim("investedIn"), {}), Draft(claim(obj="Core", start=90), {})
    found = list(settled({1: [first], 2: [again], 3: [other], 4: [alone]}, Calibration(0.0, {})))
    told = [(d.features.get("repeated"), d.features.get("linked")) for d in found]
    assert told == [(1, 1), (1, 1), (None, 1), (None, None)]


def test_the_shipped_weights_know_rules_and_are_moderate():
    ontology = load_ontology()
    calibration = load_calibration(ontology)
    rules = {f"{r.name}.{lang}" for r in ontology.relations.values() for lang in r.rules}
    weighed = {name.removeprefix("rule=").rsplit(".", 1)[0] for name in calibration.weights if name.startswith("rule=")}
    assert weighed & rules
    assert 0 <= calibration.least < 0.6
    assert max(map(abs, calibration.weights.values())) < 4


@pytest.mark.parametrize("text", ["weights: [1]\n", "weights: {a: many}\n", "least: often\n"])
def test_a_malformed_file_is_named(tmp_path, text):
    (tmp_path / "confidence.yaml").write_text(text, "utf-8")
    with pytest.raises(OntologyError, match=r"confidence\.yaml"):
        load_calibration(load_ontology([tmp_path]))


def test_unlikely_claims_are_left_out(tmp_path):
    from kg.extract import Extractor
    from kg.model import Article

    article = Article(key="t", text="Cisco acquired Splunk for $28 billion.", lang="en")
    (usual,) = Extractor().extract([article])
    assert [c.relation for c in usual.claims] == ["acquired"]
    (tmp_path / "confidence.yaml").write_text("least: 0.995\n", "utf-8")
    (strict,) = Extractor(ontology=[tmp_path]).extract([article])
    assert strict.claims == ()


def drawn(seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    x = draw.integers(0, 2, size=(4000, 3)).astype(float)
    odds = -0.5 + x @ np.array([1.5, -1.0, 0.0])
    return x, (draw.random(len(x)) < 1 / (1 + np.exp(-odds))).astype(float)


def test_the_fit_finds_the_weights_that_made_the_data():
    bias, weights = fit(*drawn(), 1e-3)
    assert np.allclose([bias, *weights], [-0.5, 1.5, -1.0, 0.0], atol=0.2)


def test_a_strong_penalty_leaves_the_share_only():
    x, y = drawn()
    assert np.allclose(predict(fit(x, y, 1e7), x), y.mean(), atol=0.01)


def test_separable_data_have_finite_weights():
    bias, weights = fit(np.array([[0.0], [1.0]]), np.array([0.0, 1.0]), 1.0)
    assert np.isfinite([bias, *weights]).all()


def test_overconfident_odds_are_scaled_down():
    x, y = drawn()
    odds = np.log(p := predict(fit(x, y, 1e-3), x)) - np.log(1 - p)
    factor, offset = rescale(1 / (1 + np.exp(-3 * odds)), y)
    assert factor == pytest.approx(1 / 3, abs=0.02)
    assert offset == pytest.approx(0, abs=0.05)


def test_a_feature_that_was_not_asked_for_has_no_column():
    assert design([{"a": 2.0, "z": 1.0}, {}], ["a", "b"]).tolist() == [[2.0, 0.0], [0.0, 0.0]]


def test_claims_are_read_as_they_were_written(tmp_path):
    file = tmp_path / "claims.tsv"
    named = {"rule=r.fr.é": 1.0, "relation=left": 1.0, "kind=verb": 1.0, "lang=fr": 1.0, "status=asserted": 1.0}
    first = FreshClaim("one", True, named | {"subject.name": 1.0, "object.distance": 0.3, "title": 1.0})
    second = FreshClaim("two", False, named)
    add([first, second], file)
    assert fresh_claims(file) == [first, second]
    again = FreshClaim("one", False, named)
    add([again], file)
    assert fresh_claims(file) == [second, again]


def test_the_shipped_confidence_is_that_of_the_claims_it_is_fitted_on():
    calibration = load_calibration(load_ontology())
    told = [(calibration.probability(c.features), c.right) for c in fresh_claims()]
    for low, high in ((0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.0)):
        right = [r for p, r in told if low <= p < high]
        assert len(right) > 100
        assert low - 0.05 <= sum(right) / len(right) <= high + 0.05
