"""The vocabulary declares all that is written, and says of relations what their files say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS
from rdflib.term import Node

import kg.rdf
from kg import model
from kg.ontology import load_ontology, shipped_dir
from kg.rdf import knowledge_quads
from kg.rdf.plain import GIVING, PAST_FORMS
from kg.rdf.terms import ENTITY_CLASSES, KG
from tests.rdf.affair import affair

ONTOLOGY = load_ontology()
VOCABULARY = Graph().parse(shipped_dir() / "vocabulary.ttl", format="turtle")
SHAPES = Graph().parse(shipped_dir() / "shapes.ttl", format="turtle")
ALIGNMENTS = Graph().parse(shipped_dir() / "alignments.ttl", format="turtle")
ABOUT = URIRef("https://w3id.org/techkg/ontology")
RELATIONS = sorted(ONTOLOGY.relations.values(), key=lambda r: r.name)
DECLARED = set(VOCABULARY.subjects(RDF.type))


def ours(graph: Graph) -> set[URIRef]:
    return {t for triple in graph for t in triple if isinstance(t, URIRef) and t.startswith(KG)}


def classes(node: Node | None) -> set[Node | None]:
    """A class, or the classes of a union."""
    union = VOCABULARY.value(node, OWL.unionOf)
    return {node} if union is None else {*Collection(VOCABULARY, union)}


def values(subject, predicate) -> dict[str | None, str]:
    return {o.language: str(o) for o in VOCABULARY.objects(subject, predicate) if isinstance(o, Literal)}


def test_the_vocabulary_names_itself():
    for predicate in (OWL.versionIRI, OWL.versionInfo, DCTERMS.license, DCTERMS.created):
        assert VOCABULARY.value(ABOUT, predicate)
    vann = "http://purl.org/vocab/vann/"
    assert str(VOCABULARY.value(ABOUT, URIRef(f"{vann}preferredNamespacePrefix"))) == "kg"
    assert str(VOCABULARY.value(ABOUT, URIRef(f"{vann}preferredNamespaceUri"))) == str(KG)
    assert set(values(ABOUT, DCTERMS.title)) == {"en", "fr"}


def test_every_term_has_a_label_and_a_definition_in_both_languages():
    for term in sorted(ours(VOCABULARY)):
        for predicate in (RDFS.label, SKOS.definition):
            assert set(values(term, predicate)) == {"en", "fr"}, f"{term} {predicate}"
        assert VOCABULARY.value(term, RDFS.isDefinedBy) == ABOUT, term


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda r: r.name)
def test_a_relation_is_declared_as_its_file_says(relation):
    term = KG[relation.name]
    assert values(term, RDFS.label) == dict(relation.label)
    assert values(term, SKOS.definition) == dict(relation.definition)
    assert classes(VOCABULARY.value(term, RDFS.domain)) == {ENTITY_CLASSES[t] for t in relation.domain}
    assert classes(VOCABULARY.value(term, RDFS.range)) == {ENTITY_CLASSES[t] for t in relation.range}
    assert ((term, RDF.type, OWL.SymmetricProperty) in VOCABULARY) == relation.symmetric
    assert VOCABULARY.value(term, KG.factClass) == KG[relation.cls]
    assert VOCABULARY.value(KG[relation.cls], RDFS.subClassOf) == KG[relation.kind.capitalize()]


def test_past_forms_are_declared():
    for name, past in PAST_FORMS.items():
        assert (KG[name], RDFS.subPropertyOf, KG[past]) in VOCABULARY


def test_modalities_and_statuses_are_those_of_the_model():
    kinds = {"modalities": model.Status, "statuses": model.FactStatus, "tenses": model.Tense, "fields": model.Field}
    for scheme, kind in kinds.items():
        members = set(VOCABULARY.subjects(SKOS.inScheme, KG[scheme]))
        assert members == {KG[name] for name in get_args(kind)}
    assert {KG[s] for statuses in GIVING.values() for s in statuses} <= set(
        VOCABULARY.subjects(SKOS.inScheme, KG.statuses)
    )


def test_everything_that_is_written_is_declared():
    written = {t for quad in knowledge_quads(affair(), ONTOLOGY) for t in quad[1:3]}
    terms = {t for t in written if isinstance(t, URIRef)}
    data = ("https://w3id.org/techkg/", "https://news.example/", "http://www.wikidata.org/entity/")
    undeclared = {t for t in terms - DECLARED if t.startswith(str(KG)) or not str(t).startswith(data)}
    assert undeclared - {RDF.type, RDFS.label} == set()


def test_every_term_that_the_writers_name_is_declared():
    """Also those that the sample does not come to write."""
    sources = [p.read_text("utf-8") for p in Path(kg.rdf.__file__).parent.glob("*.py")]
    names = {n for s in sources for n in re.findall(r"KG\.([A-Za-z]+)|KG\[\"([A-Za-z]+)\"\]", s)}
    assert {KG[a or b] for a, b in names} - DECLARED == set()
    assert len(names) > 40


@pytest.mark.parametrize("graph", [SHAPES, ALIGNMENTS], ids=["shapes", "alignments"])
def test_shapes_and_alignments_speak_of_declared_terms(graph):
    assert {t for t in ours(graph) if t != URIRef(KG)} - DECLARED == set()


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda r: r.name)
def test_a_relation_has_its_shape(relation):
    shape = SHAPES.value(None, SH.targetClass, KG[relation.cls])
    properties = {SHAPES.value(p, SH.path): p for p in SHAPES.objects(shape, SH.property)}
    assert SHAPES.value(shape, SH["class"]) == KG[relation.kind.capitalize()]
    assert SHAPES.value(properties[KG.predicate], SH.hasValue) == KG[relation.name]
    for path, types in ((KG.subject, relation.domain), (KG.object, relation.range)):
        either = SHAPES.value(properties[path], SH["or"])
        options = [properties[path]] if either is None else list(Collection(SHAPES, either))
        assert {SHAPES.value(o, SH["class"]) for o in options} == {ENTITY_CLASSES[t] for t in types}


def test_the_rules_on_plain_triples_know_the_symmetric_relations():
    symmetric = {r.name for r in RELATIONS if r.symmetric}
    rules = [str(rule) for rule in SHAPES.objects(None, SH.select)]
    (both,) = {found for rule in rules for found in re.findall(r"\?both \|\| \?said IN \(([^)]*)\)", rule)}
    (others,) = {found for rule in rules for found in re.findall(r"\?relation NOT IN \(([^)]*)\)", rule)}
    assert set(re.findall(r"kg:(\w+)", both)) == symmetric
    assert set(re.findall(r"kg:(\w+)", others)) == {r.name for r in RELATIONS} - symmetric | set(PAST_FORMS.values())


def test_every_constraint_has_a_message():
    for constraint in SHAPES.objects(None, SH.sparql):
        assert SHAPES.value(constraint, SH.message)
    for shape in SHAPES.subjects(SH.path):
        if (shape, SH.inversePath, None) not in SHAPES:
            assert SHAPES.value(shape, SH.message), SHAPES.value(shape, SH.path)
