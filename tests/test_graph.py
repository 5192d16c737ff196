"""What users hold."""

from __future__ import annotations

import subprocess
import sys

import pytest
from rdflib import Dataset, Literal, URIRef

import kg
from kg.errors import KgError, QueryError, StoreError, UnknownEntityError
from kg.road import build

from .readers import gold_reader

WHERE_NOW = """SELECT ?org { ?t a kg:Tenure ; kg:subject :Sam_Altman ; kg:object ?org ; kg:from ?from
  FILTER(?from <= ?asOf) }"""


@pytest.fixture(scope="module")
def graph():
    reader = gold_reader()
    written = [a for a in reader.articles if a.published and a.published.value < "2024"]
    return build(written, extractor=reader).graph


def test_query_is_an_rdflib_result(graph):
    result = graph.query("SELECT ?o { :Sam_Altman rdfs:label ?o }")
    assert [tuple(row) for row in result] == [(Literal("Sam Altman"),)]
    assert graph.query("ASK { :Sam_Altman kg:joined :Microsoft }").askAnswer
    assert len(graph.query("CONSTRUCT WHERE { :Sam_Altman kg:joined ?o }").graph) == 2


def test_union_is_the_default_graph_and_graphs_have_names(graph):
    total = len(list(graph.store.statements()))
    counted = graph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    named = graph.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert [int(row.n) for row in counted] == [int(row.n) for row in named] == [total]


def test_dates_and_terms_are_bound(graph):
    early = graph.query(WHERE_NOW, as_of="2023-11-19")
    late = graph.query(WHERE_NOW, as_of="2023-11-30")
    assert {str(r.org) for r in early} < {str(r.org) for r in late}
    bound = graph.query("SELECT ?o { ?who kg:left ?o }", bindings={"who": graph.entity_iri("Sam Altman")})
    assert {str(r.o).rsplit("/", 1)[1] for r in bound} == {"OpenAI"}


