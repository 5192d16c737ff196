import json
from collections.abc import Sequence
from typing import Any

import pytest

from kg.evaluate import GoldDocument, evaluate, score
from kg.evaluate.intervals import f1_interval, wilson

TEXT = "Intro by Zed. Ann, who ran Acme, left. She joined Beta in 2020. Acme bought Core. Nothing else."


def entity(name: str, *mentions: str) -> dict[str, Any]:
    return {
        "name": name,
        "type": "Organization",
        "mentions": [[TEXT.index(m), TEXT.index(m) + len(m)] for m in mentions],
    }


def gold_triple(s: str, p: str, o: str, evidence: str, **more: Any) -> dict[str, Any]:
    return {"s": s, "p": p, "o": o, "status": "asserted", "date": None, "evidence": evidence} | more


@pytest.fixture
def gold(make_gold):
    names = ("Ann", "Acme", "Beta", "Core")
    return make_gold(
        gold_triple("Ann", "left", "Acme", "Ann, who ran Acme, left"),
        gold_triple("Ann", "joined", "Beta", "She joined Beta in 2020", date="2020"),
        gold_triple("Acme", "acquired", "Core", "Acme bought Core", status="announced"),
        text=TEXT,
        entities=[{"name": n, "type": "Organization", "aliases": [n]} for n in names],
    )


def errors(gold: Sequence[GoldDocument], row: dict[str, Any]) -> list[tuple[str, ...]]:
    return [(e.kind, e.relation, e.cause, e.detail, e.sentence) for e in score(gold, [row]).errors]


def test_an_abbreviation_does_not_end_the_sentence_that_is_shown(make_gold):
    text = "Before. Acme Corp. bought Core Inc. in May, Mr. Lee said. After."
    gold = make_gold(gold_triple("Acme", "acquired", "Core", "bought Core"), text=text)
    assert errors(gold, {"id": "d", "triples": []})[0][4] == "Acme Corp. bought Core Inc. in May, Mr. Lee said."


def test_causes_of_what_is_missed(gold, row):
    predicted = row(
        ("Acme", "subsidiaryOf", "Core"),
        entities=[entity("Ann", "Ann"), entity("Acme", "Acme"), entity("Beta", "Beta")],
    )
    missed = [e for e in errors(gold, predicted) if e[0] == "missed"]
    assert missed == [
        ("missed", "left", "no rule", "both ends are seen", "Ann, who ran Acme, left."),
        ("missed", "joined", "coreference", "Ann not seen in this sentence", "She joined Beta in 2020."),
        ("missed", "acquired", "wrong rule", "said: Acme subsidiaryOf Core", "Acme bought Core."),
    ]


def test_an_entity_that_is_not_found_and_rows_that_do_not_tell(gold, row):
    found = errors(gold, row(entities=[entity("Ann", "Ann")]))
    assert [(e[2], e[3]) for e in found] == [
        ("entity not found", "Acme"),
        ("entity not found", "Beta"),
        ("entity not found", "Acme and Core"),
    ]
    assert {e[2] for e in errors(gold, row())} == {"no claim"}


def test_an_entity_is_known_by_its_mentions_too(gold, row):
    predicted = row(entities=[entity("A. Person", "Ann"), entity("Acme", "Acme")])
    assert errors(gold, predicted)[0][2] == "no rule"


@pytest.mark.parametrize(
    ("triple", "cause", "detail"),
    [
        (("Acme", "left", "Ann"), "wrong rule", "gold: Ann left Acme"),
        (("Ann", "founded", "Acme"), "wrong rule", "gold: Ann left Acme"),
        (("Zed", "left", "Acme"), "entity not found", "Zed not an entity of the gold"),
        (("Beta", "acquired", "Core"), "coreference", "gold: Acme acquired Core"),
        (("Beta", "supplies", "Core"), "wrong rule", "nothing between them in the gold"),
    ],
)
def test_causes_of_what_is_wrong(gold, row, triple, cause, detail):
    predicted = dict(zip("spo", triple, strict=True)) | {"evidence": "As\nquoted."}
    wrong = [e for e in errors(gold, row(predicted)) if e[0] == "wrong"]
    assert wrong == [("wrong", triple[1], cause, detail, "As quoted.")]


