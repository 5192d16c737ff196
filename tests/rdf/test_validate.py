"""Every way in which a shape forbids a graph to be broken, done to a valid graph: the report must name it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal
from rdflib.namespace import SH, XSD

from kg.errors import OntologyError
from kg.ontology import load_ontology, shipped_dir
from kg.rdf import from_oxigraph, knowledge_quads, to_nquads
from kg.rdf.terms import KG
from kg.rdf.validate import Violation, validate
from tests.rdf.affair import affair

ONTOLOGY = load_ontology()
SHAPES = Graph().parse(shipped_dir() / "shapes.ttl", format="turtle")
PREFIXES = """
PREFIX : <https://w3id.org/techkg/id/> PREFIX ev: <https://w3id.org/techkg/event/>
PREFIX st: <https://w3id.org/techkg/state/> PREFIX kg: <https://w3id.org/techkg/ontology#>
PREFIX schema: <https://schema.org/> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_C, _A, _L = "?x a kg:Claim", "?x a schema:NewsArticle", "?x a kg:LocalEntity"


def lost(what: str, predicate: str) -> str:
    return f"DELETE {{ ?x {predicate} ?o }} WHERE {{ {what} ; {predicate} ?o }}"


def given(what: str, predicate: str, value: str) -> str:
    """One more value."""
    return f"INSERT {{ ?x {predicate} {value} }} WHERE {{ {what} }}"


def put(what: str, predicate: str, value: str) -> str:
    """Another value in its place."""
    return f"DELETE {{ ?x {predicate} ?o }} INSERT {{ ?x {predicate} {value} }} WHERE {{ {what} ; {predicate} ?o }}"


def added(triples: str) -> str:
    return f"INSERT DATA {{ {triples} }}"


