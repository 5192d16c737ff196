"""The road as a whole: what is read, kept, replaced, removed and reported."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.errors import CorrectionsError, InputError, StoreError
from kg.maintain import import_graph, remove_articles
from kg.model import Article, Extraction, PartialDate
from kg.read import pages
from kg.road import build
from kg.site import open_site

from .readers import Reader, gold_extractions

FEW = gold_extractions()[:6]
VIEWS = ("graph.ttl", "graph.html", "report.json")


@pytest.fixture(autouse=True)
def quick_page(monkeypatch):
    """A page that only lists the facts: laying the real one out takes seconds, and it has tests of its own."""
    monkeypatch.setattr("kg.page.render_page", lambda known, **_: f"<!DOCTYPE html>{known.facts}")


def views(folder):
    return {name: (folder / name).read_bytes() for name in VIEWS}


def run(folder, extractions=FEW, **options):
    reader = options.pop("extractor", Reader(extractions))
    return build([x.article for x in extractions], output=folder, extractor=reader, **options)


def test_folder_and_memory_know_the_same(tmp_path):
    on_disk, in_memory = run(tmp_path / "out"), run(None)
    assert on_disk.graph.knowledge == in_memory.graph.knowledge
    assert on_disk.report == in_memory.report
    assert kg.open(tmp_path / "out").knowledge == on_disk.graph.knowledge
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(
        [".cache", ".views.json", "articles", "store", *VIEWS]
    )


def test_grown_in_any_order_it_is_the_same_bytes(tmp_path):
    run(tmp_path / "at once")
    run(tmp_path / "grown", FEW[3:])
    run(tmp_path / "grown", tuple(reversed(FEW)))
    assert views(tmp_path / "grown") == views(tmp_path / "at once")


def test_the_real_page_is_the_same_bytes_too(tmp_path, monkeypatch):
    monkeypatch.undo()
    run(tmp_path / "at once", FEW[:3])
    run(tmp_path / "grown", FEW[2:3])
    run(tmp_path / "grown", FEW[:2])
    assert views(tmp_path / "grown") == views(tmp_path / "at once")


def test_unchanged_articles_are_not_read_again(tmp_path):
    run(tmp_path)
    before, reader = views(tmp_path), Reader(FEW)
    again = run(tmp_path, extractor=reader)
    assert (reader.seen, again.read, again.kept) == ([], 0, len(FEW))
    assert views(tmp_path) == before


def test_read_again_when_asked_or_when_the_rules_changed(tmp_path):
    run(tmp_path)
    assert run(tmp_path, force=True).read == len(FEW)
    assert run(tmp_path, extractor=Reader(FEW, version="2")).read == len(FEW)
    assert run(tmp_path, extractor=Reader(FEW, version="2")).read == 0


def test_changed_text_replaces_its_claims(tmp_path):
    run(tmp_path)
    changed = replace(FEW[0].article, text=FEW[0].article.text + " More.")
    result = run(tmp_path, [replace(FEW[0], article=changed, claims=())])
    assert result.read == 1
    assert not [c for c in result.graph.knowledge.claims.values() if c.article == changed.id]
    assert result.graph.articles.get(changed.id) == changed


def test_changed_metadata_are_stored_without_reading(tmp_path):
    run(tmp_path)
    moved, reader = replace(FEW[0].article, url="https://moved.example/a", publisher="P"), Reader([])
    result = build(moved, output=tmp_path, extractor=reader)
    kept = result.graph.knowledge.articles[moved.id]
    assert (reader.seen, result.read, kept.url, kept.publisher) == ([], 0, "https://moved.example/a", "P")
    assert len(result.graph.knowledge.claims) == sum(len(x.claims) for x in FEW)


def test_an_interrupted_build_keeps_what_was_read(tmp_path):
    class Breaks(Reader):
        def extract(self, articles):
            for i, extraction in enumerate(super().extract(articles)):
                if i == 3:
                    raise KeyboardInterrupt
                yield extraction

    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, extractor=Breaks(FEW))
    assert run(tmp_path).kept == 3
    run(tmp_path / "whole")
    assert views(tmp_path) == views(tmp_path / "whole")


def test_inputs_that_cannot_be_read_are_told_and_the_rest_is_kept(tmp_path):
    (tmp_path / "a.txt").write_text("Ann Lee joined Brightleaf in May.", "utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")

    class Nothing(Reader):
        def extract(self, articles):
            yield from (replace(FEW[0], article=a, entities=(), claims=(), notes=("a note",)) for a in articles)

    inputs = [tmp_path / "a.txt", tmp_path / "b.pdf", tmp_path / "none.txt"]
    result = build(inputs, lang="en", published="2024-05", extractor=Nothing([]), output=tmp_path / "out")
    assert [f.where for f in result.failures] == [str(p) for p in inputs[1:]]
    assert result.graph.failures == result.failures
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report == result.report
    assert [f["where"] for f in report["failures"]] == [str(p) for p in inputs[1:]]
    assert report["notes"] == [{"article": "a.txt", "note": "a note"}]
    assert report["articles"] == {"total": 1, "undated": 0, "language": {"en": 1}}
    assert report["models"] == ["gold_en 1"]


def test_report_counts_and_holds_no_time(tmp_path):
    report = run(tmp_path).report
    claims = [c for x in FEW for c in x.claims]
    assert report["claims"]["total"] == len(claims)
    assert sum(report["claims"]["relation"].values()) == len(claims)
    assert report["claims"]["status"]["asserted"] == sum(c.status == "asserted" for c in claims)
    assert sum(report["facts"]["status"].values()) == report["facts"]["total"]
    assert report["version"] == kg.__version__


def test_progress_counts_articles():
    steps: list[kg.Progress] = []
    build([x.article for x in FEW], extractor=Reader(FEW), progress=steps.append)
    assert [(s.stage, s.done) for s in steps] == [("read", i + 1) for i in range(len(FEW))] + [("derive", len(FEW))]


def test_corrections_beside_the_graph_hold_at_every_build(tmp_path):
    run(tmp_path)
    claim = FEW[0].claims[0]
    (tmp_path / "corrections.yaml").write_text(f"reject: [{{claim: '{claim.id}'}}, {{claim: '0000000000000000'}}]")
    result = run(tmp_path)
    assert result.graph.knowledge.rejected == {claim.id}
    assert not [f for f in result.graph.knowledge.facts if claim.id in f.claims]
    assert result.report["corrections"] == {"rejected": 1, "unused": ["claim: 0000000000000000"]}
    (tmp_path / "corrections.yaml").unlink()
    assert not run(tmp_path).graph.knowledge.rejected


def test_a_merged_name_answers_to_its_old_id(tmp_path):
    plain = run(None).graph.knowledge.resolution.entities
    one, two = [e for e in plain.values() if e.type == "Person"][:2]
    rules = tmp_path / "rules.yaml"
    rules.write_text(json.dumps({"merge": [{"names": [one.label, two.label]}]}), "utf-8")
    graph = run(None, corrections=rules).graph
    assert graph.entity(two.id).id == graph.entity(one.id).id


def test_wrong_corrections_change_nothing(tmp_path):
    run(tmp_path)
    before = views(tmp_path)
    (tmp_path / "corrections.yaml").write_text("reject: 1")
    with pytest.raises(CorrectionsError, match=r"corrections\.yaml: reject"):
        run(tmp_path, extractor=Reader(FEW, version="2"))
    assert views(tmp_path) == before


@pytest.mark.parametrize("name", ["key", "id", "iri"])
def test_removed_as_if_never_read(tmp_path, name):
    run(tmp_path / "with")
    run(tmp_path / "without", FEW[1:])
    gone = FEW[0].article
    iri = f"https://w3id.org/techkg/article/{gone.id}"
    remove_articles(tmp_path / "with", [{"key": gone.key, "id": gone.id, "iri": iri}[name]])
    assert views(tmp_path / "with") == views(tmp_path / "without")
    assert not (tmp_path / "with" / "articles" / f"{gone.id}.json").exists()


def test_removing_what_is_not_there_removes_nothing(tmp_path):
    run(tmp_path)
    before = views(tmp_path)
    with pytest.raises(StoreError, match="no article 'none' in this graph"):
        remove_articles(tmp_path, [FEW[0].article.key, "none"])
    assert views(tmp_path) == before
    with pytest.raises(StoreError, match="not the address of an endpoint"):
        remove_articles(tmp_path / "out", ["none"], endpoint="out")
    with pytest.raises(StoreError, match="no graph here"):
        remove_articles(tmp_path / "nowhere", ["x"])
    assert not (tmp_path / "nowhere").exists()


def test_an_exported_graph_is_imported_as_it_was(tmp_path):
    run(tmp_path / "one", FEW[:4])
    run(tmp_path / "two", FEW[2:])
    import_graph(tmp_path / "one" / "graph.ttl", tmp_path / "two")
    run(tmp_path / "whole")
    ours, whole = kg.open(tmp_path / "two"), kg.open(tmp_path / "whole")
    assert ours.knowledge == whole.knowledge
    assert (tmp_path / "two" / "graph.ttl").read_bytes() == (tmp_path / "whole" / "graph.ttl").read_bytes()


def test_importing_what_is_no_graph_of_ours(tmp_path):
    (tmp_path / "other.ttl").write_text("<http://x/a> <http://x/b> <http://x/c> .")
    with pytest.raises(StoreError, match="no articles in it"):
        import_graph(tmp_path / "other.ttl", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_base_of_the_iris(tmp_path):
    graph = run(tmp_path, base="https://data.example/").graph
    assert str(graph.entity_iri("OpenAI")) == "https://data.example/id/OpenAI"
    assert kg.open(tmp_path / "graph.ttl").store.terms.base == "https://data.example/"
    assert run(tmp_path).graph.store.terms.base == "https://data.example/"
    with pytest.raises(StoreError, match="not with"):
        run(tmp_path, base="https://other.example/")


def test_the_folder_is_free_after_a_build(tmp_path):
    result = run(tmp_path)
    with open_site(tmp_path) as site:
        assert [x.article.id for x in site.store.extractions()] == sorted(result.graph.knowledge.articles)
    assert len(result.graph.query("SELECT ?a { ?a a schema:NewsArticle }")) == len(result.graph.knowledge.articles)


def test_wrong_date_for_undated_articles(tmp_path):
    with pytest.raises(InputError, match="published: 'soon' is not a date"):
        build(tmp_path, published="soon", extractor=Reader([]))


def test_kg_build_raises_when_nothing_could_be_read(tmp_path):
    with pytest.raises(InputError, match="none"):
        kg.build(tmp_path / "none.txt", extractor=Reader([]))
    assert kg.build([FEW[0].article, str(tmp_path / "none.txt")], extractor=Reader(FEW)).failures


def test_articles_given_twice_are_one_error():
    article = Article("same", "text", "en", PartialDate("2024"))
    reader = Reader([replace(FEW[0], article=article, claims=(), entities=())])
    result = build([article, article], extractor=reader)
    assert [f.where for f in result.failures] == ["same"]
    assert result.read == 1


def test_folder_named_by_text(tmp_path):
    assert run(str(tmp_path / "é")).graph.knowledge == run(Path(tmp_path / "é")).graph.knowledge


def test_pages_are_looked_through_once_unless_forced(tmp_path, monkeypatch):
    (tmp_path / "a.html").write_text(
        "<html lang=fr><body><p>Le groupe Valdorix ouvre un bureau.</p></body></html>", "utf-8"
    )
    looked_at = []
    finding = pages._main_text

    def counted(markup):
        looked_at.append(markup)
        return finding(markup)

    monkeypatch.setattr(pages, "_main_text", counted)
    times = []
    for force in (False, False, True, False):
        done = build(tmp_path / "a.html", output=tmp_path / "out", extractor=_Silent(()), force=force)
        times.append((len(looked_at), done.read, done.kept))
    assert times == [(1, 1, 0), (1, 0, 1), (2, 1, 0), (2, 0, 1)]


class _Silent(Reader):
    """Finds nothing in any article."""

    def extract(self, articles):
        return (Extraction(article, (), ()) for article in articles)
