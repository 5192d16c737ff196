"""Which queries are refused, and that none of those comes near the network."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.query.guard import check
from kg.query.lexer import tokens

PATTERN = "SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }"

HARMLESS = [
    "SELECT * { ?s ?p ?o FILTER(?o<5&&?s>3) }",
    "PREFIX a: <http://x/> ASK { a:b a:service 'SERVICE' . ?service ?p '''x SERVICE ' y''' # SERVICE\n}",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } # SERVICE <http://x> {}",
    "BASE <http://x/> PREFIX : <service#> CONSTRUCT { ?s ?p ?o } WHERE { ?s :a/:b|^:c* ?o FILTER(-1 < ?o - .5e3) }",
    "DESCRIBE <http://x/SERVICE>",
    'SELECT ?x { ?x <http://p> "a"@fr-FR, "b"^^<http://t>, true, _:b1 , [] ; a ?y }',
    'SELECT * { ?s ?p "é\\u00e9" }',
]

REFUSED = {
    f"SELECT * {{ {PATTERN} }}": "line 1, column 12: SERVICE is refused",
    f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ {PATTERN.replace('SERVICE', 'service silent')} }} }}": "SERVICE is refused",
    f"SELECT * {{ {{ SELECT * {{ OPTIONAL {{ {PATTERN} }} }} }} }}": "SERVICE is refused",
    f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {PATTERN} }}": "SERVICE is refused",
    # rdflib ends a comment at a line feed alone, Oxigraph at a carriage return too
    f"SELECT * {{ # comment\r{PATTERN} }}": "line 2, column 1: SERVICE is refused",
    # rdflib reads the escape before the string, Oxigraph after it
    f'SELECT * {{ ?s ?p "\\u0022) }} #" . {PATTERN} }}': "\\u0022 is refused",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }": "is refused",
    "SELECT * { \\U00000053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }": "is refused",
    "INSERT DATA { <a:b> <a:b> <a:b> }": "INSERT is an update",
    "PREFIX a: <b:c> DELETE WHERE { ?s ?p ?o }": "line 1, column 17: DELETE is an update",
    "LOAD <http://127.0.0.1:1/>": "LOAD is an update",
    "": "empty query",
    "# only a comment": "empty query",
    "nonsense": "begins no query",
    "SELECT * { ?s ?p ` }": "is not SPARQL",
    "SELECT * { ?s ?p ?o FILTER(" + "(" * 50 + "1" + ")" * 50 + ") }": "nested too deeply",
    "SELECT * { FILTER(1" + "+1" * 5000 + ") }": "chained too long",
    "SELECT * { ?s ?p ?o" + " . ?s ?p ?o" * 300 + " }": "chained too long",
    "SELECT * { ?s ?p (" + "1 " * 1000 + ") }": "chained too long",
    "SELECT * { ?s <a:b>" + "/<a:b>" * 1000 + " ?o }": "chained too long",
    "SELECT * { " + " " * 200_000 + " }": "too long",
}


@pytest.mark.parametrize("sparql", HARMLESS)
def test_harmless_queries_are_run_as_they_are(sparql):
    assert check(sparql).text == sparql


@pytest.mark.parametrize("sparql", REFUSED, ids=range(len(REFUSED)))
def test_refused_with_the_place(sparql):
    with pytest.raises(QueryError) as error:
        check(sparql)
    assert REFUSED[sparql] in str(error.value)
    assert "\n" not in str(error.value)


def test_many_values_are_data_not_depth():
    rows = " ".join(f"<http://x/{i}>" for i in range(5000))
    assert check(f"SELECT * {{ VALUES ?s {{ {rows} }} ?s ?p ?o }}").form == "SELECT"


def test_from_is_told():
    assert check("SELECT * FROM <http://x> { ?s ?p ?o }").names_dataset
    assert not check("SELECT * { ?s ?p 'FROM' }").names_dataset


@given(st.text(alphabet="SERVICEservice {}<>?:#'\"\\\r\n\tu0053.a", max_size=40))
def test_no_text_around_it_hides_the_keyword(noise):
    """Whatever precedes the pattern leaves it inside a string, comment or IRI, or the query is refused."""
    sparql = f"SELECT * {{ {noise}\n{PATTERN} }}"
    try:
        checked = check(sparql)
    except QueryError:
        return
    assert not [t for t in tokens(checked.text) if t.kind == "word" and t.text.upper() == "SERVICE"]


@given(st.text(max_size=60))
def test_any_text_is_a_query_or_one_clear_line(text):
    try:
        check(text)
    except QueryError as error:
        assert "\n" not in str(error)
