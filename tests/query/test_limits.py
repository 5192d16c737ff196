"""A query in a process of its own gives the same answer, or is stopped."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib import Literal

from kg.errors import QueryError
from kg.query.evaluate import evaluate
from kg.query.guard import check
from kg.query.limited import Limits, evaluate_limited

PREFIXES = {"ex": "http://x/"}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?f) && STR(?c) > STR(?i)) }"


@pytest.fixture(params=["memory", "disk"])
def store(request, tmp_path):
    path = tmp_path / "store" if request.param == "disk" else None
    made = ox.Store(str(path)) if path else ox.Store()
    nodes = [ox.NamedNode(f"http://x/{i}") for i in range(1500)]
    made.extend(ox.Quad(n, nodes[0], ox.Literal(f"é {i}"), nodes[1]) for i, n in enumerate(nodes))
    made.flush()
    return made, path


def ask(store, sparql, **limits):
    made, path = store
    return evaluate_limited(made, path, check(sparql), PREFIXES, Limits(**{"seconds": 60, **limits}))


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s LIMIT 3",
        "ASK { ex:1 ?p ?o }",
        "CONSTRUCT { ?s ex:p 'x' } WHERE { ?s ?p 'é 7' }",
    ],
)
def test_same_answer(store, sparql):
    limited, plain = ask(store, sparql), evaluate(store[0], check(sparql), PREFIXES)
    assert limited.type == plain.type
    assert list(limited) == list(plain)


def test_plain_strings_are_untyped(store):
    (row,) = ask(store, "SELECT ?o { ex:7 ?p ?o }")
    assert row == (Literal("é 7"),)


@pytest.mark.parametrize(
    ("sparql", "limits", "words"),
    [
        (ENDLESS, {"seconds": 0.5}, "stopped after 0.5 seconds"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", {"output": 10_000}, "too large"),
        ("SELECT * { ?s nope:p ?o }", {}, "line 1, column 15: unknown prefix nope:"),
        ("SELECT * { ?s ?p }", {}, "line 1, column"),
    ],
)
def test_stopped_or_refused_in_one_line(store, sparql, limits, words):
    with pytest.raises(QueryError, match=words) as error:
        ask(store, sparql, **limits)
    assert "\n" not in str(error.value)


def test_memory_is_limited(store):
    sparql = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } }"
    with pytest.raises(QueryError, match="needs more memory"):
        ask(store, sparql, memory=600 * 2**20, seconds=120)


def test_faults_of_syntax_have_a_place(store):
    with pytest.raises(QueryError, match="line 1, column 19: not a SPARQL query: wrong at the end of the line"):
        evaluate(store[0], check("SELECT * { ?s ?p }"), PREFIXES)


def test_from_picks_graphs_of_the_store_and_fetches_none(store):
    assert len(evaluate(store[0], check("SELECT * FROM <http://x/1> { ?s ?p ?o }"), PREFIXES)) == 1500
    assert len(evaluate(store[0], check("SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }"), PREFIXES)) == 0


def test_a_store_that_is_being_written_is_looked_at_again(monkeypatch, tmp_path):
    """A writer may put a file away between the look at the list of files and their opening."""
    from kg.query import worker

    ox.Store(str(tmp_path / "store")).flush()
    real, asked = ox.Store.read_only, []

    class Store:
        @staticmethod
        def read_only(path):
            asked.append(path)
            if len(asked) < 3:
                raise OSError("While open a file for random read: 000037.sst: No such file or directory")
            return real(path)

    monkeypatch.setattr("kg.query.worker.ox.Store", Store)
    assert len(list(worker.opened(str(tmp_path / "store")))) == 0
    assert len(asked) == 3
    asked.clear()
    with pytest.raises(OSError, match="No such file"):
        worker.opened(str(tmp_path / "none"))
    assert len(asked) == 1
