"""A relation that an overlay adds is written, read and validated like the shipped ones."""

from __future__ import annotations

import dataclasses

import pytest

from kg.model import Fact, Knowledge, PartialDate
from kg.ontology import load_ontology
from kg.rdf import knowledge_from, knowledge_quads
from kg.rdf.terms import KG, Terms
from kg.rdf.validate import validate
from tests.rdf.affair import A, affair, claim

RELATION = """
relation: {name}
class: Lawsuit
kind: event
domain: [Organization]
range: [Organization]
symmetric: {symmetric}
label: {{en: sued, fr: a poursuivi}}
definition: {{en: Took to court., fr: A poursuivi en justice.}}
"""
SUED = claim(A, "Microsoft / sued / OpenAI", "Microsoft put 10 billion dollars into OpenAI", "asserted")


@pytest.fixture
def ontology(tmp_path, request):
    (tmp_path / "relations").mkdir()
    (tmp_path / "relations" / "sued.yaml").write_text(RELATION.format(name="sued", symmetric=request.param))
    return load_ontology([tmp_path])


def knowledge() -> Knowledge:
    known = affair()
    fact = Fact("aa", "Lawsuit", "event", "sued", "Microsoft", "OpenAI", "asserted", (SUED.id,), PartialDate("2023-12"))
    return dataclasses.replace(known, claims={**known.claims, SUED.id: SUED}, facts=(*known.facts, fact))


@pytest.mark.parametrize(("ontology", "both"), [("true", True), ("false", False)], indirect=["ontology"])
def test_a_relation_of_an_overlay_is_written_and_read(ontology, both):
    quads = list(knowledge_quads(knowledge(), ontology))
    triples = {q[:3] for q in quads}
    microsoft, openai = Terms().entity("Microsoft"), Terms().entity("OpenAI")
    assert (microsoft, KG.sued, openai) in triples
    assert ((openai, KG.sued, microsoft) in triples) == both
    assert knowledge_from(quads).facts == knowledge().facts
    assert validate(quads) == ()


def test_a_relation_that_no_ontology_has_is_set_aside():
    known = affair()
    without = dataclasses.replace(known, claims={**known.claims, SUED.id: SUED})
    quads = list(knowledge_quads(without, load_ontology()))
    assert {(s, o) for s, p, o, _ in quads if p == KG.setAside} == {(Terms().claim(SUED.id), KG.unknownRelation)}
    assert validate(quads) == ()
