"""Stores, queries and questions that are wrong: one clear line that names the place, the right exit code."""

from __future__ import annotations

import pyoxigraph
import pytest

from .oneline import GOOD, is_one_line


@pytest.mark.parametrize("command", [["query", "SELECT * {}"], ["show", "OpenAI"], ["stats"], ["validate"], ["view"]])
def test_a_store_that_is_not_one(kg, tmp_path, command):
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "broken.ttl").write_text("@prefix : <x> .\n:a :b ")
    (tmp_path / "empty").mkdir()
    for name, words in (
        ("none", "no such file"),
        ("empty", "no graph"),
        ("notes.txt", "not an RDF file"),
        ("broken.ttl", "broken.ttl"),
    ):
        is_one_line(kg(*command, "--store", tmp_path / name), 2, words, str(tmp_path / name))
    is_one_line(kg(*command, "--store", "https://example.org/sparql"), 2, "https://example.org/sparql")


@pytest.mark.parametrize("how", ["CURRENT", "MANIFEST", "every file"])
def test_a_store_that_is_corrupt(kg, built_copy, how):
    for path in (built_copy / "store").iterdir():
        if how == "every file" or path.name.startswith(how):
            path.write_bytes(b"\0nonsense" * 50)
    is_one_line(kg("stats", "--store", built_copy), 2, str(built_copy))
    is_one_line(kg("build", "-", "-o", built_copy, stdin=GOOD), 2, str(built_copy))


def test_a_stored_article_that_is_corrupt(kg, built_copy, built_articles):
    path = sorted((built_copy / "articles").glob("*.json"))[0]
    path.write_text("{", "utf-8")
    is_one_line(kg("build", built_articles, "-o", built_copy), 2, str(path), "build again")
    path.unlink()
    assert kg("build", built_articles, "-o", built_copy).code == 0


def test_a_store_that_another_process_writes_to(kg, tmp_path):
    (tmp_path / "out").mkdir()
    writing = pyoxigraph.Store(str(tmp_path / "out" / "store"))
    is_one_line(kg("build", "-", "-o", tmp_path / "out", stdin=GOOD), 2, "another process")
    del writing
    assert kg("build", "-", "-o", tmp_path / "out", stdin=GOOD).code == 0


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * WHERE { ?s ?p", "line 1"),
        ("SELEKT * {}", "SELEKT"),
        ("", "empty"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE"),
        ("DELETE WHERE { ?s ?p ?o }", "update"),
        ("SELECT * { ?s foo:bar ?o }", "foo:"),
        ("SELECT * {" + "{" * 500 + "}" * 500 + "}", "nested"),
        ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "stopped after 0.5 seconds"),
    ],
    ids=lambda value: value[:30] or "empty",
)
def test_a_query_that_is_wrong(kg, built, query, words):
    is_one_line(kg("query", query, "--store", built, "--timeout", "0.5"), 2, words)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--name", "nonesuch"], 2, "nonesuch"),
        (["--name", "left", "--param", "colour=red"], 2, "colour"),
        (["--name", "left", "--param", "year=soon"], 2, "soon"),
        (["--name", "left", "--param", "org=Nonesuch"], 1, "Nonesuch"),
        (["--name", "left", "--as-of", "2023-11-21"], 2, "asOf"),
        (["--name", "where-worked", "--as-of", "2023-11-31"], 2, "2023-11-31"),
        (["SELECT ?asOf {}", "--as-of", "2023"], 2, "2023"),
        (["SELECT * {}", "--known-at", "2023-11-21"], 2, "knownAt"),
        (["SELECT * {}", "--format", "pdf"], 2, "pdf"),
        (["SELECT * {}", "--format", "turtle"], 2, "turtle"),
        (["--file", "nowhere.rq"], 2, "nowhere.rq"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_question_that_is_wrong(kg, built, arguments, code, words):
    is_one_line(kg("query", *arguments, "--store", built), code, words)


def test_a_query_that_is_no_text(kg, built, tmp_path):
    (tmp_path / "q.rq").write_bytes(b"SELECT \xff")
    is_one_line(kg("query", "--file", tmp_path / "q.rq", "--store", built), 2, "q.rq", "UTF-8")
    is_one_line(kg("query", "-", "--store", built, stdin=b"\xff\xfe"), 2, "stdin", "UTF-8")


@pytest.mark.parametrize("name", ["", "Nobody Nowhere", "https://example.org/x", "\x1b[31mx"])
def test_an_entity_that_is_not_there(kg, built, name):
    done = kg("show", name, "--store", built)
    is_one_line(done, 1, "no entity")
    assert "\x1b[31mx" not in done.err


def test_an_output_that_cannot_be_written(kg, built, tmp_path):
    (tmp_path / "file").write_text("mine", "utf-8")
    for output in (tmp_path / "file", tmp_path / "file" / "deeper"):
        is_one_line(kg("build", "-", "-o", output, stdin=GOOD), 2, str(tmp_path / "file"))
        is_one_line(kg("import", built / "graph.ttl", "-o", output), 2, str(tmp_path / "file"))
    for output in (tmp_path, tmp_path / "none" / "graph.ttl"):
        is_one_line(kg("export", "--format", "turtle", "-o", output, "--store", built), 2, str(output))
        is_one_line(kg("view", "-o", output, "--store", built), 2, str(output))
    assert (tmp_path / "file").read_text("utf-8") == "mine"


def test_an_import_that_is_none(kg, tmp_path):
    (tmp_path / "other.ttl").write_text("<urn:a> <urn:b> <urn:c> .\n", "utf-8")
    is_one_line(kg("import", tmp_path / "other.ttl", "-o", tmp_path / "out"), 2, "other.ttl", "no articles")
    is_one_line(kg("import", tmp_path / "none.ttl", "-o", tmp_path / "out"), 2, "none.ttl")


def test_nothing_to_remove_from(kg, tmp_path):
    is_one_line(kg("remove", "x", "-o", tmp_path / "none"), 2, str(tmp_path / "none"))
    assert not (tmp_path / "none").exists()
