"""Whatever strangers write into any string of an article: it survives every export and import, and breaks nothing."""

from __future__ import annotations

import csv
import io
import re

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Literal

from kg.export import FORMATS, export_text
from kg.model import Argument, Article, Claim, Extraction, LocalEntity, PartialDate, Role, Span
from kg.query.cells import xml_safe
from kg.query.formats import ROW_FORMATS, format_result
from kg.rdf import from_oxigraph, knowledge_from
from kg.road import build

from .readers import Reader

RDF = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
NASTY = (
    "<xss onload=alert(1)>",
    '"><script>alert(1)</script>',
    "</script><xss>",
    "' OR ''='",
    '" ; DROP ALL ; "',
    "> . } ; DROP ALL ; INSERT DATA { <",
    '"""\\',
    "\\u003e\\",
    "a\nb\r\nc\td",
    "\u202eabc\u202c\u200f",
    "\u2028\u2029\u0085\ufeff",
    "\x01\x0b\x1b[31m\x7f",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "javascript:alert(1)",
    "{{7*7}} ${7*7} %s %(a)s {0}",
    "\ufffe\uffff\U0010ffff\U0001f4a5",
    "e\u0301 \u00e9",
    "_:b0",
    "kg:Claim .",
    "-",
    "x" * 10_000,
)
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=30)
TEXT = st.one_of(st.sampled_from(NASTY), ANY, st.builds("{}{}".format, st.sampled_from(NASTY[:-1]), ANY))
MAYBE = st.none() | TEXT
HEALTH = [HealthCheck.too_slow, HealthCheck.data_too_large]


@st.composite
def extractions(draw):
    """One or two articles of hostile strings; half of the names come from a small pool, so that they meet."""
    pool = draw(st.lists(TEXT, min_size=2, max_size=4, unique=True))
    return [draw(_extraction(f"{i} {draw(TEXT)}", pool)) for i in range(draw(st.integers(1, 2)))]


@st.composite
def _extraction(draw, key, pool):
    names = st.sampled_from(pool) | TEXT
    article = Article(
        key=key,
        text="",
        lang=draw(st.sampled_from(["fr", "en"])),
        published=draw(st.sampled_from([None, PartialDate("2024-05-06"), PartialDate("2024")])),
        title=draw(MAYBE) or "",
        url=draw(MAYBE | TEXT.map("https://news.example/{}".format)),
        publisher=draw(MAYBE),
        source=draw(MAYBE),
        source_url=draw(MAYBE | TEXT.map("https://news.example/?q={}".format)),
        stored_hash="0123456789abcdef",
    )
    claims = tuple(draw(_claim(article, names, at)) for at in range(draw(st.integers(1, 2))))
    entities = {(end.name, end.type) for c in claims for end in (c.subject, c.object)}
    local = tuple(
        LocalEntity(n, t, (Span(1, 2),), draw(MAYBE), draw(st.sampled_from([None, "Q42"]))) for n, t in sorted(entities)
    )
    return Extraction(article, local, claims, tuple(draw(st.lists(TEXT, max_size=2, unique=True))))


@st.composite
def _claim(draw, article, names, at):
    relation, types = draw(
        st.sampled_from([("joined", ("Person", "Organization")), ("launched", ("Organization", "Product"))])
    )
    ends = [Argument(draw(names), kind, draw(TEXT), Span(at, at + 1)) for kind in types]
    quote = draw(TEXT)
    return Claim(
        article=article.id,
        lang=article.lang,
        relation=relation,
        subject=ends[0],
        object=ends[1],
        status=draw(st.sampled_from(["asserted", "announced", "denied"])),
        quote=quote,
        span=Span(at, at + len(quote)),
        rule=draw(TEXT),
        confidence=0.5,
        said_by=tuple(draw(st.lists(TEXT, max_size=2))),
        role=draw(st.none() | st.builds(Role, TEXT, st.sampled_from(["fr", "en"]), MAYBE)),
        manner=draw(MAYBE),
        date=draw(st.sampled_from([None, PartialDate("2024-05")])),
    )


def graph_of(found):
    reader = Reader(found)
    return build(reader.articles, extractor=reader).graph


def text(graph, fmt, knowledge=None):
    known = graph.knowledge if knowledge is None else knowledge
    return "".join(export_text(known, fmt, ontology=graph.ontology, terms=graph.store.terms))


@settings(max_examples=40, deadline=None, suppress_health_check=HEALTH)
@given(extractions())
def test_every_rdf_export_gives_the_same_bytes_again(found):
    graph = graph_of(found)
    for fmt, form in RDF.items():
        written = text(graph, fmt)
        again = knowledge_from(from_oxigraph(ox.parse(written.encode(), format=form)))
        assert again == graph.knowledge
        assert text(graph, fmt, again) == written
    assert {c.quote for c in graph.knowledge.claims.values()} == {c.quote for x in found for c in x.claims}


@settings(max_examples=30, deadline=None, suppress_health_check=HEALTH)
@given(extractions())
def test_tables_and_networks_hold_together(found):
    graph = graph_of(found)
    entities = set(graph.knowledge.resolution.entities)
    labels = {
        xml_safe(e.label).replace("\r\n", "\n").replace("\r", "\n")
        for e in graph.knowledge.resolution.entities.values()
    }
    graphml = nx.parse_graphml(text(graph, "graphml"), force_multigraph=True)
    gexf = nx.read_gexf(io.BytesIO(text(graph, "gexf").encode()))
    for network in (graphml, gexf):
        assert set(network) == entities
        assert network.number_of_edges() == len(graph.knowledge.facts)
    assert {data["label"].replace("\r\n", "\n").replace("\r", "\n") for _, data in graphml.nodes(data=True)} == labels
    rows = list(csv.reader(io.StringIO(text(graph, "csv"), newline="")))
    assert len(rows) == len(graph.knowledge.facts) + 1
    assert len({len(row) for row in rows}) == 1


@settings(max_examples=30, deadline=None, suppress_health_check=HEALTH)
@given(extractions())
def test_names_as_values_of_queries_find_what_bears_them(found):
    graph = graph_of(found)
    for entity in graph.knowledge.resolution.entities.values():
        asked = graph.query("SELECT ?e { ?e rdfs:label ?name }", bindings={"name": Literal(entity.label)})
        assert graph.store.terms.entity(entity.id) in {row[0] for row in asked}
    for name in ("evidence", "moves", "where-worked", "conflicts", "left"):
        result = graph.ask(name)
        for fmt in ROW_FORMATS:
            assert format_result(result, fmt)
    table = format_result(graph.ask("evidence"), "table")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", table)


@settings(max_examples=12, deadline=None, suppress_health_check=HEALTH)
@given(extractions())
def test_nothing_of_it_is_markup_in_the_page(found):
    html = graph_of(found).to_html()
    plain = graph_of([])  # what the page has of its own
    for mark in ("<xss", "<script>alert", "onload=alert(1)>"):
        assert html.count(mark) == plain.to_html().count(mark) == 0


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_every_format_takes_every_name(fmt):
    who, where = (
        Argument(NASTY[0], "Person", NASTY[0], Span(0, 1)),
        Argument(NASTY[1], "Organization", NASTY[1], Span(2, 3)),
    )
    article = Article(key="a", text="", lang="en")
    claims = tuple(
        Claim(article.id, "en", "joined", who, where, "asserted", name, Span(at, at + len(name)), name, 0.5, (name,))
        for at, name in enumerate(NASTY)
    )
    graph = graph_of([Extraction(article, (), claims, NASTY)])
    assert text(graph, fmt)
