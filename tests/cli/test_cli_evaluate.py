"""``kg evaluate``: against annotated articles, with the extractor or with what it printed before."""

from __future__ import annotations

import json
import shutil

import pytest

from kg.ontology import examples_dir

from ..conftest import BUILT_FROM


@pytest.fixture
def gold(tmp_path):
    """The annotations of two of the examples that `built` was made from."""
    folder = tmp_path / "gold"
    folder.mkdir()
    for name in BUILT_FROM[:2]:
        shutil.copy(examples_dir().parent / "gold" / name.replace(".md", ".json"), folder)
    return folder


def test_printed_rows_score_like_the_extractor(kg, gold, tmp_path):
    now = kg("evaluate", "--gold", gold)
    assert now.code == 0, now.err
    assert now.out.startswith("documents: 2, predicted triples: ")
    report = json.loads(kg("evaluate", "--gold", gold, "--json").out)
    assert report["documents"] == 2
    assert report["scores"]["strict"]["overall"]["tp"] > 0
    assert "errors" not in report
    texts = [json.loads(path.read_text("utf-8")) for path in sorted(gold.glob("*.json"))]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(text) + "\n" for text in texts), "utf-8")
    (tmp_path / "out.jsonl").write_text(kg("extract", tmp_path / "in.jsonl").out, "utf-8")
    later = kg("evaluate", "--gold", gold, "--predictions", tmp_path / "out.jsonl")
    assert later.out == now.out


def test_errors_are_listed_on_demand(kg, gold):
    """Without predictions everything is missed."""
    nothing = gold.parent / "none.jsonl"
    nothing.write_text("", "utf-8")
    done = kg("evaluate", "--gold", gold, "--predictions", nothing, "--errors")
    assert "== errors\n" in done.out
    assert "== errors\n" not in kg("evaluate", "--gold", gold, "--predictions", nothing).out
    listed = json.loads(kg("evaluate", "--gold", gold, "--predictions", nothing, "--errors", "--json").out)
    assert len(listed["errors"]) == done.out.count("\tmissed\t") > 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"id": "a"}\n{"id"', ":2: not JSON"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[1]", "row 1"),
        (b'{"id": 1}', "row 1"),
    ],
)
def test_bad_predictions_are_one_line(kg, gold, tmp_path, content, words):
    (tmp_path / "bad.jsonl").write_bytes(content)
    done = kg("evaluate", "--gold", gold, "--predictions", tmp_path / "bad.jsonl")
    assert done.code == 1
    assert len(done.lines) == 1
    assert words in done.err


def test_missing_gold_is_one_line(kg, tmp_path):
    for arguments in (["--gold", tmp_path / "none"], ["--gold", tmp_path, "--predictions", tmp_path / "none.jsonl"]):
        done = kg("evaluate", *arguments)
        assert done.code == 1
        assert len(done.lines) == 1
        assert str(tmp_path) in done.err
