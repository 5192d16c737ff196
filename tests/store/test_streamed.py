"""Exports from a store on disk: the bytes of those from memory, whatever the texts hold."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest

from kg.export import export_text
from kg.graph import open_graph
from kg.ontology import load_ontology
from kg.rdf import Terms
from kg.road import build
from kg.store import QuadStore
from kg.store.oxterms import quad
from kg.store.sorting import sorted_lines
from kg.store.streamed import STREAMED

from ..export.test_exports import known, nasty, text  # noqa: F401 (fixtures)
from ..readers import gold_reader


@pytest.mark.parametrize("fmt", sorted(STREAMED))
def test_the_same_bytes_as_from_memory(fmt, nasty, tmp_path):  # noqa: F811
    from kg.rdf import knowledge_quads

    store = QuadStore(ox.Store(str(tmp_path / "store")), path=tmp_path / "store")
    store.store.extend(quad(statement) for statement in knowledge_quads(nasty, load_ontology(), Terms()))
    STREAMED[fmt](store, tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == text(nasty, fmt).encode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    reader = gold_reader()
    path = tmp_path_factory.mktemp("built") / "out"
    with pytest.MonkeyPatch.context() as patch:  # the real page takes seconds
        patch.setattr("kg.page.render_page", lambda *_, **__: "<!DOCTYPE html>")
        build(reader.articles[:12], extractor=reader, output=path)
    return path


@pytest.mark.parametrize("fmt", sorted(STREAMED))
def test_a_build_folder_is_exported_without_what_its_articles_were_read_by(fmt, folder, tmp_path):
    graph = open_graph(folder)
    graph.export(fmt, tmp_path / "file")
    assert "knowledge" not in graph.__dict__
    whole = export_text(graph.knowledge, fmt, ontology=graph.ontology, terms=graph.store.terms)
    assert (tmp_path / "file").read_text("utf-8") == "".join(whole)


def test_lines_are_sorted_in_runs():
    draw = random.Random(3)  # noqa: S311
    lines = ["".join(draw.choices("ab é\u2028💥\r", k=draw.randrange(6))) + "\n" for _ in range(50)]
    for run in (1, 7, 50, 51):
        assert list(sorted_lines(lines, run)) == sorted(lines)
