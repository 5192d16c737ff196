"""Clients that nobody here wrote (SPARQLWrapper, curl, one in JavaScript, rdflib's) all get the same rows."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.graph import open_graph

from ..tools import missing, node_module

SELECT = """PREFIX kg: <https://w3id.org/techkg/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?person ?name ?org ?date WHERE {
  ?fact a kg:Leaving ; kg:subject ?person ; kg:object ?org . ?person rdfs:label ?name . OPTIONAL { ?fact kg:date ?date }
} ORDER BY ?name ?org ?date"""


@pytest.fixture(scope="module")
def expected(served_folder):
    found: Any = open_graph(served_folder).query(SELECT)
    rows = [{str(k): str(v) for k, v in row.asdict().items() if v is not None} for row in found]
    assert len(rows) > 3
    assert any("date" not in row for row in rows)
    return rows


def plain(bindings):
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("how", ["urlencoded", "postdirectly"])
@pytest.mark.parametrize("fmt", ["json", "xml"])
def test_sparqlwrapper(url, expected, method, how, fmt):
    from SPARQLWrapper import SPARQLWrapper

    client = SPARQLWrapper(f"{url}/sparql", returnFormat=fmt)
    client.setMethod(method)
    client.setRequestMethod(how)
    client.setQuery(SELECT)
    answer: Any = client.queryAndConvert()
    if fmt == "json":
        assert plain(answer["results"]["bindings"]) == expected
    else:
        rows = [
            {b.getAttribute("name"): b for b in r.getElementsByTagName("binding")}
            for r in answer.getElementsByTagName("result")
        ]
        assert [{n: b.firstChild.firstChild.data for n, b in row.items()} for row in rows] == expected


def test_sparqlwrapper_says_what_is_wrong(url):
    from SPARQLWrapper import SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    client = SPARQLWrapper(f"{url}/sparql", returnFormat="json")
    client.setQuery("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    with pytest.raises(QueryBadFormed, match="SERVICE is refused"):
        client.query()


@pytest.mark.parametrize(
    "options",
    [
        ["-G", "--data-urlencode", f"query={SELECT}"],
        ["--data-urlencode", f"query={SELECT}"],
        ["-H", "Content-Type: application/sparql-query", "--data-binary", SELECT],
    ],
)
def test_curl(url, expected, options):
    curl = shutil.which("curl") or missing("curl")
    command = [curl, "--silent", "--fail", "-H", "Accept: application/sparql-results+json", *options, f"{url}/sparql"]
    answer = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    assert plain(json.loads(answer)["results"]["bindings"]) == expected


def test_javascript(url, expected):
    node = shutil.which("node") or missing("node")
    script = Path(__file__).with_name("rows.mjs")
    command = [node, str(script), str(node_module("sparql-http-client")), f"{url}/sparql", SELECT]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    for operation in ("get", "postDirect", "postUrlencoded"):
        assert [{k: v for k, v in row.items() if v is not None} for row in found[operation]] == expected
    assert found["ask"] is True
    assert found["triples"] > 10


def test_rdflib(url, expected):
    from rdflib import Graph
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    for method in ("GET", "POST"):
        found: Any = Graph(SPARQLStore(f"{url}/sparql", method=method)).query(SELECT)
        rows = [{str(k): str(v) for k, v in row.asdict().items() if v is not None} for row in found]
        assert rows == expected


def test_ours(url, served_folder):
    there, here = kg.open(f"{url}/sparql"), kg.open(served_folder)
    assert list(there.ask("left", org="OpenAI")) == list(here.ask("left", org="OpenAI"))
