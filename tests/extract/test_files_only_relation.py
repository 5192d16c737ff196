"""A relation added with files only (``examples/advises``): read in both languages, asked, checked, exported, drawn."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from kg.graph import KnowledgeGraph
from kg.road import build

from .overlays import folder_of, wrong_examples

ADVISES = folder_of("advises")
ARTICLES = {
    "board.txt": "Rosa Vidal now advises Spotify. Karl Weiss does not advise Netflix, the company said.\n",
    "conseil.txt": "Claire Fontanel conseille Criteo depuis 2024, a indiqué le groupe.\n",
}
ASKED = """
    SELECT ?who ?company ?status {
        ?fact a kg:Advising ; kg:subject/rdfs:label ?who ; kg:object/rdfs:label ?company ; kg:status ?s
        BIND(STRAFTER(STR(?s), "#") AS ?status)
    }
"""


@pytest.fixture(scope="module")
def advising() -> Extractor:
    return Extractor(ontology=[ADVISES])


@pytest.fixture(scope="module")
def graph(advising: Extractor, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    folder = tmp_path_factory.mktemp("advised")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    done = build(folder, ontology=[ADVISES], extractor=advising)
    assert done.failures == ()
    return done.graph


def test_it_is_three_files() -> None:
    assert sorted(f.relative_to(ADVISES).as_posix() for f in ADVISES.rglob("*") if f.is_file()) == [
        "relations/advises.yaml",
        "rules/en/advises.yaml",
        "rules/fr/advises.yaml",
    ]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_rules_give_their_examples(advising: Extractor, lang: str) -> None:
    assert wrong_examples(advising, ADVISES, lang) == []


def test_it_is_extracted_and_queried(graph):
    assert {(str(r.who), str(r.company), str(r.status)) for r in graph.query(ASKED)} == {
        ("Rosa Vidal", "Spotify", "asserted"),
        ("Karl Weiss", "Netflix", "refuted"),
        ("Claire Fontanel", "Criteo", "asserted"),
    }
    plain = {str(r.who) for r in graph.query("SELECT ?who { ?p kg:advises ?o ; rdfs:label ?who }")}
    assert plain == {"Rosa Vidal", "Claire Fontanel"}


def test_its_graph_conforms_and_is_exported(graph, tmp_path):
    assert graph.validate() == ()
    graph.write_turtle(tmp_path / "graph.ttl")
    assert "kg:advises" in (tmp_path / "graph.ttl").read_text("utf-8")
    edges = {(a, b) for a, b, data in graph.to_networkx().edges(data=True) if data["relation"] == "advises"}
    assert ("Rosa_Vidal", "Spotify") in edges


def test_it_is_drawn_with_its_evidence_in_both_languages(graph):
    english, french = graph.to_html(), graph.to_html(lang="fr")
    assert "advises" in english
    assert "conseille" in french
    assert "Rosa Vidal now advises Spotify." in english
