"""What the graph says of itself: counts that are true, the articles it rests on, and no time of day."""

from __future__ import annotations

import re

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF

from kg import __version__
from kg.model import Knowledge
from kg.ontology import load_ontology, shipped_dir
from kg.rdf import Terms, knowledge_quads, to_turtle
from kg.rdf.dataset import dataset_quads
from kg.rdf.terms import PROV, SCHEMA, VOCABULARY_VERSION, VOID
from tests.rdf.affair import affair

ONTOLOGY, TERMS = load_ontology(), Terms()


def described() -> Graph:
    graph = Graph()
    for s, p, o, _ in knowledge_quads(affair(), ONTOLOGY):
        graph.add((s, p, o))
    return graph


def test_the_counts_are_those_of_the_graph():
    graph = described()
    parts = list(graph.objects(TERMS.dataset, VOID.classPartition))
    assert len(parts) > 5
    for part in parts:
        cls, count = graph.value(part, VOID["class"]), graph.value(part, VOID.entities)
        assert len(set(graph.subjects(RDF.type, cls))) == int(str(count)) > 0


def test_it_tells_what_it_was_derived_from_and_by_what():
    graph = described()
    derivation = graph.value(TERMS.dataset, PROV.wasGeneratedBy)
    assert set(graph.objects(derivation, PROV.used)) == set(graph.subjects(RDF.type, SCHEMA.NewsArticle))
    agent = graph.value(derivation, PROV.wasAssociatedWith)
    assert graph.value(agent, SCHEMA.softwareVersion) == Literal(__version__)


def test_it_conforms_to_the_version_that_is_shipped():
    vocabulary = Graph().parse(shipped_dir() / "vocabulary.ttl", format="turtle")
    version = vocabulary.value(URIRef("https://w3id.org/techkg/ontology"), OWL.versionIRI)
    assert described().value(TERMS.dataset, DCTERMS.conformsTo) == version
    assert str(version).endswith(f"/{VOCABULARY_VERSION}")


def test_no_time_of_day_is_in_it():
    text = "".join(to_turtle(knowledge_quads(affair(), ONTOLOGY)))
    assert "# The graph itself" in text
    assert not re.search(r"\dT\d\d:", text)
    assert "dateTime" not in text


def test_an_empty_graph_says_nothing():
    assert list(dataset_quads(Knowledge(), TERMS)) == []
