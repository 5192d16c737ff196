"""A build by an engine has the bytes of a local one, and what is cut off or wrong is made good by the next."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import InputError, KgError, StoreError
from kg.extract import Extractor
from kg.model import Article
from kg.road import build
from kg.scale import bulk, job
from kg.scale.job import Job, _extractor, rows_of_lines

VIEWS = ("graph.ttl", "graph.html", "report.json")


class Here:
    """An engine of one machine: each batch is a task of its own, with its own part files."""

    name = "this process"

    def __init__(self, lose: str = "") -> None:
        self.lose, self.batches = lose, 0

    def run(self, job: Job, batches: Path, rows: Path, count: int) -> None:
        for number, line in enumerate(batches.read_text("ascii").splitlines()):
            for kind, value in rows_of_lines(job, [line]):
                (rows / f"kind={kind}").mkdir(parents=True, exist_ok=True)
                with (rows / f"kind={kind}" / f"part-{number:05}.txt").open("a", encoding="utf-8") as out:
                    out.write("" if self.lose and self.lose in value else value + "\n")
        self.batches += count


@pytest.fixture(autouse=True)
def one_extractor(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Models are loaded once for all tests."""
    monkeypatch.setattr(job, "_extractor", lambda job: extractor)


def quads(folder: Path) -> list[str]:
    return sorted(map(str, ox.Store.read_only(str(folder / "store"))))


def assert_same(one: Path, other: Path) -> None:
    for name in VIEWS:
        assert (one / name).read_bytes() == (other / name).read_bytes(), name
    texts = [{path.name: path.read_bytes() for path in (folder / "articles").iterdir()} for folder in (one, other)]
    assert texts[0] == texts[1]
    assert quads(one) == quads(other)


def test_same_bytes_as_a_local_build(built_articles: Path, built: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(bulk, "BATCH", 2)
    engine = Here()
    result = build(built_articles, output=tmp_path / "out", engine=engine)
    assert (result.read, result.kept, engine.batches) == (6, 0, 3)
    assert_same(built, tmp_path / "out")
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith((".engine", ".loading"))]


def test_only_what_has_changed_is_given_to_the_engine(built_articles: Path, built_copy: Path) -> None:
    engine = Here()
    assert build(built_articles, output=built_copy, engine=engine).kept == 6
    assert engine.batches == 0
    changed = Article("2025-11-04-openai-aws.en.md", "Jane Roe left OpenAI.", "en")
    result = build(changed, output=built_copy, engine=engine)
    assert (result.read, engine.batches) == (1, 1)
    stored = result.graph.store.extraction(changed.id)  # type: ignore[attr-defined]
    assert stored.article.content_hash == changed.content_hash
    assert {claim.quote for claim in stored.claims} <= {changed.text}


def test_an_article_that_cannot_be_read_is_told_and_the_rest_is_kept(tmp_path: Path, monkeypatch) -> None:
    def read_batch(extractor: Extractor, batch: list[Article]) -> list[object]:
        found = list(extractor.extract(batch))
        return [InputError(a.key, "no\nluck") if a.key == "bad" else e for a, e in zip(batch, found, strict=True)]

    monkeypatch.setattr(job, "read_batch", read_batch)
    articles = [Article(key, "Jane Roe joined OpenAI in 2021.", "en") for key in ("a", "bad", "c")]
    result = build(articles, output=tmp_path / "out", engine=Here())
    assert [(f.where, f.what) for f in result.failures] == [("bad", "no\nluck")]
    assert result.read == 2
    assert {path.stem for path in (tmp_path / "out" / "articles").iterdir()} == {articles[0].id, articles[2].id}


def test_a_worker_that_cannot_read_at_all_leaves_the_store_as_it_was(built_copy: Path, monkeypatch) -> None:
    before = quads(built_copy)

    def refuse(job: Job) -> Extractor:
        raise KgError("no model here")

    monkeypatch.setattr(job, "_extractor", refuse)
    with pytest.raises(KgError, match="no model here"):
        build(Article("new", "Jane Roe left OpenAI.", "en"), output=built_copy, engine=Here())
    assert quads(built_copy) == before
    assert not list(built_copy.glob(".engine*"))


def test_other_rules_on_a_worker_are_refused() -> None:
    with pytest.raises(KgError, match="other rules"):
        _extractor(Job("https://example.org/", made_by=(("en", "0" * 16),)))


def test_what_an_engine_has_lost_is_noticed_and_read_again(built_articles: Path, built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(StoreError, match="gave nothing"):
        build(built_articles, output=out, engine=Here(lose="altman-returns"))
    assert (out / ".loading").exists()
    assert build(built_articles, output=out, engine=Here()).read == 6
    assert_same(built, out)


def test_a_load_that_is_cut_off_never_counts_as_read(built_articles: Path, tmp_path: Path, monkeypatch) -> None:
    """Killed after half of the quads: a build of something else knows nothing of these articles."""
    out = tmp_path / "out"

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bulk, "_mark", stop)
    with pytest.raises(KeyboardInterrupt):
        build(built_articles, output=out, engine=Here())
    assert quads(out)
    other = Article("other", "Jane Roe joined OpenAI in 2021.", "en")
    result = build(other, output=out)
    assert result.graph.store.article_ids() == [other.id]  # type: ignore[attr-defined]
    assert not (out / ".loading").exists()


def test_an_endpoint_is_refused(monkeypatch) -> None:
    site = type("Site", (), {"store": object()})()
    with pytest.raises(StoreError, match="not into an endpoint"):
        next(bulk.read_in_bulk([], site, Here(), Extractor()))
