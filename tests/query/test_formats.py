"""Results as text."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from rdflib import Graph

from kg.errors import QueryError
from kg.query.evaluate import evaluate
from kg.query.formats import ROW_FORMATS, format_result
from kg.query.guard import check
from kg.rdf.oxigraph import to_term

PREFIXES = {"ex": "http://x/"}
ROWS = r"(ex:a '=1+1' -5) (ex:b 'B\u009B31m\nC' UNDEF)"
SELECT = f"SELECT ?who ?whoName ?n {{ VALUES (?who ?whoName ?n) {{ {ROWS} }} }} ORDER BY ?who"


def result(sparql):
    store = ox.Store()
    store.update("INSERT DATA { <http://x/a> <http://x/p> 'é' }")
    return evaluate(store, check(sparql), PREFIXES)


def test_table_shows_names_and_no_control_characters():
    table = format_result(result(SELECT), "table", prefixes=PREFIXES)
    assert table == "whoName  n\n-------  --\n=1+1     -5\nB 31m C\n"


def test_table_shortens_iris():
    table = format_result(result("SELECT * { ?s ex:p ?o }"), "table", prefixes=PREFIXES)
    assert "ex:a" in table
    assert "http://x/a" in format_result(result("SELECT * { ?s ex:p ?o }"), "table")


def test_csv_runs_no_formula_and_keeps_numbers():
    rows = list(csv.reader(io.StringIO(format_result(result(SELECT), "csv"))))
    assert rows == [["who", "whoName", "n"], ["http://x/a", "'=1+1", "-5"], ["http://x/b", "B\x9b31m\nC", ""]]


def test_json_and_xml_are_the_standard_ones():
    found = json.loads(format_result(result(SELECT), "json"))
    assert found["head"]["vars"] == ["who", "whoName", "n"]
    assert found["results"]["bindings"][0]["whoName"] == {"type": "literal", "value": "=1+1"}
    root = ElementTree.fromstring(format_result(result("SELECT ?s { ?s ex:p ?o }"), "xml"))  # noqa: S314 (our own)
    assert root.tag == "{http://www.w3.org/2005/sparql-results#}sparql"


def test_xml_has_no_character_that_xml_cannot_hold():
    found = format_result(result("SELECT ('a\x1b\x00b' AS ?x) { }"), "xml")
    assert ElementTree.fromstring(found)[1][0][0][0].text == "a\ufffd\ufffdb"  # noqa: S314 (our own)


def test_graphs_are_turtle_or_a_table():
    found = result("CONSTRUCT { ?s ex:q ?o } WHERE { ?s ex:p ?o }")
    assert len(Graph().parse(data=format_result(found, "turtle"), format="turtle")) == 1
    assert format_result(found, "csv").splitlines() == ["subject,predicate,object", "http://x/a,http://x/q,é"]


@pytest.mark.parametrize(("fmt", "expected"), [("table", "answer\n------\ntrue\n"), ("csv", "answer\r\ntrue\r\n")])
def test_ask(fmt, expected):
    assert format_result(result("ASK { ?s ?p ?o }"), fmt) == expected


def test_ask_in_json():
    assert json.loads(format_result(result("ASK { ?s ex:none ?o }"), "json"))["boolean"] is False


@pytest.mark.parametrize(
    ("sparql", "fmt", "words"),
    [
        ("SELECT * { ?s ?p ?o }", "turtle", "turtle is for CONSTRUCT and DESCRIBE"),
        ("DESCRIBE ex:a", "json", "json is for SELECT and ASK"),
        ("DESCRIBE ex:a", "tsv", "tsv is for SELECT"),
        ("ASK { }", "ntriples", "ntriples is for CONSTRUCT and DESCRIBE"),
        ("ASK { }", "yaml", "unknown format 'yaml'"),
    ],
)
def test_formats_that_do_not_fit(sparql, fmt, words):
    with pytest.raises(QueryError, match=words):
        format_result(result(sparql), fmt)


@pytest.mark.parametrize("fmt", ROW_FORMATS)
def test_no_rows(fmt):
    assert format_result(result("SELECT ?s { ?s ex:none ?o }"), fmt).endswith("\n")


def test_tsv_and_ntriples_are_read_back_by_others():
    rows = result("SELECT ?s ?o ?none { ?s ex:p ?o OPTIONAL { ?s ex:none ?none } }")
    again: Any = ox.parse_query_results(format_result(rows, "tsv").encode(), format=ox.QueryResultsFormat.TSV)
    assert [[to_term(row["s"]), to_term(row["o"])] for row in again] == [list(row)[:2] for row in rows]
    graph = result("CONSTRUCT { ?s ex:q ?o } WHERE { ?s ex:p ?o }")
    assert set(Graph().parse(data=format_result(graph, "ntriples"), format="nt")) == set(graph)