@pytest.mark.parametrize(
    ("sparql", "options", "words"),
    [
        (WHERE_NOW, {"as_of": "November 2023"}, "as_of: 'November 2023' is no day"),
        (WHERE_NOW, {"as_of": "2023-11-21", "known_at": "2023-11-21"}, r"no variable \?knownAt"),
        ("DROP ALL", {}, "DROP is an update"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", {}, "SERVICE is refused"),
        ("SELECT * { ?s nope:p ?o }", {}, "unknown prefix nope:"),
    ],
)
def test_refused(graph, sparql, options, words):
    with pytest.raises(QueryError, match=words):
        graph.query(sparql, **options)


def test_a_time_limit_changes_no_answer(graph):
    sparql = "SELECT ?o { :Sam_Altman kg:left ?o }"
    assert list(graph.query(sparql, timeout=60)) == list(graph.query(sparql))
    assert list(graph.ask("left", org="OpenAI", timeout=60)) == list(graph.ask("left", org="OpenAI"))


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib warns of its own methods
def test_rdf_is_a_copy_with_a_union(graph):
    assert isinstance(graph.rdf, Dataset)
    before = len(list(graph.store.statements()))
    assert {(s, p, o, g) for s, p, o, g in graph.rdf.quads()} == set(graph.store.statements())
    sam, openai = graph.entity_iri("Sam Altman"), graph.entity_iri("OpenAI")
    assert (sam, URIRef("https://w3id.org/techkg/ontology#left"), openai) in graph.rdf
    graph.rdf.add((sam, sam, sam))
    assert len(list(graph.store.statements())) == before


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
def test_the_store_is_lent_to_rdflib_code(graph):
    sam, openai = graph.entity_iri("Sam Altman"), graph.entity_iri("OpenAI")
    left = URIRef("https://w3id.org/techkg/ontology#left")
    assert (sam, left, openai) in graph.lent
    rows = graph.lent.query("SELECT ?o { ?s <https://w3id.org/techkg/ontology#left> ?o }", initBindings={})
    assert {row[0] for row in rows} == {row[0] for row in graph.query("SELECT ?o { ?s kg:left ?o }")}


def test_entity_by_label_alias_id_or_iri(graph):
    iri = "https://w3id.org/techkg/id/Sam_Altman"
    assert {graph.entity(name).id for name in ("Sam Altman", "sam altman", "Sam_Altman", iri)} == {"Sam_Altman"}
    assert str(graph.entity_iri("Sam Altman")) == iri
    with pytest.raises(UnknownEntityError, match="no entity named 'Sam Altmann'; near names: Sam Altman"):
        graph.entity("Sam Altmann")
    with pytest.raises(UnknownEntityError, match="no entity <https://"):
        graph.entity("https://w3id.org/techkg/id/Nobody")


def test_story_is_in_order_with_its_sentences(graph):
    story = graph.story("Sam Altman")
    assert story.entity.label == "Sam Altman"
    dates = [(f.date or f.since or f.until) for f in (line.fact for line in story.lines)]
    known = [d.value for d in dates if d]
    assert known == sorted(known)
    assert all("Sam_Altman" in (line.fact.subject, line.fact.object) for line in story.lines)
    for line in story.lines:
        assert {source.claim.id for source in line.sources} == set(line.fact.claims)
        assert all(source.claim.quote in graph.articles.get(source.article.id).text for source in line.sources)


def test_networkx_is_a_copy(graph):
    network = graph.to_networkx()
    assert network.number_of_edges() == len(graph.knowledge.facts)
    assert network.nodes["OpenAI"]["type"] == "Organization"
    edges = network.get_edge_data("Sam_Altman", "Microsoft").values()
    assert {"joined", "worksFor"} >= {edge["relation"] for edge in edges}
    network.clear()
    assert graph.to_networkx().number_of_nodes() == len(graph.knowledge.resolution.entities)


def test_pandas_has_one_row_a_fact(graph):
    pd = pytest.importorskip("pandas")
    table = graph.to_pandas()
    assert len(table) == len(graph.knowledge.facts)
    left = table[(table.relation == "left") & (table.object_label == "OpenAI")]
    assert "Sam Altman" in set(left.subject_label)
    assert isinstance(table, pd.DataFrame)


def test_pandas_missing_is_one_clear_line(graph, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(KgError, match=r"to_pandas needs pandas; install it with: pip install pandas"):
        graph.to_pandas()


def test_files(graph, tmp_path):
    graph.write_turtle(tmp_path / "g.ttl")
    graph.write_html(tmp_path / "g.html")
    graph.export("csv", str(tmp_path / "g.csv"))
    assert kg.open(tmp_path / "g.ttl").knowledge == graph.knowledge
    assert (tmp_path / "g.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    with pytest.raises(StoreError, match="cannot be written"):
        graph.write_turtle(tmp_path / "none" / "g.ttl")


def test_conforms_to_its_shapes(graph):
    assert [str(v) for v in graph.validate()] == []


def test_shows_itself_in_a_notebook(graph):
    shown = graph._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    assert 'sandbox="allow-scripts"' in shown
    attribute = shown.removeprefix('<iframe srcdoc="').partition('" sandbox')[0]
    assert '"' not in attribute
    assert "<" not in attribute
    assert "articles" in repr(graph)


def test_as_of_has_two_clocks(graph):
    def where(known_at):
        return {r.organisation for r in graph.as_of("2023-11-21", known_at) if r.person == "Sam_Altman"}

    assert "Microsoft" in where("2023-11-21")
    assert "Microsoft" not in where("2023-11-23")
    assert graph.undated == 0


def test_import_is_light():
    heavy = "{'spacy', 'rdflib', 'pyoxigraph', 'networkx', 'pandas', 'pyvis', 'trafilatura', 'yaml'}"
    code = f"import sys, kg; dir(kg); assert not {heavy} & set(sys.modules), {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_public_name_is_there():
    for name in kg.__all__:
        assert getattr(kg, name) is not None
        assert name in dir(kg)
    with pytest.raises(AttributeError, match="no attribute 'nope'"):
        kg.nope  # noqa: B018 (the look-up is the test)


def test_kg_build_stays_a_function():
    assert callable(kg.build)
    assert callable(kg.open)
