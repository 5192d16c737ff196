"""Every format: the same bytes for the same knowledge, everything in it, and nothing in it that harms."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
from rdflib import Graph

from kg.errors import StoreError
from kg.export import FORMATS, export_text, write_export
from kg.export.facts import COLUMNS
from kg.export.network import network
from kg.model import Claim, Fact
from kg.ontology import load_ontology
from kg.rdf import Terms, knowledge_from, knowledge_quads
from kg.road import build

from ..readers import gold_reader

ONTOLOGY, TERMS = load_ontology(), Terms()
NASTY = "=cmd|' /C calc'!A0 <b>&\"\x00\x0b\ufffe é 💥"


@pytest.fixture(scope="module")
def known():
    reader = gold_reader()
    return build(reader.articles[:12], extractor=reader).graph.knowledge


@pytest.fixture(scope="module")
def nasty(known):
    """The same, with texts that formats and programs take for more than text."""
    entities = {k: replace(e, label=NASTY, aliases=((NASTY, None),)) for k, e in known.resolution.entities.items()}
    claims: dict[str, Claim] = {k: replace(c, quote=NASTY) for k, c in known.claims.items()}
    facts: list[Fact] = [replace(f, manner=NASTY) for f in known.facts]
    return replace(known, claims=claims, facts=tuple(facts), resolution=replace(known.resolution, entities=entities))


def text(known, fmt):
    return "".join(export_text(known, fmt, ontology=ONTOLOGY, terms=TERMS))


@pytest.mark.parametrize("fmt", ["turtle", "trig", "nquads", "jsonld"])
@pytest.mark.parametrize("which", ["known", "nasty"])
def test_rdf_holds_everything(fmt, which, request):
    knowledge = request.getfixturevalue(which)
    formats = {
        "turtle": ox.RdfFormat.TURTLE,
        "trig": ox.RdfFormat.TRIG,
        "nquads": ox.RdfFormat.N_QUADS,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    from kg.rdf import from_oxigraph

    found = set(from_oxigraph(ox.parse(text(knowledge, fmt), format=formats[fmt])))
    expected = set(knowledge_quads(knowledge, ONTOLOGY, TERMS))
    if fmt in ("turtle", "jsonld"):
        assert {t[:3] for t in found} == {t[:3] for t in expected}
    else:
        assert found == expected
    assert knowledge_from(found) == knowledge_from(expected)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of its own parser
def test_rdflib_reads_json_ld_alike(known):
    found = Graph()
    found.parse(data=text(known, "jsonld"), format="json-ld")
    assert {(str(s), str(p), str(o)) for s, p, o in found} == {
        (str(s), str(p), str(o)) for s, p, o, _ in knowledge_quads(known, ONTOLOGY, TERMS)
    }


@pytest.mark.parametrize("fmt", ["graphml", "gexf"])
@pytest.mark.parametrize("which", ["known", "nasty"])
def test_xml_formats_read_back(fmt, which, request):
    knowledge = request.getfixturevalue(which)
    written = text(knowledge, fmt)
    ElementTree.fromstring(written)  # noqa: S314 (our own)
    parse = nx.parse_graphml if fmt == "graphml" else lambda t: nx.read_gexf(io.BytesIO(t.encode()))
    graph = parse(written)
    assert set(graph) == set(knowledge.resolution.entities)
    assert graph.number_of_edges() == len(knowledge.facts)
    assert "lastmodifieddate" not in written


def test_graphml_keeps_the_attributes_of_facts(known):
    graph = nx.parse_graphml(text(known, "graphml"), force_multigraph=True)
    for subject, obj, key, attributes in network(known).edges(keys=True, data=True):
        assert attributes.items() <= graph.get_edge_data(subject, obj, key).items()


def test_csv_has_one_line_a_fact(known):
    header, *rows = csv.reader(io.StringIO(text(known, "csv"), newline=""))
    assert tuple(header) == COLUMNS
    assert [row[0] for row in rows] == sorted(fact.id for fact in known.facts)
    by_id = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    for fact in known.facts:
        row = by_id[fact.id]
        assert (row["relation"], row["subject"], row["object"]) == (fact.relation, fact.subject, fact.object)
        assert row["date"] == (fact.date.value if fact.date else "")
        assert row["claims"] == str(len(fact.claims))


def test_csv_runs_no_formula(nasty):
    for row in csv.reader(io.StringIO(text(nasty, "csv"), newline="")):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("which", ["known", "nasty"])
def test_neo4j_files_have_every_node_and_every_fact(which, request, tmp_path):
    knowledge = request.getfixturevalue(which)
    write_export(knowledge, "neo4j", tmp_path / "neo4j", ontology=ONTOLOGY, terms=TERMS)
    nodes, edges = (
        list(csv.DictReader(io.StringIO((tmp_path / "neo4j" / name).read_bytes().decode(), newline="")))
        for name in ("nodes.csv", "relationships.csv")
    )
    assert {n["id:ID"]: n["label"] for n in nodes} == {e.id: e.label for e in knowledge.resolution.entities.values()}
    assert {n[":LABEL"] for n in nodes} <= {"Entity;Person", "Entity;Organization", "Entity;Product"}
    assert [e["id"] for e in edges] == sorted(fact.id for fact in knowledge.facts)
    assert all(e[":TYPE"].isupper() and None not in e for e in edges)
    assert {e[":START_ID"] for e in edges} | {e[":END_ID"] for e in edges} <= {n["id:ID"] for n in nodes}


def test_network_is_a_copy_without_empty_attributes(known):
    graph = network(known)
    assert all(value is not None for *_, data in graph.edges(data=True) for value in data.values())
    graph.clear()
    assert network(known).number_of_nodes() == len(known.resolution.entities)


SCRIPT = """
import hashlib
from tests.readers import gold_reader
from kg.export import FORMATS, export_text
from kg.road import build
reader = gold_reader()
articles = reader.articles[:4]
graph = build(articles if {order} else articles[::-1], extractor=reader).graph
for fmt in FORMATS:
    written = "".join(export_text(graph.knowledge, fmt, ontology=graph.ontology, terms=graph.store.terms))
    print(fmt, hashlib.sha256(written.encode()).hexdigest())
"""


def test_same_bytes_whatever_the_hashes_and_the_order(pytestconfig):
    def run(seed, order):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(pytestconfig.rootpath)}
        command = [sys.executable, "-c", SCRIPT.format(order=order)]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout

    first = run("1", True)
    assert [line.split()[0] for line in first.splitlines()] == list(FORMATS)
    assert run("2", False) == first


def test_file_is_written_whole_or_not_at_all(known, tmp_path):
    write_export(known, "csv", tmp_path / "a.csv", ontology=ONTOLOGY, terms=TERMS)
    assert (tmp_path / "a.csv").read_bytes().decode() == text(known, "csv")
    with pytest.raises(StoreError, match="cannot be written"):
        write_export(known, "csv", tmp_path / "none" / "a.csv", ontology=ONTOLOGY, terms=TERMS)


def test_unknown_format(known):
    with pytest.raises(StoreError, match="unknown format 'xlsx'; take one of turtle, trig"):
        text(known, "xlsx")
