from collections.abc import Sequence
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluate import GoldDocument, score
from kg.evaluate.names import normalise


def counts(gold: Sequence[GoldDocument], row: dict[str, Any], mode: str = "strict") -> tuple[int, int, int]:
    overall = score(gold, [row]).modes[mode].overall
    return overall.tp, overall.fp, overall.fn


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("Électricité de France S.A.", "electricite de france"),
        ("The Walt Disney Company", "walt disney"),
        ("L'Oréal", "oreal"),
        ("L’Oréal", "oreal"),
        ("Microsoft’s", "microsoft"),
        ("AT&T Inc.", "at&t"),
        ("Alphabet, Inc", "alphabet"),
        ("Sony Co., Ltd.", "sony"),
        ("The Co", "the"),
        ("Inc.", "inc"),
        ("Windows® 11", "windows 11"),
        ("A.P. Møller-Mærsk", "ap møller mærsk"),
        ("İstanbul", "istanbul"),
    ],
)
def test_names(name, normal):
    assert normalise(name) == normal


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        ([("A", "acquired", "B")], [("A", "acquired", "B")], (1, 0, 0)),
        ([("A", "acquired", "B")], [("a inc.", "acquired", "The B")], (1, 0, 0)),
        ([("A", "acquired", "B")], [("B", "acquired", "A")], (0, 1, 1)),
        ([("A", "acquired", "B")], [("A", "investedIn", "B")], (0, 1, 1)),
        ([("A", "acquired", "B")], [("A", "acquired", "B"), ("A", "acquired", "B Ltd")], (1, 0, 0)),
        ([("A", "acquired", "B")], [("X", "acquired", "Y"), ("x", "acquired", "y")], (0, 1, 1)),
        ([("A", "acquired", "B")], [], (0, 0, 1)),
        ([], [("A", "acquired", "B")], (0, 1, 0)),
        ([("A", "partnersWith", "B"), ("A", "competesWith", "B")], [("B", "partnersWith", "A")], (1, 0, 1)),
        ([("A", "partnersWith", "B")], [("B", "partnersWith", "A"), ("A", "partnersWith", "B")], (1, 0, 0)),
        ([("B", "dependsOn", "A")], [("A", "supplies", "B")], (0, 1, 1)),
        ([("A", "joined", "B")], [("A", "worksFor", "B")], (0, 1, 1)),
    ],
)
def test_strict(make_gold, row, gold, predicted, expected):
    assert counts(make_gold(*gold), row(*predicted)) == expected


def test_symmetric_wrong_claims_count_once(make_gold, row):
    assert counts(make_gold(), row(("A", "partnersWith", "B"), ("B", "partnersWith", "A"))) == (0, 1, 0)


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        ([("B", "dependsOn", "A")], [("A", "supplies", "B")], (1, 0, 0)),
        ([("B", "dependsOn", "A")], [("B", "supplies", "A")], (0, 1, 1)),
        ([("A", "supplies", "B"), ("B", "dependsOn", "A")], [("A", "supplies", "B")], (1, 0, 0)),
        (
            [("A", "supplies", "B"), ("B", "dependsOn", "A")],
            [("A", "supplies", "B"), ("B", "dependsOn", "A")],
            (1, 0, 0),
        ),
        ([("A", "joined", "B")], [("A", "worksFor", "B")], (0, 0, 1)),
        ([("A", "left", "B")], [("A", "worksFor", "B")], (0, 0, 1)),
        ([("A", "joined", "B", "denied")], [("A", "worksFor", "B")], (0, 1, 1)),
    ],
)
def test_lenient(make_gold, row, gold, predicted, expected):
    assert counts(make_gold(*gold), row(*predicted), "lenient") == expected


GRADED = [("A", "acquired", "B", "denied"), ("A", "acquired", "C", "speculated"), ("A", "acquired", "D", "announced")]


@pytest.mark.parametrize(
    ("predicted", "expected"),
    [
        ([("A", "acquired", x) for x in "BCD"], (1, 2, 0)),
        (GRADED, (1, 0, 0)),
        ([("A", "acquired", "D", "rumoured")], (0, 0, 1)),
        ([("A", "acquired", "X", "denied")], (0, 0, 1)),
    ],
)
def test_status_aware(make_gold, row, predicted, expected):
    gold = make_gold(*GRADED)
    assert counts(gold, row(*predicted), "status-aware") == expected


