"""A folder that was built in steps holds the bytes of one that was built at once, and each step writes what changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg.page
from kg.cache import Cache
from kg.fields import from_fields, json_of
from kg.maintain import remove_articles
from kg.model import Claim, Extraction
from kg.rdf.details import Quad
from kg.road import build
from kg.store.quadstore import QuadStore

from .readers import Reader, gold_extractions

ALL = gold_extractions()[:9]
VIEWS = ("graph.ttl", "graph.html", "report.json")
REJECTED = f"reject: [{{claim: '{ALL[0].claims[0].id}'}}]"


def rewritten(extraction: Extraction, to: Extraction) -> Extraction:
    """The article of one with the text of another."""
    article = replace(to.article, key=extraction.article.key)
    return Extraction(article, to.entities, tuple(replace(c, article=article.id) for c in to.claims), to.notes)


def test_a_changed_copy_of_a_claim_has_an_id_of_its_own() -> None:
    claim = ALL[0].claims[0]
    known, other = claim.id, replace(claim, relation="other")
    assert other.id != known == replace(other, relation=claim.relation).id
    back = from_fields(Claim, json.loads(json_of(claim)))
    assert (back, back.id, hash(back), repr(back)) == (claim, known, hash(claim), repr(claim))


def put(folder: Path, *said: Extraction, force: bool = False) -> None:
    build([x.article for x in said], output=folder, extractor=Reader(said), force=force)


def views(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in VIEWS]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sets(st.integers(0, 8), min_size=1, max_size=3), st.integers(0, 8)),
        st.tuples(st.just("remove"), st.integers(0, 8)),
        st.tuples(st.just("correct"), st.booleans()),
    ),
    min_size=1,
    max_size=4,
)


@pytest.fixture(scope="module")
def plain_page():
    """The page without its layouts, which take seconds: they are a function of their input, and tested apart."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kg.page.plans.lay_out", lambda spots, lines, *_: kg.page.layout.Plan({}, {}, (0, 0, 0, 0), ()))
        patched.setattr("kg.refresh._MOST", 9)  # else so small a graph is written anew
        yield


@settings(max_examples=12, deadline=None)
@given(steps=STEPS)
def test_random_steps_end_where_one_build_does(
    plain_page: None, tmp_path_factory: pytest.TempPathFactory, steps
) -> None:
    folder, there = tmp_path_factory.mktemp("steps"), {x.article.key: x for x in ALL[:5]}
    put(folder, *there.values())
    for what, which, *to in steps:
        keys = [ALL[i].article.key for i in sorted(which)] if what == "put" else [ALL[int(which)].article.key]
        if what == "put":
            by_key = {x.article.key: x for x in ALL}
            there |= {key: rewritten(by_key[key], ALL[to[0]]) for key in keys}
            put(folder, *(there[key] for key in keys))
        elif what == "remove" and keys[0] in there and len(there) > 1:
            del there[keys[0]]
            remove_articles(folder, keys)
        elif what == "correct":
            (folder / "corrections.yaml").write_text(REJECTED if which else "", "utf-8")
            put(folder, *there.values())
    whole = tmp_path_factory.mktemp("whole")
    if (folder / "corrections.yaml").exists():
        (whole / "corrections.yaml").write_bytes((folder / "corrections.yaml").read_bytes())
    put(whole, *there.values())
    assert views(folder) == views(whole)


def test_one_changed_article_asks_the_store_for_that_one(tmp_path: Path, plain_page: None, monkeypatch) -> None:
    put(tmp_path, *ALL)
    asked: list[str] = []
    read = QuadStore.extraction

    def extraction(self: QuadStore, article_id: str) -> Extraction:
        asked.append(article_id)
        return read(self, article_id)

    monkeypatch.setattr(QuadStore, "extraction", extraction)
    nodes: list[int] = []
    replace_nodes = QuadStore.put_nodes

    def put_nodes(self: QuadStore, given: Mapping[str, list[Quad]]) -> set[str]:
        replaced = replace_nodes(self, given)
        nodes.append(len(replaced))
        return replaced

    monkeypatch.setattr(QuadStore, "put_nodes", put_nodes)
    monkeypatch.setattr(QuadStore, "lines", None)  # all triples
    monkeypatch.setattr(QuadStore, "put_derived", None)
    changed = rewritten(ALL[2], ALL[3])
    put(tmp_path, changed)
    assert asked == [changed.article.id]
    known = Cache.read(tmp_path / ".cache").outcome
    assert known and 0 < nodes[0] < (len(known.names) + len(known.entities) + len(known.facts)) / 2
    assert views(tmp_path)[0] == views_of_one_build(tmp_path / "whole", monkeypatch, changed)


def views_of_one_build(folder: Path, monkeypatch, changed: Extraction) -> bytes:
    monkeypatch.undo()
    put(folder, *(changed if x.article.key == changed.article.key else x for x in ALL))
    return views(folder)[0]


@pytest.mark.parametrize("content", [None, b"", b"{}\n{}\n[]\nnothing", b"\xff"])
def test_a_cache_that_is_gone_or_damaged_costs_time_alone(tmp_path: Path, plain_page: None, content) -> None:
    put(tmp_path, *ALL[:3])
    (tmp_path / ".cache").unlink() if content is None else (tmp_path / ".cache").write_bytes(content)
    put(tmp_path, rewritten(ALL[1], ALL[4]))
    put(tmp_path / "whole", ALL[0], rewritten(ALL[1], ALL[4]), ALL[2])
    assert views(tmp_path) == views(tmp_path / "whole")


def test_layouts_are_those_of_a_page_made_anew() -> None:
    known = build([x.article for x in ALL[:4]], extractor=Reader(ALL)).graph
    layouts: dict[str, object] = {"of another page": []}
    first = known.to_html(layouts=layouts)
    kept = dict(layouts)
    assert len(kept) >= 2 and "of another page" not in kept
    assert known.to_html(layouts=layouts) == first == known.to_html()
    assert layouts == kept
