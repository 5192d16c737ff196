"""``kg query``, ``show``, ``stats``, ``export``, ``view``, ``validate``: on a graph that the extractor made."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import pyoxigraph
import pytest
from rdflib import Graph

COUNT = "SELECT (COUNT(*) AS ?facts) { ?fact a kg:Leaving }"


def table(text):
    return list(csv.reader(io.StringIO(text)))


def test_without_a_query_the_named_ones_are_listed(kg):
    done = kg("query")
    assert (done.code, done.err) == (0, "")
    names = [line.split()[0] for line in done.out.splitlines() if not line.startswith(" ")]
    assert names == ["by-month", "conflicts", "depends-on", "evidence", "left", "moves", "where-worked"]
    assert "--param asOf=" in done.out
    assert "Who worked where" in done.out


def test_the_named_queries_are_listed_in_french(kg):
    done = kg("query", "--lang", "fr")
    assert "Qui travaillait où" in done.out
    assert "--param org=...  l'organisation quittée" in done.out
    assert kg("query", "--lang", "de").code == 2


def test_named_queries_are_listed_in_any_language_that_their_files_give(kg, tmp_path):
    (tmp_path / "queries").mkdir()
    query = "# title: {de: Wer ging}\n# description: {de: Abgänge}\n# parameters:\nSELECT ?who { ?who kg:left ?org }\n"
    (tmp_path / "queries" / "left.rq").write_text(query, "utf-8")
    done = kg("query", "--lang", "de", "--ontology", tmp_path)
    assert [line.split(maxsplit=1) for line in done.out.splitlines() if "Wer" in line] == [["left", "Wer ging"]]
    assert "de, en, fr" in kg("query", "--lang", "es", "--ontology", tmp_path).err


def test_a_table_for_people_has_no_column_for_programs(kg, built):
    moves = ["query", "--name", "moves", "--store", built]
    columns = ["personName", "fromName", "toName", "kind", "leftOn", "joinedOn", "role", "status"]
    assert kg(*moves).out.splitlines()[0].split() == columns
    assert table(kg(*moves, "--format", "csv").out)[0] == [*columns, "person", "from", "to", "fact"]


@pytest.mark.parametrize("how", ["argument", "file", "stdin"])
def test_a_query_is_an_argument_a_file_or_stdin(kg, built, tmp_path, how):
    (tmp_path / "q.rq").write_text(COUNT, "utf-8")
    given = {"argument": [COUNT], "file": ["--file", tmp_path / "q.rq"], "stdin": ["-"]}[how]
    done = kg("query", *given, "--store", built, "--format", "csv", stdin=COUNT.encode())
    assert (done.code, done.err) == (0, "")
    assert int(table(done.out)[1][0]) > 0


@pytest.mark.parametrize("place", ["", "store", "graph.ttl"])
def test_every_form_of_a_store_answers_alike(kg, built, place):
    done = kg("query", "--name", "left", "--param", "org=OpenAI", "--store", built / place)
    assert done.code == 0
    assert "Sam Altman" in done.out


def test_formats(kg, built):
    ask = ["query", "--name", "left", "--param", "person=Altman", "--store", built, "--format"]
    assert table(kg(*ask, "csv").out)[0][:3] == ["personName", "orgName", "date"]
    answer = json.loads(kg(*ask, "json").out)
    assert {row["personName"]["value"] for row in answer["results"]["bindings"]} == {"Sam Altman"}
    assert ET.fromstring(kg(*ask, "xml").out).tag.endswith("sparql")  # noqa: S314 (our own output)
    construct = "CONSTRUCT { ?p kg:left ?o } WHERE { ?p kg:left ?o }"
    assert len(Graph().parse(data=kg("query", construct, "--store", built, "--format", "turtle").out)) > 0


def test_the_two_clocks_reach_named_and_free_queries(kg, built):
    where = ["query", "--name", "where-worked", "--param", "person=Sam Altman", "--store", built, "--format", "csv"]
    early = kg(*where, "--as-of", "2023-11-21", "--known-at", "2023-11-16")
    assert early.lines == ["no rows"]
    later = kg(*where, "--as-of", "2023-11-21", "--known-at", "2023-11-21")
    assert any("Microsoft" in row and "announced" in row for row in table(later.out))
    free = "SELECT ?asOf ?knownAt { BIND(?asOf AS ?a) BIND(?knownAt AS ?b) }"
    done = kg("query", free, "--as-of", "2023-11-21", "--known-at", "2023-11-23", "--store", built, "--format", "csv")
    assert table(done.out)[1] == ["2023-11-21", "2023-11-23"]


def test_articles_that_known_at_passes_over_are_counted(kg, tmp_path):
    kg("build", "-", "-o", tmp_path / "out", stdin=b"Sam Altman joined Microsoft.")
    done = kg("query", "--name", "where-worked", "--known-at", "2024-01-01", "--store", tmp_path / "out")
    assert done.lines == ["note: 1 article without a date, which no --known-at takes into account", "no rows"]


def test_show_tells_a_story_with_quotes(kg, built):
    done = kg("show", "Altman", "--store", built)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "Sam Altman (Person)"
    assert any(line.startswith("2023-11-17 ") and "left OpenAI" in line for line in lines)
    assert any(line.startswith("    “OpenAI dismissed Sam Altman") for line in lines)


def test_show_why_names_were_merged(kg, built):
    done = kg("show", "Sam Altman", "--why", "--store", built)
    assert "“Sam Altman”: same name (2023-11-17-altman-out.en.md" in done.out


def test_stats(kg, built):
    done = kg("stats", "--top", "1", "--store", built)
    assert (done.code, done.err) == (0, "")
    heads = [line for line in done.out.splitlines() if line and not line.startswith(" ")]
    assert [head.split()[0] for head in heads] == ["Talent", "Moves", "People", "Dependency", "Single"]
    assert len(done.out.splitlines()) == 14  # five heads, a row of each, four empty lines
    assert "organisations)" in done.out


@pytest.mark.parametrize("fmt", ["turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "csv"])
def test_export_to_a_file_and_to_stdout_is_the_same(kg, built, tmp_path, fmt):
    to_file = kg("export", "-o", tmp_path / "graph", "--format", fmt, "--store", built)
    to_stdout = kg("export", "-o", "-", "--format", fmt, "--store", built)
    assert (to_file.code, to_file.out, to_file.lines) == (0, "", [f"written: {tmp_path / 'graph'}"])
    assert (to_stdout.code, to_stdout.err) == (0, "")
    assert to_stdout.out.encode() == (tmp_path / "graph").read_bytes() != b""


def test_export_goes_by_the_ending_of_the_file(kg, built, tmp_path):
    assert kg("export", "-o", tmp_path / "g.trig", "--store", built).code == 0
    store = pyoxigraph.Store()
    store.load(path=str(tmp_path / "g.trig"), format=pyoxigraph.RdfFormat.TRIG)
    assert len(list(store.named_graphs())) > 6


def test_view_writes_a_page_of_what_is_asked_for(kg, built, tmp_path):
    whole, part = tmp_path / "whole.html", tmp_path / "part.html"
    assert kg("view", "-o", whole, "--store", built).code == 0
    options = [
        "--focus",
        "Amazon, OpenAI",
        "--since",
        "2025",
        "--until",
        "2025-12",
        "--lang",
        "fr",
        "--title",
        "Fournisseurs",
    ]
    done = kg("view", "-o", part, *options, "--store", built)
    assert (done.code, done.out) == (0, "")
    assert done.lines[0].startswith(f"look at it: {part} (")
    text = part.read_text("utf-8")
    assert '<html lang="fr"' in text
    assert "<title>Fournisseurs" in text
    assert "OpenAI dismissed Sam Altman" in whole.read_text("utf-8")
    assert "OpenAI dismissed Sam Altman" not in text


def test_view_opens_with_focus_on_what_is_known(kg, built, tmp_path):
    done = kg("view", "-o", tmp_path / "x.html", "--focus", "Opnai", "--store", built)
    assert done.code == 1
    assert done.lines[0].startswith("kg: no entity named 'Opnai'; near names: OpenAI")
    assert not (tmp_path / "x.html").exists()


def test_validate(kg, built, tmp_path):
    good = kg("validate", "--store", built)
    assert (good.code, good.out, good.lines) == (0, "", ["the graph conforms to its shapes"])
    broken = tmp_path / "broken.ttl"
    text = (built / "graph.ttl").read_text("utf-8")
    lines = [line for line in text.splitlines() if "kg:modality" not in line]
    assert len(lines) < len(text.splitlines())
    broken.write_text("\n".join(lines), "utf-8")
    bad = kg("validate", "--store", broken)
    assert bad.code == 1
    assert "modality" in bad.out
    assert len(bad.out.splitlines()) == int(bad.lines[-1].split()[0])
