"""SPARQL 1.1 Protocol: every way to ask, every format, and what is refused with which status."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from kg.graph import open_graph

SELECT = "SELECT ?who ?name { ?who kg:left :OpenAI ; rdfs:label ?name } ORDER BY ?name"
QUERY, FORM = "application/sparql-query", "application/x-www-form-urlencoded"
RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


def names(response):
    assert response.status_code == 200, response.text
    return [row["name"]["value"] for row in response.json()["results"]["bindings"]]


@pytest.fixture(scope="module")
def expected(served_folder):
    found: Any = open_graph(served_folder).query(SELECT)
    return [str(row.name) for row in found]


def test_get_and_both_kinds_of_post_answer_alike(url, expected):
    assert len(expected) >= 3
    assert names(httpx.get(f"{url}/sparql", params={"query": SELECT})) == expected
    assert names(httpx.post(f"{url}/sparql", data={"query": SELECT})) == expected
    typed = {"Content-Type": f"{QUERY}; charset=utf-8"}
    assert names(httpx.post(f"{url}/sparql", content=SELECT, headers=typed)) == expected


@pytest.mark.parametrize("media", RESULTS)
def test_results_in_every_format(url, media, expected):
    answer = httpx.get(f"{url}/sparql", params={"query": SELECT}, headers={"Accept": media})
    assert answer.headers["content-type"].partition(";")[0] == media
    found: Any = ox.parse_query_results(answer.content, format=RESULTS[media])
    assert [s["name"].value for s in found] == expected
    yes = httpx.get(f"{url}/sparql", params={"query": "ASK { :OpenAI ?p ?o }"}, headers={"Accept": media})
    assert ox.parse_query_results(yes.content, format=RESULTS[media])


def test_csv(url, expected):
    answer = httpx.get(f"{url}/sparql", params={"query": SELECT}, headers={"Accept": "text/csv"})
    assert answer.text.split("\r\n")[0] == "who,name"
    assert len(answer.text.strip().split("\r\n")) == len(expected) + 1


@pytest.mark.parametrize("media", GRAPHS)
def test_graphs_in_every_format(url, media, served_folder):
    answer = httpx.post(f"{url}/sparql", data={"query": "DESCRIBE :OpenAI"}, headers={"Accept": media})
    assert answer.headers["content-type"].partition(";")[0] == media
    found = {str(quad.triple) for quad in ox.parse(answer.content, format=GRAPHS[media])}
    store = ox.Store.read_only(str(served_folder / "store"))
    node = ox.NamedNode("https://w3id.org/techkg/id/OpenAI")
    assert found == {str(quad.triple) for quad in store.quads_for_pattern(node, None, None, None)}


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
        ("image/png, text/tab-separated-values;q=0.1", "text/tab-separated-values"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("", "application/sparql-results+json"),
    ],
)
def test_negotiation(url, accept, media):
    answer = httpx.get(f"{url}/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("method", "path", "options", "status", "words"),
    [
        ("GET", "", {"params": {"query": "SELECT * { ?s ?p }"}}, 400, "line 1, column"),
        ("GET", "", {"params": {"query": ""}}, 400, "empty query"),
        ("GET", "", {"params": [("query", SELECT), ("query", SELECT)]}, 400, "exactly one"),
        ("GET", "", {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}}, 400, "SERVICE"),
        ("POST", "", {"data": {"query": "SELECT * { { SELECT * { SERVICE ?x { ?s ?p ?o } } } }"}}, 400, "SERVICE"),
        ("GET", "", {"params": {"query": "DROP ALL"}}, 400, "an update"),
        ("GET", "", {"params": {"query": "SELECT * { ?s nope:p ?o }"}}, 400, "unknown prefix nope:"),
        ("GET", "", {"params": {"update": "DROP ALL"}}, 400, "sent by POST"),
        ("GET", "", {"params": {"query": SELECT}, "headers": {"Accept": "image/png"}}, 406, "to be had"),
        ("GET", "?query=%ff", {}, 400, "UTF-8"),
        ("POST", "", {"content": SELECT, "headers": {"Content-Type": "text/plain"}}, 415, "none of the protocol's"),
        ("POST", "", {"content": b"", "headers": {"Content-Type": QUERY, "Content-Encoding": "gzip"}}, 415, "gzip"),
        ("POST", "", {"content": b"\xff", "headers": {"Content-Type": QUERY}}, 400, "not UTF-8"),
        ("POST", "", {"content": " " * 1_100_000, "headers": {"Content-Type": QUERY}}, 413, "longer than"),
        ("POST", "", {"data": {"query": SELECT, "update": "DROP ALL"}}, 400, "exactly one"),
        ("POST", "", {"data": {"update": "DROP ALL"}}, 403, "read-only"),
        ("POST", "", {"content": "DROP ALL", "headers": {"Content-Type": "application/sparql-update"}}, 403, "read-on"),
        ("PUT", "", {}, 405, "Not Allowed"),
        ("GET", "", {"params": {"query": "SELECT * { ?s ?p ?o }"}}, 400, "too many rows; add a LIMIT"),
        ("GET", "", {"params": {"query": "CONSTRUCT WHERE { ?s ?p ?o }"}}, 400, "too many rows; add a LIMIT"),
    ],
)
def test_refused_with_the_right_status_in_one_line(url, method, path, options, status, words):
    answer = httpx.request(method, f"{url}/sparql{path}", **options)
    assert answer.status_code == status, answer.text
    assert words in answer.text
    assert answer.text.count("\n") <= 1
    assert answer.headers["content-type"].startswith("text/plain")


ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?f) && STR(?c) > STR(?i)) }"


def test_a_query_without_end_is_stopped_and_the_next_is_answered(served_folder):
    from .conftest import served

    with served(served_folder, "--timeout", 1) as url:
        answer = httpx.get(f"{url}/sparql", params={"query": ENDLESS}, timeout=60)
        assert (answer.status_code, "stopped after 1 seconds" in answer.text) == (503, True)
        assert httpx.get(f"{url}/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True


def test_who_finds_no_place_to_wait_is_told_to_come_again(served_folder):
    from .conftest import served

    with served(served_folder, "--timeout", 2, "--workers", 1, "--waiting", 0) as url:

        def answer(_):
            return httpx.get(f"{url}/sparql", params={"query": ENDLESS}, timeout=60)

        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(answer, range(4)))
        assert {answer.status_code for answer in answers} == {503}
        refused = [answer for answer in answers if "retry-after" in answer.headers]
        assert 1 <= len(refused) < len(answers)
        assert all("waiting already" in answer.text and answer.headers["retry-after"] == "5" for answer in refused)
        assert httpx.get(f"{url}/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True


def test_the_dataset_of_the_request_wins(url):
    graph = "https://w3id.org/techkg/graph/entities"
    count = "SELECT (COUNT(*) AS ?n) FROM <http://x/> { ?s ?p ?o }"

    def n(query, **parameters):
        answer = httpx.get(f"{url}/sparql", params={"query": query, **parameters})
        return int(answer.json()["results"]["bindings"][0]["n"]["value"])

    assert n(count) == 0
    assert n(count, **{"default-graph-uri": graph}) > 100
    inside = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert n(inside, **{"named-graph-uri": graph}) == n(count, **{"default-graph-uri": graph}) < n(inside)


def test_without_a_query_the_service_describes_itself(url):
    answer = httpx.get(f"{url}/sparql", headers={"Accept": "text/turtle"})
    assert "sd:UnionDefaultGraph" in answer.text
    page = httpx.get(f"{url}/sparql", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/")


def test_answered_under_its_own_names_alone(url):
    answer = httpx.get(f"{url}/sparql", params={"query": "ASK {}"}, headers={"Host": "rebound.example"})
    assert answer.status_code == 400
    assert "access-control-allow-origin" not in httpx.get(f"{url}/", headers={"Origin": "https://evil.example"}).headers


def test_many_at_once(url, expected):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(12) as pool:
        answers = pool.map(lambda _: names(httpx.get(f"{url}/sparql", params={"query": SELECT}, timeout=60)), range(24))
    assert all(answer == expected for answer in answers)


def test_a_file_is_served_too(served_folder):
    from .conftest import served

    with served(served_folder / "graph.ttl") as url:
        assert len(names(httpx.get(f"{url}/sparql", params={"query": SELECT}))) >= 3