def test_optional_triples_neither_count_nor_cost(make_gold, row):
    optional = {"s": "A", "p": "acquired", "o": "B", "status": "asserted", "optional": True}
    gold = make_gold(optional)
    for mode in ("strict", "lenient", "status-aware"):
        assert counts(gold, row(("A", "acquired", "B")), mode) == (0, 0, 0)
        assert counts(gold, row(), mode) == (0, 0, 0)


def test_an_optional_twin_gives_way_to_the_required_one(make_gold, row):
    optional = {"s": "A", "p": "supplies", "o": "B", "status": "asserted", "optional": True}
    gold = make_gold(optional, ("B", "dependsOn", "A"))
    assert counts(gold, row(("A", "supplies", "B")), "lenient") == (1, 0, 0)


def test_alternatives_and_aliases(make_gold, row):
    entities = [
        {"name": "Fund", "type": "Organization", "aliases": ["le fonds"]},
        {"name": "Someone", "type": "Person", "aliases": ["son patron"]},
        {"name": "B", "type": "Organization", "aliases": []},
    ]
    invested = {"s": "Fund", "p": "investedIn", "o": "B", "status": "asserted", "s_alt": ["Someone"]}
    gold = make_gold(invested, entities=entities)
    for name in ("Fund", "Le Fonds", "Someone", "son patron"):
        assert counts(gold, row((name, "investedIn", "B"))) == (1, 0, 0)


def test_the_matching_is_the_largest(make_gold, row):
    entities = [{"name": n, "type": "Organization", "aliases": a} for n, a in (("A", ["Z"]), ("B", ["Z"]), ("C", []))]
    gold = make_gold(("A", "acquired", "C"), ("B", "acquired", "C"), entities=entities)
    assert counts(gold, row(("Z", "acquired", "C"), ("A", "acquired", "C"))) == (2, 0, 0)


def test_what_is_left_out_is_noted(make_gold, row):
    gold = make_gold(("A", "acquired", "B"))
    strange = row(("A", "acquired", "B", "certain"), ("A", "likes", "B"), {"s": "A"})
    strange["triples"].append("words")
    report = score(gold, [strange, row(("A", "acquired", "B"), id="other")])
    assert report.notes == {
        "predictions for documents that are not in the gold": 1,
        "predictions with an unknown relation": 1,
        "predictions with an unknown status (read as asserted)": 1,
        "predictions without s, p and o": 2,
    }
    assert report.predictions == 1
    assert score(gold, []).notes == {"gold documents without predictions (all missed)": 1}


@pytest.mark.parametrize("bad", ["words", {"triples": []}, {"id": 1}, {"id": "d", "triples": {}}])
def test_rows_that_are_none(make_gold, bad):
    with pytest.raises(InputError, match="predictions, row 2: "):
        score(make_gold(), [{"id": "d"}, bad])


def test_by_language_relation_and_status(make_gold, row):
    gold = make_gold(("A", "acquired", "B"), ("A", "acquired", "C", "rumoured"), ("A", "left", "B", "denied"))
    report = score(gold, [row(("A", "acquired", "B"), ("A", "acquired", "C"), ("X", "joined", "Y", "announced"))])
    strict = report.modes["strict"]
    assert {k: (s.tp, s.fp, s.fn) for k, s in strict.relation.items()} == {
        "acquired": (2, 0, 0),
        "joined": (0, 1, 0),
        "left": (0, 0, 1),
    }
    assert (strict.language["en"].precision, strict.language["en"].recall) == (2 / 3, 2 / 3)
    assert set(strict.language_relation) == {("en", "acquired"), ("en", "joined"), ("en", "left")}
    assert {k: (s.tp, s.fp, s.fn) for k, s in report.status.items()} == {
        "asserted": (1, 1, 0),
        "announced": (0, 1, 0),
        "rumoured": (0, 0, 1),
        "denied": (0, 0, 1),
    }
    assert report.status_agreement == (1, 2)


def test_false_claims_in_documents_without_triples_are_counted(make_gold, row):
    assert score(make_gold(), [row(("A", "acquired", "B"))]).modes["strict"].quiet == (1, 1)
