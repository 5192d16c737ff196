"""Whatever a graph is kept in, opened for reading; what is no graph, in one clear line."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from kg.errors import StoreError
from kg.model import Article, PartialDate
from kg.road import build
from kg.store import ArticleFiles, BuildFolder, MemoryArticles, open_for_reading, open_for_writing, open_store
from kg.store.files import make_folder, write_text

from ..readers import Reader, gold_extractions

ARTICLE = Article(
    key="a/b c", text="Été 💥\ud800\n", lang="fr", published=PartialDate("2024-05"), title="T", url="https://x.example/"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("opening") / "out"
    reader = Reader(gold_extractions()[:5])
    with pytest.MonkeyPatch.context() as patch:  # the real page takes seconds, and nothing here looks at it
        patch.setattr("kg.page.render_page", lambda *_, **__: "")
        build(reader.articles, extractor=reader, output=path)
    return path


@pytest.mark.parametrize("inside", ["", "store", "graph.ttl"])
def test_folder_store_and_turtle_hold_the_same(folder, inside):
    from kg.rdf import knowledge_from

    whole, part = (knowledge_from(open_store(p).store.statements()) for p in (folder, folder / inside))
    assert part == whole
    assert len(part.articles) == 5


@pytest.mark.parametrize("fmt", ["trig", "nquads", "jsonld"])
def test_every_rdf_export_is_a_graph_too(folder, fmt, tmp_path):
    from kg.export import FORMATS
    from kg.graph import open_graph

    graph = open_graph(folder)
    path = tmp_path / f"graph{FORMATS[fmt]}"
    graph.export(fmt, path)
    assert open_graph(path).knowledge == graph.knowledge


def test_texts_are_at_hand_in_a_folder_alone(folder):
    first = gold_extractions()[0].article
    assert open_store(folder).articles.get(first.id) == first
    assert open_store(folder / "graph.ttl").articles.get(first.id) is None


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none", None, "no such file or folder"),
        ("empty", "", "not an RDF file by its ending"),
        ("bad.ttl", "<a:b> <c:d>\n  nonsense .", r"bad\.ttl:2: not valid ttl"),
        ("bad.nq", "x", "not valid nq"),
        ("binary.ttl", b"\x00\xff\xfe", "not valid ttl|cannot be read"),
    ],
)
def test_what_is_no_graph(tmp_path, name, content, words):
    if isinstance(content, str):
        (tmp_path / name).write_text(content)
    elif content:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(StoreError, match=words) as error:
        open_store(tmp_path / name)
    assert "\n" not in str(error.value)


def test_a_folder_without_a_graph(tmp_path):
    with pytest.raises(StoreError, match="no graph here"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_for_reading(tmp_path / "store")


def test_a_damaged_store(tmp_path, folder):
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(StoreError, match="cannot be opened") as error:
        open_store(tmp_path)
    assert "\n" not in str(error.value)


HOLDER = "import sys, pyoxigraph; s = pyoxigraph.Store(sys.argv[1]); print('open', flush=True); sys.stdin.read()"


def test_one_writer_at_a_time_and_readers_beside_it(folder):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder / "store")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(StoreError, match="another process is writing to it; wait"):
            open_for_writing(BuildFolder(folder))
        assert len(open_for_reading(folder / "store").article_ids()) == 5
        holder.communicate("")
    open_for_writing(BuildFolder(folder)).close()


def test_output_that_is_a_file(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(StoreError, match="cannot be written"):
        build([], output=tmp_path / "out", extractor=Reader([]))
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user that permissions hold for")
def test_output_without_permission(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be written"):
        build([], output=tmp_path / "out", extractor=Reader([]))


@pytest.mark.parametrize("kept", [MemoryArticles, None])
def test_articles_are_kept_as_they_are(tmp_path, kept):
    articles = kept() if kept else ArticleFiles(tmp_path / "articles")
    assert articles.get(ARTICLE.id) is None
    articles.put(ARTICLE)
    assert articles.get(ARTICLE.id) == ARTICLE
    articles.remove(ARTICLE.id)
    articles.remove(ARTICLE.id)
    assert articles.get(ARTICLE.id) is None


@pytest.mark.parametrize("content", ["", "[]", '{"key": 1, "nope": 2}', "nonsense"])
def test_a_damaged_article_file(tmp_path, content):
    (tmp_path / f"{ARTICLE.id}.json").write_text(content)
    with pytest.raises(StoreError, match="not an article as stored here"):
        ArticleFiles(tmp_path).get(ARTICLE.id)


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path):
    path = tmp_path / "f"
    write_text(path, "old")
    path.with_name("g").mkdir()
    with pytest.raises(StoreError, match="cannot be written"):
        write_text(path.with_name("g"), "new")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["f", "g"]
    with pytest.raises(StoreError, match="cannot be written"):
        make_folder(path / "below")
