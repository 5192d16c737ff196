"""The named queries: heads, parameters, and the same answers from Oxigraph and from rdflib on the exported Turtle."""

from __future__ import annotations

import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.plugins.sparql.parser import parseQuery

from kg.errors import OntologyError, QueryError, UnknownEntityError
from kg.ontology import load_ontology
from kg.query.binding import bind, variables
from kg.query.guard import check
from kg.query.named import named_queries, parameter_values

ONTOLOGY = load_ontology()
QUERIES = named_queries(ONTOLOGY)
ID = "https://w3id.org/techkg/id/"

ASKED = {
    "by-month": {"relation": "joined", "year": 2023},
    "conflicts": {"org": "Microsoft"},
    "depends-on": {"org": "OpenAI"},
    "evidence": {"subject": "Sam Altman", "relation": "joined", "object": "Microsoft"},
    "left": {"org": "OpenAI", "year": 2023},
    "moves": {"from": "OpenAI", "to": "Microsoft"},
    "where-worked": {"person": "Sam Altman", "as-of": "2023-11-21", "known-at": "2023-11-21"},
}


def values(name, given, gold):
    return parameter_values(QUERIES[name], given, gold.entity_iri, ONTOLOGY)


def rows(result):
    """Rows as a sorted list of strings by variable."""
    return sorted(tuple(sorted((str(k), str(v)) for k, v in row.asdict().items() if v is not None)) for row in result)


@pytest.fixture(scope="module")
def turtle(affair, tmp_path_factory):
    """What rdflib reads of the exported file."""
    path = tmp_path_factory.mktemp("named") / "graph.ttl"
    affair.write_turtle(path)
    return Graph().parse(path)


def test_the_seven_queries_are_there():
    assert set(QUERIES) == set(ASKED)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_head_says_everything_in_both_languages(name):
    query = QUERIES[name]
    described = [query.title, query.description, *(p.description for p in query.parameters.values())]
    assert all(set(words) == {"en", "fr"} and all(words.values()) for words in described)
    assert set(query.parameters) <= variables(query.sparql)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_valid_alone_and_names_no_graph(name):
    parseQuery(QUERIES[name].sparql)
    checked = check(QUERIES[name].sparql)
    assert not checked.names_dataset
    assert "GRAPH" not in checked.text


@pytest.mark.parametrize("name", sorted(QUERIES))
@pytest.mark.parametrize("given", ["any", "asked"])
def test_any_tool_gives_the_same_rows_from_the_exported_turtle(name, given, affair, turtle):
    bound = bind(QUERIES[name].sparql, values(name, ASKED[name] if given == "asked" else {}, affair))
    expected = rows(affair.query(bound))
    assert rows(turtle.query(bound)) == expected
    assert expected


def test_unbound_means_any(gold):
    everyone, ours = gold.ask("left"), gold.ask("left", org="OpenAI")
    assert 0 < len(ours) < len(everyone)
    assert set(rows(ours)) <= set(rows(everyone))


def test_who_left_in_a_year(gold):
    left = {(str(row.personName), str(row.date)) for row in gold.ask("left", org="OpenAI", year=2024)}
    assert ("Ilya Sutskever", "2024-05-14") in left
    assert all(date.startswith("2024") for _, date in left)


def test_a_departure_without_a_date_is_found_by_the_year_it_was_first_told(gold):
    undated = [r for r in gold.ask("left") if not r.date]
    assert undated
    told = {year: {r.fact for r in gold.ask("left", told=year)} for year in {int(r.firstTold[:4]) for r in undated}}
    assert all({y for y, facts in told.items() if r.fact in facts} == {int(r.firstTold[:4])} for r in undated)
    assert not {r.fact for r in undated} & {r.fact for year in told for r in gold.ask("left", year=year)}


def test_the_two_moves_of_november(gold):
    moves = {(str(r.personName), str(r.status)) for r in gold.ask("moves", **{"from": "OpenAI"}, to="Microsoft")}
    assert moves == {("Sam Altman", "reversed"), ("Greg Brockman", "reversed")}


def test_return_is_a_move_of_its_own(gold):
    back = [r for r in gold.ask("moves", person="Sam Altman", to="OpenAI") if str(r.joinedOn) == "2023-11-22"]
    assert [(str(r.fromName), str(r.leftOn), str(r.kind)) for r in back] == [("OpenAI", "2023-11-17", "return")]


def test_who_rises_where_they_are_makes_no_move(gold):
    assert all((r["from"] == r.to) == (str(r.kind) == "return") for r in gold.ask("moves"))
    assert {str(r.kind) for r in gold.ask("moves", person="Mira Murati", to="OpenAI")} <= {"arrival", "move"}


def test_an_origin_is_named_once_for_each_arrival(gold):
    found = [(r.fact, r["from"]) for r in gold.ask("moves")]
    assert len(found) == len(set(found))


