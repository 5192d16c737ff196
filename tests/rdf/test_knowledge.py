"""All that is known, as Turtle, TriG and N-Quads, and back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import to_isomorphic

from kg.errors import StoreError
from kg.model import Knowledge
from kg.ontology import load_ontology
from kg.rdf import (
    Terms,
    extractions_from,
    from_oxigraph,
    knowledge_from,
    knowledge_quads,
    parse_rdf,
    to_nquads,
    to_trig,
    to_turtle,
    write_turtle,
)
from kg.rdf.details import Quad
from kg.rdf.oxigraph import Statement
from kg.rdf.terms import KG
from tests.rdf.affair import A, affair

ONTOLOGY = load_ontology()
ID = "https://w3id.org/techkg/id/"


def quads() -> list[Quad]:
    return list(knowledge_quads(affair(), ONTOLOGY))


def turtle(knowledge: Knowledge) -> str:
    return "".join(to_turtle(knowledge_quads(knowledge, ONTOLOGY)))


def parsed(text: str, form: ox.RdfFormat) -> list[Statement]:
    return list(from_oxigraph(ox.parse(text, format=form)))


def test_turtle_is_the_union_of_the_named_graphs():
    union = {quad[:3] for quad in quads()}
    text = turtle(affair())
    assert {statement[:3] for statement in parsed(text, ox.RdfFormat.TURTLE)} == union
    by_rdflib = Graph().parse(data=text, format="turtle")
    ours = Graph()
    for triple in union:
        ours.add(triple)
    assert to_isomorphic(by_rdflib) == to_isomorphic(ours)


def test_trig_is_the_same_quads():
    text = "".join(to_trig(quads()))
    assert to_nquads(parsed(text, ox.RdfFormat.TRIG)) == to_nquads(quads())


def test_no_node_is_blank_and_every_subject_is_minted():
    for s, p, o, g in quads():
        assert isinstance(o, URIRef | Literal)
        assert s.startswith("https://w3id.org/techkg/")
        assert isinstance(p, URIRef)
        assert g.startswith("https://w3id.org/techkg/graph/")


def test_export_import_export_gives_the_same_bytes():
    text = turtle(affair())
    again = knowledge_from(parsed(text, ox.RdfFormat.TURTLE))
    assert turtle(again) == text
    assert to_nquads(knowledge_quads(again, ONTOLOGY)) == to_nquads(quads())


def test_what_is_read_back_is_what_was_known():
    known, again = affair(), knowledge_from(quads())
    assert again.facts == known.facts
    assert again.resolution == known.resolution
    assert again.claims == known.claims
    assert again.local_entities == known.local_entities
    assert again.notes == known.notes
    assert again.replaced == known.replaced
    assert {a.key: a.content_hash for a in again.articles.values()} == {
        a.key: a.content_hash for a in known.articles.values()
    }
    assert all(article.text == "" for article in again.articles.values())


def test_rejected_claims_are_marked_and_read_back():
    known = affair()
    first = next(iter(known.claims))
    marked = type(known)(articles=known.articles, claims=known.claims, rejected=frozenset({first}))
    assert knowledge_from(knowledge_quads(marked, ONTOLOGY)).rejected == {first}


def test_extractions_come_from_the_articles_graphs_alone():
    graphs = {str(Terms().article_graph(key)) for key in affair().articles}
    alone = [quad for quad in quads() if str(quad[3]) in graphs]
    assert {x.article.key for x in extractions_from(alone)} == {"https://news.example/a", "b.fr.md"}
    assert {c.id for x in extractions_from(alone) for c in x.claims} == set(affair().claims)


def test_an_articles_graph_says_nothing_of_other_articles():
    graph = Terms().article_graph(A.id)
    mine = [quad for quad in quads() if quad[3] == graph]
    assert not {KG.about, KG.subject, KG.object, KG.denotes, KG.saidBy} & {p for _, p, _, _ in mine}
    assert not any(str(o).startswith(ID) for _, _, o, _ in mine)


def test_an_articles_text_stays_out_but_for_the_quotes():
    text = to_nquads(quads())
    assert "OpenAI said that" not in text
    assert '"Sam Altman left"' in text


def test_another_base_moves_the_data_and_not_the_vocabulary():
    text = to_nquads(knowledge_quads(affair(), ONTOLOGY, Terms("https://example.org/mine/")))
    assert "https://example.org/mine/id/Sam_Altman" in text
    assert "https://w3id.org/techkg/ontology#joined" in text
    assert "https://w3id.org/techkg/id/" not in text
    assert knowledge_from(parsed(text, ox.RdfFormat.N_QUADS)).facts == affair().facts


SCRIPT = """
import sys
from tests.rdf.affair import affair
from kg.ontology import load_ontology
from kg.rdf import knowledge_quads, to_nquads, to_trig, to_turtle
quads = list(knowledge_quads(affair(), load_ontology()))
sys.stdout.write("".join(to_turtle(quads)) + "".join(to_trig(quads)) + to_nquads(quads))
"""


def test_the_bytes_do_not_depend_on_the_hash_seed():
    outputs = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        command = [sys.executable, "-c", SCRIPT]
        outputs.add(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
    assert len(outputs) == 1


def test_the_file_that_is_written_reads_back(tmp_path):
    path = tmp_path / "graph.ttl"
    write_turtle(affair(), path, ontology=ONTOLOGY)
    assert knowledge_from(parse_rdf(path)).facts == affair().facts


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(StoreError, match=r"none.graph\.ttl: cannot be written"):
        write_turtle(affair(), tmp_path / "none" / "graph.ttl", ontology=ONTOLOGY)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.ttl", "<http://a> <http://b>\n oops .", r"a\.ttl:2: not valid ttl"),
        ("a.csv", "", r"a\.csv: not an RDF file by its ending"),
        ("a.ttl", None, r"a\.ttl: cannot be read"),
        ("a.ttl", b"\xff\xfe", r"a\.ttl"),
    ],
)
def test_a_file_that_is_no_graph_is_one_clear_line(tmp_path, name, text, says):
    path = tmp_path / name
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(StoreError, match=says) as caught:
        list(parse_rdf(path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("predicate", "value", "says"),
    [
        (KG.confidence, Literal("many"), "confidence 'many' is not a number"),
        (KG.date, Literal("Friday"), "date 'Friday' is not a date"),
        (KG.modality, KG.perhaps, "modality 'perhaps' is none of asserted, announced"),
        (KG.status, KG.perhaps, "status 'perhaps' is none of asserted, announced"),
        (KG.tense, KG.future, "tense 'future' is none of present, past"),
    ],
)
def test_a_value_that_cannot_be_is_one_clear_line(predicate, value, says):
    broken = [(s, p, value if p == predicate else o, g) for s, p, o, g in quads()]
    with pytest.raises(StoreError, match=says):
        knowledge_from(broken)