FAULTS = [
    # entities
    ("an entity has one label, without a language", lost("?x a schema:Person", "rdfs:label")),
    ("an entity has one label, without a language", given("?x a schema:Organization", "rdfs:label", '"Other"')),
    ("an entity has one label, without a language", put("?x a schema:Person", "rdfs:label", '"Sam"@en')),
    ("an entity has at most one Wikidata item", added(":IBM skos:exactMatch <https://evil.example/Q1>")),
    # plain triples, both ways
    ("a plain triple that no fact allows", added(":IBM kg:acquired :Meta")),
    ("a plain triple that no fact allows", added(":IBM kg:partnersWith :Meta")),
    ("a plain triple that no fact allows", added(":Sam_Altman kg:workedFor :Microsoft")),
    ("a plain triple that no fact allows", put("?x a kg:Tenure", "kg:until", '"2023-12-01"^^xsd:date') + "; "
     + added('st:06 kg:until "2023-12-01"^^xsd:date ; kg:untilPrecision kg:day')),
    ("a plain triple that no fact allows", put("?x a kg:Leaving", "kg:status", "kg:unconfirmed")),
    ("an event that is stated lacks its plain triple", "DELETE DATA { :Sam_Altman kg:joined :Microsoft }"),
    ("a state that is stated lacks a plain triple", "DELETE DATA { :OpenAI kg:dependsOn :Microsoft }"),
    ("a state that is stated lacks a plain triple", "DELETE DATA { :Sam_Altman kg:worksFor :OpenAI }"),
    ("a state that is stated lacks a plain triple", "DELETE DATA { :Sam_Altman kg:workedFor :OpenAI }"),
    ("a state that is stated lacks a plain triple", put("?x a kg:Partnership", "kg:status", "kg:asserted") + "; "
     + added(":IBM kg:partnersWith :Meta")),
    # facts
    ("one subject, an entity", lost("?x a kg:Event", "kg:subject")),
    ("one subject, an entity", given("?x a kg:State", "kg:subject", ":Other")),
    ("one subject, an entity", put("?x a kg:Event", "kg:subject", '"Sam"')),
    ("one relation", lost("?x a kg:State", "kg:predicate")),
    ("one object, an entity", lost("?x a kg:State", "kg:object")),
    ("one status: asserted, announced, contested, unconfirmed, refuted or reversed",
     lost("?x a kg:Event", "kg:status")),
    ("one status: asserted, announced, contested, unconfirmed, refuted or reversed",
     put("?x a kg:State", "kg:status", "kg:maybe")),
    ("a fact that no claim is about", "DELETE WHERE { ?c kg:about ev:07 }"),
    ("reversed by one fact", added("ev:02 kg:reversedBy ev:01")),
    ("reversed by a fact, so its status is reversed", added("ev:01 kg:reversedBy ev:03")),
    ("derived from facts", added('st:06 kg:derivedFromEvent "03"')),
    ("at most one start, an xsd:date", added('st:06 kg:from "2023"')),
    ("at most one start, an xsd:date", put("?x a kg:Tenure", "kg:from", '"2023-11"^^xsd:gYearMonth')),
    ("at most one end, an xsd:date", put("?x a kg:Tenure", "kg:until", '"2023-11-17T00:00:00Z"^^xsd:dateTime')),
    ("at most one end, an xsd:date", put("?x a kg:Tenure", "kg:until", '"2023-11-31"^^xsd:date')),
    ("a start is known to the day, the month or the year", put("?x a kg:State", "kg:fromPrecision", "kg:week")),
    ("an end is known to the day, the month or the year", put("?x a kg:State", "kg:untilPrecision", "kg:week")),
    ("an event has a date, not a start", added('ev:01 kg:from "2023-11-17"^^xsd:date')),
    ("an event has a date, not an end", added('ev:01 kg:until "2023-11-17"^^xsd:date')),
    ("a state has a start and an end, not a date", added('st:06 kg:date "2023-11-17"^^xsd:date')),
    ("ended is true or absent", added('st:06 kg:ended "yes"')),
    ("the state ends before it begins", put("?x a kg:State", "kg:until", '"2023-11-19"^^xsd:date')),
    ("a state with a known end is not ended at an unknown one", added("st:04 kg:ended true")),
    # the status is a function of the claims
    *(("the status is not what the claims say together", put("?x a kg:Investment", "kg:status", f"kg:{status}"))
      for status in ("announced", "contested", "unconfirmed", "refuted")),
    ("the status is not what the claims say together", put("?x a kg:Partnership", "kg:status", "kg:reversed")),
    ("the status is not what the claims say together", put("?x a kg:Partnership", "kg:status", "kg:asserted")),
    ("the status is not what the claims say together",
     put("?x kg:about ev:07", "kg:modality", "kg:denied")),
    # facts and claims alike
    ("at most one date, an xsd:date", put("?x a kg:Event", "kg:date", '"2023-11-17T10:00:00"^^xsd:dateTime')),
    ("at most one date, an xsd:date", put(_C, "kg:date", '"2023-11"')),
    ("a date is known to the day, the month or the year", put(_C, "kg:datePrecision", "kg:week")),
    ("a date and its precision come together", lost("?x a kg:Event", "kg:datePrecision")),
    ("a date and its precision come together", lost("?x a kg:State", "kg:from")),
    ("a date and its precision come together", lost("?x a kg:State", "kg:untilPrecision")),
    ("a date and its precision come together", lost(_A, "kg:datePrecision")),
    ("a date known to the month or the year stands for its first day",
     put("?x a kg:Event", "kg:datePrecision", "kg:month")),
    ("a date known to the month or the year stands for its first day",
     put("?x a kg:State", "kg:untilPrecision", "kg:year")),
    ("at most one position, as worded", given("?x a kg:Tenure", "kg:role", '"a"@en, "b"@en')),
    ("at most one manner", given("?x a kg:Leaving", "kg:manner", '"resigned"')),
    ("at most one amount, a decimal of zero or more", put(_C, "kg:amount", '"-1"^^xsd:decimal')),
    ("at most one amount, a decimal of zero or more", put("?x a kg:Investment", "kg:amount", "1e10")),
    ("at most one currency, three capitals (ISO 4217)", put("?x a kg:Investment", "kg:currency", '"$"')),
    ("at most one stake, a decimal from 0 to 100", put(_C, "kg:stake", "149.5")),
    # claims
    ("a claim comes from one article of the graph", lost(_C, "prov:wasDerivedFrom")),
    ("a claim comes from one article of the graph", put(_C, "prov:wasDerivedFrom", ":OpenAI")),
    ("a claim is about a fact, unless it is set aside", lost(_C, "kg:about")),
    ("a claim is about a fact, unless it is set aside", put(_C, "kg:about", "ev:99")),
    ("a claim that is set aside is about no fact", given(_C, "kg:setAside", "kg:rejected")),
    ("at most one reason to set it aside", given(_C, "kg:setAside", "kg:because")),
    ("one modality: asserted, announced, rumoured, speculated or denied", put(_C, "kg:modality", "kg:reversed")),
    ("one confidence, a decimal from 0 to 1", put(_C, "kg:confidence", "1.96")),
    ("one confidence, a decimal from 0 to 1", put(_C, "kg:confidence", "9.5e-1")),
    ("the one rule that read it", lost(_C, "kg:rule")),
    ("one language", lost(_C, "schema:inLanguage")),
    ("one quote", given(_C, "oa:exact", '"another"')),
    ("one start, an integer of zero or more", put(_C, "oa:start", "-1")),
    ("one end, an integer", put(_C, "oa:end", '"12"')),
    ("the quote is as long as its range", put(_C, "oa:exact", '"shorter"')),
    ("the quote is as long as its range", put(_C, "oa:end", "0")),
    ("the quote stands in the text or in the title", put(_C, "kg:field", "kg:footer")),
    ("at most one tense, present or past", put(_C, "kg:tense", "kg:future")),
    ("one subject, an entity of the article", lost(_C, "kg:subjectLocal")),
    ("one object, an entity of the article", put(_C, "kg:objectLocal", ":OpenAI")),
    ("the words that stand for the subject", lost(_C, "kg:subjectMention")),
    ("the words that stand for the object", lost(_C, "kg:objectMention")),
    ("the place of the subject, as char=12,24", put(_C, "kg:subjectMentionedAt", '"12-24"')),
    ("the place of the object, as char=12,24", lost(_C, "kg:objectMentionedAt")),
    ("said by an entity", put(_C, "kg:saidBy", '"OpenAI"')),
    ("who says it is a node with a name", put(_C, "kg:attribution", ":OpenAI")),
    # articles, and what they say of entities and speakers
    ("one identity", lost(_A, "dcterms:identifier")),
    ("one content hash, 16 hex digits", put(_A, "kg:contentHash", '"x"')),
    ("one language", lost(_A, "schema:inLanguage")),
    ("at most one headline", given(_A, "schema:headline", '"a"@en, "b"@en')),
    ("at most one address, http or https", given(_A, "schema:url", "<javascript:alert(1)>")),
    ("at most one address of the source, http or https", given(_A, "kg:sourceUrl", '"here"')),
    ("at most one publication date, an xsd:date", put(_A, "schema:datePublished", '"2023-11"')),
    ("one type: a person, an organisation or a product", put(_L, "kg:entityType", "schema:Place")),
    ("an entity of one article of the graph", lost(_L, "prov:wasDerivedFrom")),
    ("a mention's place, as char=12,24", given(_L, "kg:mentionedAt", '"here"')),
    ("denotes at most one entity", given(_L, "kg:denotes", ":IBM, :Meta")),
    ("one name", lost(_L, "kg:name")),
    ("one name", lost("?x a kg:Attribution", "kg:name")),
    ("one name", lost("?x a kg:Naming", "kg:name")),
    ("one rank, an integer from 1", put("?x a kg:Attribution", "kg:rank", "0")),
    ("a name of one entity", lost("?x a kg:Naming", "kg:entity")),
    ("one reason for the name", lost("?x a kg:Naming", "kg:reason")),
]  # fmt: skip


