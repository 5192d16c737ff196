"""Real servers: ``oxigraph serve`` and ``kg serve``, read, built into, and asked like any other store."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

import kg
from kg.errors import StoreError
from kg.maintain import import_graph, remove_articles
from kg.road import build
from kg.store.remotewriting import update_address

from ..readers import Reader, gold_extractions
from ..serve.conftest import TOKEN, served
from ..tools import missing


@contextmanager
def oxigraph(*options):
    """The address of an empty ``oxigraph serve``."""
    beside = Path(sys.executable).with_name("oxigraph")
    command = str(beside) if beside.exists() else shutil.which("oxigraph") or missing("oxigraph")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([command, "serve", "--bind", f"127.0.0.1:{port}", *options], stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}/query"
        for _ in range(200):
            try:
                httpx.get(url)
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(params=["oxigraph serve", "kg serve"])
def endpoint(request, tmp_path):
    """Address and token of a server of each kind, empty but for what a test builds."""
    if request.param == "oxigraph serve":
        with oxigraph("--union-default-graph") as url:
            yield {"endpoint": url}
        return
    build([], extractor=Reader([]), output=tmp_path / "served")
    with served(tmp_path / "served", "--write", "--token", TOKEN) as url:
        yield {"endpoint": f"{url}/sparql", "token": TOKEN}


@pytest.fixture(autouse=True)
def no_page(monkeypatch):
    monkeypatch.setattr("kg.page.render_page", lambda *_, **__: "")  # takes seconds, and nothing here looks at it


def known(url):
    return kg.open(url).knowledge


def test_built_there_is_what_is_built_here(endpoint, tmp_path):
    few = gold_extractions()[:5]
    here = build(Reader(few).articles, extractor=Reader(few), output=tmp_path / "here")
    there = build(Reader(few).articles, extractor=Reader(few), output=tmp_path / "there", **endpoint)
    assert known(endpoint["endpoint"]) == here.graph.knowledge
    turtle = [(tmp_path / name / "graph.ttl").read_bytes() for name in ("here", "there")]
    assert turtle[0] == turtle[1]
    assert not (tmp_path / "there" / "store").exists()
    left = list(here.graph.ask("left", org="OpenAI"))
    assert list(kg.open(endpoint["endpoint"]).ask("left", org="OpenAI")) == left != []
    assert list(there.graph.ask("moves")) == list(here.graph.ask("moves"))


def test_only_what_changed_is_read_and_what_changed_is_replaced(endpoint, tmp_path):
    few = gold_extractions()[:4]
    out = {"output": tmp_path / "out", **endpoint}
    build(Reader(few).articles, extractor=Reader(few), **out)
    again = Reader(few)
    assert build(again.articles, extractor=again, **out).kept == 4
    assert again.seen == []
    changed = replace(few[0], article=replace(few[0].article, text="Other."), claims=few[0].claims[:1])
    reader = Reader([changed])
    build(reader.articles, extractor=reader, **out)
    expected = build(Reader([changed, *few[1:]]).articles, extractor=Reader([changed, *few[1:]])).graph.knowledge
    assert known(endpoint["endpoint"]) == expected


def test_removed_and_imported_there(endpoint, tmp_path):
    few = gold_extractions()[:4]
    here = build(Reader(few).articles, extractor=Reader(few)).graph
    here.write_turtle(tmp_path / "graph.ttl")
    import_graph(tmp_path / "graph.ttl", tmp_path / "out", **endpoint)
    assert known(endpoint["endpoint"]) == here.knowledge
    remove_articles(tmp_path / "out", [few[0].article.key], **endpoint)
    rest = build(Reader(few[1:]).articles, extractor=Reader(few[1:])).graph.knowledge
    assert known(endpoint["endpoint"]) == rest


def test_a_default_graph_without_the_named_ones_is_told(tmp_path):
    few = gold_extractions()[:2]
    with oxigraph() as url, pytest.raises(StoreError, match="--union-default-graph"):
        build(Reader(few).articles, extractor=Reader(few), output=tmp_path / "out", endpoint=url)


def test_a_server_that_is_read_only_is_told(tmp_path):
    few = gold_extractions()[:2]
    build([], extractor=Reader([]), output=tmp_path / "served")
    with served(tmp_path / "served") as url, pytest.raises(StoreError, match=r"cannot be written: .*403.*read-only"):
        build(Reader(few).articles, extractor=Reader(few), endpoint=f"{url}/sparql")


def test_another_base_is_refused(tmp_path):
    few = gold_extractions()[:1]
    with oxigraph("--union-default-graph") as url:
        build(Reader(few).articles, extractor=Reader(few), endpoint=url, base="https://data.example/")
        assert kg.open(url).store.terms.base == "https://data.example/"
        with pytest.raises(StoreError, match=r"start with https://data\.example/, not with"):
            build([], extractor=Reader([]), endpoint=url, base="https://other.example/")


@pytest.mark.parametrize(
    ("query", "update"),
    [
        ("http://h:7878/query", "http://h:7878/update"),
        ("http://h/ds/query", "http://h/ds/update"),
        ("http://h/repositories/x", "http://h/repositories/x/statements"),
        ("http://h/sparql", "http://h/sparql"),
    ],
)
def test_where_updates_go(query, update):
    assert update_address(query) == update
