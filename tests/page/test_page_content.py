"""What a page holds: selection by focus and window, the cap, the core, words for every status, empty data."""

import re
from dataclasses import replace

import pytest
import yaml

from kg.errors import UnknownEntityError
from kg.model import Knowledge
from kg.ontology import load_ontology
from kg.page import render_page, write_page
from kg.page.core import core_facts
from kg.page.links import json_text, safe_url
from kg.page.render import _HERE, page_script, stylesheet
from kg.page.selection import CAP, drawn_facts, drawn_first, select
from kg.page.words import LANGS, interface, look, phrase

ONTOLOGY = load_ontology()


def names(facts):
    return {end for f in facts for end in (f.subject, f.object)}


def test_focus_keeps_the_company_and_its_peoples_moves(sample):
    facts = select(sample, ["eureka labs"], None, None)
    assert {(f.subject, f.relation, f.object) for f in facts} == {
        ("Andrej_Karpathy", "founded", "Eureka_Labs"),
        ("Andrej_Karpathy", "left", "Tesla"),
        ("Andrej_Karpathy", "joined", "OpenAI"),
        ("Andrej_Karpathy", "left", "OpenAI"),
    }


def test_focus_takes_aliases_and_refuses_strangers(sample):
    assert "Microsoft" in names(select(sample, ["Samuel Altman"], None, None))
    with pytest.raises(UnknownEntityError, match="Nobody: no such entity"):
        select(sample, ["Nobody"], None, None)


def test_since_and_until_take_any_precision(sample):
    kept = select(sample, (), "2024-05", "2024-06")
    events = {f.date.value for f in kept if f.kind == "event" and f.date}
    assert events == {"2024-05-15", "2024-05-28", "2024-05-14", "2024-06-19", "2024-06-10", "2024"}
    assert any(f.relation == "dependsOn" for f in kept)  # a state without an end still holds


def test_above_the_cap_the_map_says_how_many(data, opened, tmp_path):
    knowledge = data.knowledge(data.many(2000))
    path = tmp_path / "many.html"
    report = write_page(knowledge, path, ontology=ONTOLOGY)
    assert report.facts == 2000
    assert 0.85 * CAP < report.drawn <= CAP
    assert report.bytes == path.stat().st_size
    watched = opened(path)
    assert re.match(r"Showing \d+ of 2000 on the map", watched.page.inner_text("#capped"))
    watched.page.click("#more")
    assert watched.page.inner_text("#capped").startswith(f"Showing {report.drawn} of 2000 on the map")
    assert watched.page.evaluate("techkg.map.body.edgeIndices.length") == report.drawn
    watched.page.click("[data-view=table]")
    assert watched.page.locator("#table tbody tr:visible").count() == 2000
    watched.page.fill("#search", "person 0999")
    watched.page.keyboard.press("Enter")
    assert watched.state()["sel"] == "e:Person_0999"
    assert watched.complaints == []


def test_thousands_of_facts_open_on_companies_and_stay_usable(data, opened, tmp_path):
    path = tmp_path / "thousands.html"
    write_page(data.knowledge(data.many(5000)), path, ontology=ONTOLOGY)
    watched = opened(path)
    assert watched.state()["view"] == "companies"
    assert re.search(r"· [23]\.\d MB$", watched.page.inner_text("#summary"))
    for view in ("people", "timeline", "table"):
        watched.page.click(f"[data-view={view}]")
        assert watched.page.locator(f"#view-{view}").is_visible()
    assert watched.page.locator("#table tbody tr").count() == 5000
    assert watched.page.get_by_role("row").count() == 5001
    assert watched.complaints == []


def test_the_core_is_small_and_links_companies(data):
    knowledge = data.knowledge(data.many(400))
    core = core_facts(knowledge.resolution.entities, knowledge.facts)
    assert 20 < len(core) < 120
    assert len(names(core)) < 60
    assert core == [f for f in knowledge.facts if f in core]


def test_few_facts_are_all_core(sample):
    facts = drawn_facts(sample.facts)
    assert core_facts(sample.resolution.entities, facts) == facts


def test_what_is_selected_outside_the_core_is_drawn(data, opened, tmp_path):
    knowledge = data.knowledge(data.many(300))
    path = tmp_path / "three.html"
    write_page(knowledge, path, ontology=ONTOLOGY)
    watched = opened(path)
    core = set(watched.page.evaluate("techkg.map.body.edgeIndices"))
    outside = next(f for f in knowledge.facts if f.id not in core)
    watched.page.evaluate("(id) => techkg.set({ sel: `f:${id}` })", outside.id)
    watched.page.fill("#search", knowledge.resolution.entities[outside.subject].label)
    watched.page.keyboard.press("Enter")
    assert outside.subject in watched.page.evaluate("techkg.map.body.nodeIndices")