def sound() -> Graph:
    graph = Graph()
    for s, p, o, _ in knowledge_quads(affair(), ONTOLOGY):
        graph.add((s, p, o))
    return graph


def test_a_sound_graph_conforms():
    assert validate(sound()) == ()


def test_a_sound_graph_from_oxigraph_conforms():
    """Its plain strings are typed there, which is the same."""
    store = ox.Store()
    store.bulk_load(to_nquads(knowledge_quads(affair(), ONTOLOGY)), format=ox.RdfFormat.N_QUADS)
    assert validate(from_oxigraph(store)) == ()
    typed = Graph()
    for s, p, o in sound():
        plain = isinstance(o, Literal) and o.datatype is None and o.language is None
        typed.add((s, p, Literal(str(o), datatype=XSD.string) if plain else o))
    assert validate(typed) == ()


@pytest.mark.parametrize(("message", "update"), FAULTS, ids=[f"{i:03}" for i in range(len(FAULTS))])
def test_a_fault_is_named(message, update):
    graph = sound()
    before = set(graph)
    graph.update(PREFIXES + update)
    assert set(graph) != before, "the update changes nothing"
    assert message in {v.message for v in validate(graph)}


@pytest.mark.parametrize("name", sorted(ONTOLOGY.relations))
def test_a_fact_of_another_relation_or_between_other_things_is_named(name):
    relation = ONTOLOGY.relations[name]
    types = {"Person": "a person", "Organization": "an organisation", "Product": "a product"}
    graph = sound()
    graph.update(PREFIXES + added(f"ev:x a kg:{relation.cls} ; kg:predicate kg:other ; kg:subject :x ; kg:object :y"))
    assert {
        f"{relation.cls} is {'an event' if relation.kind == 'event' else 'a state'}",
        f"its relation is kg:{relation.name}",
        f"the subject is {' or '.join(types[t] for t in relation.domain)}",
        f"the object is {' or '.join(types[t] for t in relation.range)}",
    } <= {v.message for v in validate(graph) if v.node == "ev:x"}


