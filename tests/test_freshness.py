"""Where nothing has changed nothing is derived or drawn anew; where something has, everything is."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.errors import KgError
from kg.maintain import remove_articles
from kg.road import BuildResult, build

from .readers import Reader, gold_extractions

FEW = gold_extractions()[:4]
VIEWS = ("graph.ttl", "graph.html", "report.json")


class Drawn:
    """Counts how often the page is drawn."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, known: kg.Knowledge, **_: object) -> str:
        self.times += 1
        return f"<!DOCTYPE html>{len(known.facts)}"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    page = Drawn()
    monkeypatch.setattr("kg.page.render_page", page)
    return page


def run(folder: Path, *more: Path, version: str = "1", force: bool = False) -> BuildResult:
    return build([*(x.article for x in FEW), *more], output=folder, extractor=Reader(FEW, version), force=force)


def views(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in VIEWS]


def test_the_same_articles_again_cost_nothing_and_change_nothing(tmp_path: Path, drawn: Drawn, monkeypatch) -> None:
    first = run(tmp_path)
    before = views(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr("kg.site.assemble", None)
        again = run(tmp_path)
    assert (again.read, again.kept, drawn.times) == (0, len(FEW), 1)
    assert views(tmp_path) == before
    assert again.report == first.report
    assert again.graph.knowledge == first.graph.knowledge


def test_force_derives_and_draws_again(tmp_path: Path, drawn: Drawn) -> None:
    run(tmp_path)
    assert (run(tmp_path, force=True).read, drawn.times) == (len(FEW), 2)


def test_changed_rules_read_everything_again_and_say_so(tmp_path: Path, drawn: Drawn) -> None:
    assert run(tmp_path).outdated == 0
    assert run(tmp_path, version="2").outdated == len(FEW)
    assert run(tmp_path, version="2").outdated == 0
    assert drawn.times == 2


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_that_is_gone_or_touched_is_written_again(tmp_path: Path, drawn: Drawn, view: str) -> None:
    run(tmp_path)
    before = views(tmp_path)
    (tmp_path / view).write_bytes(b"changed by hand")
    run(tmp_path)
    assert views(tmp_path) == before
    (tmp_path / view).unlink()
    run(tmp_path)
    assert views(tmp_path) == before
    assert drawn.times == 3


def test_new_failures_are_reported_without_deriving(tmp_path: Path, drawn: Drawn) -> None:
    run(tmp_path / "out")
    before = views(tmp_path / "out")
    failed = run(tmp_path / "out", tmp_path / "none.txt")
    assert [f["where"] for f in failed.report["failures"]] == [str(tmp_path / "none.txt")]
    assert b"none.txt" in (tmp_path / "out" / "report.json").read_bytes()
    run(tmp_path / "out")
    assert views(tmp_path / "out") == before
    assert drawn.times == 1


def test_corrections_count(tmp_path: Path, drawn: Drawn) -> None:
    run(tmp_path)
    (tmp_path / "corrections.yaml").write_text(f"reject: [{{claim: '{FEW[0].claims[0].id}'}}]", "utf-8")
    assert run(tmp_path).report["corrections"]["rejected"] == 1
    assert drawn.times == 2


def test_a_build_that_was_stopped_is_finished_by_the_next(tmp_path: Path, drawn: Drawn, monkeypatch) -> None:
    run(tmp_path)

    def stopped(*_: object) -> None:
        raise KgError("stopped")

    with monkeypatch.context() as patched:
        patched.setattr("kg.site.assemble", stopped)
        with pytest.raises(KgError):
            remove_articles(tmp_path, [FEW[0].article.key])
    result = build([x.article for x in FEW[1:]], output=tmp_path, extractor=Reader(FEW))
    assert (result.read, drawn.times) == (0, 2)
    assert len(result.graph.knowledge.articles) == len(FEW) - 1
