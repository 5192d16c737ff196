"""The packaged articles, read as ``kg demo`` reads them: what the project promises holds on what was extracted."""

import pytest

import kg


@pytest.fixture(scope="module")
def graph(kitchen):
    return kg.open(kitchen.demo)


def companies(graph, known_at, **more):
    """Where Sam Altman worked on 21 November 2023, as known on a day: by SPARQL, which any endpoint can answer."""
    rows = graph.ask("where-worked", person="Sam Altman", asOf="2023-11-21", knownAt=known_at, **more)
    return {str(row.orgName): str(row.status) for row in rows}


def test_where_altman_worked_depends_on_when_it_is_asked(graph):
    assert companies(graph, "2023-11-16") == {}
    assert set(companies(graph, "2023-11-21")) == {"Microsoft"}
    assert companies(graph, "2023-11-23") == {}
    assert companies(graph, "2023-11-23", all=True)["Microsoft"] == "reversed"


def test_the_library_says_the_same(graph):
    label = {e.id: e.label for e in graph.knowledge.resolution.entities.values()}
    for known_at, wanted in (("2023-11-21", {"Microsoft"}), ("2023-11-23", set())):
        rows = [r for r in graph.as_of("2023-11-21", known_at=known_at) if label[r.person] == "Sam Altman"]
        assert {label[r.organisation] for r in rows} == wanted


def test_his_return_starts_a_second_spell(graph):
    rows = graph.ask("where-worked", person="Sam Altman", org="OpenAI")
    starts = {str(row["from"]) for row in rows}
    assert "2023-11-22" in starts


def test_the_page_of_the_demo_is_small_and_its_graph_valid(graph):
    assert len(graph.to_html().encode()) < 1_000_000
    assert graph.validate() == ()
