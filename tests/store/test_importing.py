"""What was exported is imported: the same bytes come out again, from each format that holds everything."""

from __future__ import annotations

import pytest

from kg.errors import StoreError
from kg.export import FORMATS
from kg.graph import open_graph
from kg.maintain import import_graph, load_graph
from kg.road import build

from ..readers import Reader, gold_extractions


@pytest.fixture(autouse=True)
def no_page(monkeypatch):
    monkeypatch.setattr("kg.page.render_page", lambda *_, **__: "")  # takes seconds, and nothing here looks at it


@pytest.fixture(scope="module")
def graph():
    few = gold_extractions()[:6]
    return build(Reader(few).articles, extractor=Reader(few)).graph


def exported(graph, fmt, folder):
    path = folder / f"graph{FORMATS[fmt]}"
    graph.export(fmt, path)
    return path


@pytest.mark.parametrize("fmt", ["turtle", "trig", "nquads", "jsonld"])
def test_export_import_export_gives_the_same_bytes(graph, fmt, tmp_path):
    first = exported(graph, fmt, tmp_path)
    import_graph(first, tmp_path / "out")
    (tmp_path / "again").mkdir()
    assert exported(open_graph(tmp_path / "out"), fmt, tmp_path / "again").read_bytes() == first.read_bytes()


@pytest.mark.parametrize("fmt", ["trig", "nquads"])
def test_a_dump_is_taken_as_it_is(graph, fmt, tmp_path):
    first = exported(graph, fmt, tmp_path)
    count = load_graph(first, tmp_path / "out")
    assert count == len(set(graph.store.store)) - 2 * len(graph.knowledge.articles)  # what read them is not exported
    again = open_graph(tmp_path / "out")
    assert again.knowledge == graph.knowledge
    assert list(again.ask("left", org="OpenAI")) == list(graph.ask("left", org="OpenAI")) != []
    with pytest.raises(StoreError, match="has a graph already"):
        load_graph(first, tmp_path / "out")


def test_a_dump_without_graphs_is_no_dump(graph, tmp_path):
    with pytest.raises(StoreError, match=r"take one of \.nq \.trig"):
        load_graph(exported(graph, "turtle", tmp_path), tmp_path / "out")
