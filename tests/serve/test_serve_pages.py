"""The pages: IRIs that resolve, the named queries, the picture; hostile names do nothing in them."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import httpx
import pyoxigraph as ox
import pytest

from kg.query.named import named_queries
from kg.road import build

from ..readers import Reader, gold_extractions
from .conftest import served

HOSTILE = "<img src=x onerror=alert(1)>\"'></script>&\n\u202e}{{7*7}}"


def test_an_iri_resolves_to_a_page_or_to_data(url):
    page = httpx.get(f"{url}/id/Sam_Altman", headers={"Accept": "text/html"})
    assert (page.status_code, "Sam Altman" in page.text) == (200, True)
    assert 'href="/id/OpenAI"' in page.text
    data = httpx.get(f"{url}/id/Sam_Altman", headers={"Accept": "text/turtle"})
    triples = {str(q.triple) for q in ox.parse(data.content, format=ox.RdfFormat.TURTLE)}
    assert any("<https://w3id.org/techkg/ontology#left>" in t for t in triples)
    assert httpx.get(f"{url}/id/Nobody_Here", headers={"Accept": "text/html"}).status_code == 404
    assert httpx.get(f"{url}/id/Nobody_Here", headers={"Accept": "text/turtle"}).status_code == 404


def test_every_link_to_the_graph_on_a_page_resolves(url):
    page = httpx.get(f"{url}/id/OpenAI", headers={"Accept": "text/html"}).text
    links = {html.unescape(link) for link in re.findall(r'href="(/[a-z]+/[^"]+)"', page)} - {"/static/serve.css"}
    kinds = {link.split("/")[1]: link for link in sorted(links)}
    assert {"id", "event", "state", "claim", "naming"} <= set(kinds)
    for link in kinds.values():
        assert httpx.get(url + link, headers={"Accept": "text/html"}).status_code == 200, link


def test_any_iri_of_the_graph_is_described(url):
    found = httpx.get(f"{url}/describe", params={"iri": "https://w3id.org/techkg/ontology#left"})
    assert found.status_code == 200
    assert httpx.get(f"{url}/describe", params={"iri": "no iri> }"}).status_code == 400


def test_the_vocabulary_is_there(url):
    turtle = httpx.get(f"{url}/ontology", headers={"Accept": "text/turtle"})
    assert "kg:joined" in turtle.text
    page = httpx.get(f"{url}/ontology", headers={"Accept": "text/html"})
    assert 'id="joined"' in page.text


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_named_queries_are_offered_in_both_languages(url, lang):
    from kg.ontology import load_ontology

    shipped = named_queries(load_ontology())
    offered = httpx.get(f"{url}/queries", params={"lang": lang}).json()["queries"]
    assert {q["name"]: q["title"] for q in offered} == {q.name: q.title[lang] for q in shipped.values()}


def test_a_named_query_with_its_values(url):
    text = httpx.get(f"{url}/queries/left", params={"org": "OpenAI", "year": "", "person": ""}).text
    rows = httpx.post(f"{url}/sparql", data={"query": text}).json()["results"]["bindings"]
    assert rows
    assert {row["orgName"]["value"] for row in rows} == {"OpenAI"}
    assert httpx.get(f"{url}/queries/left", params={"org": "Opan AI"}).status_code == 400
    assert httpx.get(f"{url}/queries/nope").status_code == 404


def test_pages_load_nothing_from_elsewhere_and_let_nobody_frame_them(url):
    for path in ("/", "/id/OpenAI", "/graph.html"):
        answer = httpx.get(url + path, headers={"Accept": "text/html"})
        assert answer.status_code == 200
        assert not re.findall(r'(?:src|<link[^>]*href)="(?:https?:)?//[^"]*"', answer.text)
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_hostile_names_are_text(tmp_path):
    (first, *_) = gold_extractions()
    article = replace(first.article, title=HOSTILE, publisher=HOSTILE)
    claims = tuple(replace(claim, quote=HOSTILE) for claim in first.claims)
    reader = Reader([replace(first, article=article, claims=claims)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.page.render_page", lambda *_, **__: "")
        build(reader.articles, extractor=reader, output=tmp_path / "out")
    with served(tmp_path / "out") as url:
        for iri in (f"article/{article.id}", f"claim/{claims[0].id}"):
            page = httpx.get(f"{url}/{iri}", headers={"Accept": "text/html"}).text
            assert "<img" not in page
            assert "&lt;img" in page
            assert "{{7*7}}" in html.unescape(page)
