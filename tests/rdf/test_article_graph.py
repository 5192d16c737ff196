"""An article's graph holds all that was extracted from it, and gives it back."""

from __future__ import annotations

import dataclasses

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef

from kg.errors import KgError
from kg.model import Amount, Argument, Article, Claim, Extraction, LocalEntity, PartialDate, Role, Span
from kg.rdf import Terms, article_quads, extraction_from, to_nquads
from kg.rdf.oxigraph import from_oxigraph
from kg.rdf.terms import local_name, web_iri

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAME = TEXT.filter(bool)
LANG = st.sampled_from(["fr", "en", "pt-br"])
DATE = st.sampled_from([None, PartialDate("2023"), PartialDate("2023-11"), PartialDate("2023-11-17")])
SPAN = st.builds(
    lambda s, n, f: Span(s, s + n, f), st.integers(0, 10**6), st.integers(0, 99), st.sampled_from(["text", "title"])
)
NUMBER = st.floats(0, 1e13, allow_nan=False)
URL = st.sampled_from([None, "https://news.example/2023/11/17/altman?a=b#c", "http://actu.example/l’été"])
TYPE = st.sampled_from(["Person", "Organization", "Product"])
ENTITY = st.builds(
    LocalEntity,
    NAME,
    TYPE,
    st.sets(SPAN, max_size=4).map(lambda s: tuple(sorted(s))),
    st.none() | NAME,
    st.none() | NAME,
)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Any extraction whose claims speak of its entities, in the order in which a graph gives it back."""
    article = draw(
        st.builds(
            Article,
            key=NAME,
            text=TEXT,
            lang=LANG,
            published=DATE,
            title=TEXT,
            url=URL,
            publisher=st.none() | TEXT,
            source=st.none() | TEXT,
            source_url=URL,
        )
    )
    entities = draw(st.lists(ENTITY, min_size=1, max_size=4, unique_by=lambda e: (e.name, e.type)))
    claims = draw(st.lists(_claims(article, entities), max_size=3, unique_by=lambda c: c.id))
    return Extraction(
        article,
        tuple(sorted(entities, key=lambda e: (e.mentions[:1], e.type, e.name))),
        tuple(sorted(claims, key=lambda c: (c.span.field, c.span.start, c.span.end, c.relation, c.id))),
        tuple(sorted(draw(st.sets(TEXT, max_size=2)))),
    )


def _claims(article: Article, entities: list[LocalEntity]) -> st.SearchStrategy[Claim]:
    end = st.builds(lambda e, m, s: Argument(e.name, e.type, m, s), st.sampled_from(entities), TEXT, SPAN)
    return st.builds(
        Claim,
        article=st.just(article.id),
        lang=LANG,
        relation=st.sampled_from(["joined", "left", "worksFor", "of-an-overlay", "évincé/de"]),
        subject=end,
        object=end,
        status=st.sampled_from(["asserted", "announced", "rumoured", "speculated", "denied"]),
        quote=TEXT,
        span=SPAN,
        rule=TEXT,
        confidence=st.floats(0, 1),
        said_by=st.lists(TEXT, max_size=3).map(tuple),
        role=st.none() | st.builds(Role, TEXT, LANG, st.none() | TEXT),
        manner=st.none() | TEXT,
        tense=st.sampled_from([None, "present", "past"]),
        date=DATE,
        amount=st.none() | st.builds(Amount, NUMBER, TEXT),
        stake=st.none() | NUMBER,
    )


def without_text(extraction: Extraction) -> Extraction:
    """What a graph keeps of an extraction: no text but the hash of it."""
    article = dataclasses.replace(
        extraction.article,
        text="",
        stored_hash=extraction.article.content_hash,
        stored_sketch=extraction.article.sketch,
    )
    return dataclasses.replace(extraction, article=article)


@given(extractions())
@settings(deadline=None)
def test_the_graph_gives_the_extraction_back(extraction):
    assert extraction_from(article_quads(extraction)) == without_text(extraction)


@given(extractions())
@settings(deadline=None, max_examples=50)
def test_what_is_read_back_from_oxigraph_and_rdflib_is_the_same(extraction):
    lines = to_nquads(article_quads(extraction))
    store = pyoxigraph.Store()
    store.bulk_load(lines, format=pyoxigraph.RdfFormat.N_QUADS)
    assert extraction_from(from_oxigraph(store)) == without_text(extraction)
    assert to_nquads(from_oxigraph(store)) == lines
    graph = Graph()
    graph.parse(data="\n".join(f"{line.rsplit(' <', 1)[0]} ." for line in lines.splitlines()), format="nt")
    assert extraction_from(graph) == without_text(extraction)


def test_the_graph_is_named_after_the_article_and_has_no_blank_node():
    article = Article(key="https://news.example/a", text="Alice left Acme.", lang="en")
    quads = article_quads(Extraction(article, (LocalEntity("Alice", "Person"),), ()))
    assert {q[3] for q in quads} == {Terms().article_graph(article.id)}
    assert all(isinstance(term, URIRef | Literal) for quad in quads for term in quad)


def test_the_same_extraction_gives_the_same_bytes_in_any_order():
    article = Article(key="a", text="", lang="en")
    names = [LocalEntity(name, "Person", (Span(0, 3),)) for name in ("Ann", "Bob", "Cid")]
    there = to_nquads(article_quads(Extraction(article, tuple(names), ())))
    assert there == to_nquads(article_quads(Extraction(article, tuple(reversed(names)), ())))


@pytest.mark.parametrize(
    ("url", "iri"),
    [
        ("https://news.example/a b", "https://news.example/a%20b"),
        ('https://news.example/"><script>', "https://news.example/%22%3E%3Cscript%3E"),
        ("https://news.example/a[1]?x={y}|100%", "https://news.example/a%5B1%5D?x=%7By%7D%7C100%25"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("https://", None),
        ("https://user:secret@news.example/", None),
        ("//news.example/", None),
        ("news.example", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_iris(url, iri):
    assert web_iri(url) == (URIRef(iri) if iri else None)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_oxigraph_takes_every_web_iri(path):
    iri = web_iri(f"https://news.example/{path}")
    if iri is not None:
        assert pyoxigraph.parse(f"<{iri}> <{iri}> <{iri}> .", format=pyoxigraph.RdfFormat.N_TRIPLES).__next__()


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_ids_are_encoded_in_iris_and_read_back(name):
    iri = Terms().entity(name)
    assert pyoxigraph.parse(f"<{iri}> <{iri}> <{iri}> .", format=pyoxigraph.RdfFormat.N_TRIPLES).__next__()
    assert local_name(iri) == name


@pytest.mark.parametrize(
    "base", ["", "x", "https://example.org/kg", "javascript:alert(1)/", "https://example.org/a b/"]
)
def test_a_base_that_is_no_web_address_is_refused(base):
    with pytest.raises(KgError, match="base IRI"):
        Terms(base)
