"""Values reach every part of a query, and never as text."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD

from kg.errors import QueryError
from kg.query.binding import bind, variables
from kg.query.guard import check

DAY = {"day": Literal("2023-11-21", datatype=XSD.date)}


def answers(sparql, values):
    store = ox.Store()
    store.update('INSERT DATA { <a:1> <a:p> "1" . <a:2> <a:p> "2" . <a:2> <a:q> "2" }')
    found = store.query(check(bind(sparql, values)).text)
    assert isinstance(found, ox.QuerySolutions)
    return sorted(tuple(str(term) for term in row) for row in found)


TWO = {"x": Literal("2")}


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("SELECT ?s { ?s <a:p> ?x }", [("<a:2>",)]),
        ("SELECT ?s ?x { ?s <a:p> ?o FILTER(?o = ?x) }", [("<a:2>", '"2"')]),
        ("SELECT ?s { ?s <a:p> ?o FILTER(!BOUND(?x) || ?o = ?x) }", [("<a:2>",)]),
        (
            "SELECT ?s ?o { ?s <a:p> ?z OPTIONAL { ?s <a:q> ?o FILTER(?o = ?x) } }",
            [("<a:1>", "None"), ("<a:2>", '"2"')],
        ),
        ("SELECT ?s { { ?s <a:p> ?o FILTER(?o = ?x) } UNION { ?s <a:q> ?o FILTER(?o != ?x) } }", [("<a:2>",)]),
        ("SELECT ?s { ?s <a:p> ?o FILTER NOT EXISTS { ?s <a:q> ?z FILTER(?z = ?x) } }", [("<a:1>",)]),
        ("SELECT ?s { { SELECT ?s { ?s <a:p> ?o FILTER(?o = ?x) } } }", [("<a:2>",)]),
        (
            "SELECT (COUNT(*) AS ?n) { ?s <a:p> ?o FILTER(?o = ?x) VALUES ?s { <a:1> <a:2> } }",
            [(f'"1"^^<{XSD.integer}>',)],
        ),
        ("SELECT ?s { VALUES (?s) { (<a:1>) (<a:2>) } ?s <a:p> ?o FILTER(?o = ?x) }", [("<a:2>",)]),
    ],
)
def test_bound_everywhere(sparql, expected):
    assert answers(sparql, TWO) == expected


def test_unbound_means_any():
    assert len(answers("SELECT ?s { ?s <a:p> ?o FILTER(!BOUND(?x) || ?o = ?x) }", {})) == 2


def test_template_of_a_construct_takes_no_block():
    bound = bind("CONSTRUCT { ?s <a:r> ?x } WHERE { ?s <a:p> ?x }", TWO)
    assert bound.index("VALUES") > bound.index("WHERE")


@pytest.mark.parametrize(
    ("sparql", "values", "words"),
    [
        ('ASK { ?s ?p "?day" }', DAY, "no variable ?day"),
        ("DESCRIBE ?day", DAY, "no WHERE group"),
        ("CONSTRUCT WHERE { ?s ?p ?day }", DAY, "no WHERE group"),
        ("ASK { ?s ?p ?day }", {"day": BNode()}, "neither an IRI nor a literal"),
        ("ASK { ?s ?p ?day }", {"day": URIRef("a:b> . } #")}, "neither an IRI nor a literal"),
    ],
)
def test_what_cannot_be_bound(sparql, values, words):
    with pytest.raises(QueryError, match=words.replace("?", r"\?")):
        bind(sparql, values)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_one_literal(text):
    """Quotes, backslashes, line ends and braces in a value stay in the value."""
    sparql = bind("SELECT ?x { }", {"x": Literal(text)})
    found = ox.Store().query(sparql)
    assert isinstance(found, ox.QuerySolutions)
    assert [row["x"] for row in found] == [ox.Literal(text)]


def test_variables():
    assert variables("SELECT ?a { ?b ?p '?c' . # ?d\n $e ?p <http://x/?f> }") == {"a", "b", "p", "e"}