def test_dates_are_as_precise_as_the_articles(gold):
    precise = {fact.id: fact.date.value for fact in gold.knowledge.facts if fact.date}
    left = [r for r in gold.ask("left") if r.date]
    assert {len(r.date) for r in left} == {4, 7, 10}
    assert all(precise[str(r.fact).rsplit("/", 1)[1]] == str(r.date) for r in left)
    tenures = {f.id: f.until.value for f in gold.knowledge.facts if f.relation == "worksFor" and f.until}
    ended = [r for r in gold.ask("where-worked") if r.until]
    assert all(tenures[str(r.fact).rsplit("/", 1)[1]] == str(r.until) for r in ended)
    joined = [r for r in gold.ask("moves") if r.joinedOn]
    assert all(precise[str(r.fact).rsplit("/", 1)[1]] == str(r.joinedOn) for r in joined)
    days = {str(r.leftOn) for r in gold.ask("moves") if r.leftOn}
    assert days <= set(tenures.values())


def test_an_arrival_without_a_known_origin_is_shown(gold):
    origins = {str(r.personName): r.fromName for r in gold.ask("moves", to="Amazon")}
    assert origins
    assert None in origins.values()


def test_chain_names_every_link(gold):
    chains = {str(r.chain): int(r.links) for r in gold.ask("depends-on", org="Anthropic")}
    assert chains["Anthropic > Amazon"] == 1
    assert all(chain.count(" > ") == links for chain, links in chains.items())
    assert all(len(set(chain.split(" > "))) == links + 1 for chain, links in chains.items())


def test_evidence_has_denials_too(gold):
    said = gold.ask("evidence", subject="Sam Altman", relation="joined", object="Microsoft")
    assert {"announced", "denied"} <= {str(r.status) for r in said}
    claims = gold.knowledge.claims
    assert all(claims[str(r.claim).rsplit("/", 1)[1]].quote == str(r.quote) for r in said)


def test_evidence_of_a_mutual_relation_from_either_side(gold):
    fact = next(f for f in gold.knowledge.facts if f.relation == "partnersWith")
    one, other = fact.subject, fact.object
    there = gold.ask("evidence", subject=one, relation="partnersWith", object=other)
    back = gold.ask("evidence", subject=other, relation="partnersWith", object=one)
    assert {r.claim for r in there} == {r.claim for r in back} != set()


def test_conflicts_show_both_sides(gold):
    found = gold.ask("conflicts", org="Greg Brockman")
    assert {"announced", "denied"} <= {str(r.claimStatus) for r in found if str(r.conflict) == "reversed"}


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("left", {"firm": "OpenAI"}, r"unknown parameter 'firm' \(parameters: person, org, year, told\)"),
        ("left", {"year": "last year"}, "year: 'last year' is not a year"),
        ("where-worked", {"asOf": "2023-02-30"}, r"asOf: '2023-02-30' is not a day \(YYYY-MM-DD\)"),
        ("where-worked", {"asOf": "2023-11-21", "as-of": "2023-11-22"}, "given twice"),
        ("where-worked", {"all": "perhaps"}, "is not true or false"),
        ("by-month", {"relation": "eats"}, "unknown relation 'eats'"),
    ],
)
def test_wrong_parameters(gold, name, given, words):
    with pytest.raises(QueryError, match=words):
        gold.ask(name, **given)


def test_unknown_query(gold):
    with pytest.raises(QueryError, match="no query named 'nope'"):
        gold.ask("nope")


def test_a_parameter_is_a_label_an_alias_an_id_or_an_iri(gold):
    names = ["OpenAI", "openai", ID + "OpenAI"]
    assert {values("left", {"org": name}, gold)["org"] for name in names} == {URIRef(ID + "OpenAI")}
    with pytest.raises(UnknownEntityError):
        values("left", {"org": "OpenAI> . } DROP ALL #"}, gold)


def test_values_are_terms_of_their_type(gold):
    given = values("where-worked", {"as_of": "2023-11-21", "all": True}, gold)
    assert given == {
        "asOf": Literal("2023-11-21", datatype=XSD.date),
        "all": Literal(True),
    }


def test_queries_come_from_overlays_too(tmp_path):
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "mine.rq").write_text("# title: {en: a}\n# description: {en: b}\nSELECT * { ?s ?p ?o }")
    assert set(named_queries(load_ontology([tmp_path]))) == {*QUERIES, "mine"}


WRONG_HEADS = [
    "",
    "# title: {en: a",
    "# title: a\n# description: b\n# parameters: {x: {type: colour}}",
    "# title: a\n# description: b\n# parameters: {on: {type: year}}",
]


@pytest.mark.parametrize("head", WRONG_HEADS)
def test_wrong_head_names_the_file(tmp_path, head):
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "mine.rq").write_text(f"{head}\nSELECT * {{ ?s ?p ?o }}")
    with pytest.raises(OntologyError, match=r"mine\.rq: head of the query"):
        named_queries(load_ontology([tmp_path]))


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib's engine uses it
def test_rdflib_dataset_answers_too(gold):
    assert isinstance(gold.rdf, Dataset)
    sparql = bind(QUERIES["left"].sparql, values("left", {"org": "OpenAI"}, gold))
    assert rows(gold.rdf.query(sparql)) == rows(gold.query(sparql))