def test_a_self_loop_or_a_doubtful_fact_is_no_line(sample):
    loop = replace(sample.facts[0], object=sample.facts[0].subject)
    assert drawn_facts([loop]) == []
    assert not any(drawn_first(f) for f in sample.facts if f.status in ("unconfirmed", "refuted"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_relation_and_status_has_words(sample, lang):
    for relation in ONTOLOGY.relations.values():
        base = replace(sample.facts[0], relation=relation.name, kind=relation.kind, cls=relation.cls)
        said = {
            s: phrase(ONTOLOGY, replace(base, status=s), lang)
            for s in ("asserted", "announced", "reversed", "unconfirmed", "refuted")
        }
        assert len(set(said.values())) == 5, relation.name
        assert phrase(ONTOLOGY, replace(base, status="contested"), lang) == said["asserted"]
        if relation.kind == "state":
            assert phrase(ONTOLOGY, replace(base, ended=True), lang) != said["asserted"]


def test_a_relation_from_an_overlay_is_drawn_and_worded(sample):
    fact = replace(sample.facts[0], relation="advises", status="unconfirmed")
    assert phrase(ONTOLOGY, fact, "en") == "advises (rumoured)"
    assert look("advises") == look("other")
    page = render_page(replace_facts(sample, [fact]), ontology=ONTOLOGY)
    assert "advises (rumoured)" in page


def replace_facts(knowledge, facts):
    return Knowledge(knowledge.articles, knowledge.claims, knowledge.resolution, tuple(facts))


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_known_is_a_page_too(opened, tmp_path, lang):
    path = tmp_path / "empty.html"
    report = write_page(Knowledge(), path, ontology=ONTOLOGY, lang=lang, title="Rien <b>")
    assert (report.facts, report.drawn) == (0, 0)
    watched = opened(path)
    assert watched.complaints == []
    assert watched.page.inner_text("h1") == "Rien <b>"
    assert watched.page.get_attribute("html", "lang") == lang
    watched.page.click("[data-view=table]")
    assert interface(lang)["empty"] in watched.page.inner_text("#view-table")


def test_both_languages_have_every_string():
    strings = yaml.safe_load((_HERE / "strings.yaml").read_text("utf-8"))
    for key, words in strings.items():
        assert set(words) == set(LANGS), key
        blanks = {lang: set(re.findall(r"\{\w+\}", str(words[lang]))) for lang in LANGS}
        assert blanks["en"] == blanks["fr"], key


def test_every_string_that_is_used_exists_and_none_is_idle():
    known = set(interface("en"))
    sources = page_script() + (_HERE / "template.html.j2").read_text("utf-8")
    sources += "".join((_HERE / name).read_text("utf-8") for name in ("rows.py", "render.py", "words.py"))
    used = set(re.findall(r"""\bt\(["'](\w+)["']""", sources)) | set(re.findall(r'string\(lang, "(\w+)"', sources))
    assert used <= known
    # built from a part: t(`status_${...}`), t(now ? "pause" : "play")
    idle = {
        k
        for k in known - used
        if not re.search(rf'["\'`]{k}["\'`]', sources)
        and not re.match(r"(view|status|explain|claim|manner|precision|export)_", k)
    }
    assert idle <= {"person", "organization", "product"}


def test_the_script_writes_no_markup():
    script = page_script()
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser", script
    )
    assert "</script" not in script.lower()
    assert "</style" not in stylesheet().lower()


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/x?y=1", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("https:alert(1)", False),
        (" https://a.example", False),
        ("https://a.example/\nx", False),
        ("//a.example", False),
        ("ftp://a.example", False),
        ("http://[bad", False),
        ("", False),
        (None, False),
    ],
)
def test_links_out(url, kept):
    assert safe_url(url) == (url if kept else None)


def test_json_in_a_script_element():
    text = json_text({"a": "</script><!--&\u2028\u2029", "b": "\ud800é"})
    assert not re.search("[<>&\u2028\u2029]", text)
    assert text == '{"a":"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\\u2029","b":"?é"}'


def test_newlines_and_encoding(tmp_path, sample):
    path = tmp_path / "page.html"
    write_page(sample, path, ontology=ONTOLOGY, lang="fr")
    raw = path.read_bytes()
    assert b"\r" not in raw
    assert raw.startswith(b'<!DOCTYPE html>\n<html lang="fr"')
    assert "Karén Simonyan".encode() in raw