def test_right_but_for_status_or_date(gold, row):
    joined = {"s": "Ann", "p": "joined", "o": "Beta", "status": "asserted", "date": "2021"}
    left = {"s": "Ann", "p": "left", "o": "Acme", "status": "asserted", "date": "2020"}
    bought = {"s": "Acme", "p": "acquired", "o": "Core", "status": "rumoured", "date": None}
    assert sorted(e[:4] for e in errors(gold, row(joined, left, bought))) == [
        ("date", "joined", "date", "2021, gold: 2020"),
        ("date", "left", "date", "2020, gold: none"),
        ("status", "acquired", "status", "rumoured, gold: announced"),
    ]
    assert score(gold, [row(joined, left, bought)]).dates == {"met": 0, "different": 1, "missed": 0, "invented": 1}


def test_hostile_rows_do_not_break_the_causes(gold, row):
    strange = [{"name": "Ann", "mentions": [["a", "b"], [5], 3]}, {"name": 4}, "words", {"name": "Acme", "mentions": 7}]
    report = score(gold, [row({"s": "Ann", "p": "left", "o": "Beta", "evidence": 5, "date": 7}, entities=strange)])
    assert report.modes["strict"].overall.fp == 1


def test_reliability(gold, row):
    claims = [
        {"s": "Ann", "p": "left", "o": "Acme", "confidence": 0.95},
        {"s": "Ann", "p": "joined", "o": "Beta", "confidence": 1.0},
        {"s": "Ann", "p": "joined", "o": "Acme", "confidence": 0.9},
        {"s": "Beta", "p": "acquired", "o": "Core", "confidence": 0.05},
        {"s": "Beta", "p": "acquired", "o": "Ann", "confidence": 7},
        {"s": "Beta", "p": "acquired", "o": "Acme"},
    ]
    report = score(gold, [row(*claims)])
    assert [(b.low, b.high, b.claims, b.right) for b in report.reliability] == [(0.0, 0.1, 1, 0), (0.9, 1.0, 3, 2)]
    assert report.reliability[1].mean_confidence == pytest.approx(0.95)
    assert report.calibration_error == pytest.approx((0.05 + 3 * (0.95 - 2 / 3)) / 4)


def test_optional_claims_are_outside_reliability(make_gold, row):
    gold = make_gold(gold_triple("A", "acquired", "B", "", optional=True))
    report = score(gold, [row({"s": "A", "p": "acquired", "o": "B", "confidence": 0.5})])
    assert report.reliability == ()
    assert report.calibration_error is None


def test_wilson_against_published_values():
    # Newcombe 1998, Statistics in Medicine 17:857-872, table I: 81/263, 15/148, 0/20 and 1/29.
    for hits, of, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        assert wilson(hits, of) == pytest.approx((low, high), abs=5e-5)
    assert wilson(0, 0) is None


def test_the_bootstrap_interval():
    counts = [(3, 1, 1)] * 5 + [(0, 2, 2)] * 5
    interval = f1_interval(counts)
    assert interval == f1_interval(counts)
    assert interval
    low, high = interval
    assert low < 30 / 50 < high
    assert f1_interval([(1, 0, 0)] * 10) == (1.0, 1.0)
    assert f1_interval([(1, 1, 1)]) is None
    assert f1_interval([(0, 0, 0)] * 5) is None


def test_the_report_as_data_and_as_lines(gold, row, tmp_path):
    rows = [row({"s": "Ann", "p": "left", "o": "Acme\x1b[31m", "confidence": 0.9}, ("Beta", "acquired", "Core"))]
    report = evaluate(tmp_path / "gold", rows)
    data = json.loads(json.dumps(report.to_dict(), allow_nan=False))
    assert data["scores"]["strict"]["overall"]["tp"] == 0
    assert len(data["errors"]) == 5
    assert "errors" not in report.to_dict(errors=False)
    lines = list(report.lines(errors=True))
    assert lines[0] == "documents: 1, predicted triples: 2; intervals are 95 %"
    assert all(cell.isprintable() for line in lines for cell in line.split("\t"))
    assert {"== strict", "== lenient", "== status-aware", "== confidence", "== errors by cause"} <= set(lines)
    assert any("Nothing" in line or "Acme bought Core." in line for line in lines)
    assert not any("Acme bought Core." in line for line in report.lines())
    empty = list(score((), []).lines())
    assert any(line.split() == ["overall", "-", "-", "-", "0", "0", "0"] for line in empty)
