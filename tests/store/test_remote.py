"""An endpoint, asked like any other store: the server here is Oxigraph behind Python's own."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyoxigraph as ox
import pytest

import kg
from kg.errors import QueryError, StoreError
from kg.road import build

from ..readers import gold_reader

ROWS, TRIPLES = ox.QueryResultsFormat.JSON, ox.RdfFormat.N_TRIPLES


@contextmanager
def endpoint(answer):
    """The address of a server whose answers are ``answer(query)``: a status and bytes."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            status, content = answer(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(status)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/query"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def oxigraph(store, union=True):
    def answer(sparql):
        try:
            found = store.query(sparql, use_default_graph_as_union=union)
        except SyntaxError as error:
            return 400, str(error).encode()
        return 200, found.serialize(format=TRIPLES if isinstance(found, ox.QueryTriples) else ROWS)

    return answer


@pytest.fixture(scope="module")
def local():
    reader = gold_reader()
    return build(reader.articles[:5], extractor=reader, base="https://data.example/").graph


@pytest.fixture(scope="module")
def remote(local):
    with endpoint(oxigraph(local.store.store)) as url:
        yield kg.open(url)


def test_knows_the_same(local, remote):
    assert remote.store.terms == local.store.terms
    assert remote.knowledge == local.knowledge
    assert remote.entity_iri("OpenAI") == local.entity_iri("OpenAI")


@pytest.mark.parametrize(
    "sparql",
    ["SELECT ?o { ?s kg:left ?o } ORDER BY ?o", "ASK { :OpenAI a ?type }", "CONSTRUCT WHERE { ?s kg:left ?o }"],
)
def test_gives_the_same_answers(local, remote, sparql):
    assert list(remote.query(sparql)) == list(local.query(sparql))


def test_named_queries_and_their_values(local, remote):
    given = {"org": "OpenAI", "year": 2023}
    assert list(remote.ask("left", **given)) == list(local.ask("left", **given)) != []


@pytest.mark.parametrize(
    ("sparql", "words"),
    [
        ("SELECT * { ?s ?p }", "answers 400"),
        ("SELECT * { ?s nope:p ?o }", "unknown prefix"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("DROP ALL", "is an update"),
    ],
)
def test_refused_in_one_line(remote, sparql, words):
    with pytest.raises(QueryError, match=words) as error:
        remote.query(sparql)
    assert "\n" not in str(error.value)


def test_default_graph_without_the_named_ones(local):
    with (
        endpoint(oxigraph(local.store.store, union=False)) as url,
        pytest.raises(StoreError, match="--union-default-graph"),
    ):
        kg.open(url)


@pytest.mark.parametrize(("status", "content"), [(404, b"none here"), (200, b"<html>"), (200, b"")])
def test_no_endpoint(status, content):
    with (
        endpoint(lambda _: (status, content)) as url,
        pytest.raises(StoreError, match="no SPARQL endpoint") as error,
    ):
        kg.open(url)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/query", "http://[bad/", "http://nowhere.invalid/"])
def test_nothing_there(url):
    with pytest.raises(StoreError, match="cannot be reached"):
        kg.open(url)


def test_an_empty_endpoint_is_an_empty_graph():
    with endpoint(oxigraph(ox.Store())) as url:
        assert kg.open(url).knowledge.facts == ()
