"""What can be taken away from the page: Turtle and SPARQL of the present view, pictures, the table."""

import csv
import io
from pathlib import Path

import pytest
from rdflib import Graph

from kg.ontology import load_ontology
from kg.rdf.derived import knowledge_quads

VIEWS = [
    "",
    "to=2024-03-31",
    "from=2023-11-18&to=2024-06-30&rel=joined,left,founded,worksFor",
    "ego=Mira_Murati&steps=2",
    "status=asserted,announced,contested,reversed,unconfirmed,refuted&rel=joined,left,worksFor,dependsOn,investedIn",
    "ego=OpenAI&from=2024",
]


@pytest.fixture(scope="module")
def whole(sample):
    """The graph that the page was made from, as one set of triples."""
    graph = Graph()
    for subject, predicate, value, _ in knowledge_quads(sample, load_ontology()):
        graph.add((subject, predicate, value))
    return graph


def taken(page, kind):
    """The file that a button of the dialog saves, as text."""
    page.click("#export")
    with page.expect_download() as download:
        page.click(f"#share [data-save={kind}]")
    path = Path(download.value.path())
    page.click("#share .close")
    return path


@pytest.mark.parametrize("view", VIEWS)
def test_the_turtle_of_a_view_is_part_of_the_graph(opened, sample_page, whole, view):
    watched = opened(sample_page, view)
    graph = Graph().parse(taken(watched.page, "ttl"), format="turtle")
    shown = watched.page.evaluate("techkg.visible")
    assert shown
    assert [t for t in graph if t not in whole] == []
    facts = {str(f).rsplit("/", 1)[1] for f in graph.subjects() if "/event/" in str(f) or "/state/" in str(f)}
    assert facts == set(shown)
    assert watched.complaints == []


@pytest.mark.parametrize("view", VIEWS)
def test_the_sparql_of_a_view_finds_what_it_shows(opened, sample_page, whole, view):
    watched = opened(sample_page, view)
    query = taken(watched.page, "rq").read_text("utf-8")
    found = {str(row.fact).rsplit("/", 1)[1] for row in whole.query(query)}
    assert found == set(watched.page.evaluate("techkg.visible"))


def test_the_table_as_csv_has_a_row_a_fact(opened, sample_page):
    page = opened(sample_page, "to=2024-03-31").page
    text = taken(page, "csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) - 1 == len(page.evaluate("techkg.visible"))
    assert rows[0][:4] == ["date", "subject", "relation", "object"]


@pytest.mark.parametrize("view", ["people", "companies", "timeline"])
def test_pictures_can_be_saved(opened, sample_page, view):
    watched = opened(sample_page, f"view={view}")
    page = watched.page
    drawn = taken(page, "svg").read_text("utf-8")
    assert drawn.startswith("<svg")
    assert "OpenAI" in drawn
    assert drawn.count("<path") + drawn.count("<polyline") > 10
    assert taken(page, "png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert watched.complaints == []
    assert [u for u in watched.requests if not u.startswith(("file:", "data:", "blob:"))] == []


def test_the_dialog_is_left_by_escape_and_gives_the_focus_back(opened, sample_page):
    page = opened(sample_page).page
    page.focus("#export")
    page.keyboard.press("Enter")
    assert page.locator("#share").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#share").is_visible()
    assert page.evaluate("document.activeElement.id") == "export"
