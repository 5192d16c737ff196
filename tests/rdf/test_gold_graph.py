"""The annotated example articles as a graph: it conforms, and everything can be had again from it alone."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from kg.corrections import Corrections, Reject
from kg.derive import derive_facts
from kg.model import Knowledge
from kg.ontology import load_ontology
from kg.rdf import (
    derived_quads,
    extractions_from,
    knowledge_from,
    knowledge_quads,
    parse_rdf,
    to_nquads,
    to_turtle,
    write_turtle,
)
from kg.rdf.terms import KG
from kg.rdf.validate import validate
from kg.resolve import resolve
from tests.goldclaims import gold_extraction

ONTOLOGY = load_ontology()
GOLD = Path(__file__).parents[2] / "examples" / "gold"


def known(extractions, corrections=Corrections()) -> Knowledge:  # noqa: B008 (frozen)
    resolution = resolve(extractions, ONTOLOGY, corrections)
    articles = {x.article.id: x.article for x in extractions}
    applied = corrections.apply_claims(c for x in extractions for c in x.claims)
    return Knowledge(
        articles=articles,
        claims={c.id: c for x in extractions for c in x.claims},
        resolution=resolution,
        facts=derive_facts(applied.claims, resolution, articles, ONTOLOGY),
        local_entities={x.article.id: x.entities for x in extractions},
        notes={x.article.id: x.notes for x in extractions},
        rejected=frozenset(c.id for c in applied.rejected),
    )


@lru_cache
def gold() -> Knowledge:
    return known([gold_extraction(path) for path in sorted(GOLD.glob("*.json"))])


@lru_cache
def quads():
    return tuple(knowledge_quads(gold(), ONTOLOGY))


def test_the_graph_conforms():
    assert [str(violation) for violation in validate(quads())] == []


def test_every_claim_is_about_a_fact_or_says_why_not():
    claims = set(gold().claims)
    about = {c for fact in gold().facts for c in fact.claims}
    aside = {s for s, p, _, _ in quads() if p == KG.setAside}
    assert len(claims) > 100
    assert len(about) + len(aside) == len(claims)


def test_the_derived_graphs_are_derived_again_from_the_store_alone():
    articles = [q for q in quads() if "/graph/article/" in str(q[3])]
    again = derived_quads(known(extractions_from(articles)), ONTOLOGY)
    assert to_nquads(again) == to_nquads(q for q in quads() if "/graph/article/" not in str(q[3]))


def test_the_turtle_alone_gives_everything_back(tmp_path):
    path = tmp_path / "graph.ttl"
    write_turtle(gold(), path, ontology=ONTOLOGY)
    again = knowledge_from(parse_rdf(path))
    assert "".join(to_turtle(knowledge_quads(again, ONTOLOGY))) == path.read_text("utf-8")
    assert (again.claims, again.resolution) == (gold().claims, gold().resolution)
    assert set(again.facts) == set(gold().facts)


@pytest.mark.parametrize("name", ["rejected", "kept"])
def test_a_rejected_claim_stays_on_record(name):
    claim = sorted(gold().claims)[0]
    extractions = extractions_from(quads())
    corrections = Corrections(reject=(Reject(claim=claim),) if name == "rejected" else ())
    corrected = knowledge_quads(known(extractions, corrections), ONTOLOGY)
    marked = {o for s, p, o, _ in corrected if p == KG.setAside and s.endswith(claim)}
    assert marked == ({KG.rejected} if name == "rejected" else set())