def test_no_rule_is_left_without_a_fault():
    of_relations = {
        str(m)
        for r in ONTOLOGY.relations.values()
        for shape in SHAPES.subjects(SH.targetClass, KG[r.cls])
        for node in (shape, *SHAPES.objects(shape, SH.property))
        for m in SHAPES.objects(node, SH.message)
    }
    messages = {str(m) for m in SHAPES.objects(None, SH.message)}
    assert messages - of_relations == {message for message, _ in FAULTS}


def test_a_violation_reads_as_one_line():
    graph = sound()
    graph.update(PREFIXES + put("?x kg:about ev:07", "kg:confidence", "1.96"))
    (violation,) = validate(graph)
    assert isinstance(violation, Violation)
    assert str(violation).startswith("cl:")
    assert str(violation).endswith("kg:confidence 1.96: one confidence, a decimal from 0 to 1")


def test_the_report_is_sorted_and_the_same_each_time():
    graph = sound()
    graph.update(PREFIXES + put(_C, "kg:confidence", "1.96"))
    assert list(validate(graph)) == sorted(validate(graph))


def test_rules_of_ones_own_are_added(tmp_path):
    path = tmp_path / "shapes.ttl"
    path.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <https://schema.org/> ."
        "[] a sh:NodeShape ; sh:targetClass schema:Person ; sh:property [ sh:path schema:email ; sh:minCount 1 ; "
        'sh:message "a person has an address" ] .'
    )
    assert [str(v) for v in validate(sound(), shapes=[path])] == [":Sam_Altman schema:email: a person has an address"]


@pytest.mark.parametrize(
    "text",
    [
        "oops",
        "@prefix sh: <http://www.w3.org/ns/shacl#> . [] a sh:NodeShape ; sh:targetClass sh:x ; "
        'sh:sparql [ sh:message "m" ; sh:select "SELEKT" ] .',
    ],
)
def test_a_file_of_shapes_that_is_wrong_is_one_clear_line(tmp_path, text):
    path = tmp_path / "shapes.ttl"
    path.write_text(text)
    with pytest.raises(OntologyError) as caught:
        validate(sound(), shapes=[path])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("published", "contests"), [("2023-11-19", False), ("2023-11-23", True)])
def test_a_denial_from_before_the_day_denied_a_plan(published, contests):
    graph = sound()
    denial = f'kg:denial kg:about ev:03 ; kg:modality kg:denied ; kg:predicate kg:joined ; prov:wasDerivedFrom kg:a . \
        kg:a schema:datePublished "{published}"^^xsd:date'
    graph.update(PREFIXES + added(denial))
    named = {v.node for v in validate(graph) if v.message == "the status is not what the claims say together"}
    assert ("ev:03" in named) == contests
