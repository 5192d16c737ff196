"""Whatever the order in which articles are read, the graph is the same bytes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export import export_text
from kg.road import build

from .readers import Reader, gold_extractions

# one affair as told by several, so that what is derived hangs on many of them at once
FEW = [x for x in gold_extractions() if x.article.published and x.article.published.value.startswith("2023-11")][:6]


def written(order, formats=("turtle", "nquads", "csv")):
    reader = Reader(order)
    graph = build(reader.articles, extractor=reader).graph
    pieces = (export_text(graph.knowledge, f, ontology=graph.ontology, terms=graph.store.terms) for f in formats)
    return ["".join(piece) for piece in pieces]


EXPECTED = written(FEW)


@settings(max_examples=25, deadline=None)
@given(st.permutations(FEW))
def test_every_order_gives_the_same_bytes(order):
    assert len(FEW) > 4
    assert written(order) == EXPECTED


def test_the_page_is_the_same_bytes_too():
    pages = [build(r.articles, extractor=r).graph.to_html() for r in (Reader(FEW[:3]), Reader(FEW[2::-1]))]
    assert pages[0] == pages[1]


@settings(max_examples=8, deadline=None)
@given(st.permutations(FEW), st.integers(1, 5))
def test_a_graph_that_grew_is_the_graph_that_was_made_at_once(tmp_path_factory, order, cut):
    folder = tmp_path_factory.mktemp("grown")
    patch = {"extractor": Reader(FEW), "output": folder}
    import kg.page

    kept, kg.page.render_page = kg.page.render_page, lambda *_, **__: ""
    try:
        build([x.article for x in order[:cut]], **patch)
        build([x.article for x in order[cut:]], **patch)
    finally:
        kg.page.render_page = kept
    assert (folder / "graph.ttl").read_text("utf-8") == EXPECTED[0]
