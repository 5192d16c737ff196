"""Small screens: the map has the room, its names can be read, and the legend is one line until it is opened."""

import re

import pytest

from kg.ontology import load_ontology
from kg.page import write_page
from kg.page.words import interface

SIZES = {"desktop": (1440, 900), "laptop": (1024, 768), "phone": (390, 844)}
SIZE = pytest.mark.parametrize("size", SIZES.values(), ids=list(SIZES))
NAMES = """() => { const scale = techkg.map.getScale();
  return techkg.map.body.nodeIndices.map((id) => techkg.map.body.nodes[id].options.font.size * scale); }"""
DATES = """() => techkg.map.body.edgeIndices.map((id) => techkg.map.body.edges[id].options)
  .filter((o) => o.label.trim()).map((o) => [o.font.color, o.color.color])"""
OVERFLOWS = """() => [...document.querySelectorAll("button, .chip, h1, h2, .note")].filter((n) => n.checkVisibility())
  .filter((n) => n.scrollWidth > n.clientWidth + 1 && n.clientWidth && getComputedStyle(n).display !== "inline")
  .map((n) => n.id || n.textContent)"""


@SIZE
def test_names_on_the_map_can_be_read(opened, sample_page, size):
    sizes = opened(sample_page, "view=people", size=size).page.evaluate(NAMES)
    assert len(sizes) > 20
    assert min(sizes) >= 11


@SIZE
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_legend_is_one_line_until_it_is_opened(opened, sample_page, size, lang):
    page = opened(sample_page, f"view=people&lang={lang}", size=size).page
    height = page.locator(".filters").bounding_box()["height"]
    assert height < (110 if size[0] < 720 else 56)
    assert not page.is_visible("#statuses")
    assert page.get_attribute("#fold", "aria-expanded") == "false"
    stage = page.locator("#stage").bounding_box()["height"]
    assert stage > size[1] / 2
    page.focus("#fold")
    page.keyboard.press("Enter")
    assert page.is_visible("#statuses")
    assert page.get_attribute("#fold", "aria-expanded") == "true"
    assert (
        page.evaluate(
            "(() => { const n = document.getElementById('relations'); return n.scrollWidth - n.clientWidth; })()"
        )
        <= 0
    )
    page.keyboard.press("Enter")
    assert page.locator(".filters").bounding_box()["height"] == height


@pytest.mark.parametrize("fragment", ["view=people", "view=companies", "view=timeline", "view=table", "sel=e:OpenAI"])
@pytest.mark.parametrize("lang", ["en", "fr"])
@SIZE
def test_no_word_of_a_control_is_cut(opened, sample_page, fragment, lang, size):
    page = opened(sample_page, f"{fragment}&lang={lang}", size=size).page
    assert page.evaluate(OVERFLOWS) == []


def test_dates_step_back_with_their_lines(opened, sample_page, sample):
    page = opened(sample_page, "view=people").page
    before = page.evaluate(DATES)
    dated = next(f for f in sample.facts if f.date and f.relation == "joined")
    page.evaluate(f"techkg.set({{ sel: 'f:{dated.id}' }})")
    after = page.evaluate(DATES)
    assert all(ink == stroke for ink, stroke in before)
    assert sum(ink != before[0][0] for ink, _ in after) > len(before) / 2
    page.evaluate("techkg.set({ sel: '' })")
    assert page.evaluate(DATES) == before


def test_a_row_of_the_table_reads_as_one_line_on_a_phone(opened, sample_page):
    """Who, what and whom stand on one line of writing, although a finger's height is kept for the button."""
    page = opened(sample_page, "view=table", size=SIZES["phone"]).page
    ends = page.evaluate("""() => [...document.querySelectorAll("#table tbody tr:not([hidden])")].map((row) =>
      [row.cells[1], row.cells[2].querySelector(".verb")].map((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return range.getClientRects()[0].bottom;
      }))""")
    assert len(ends) > 20
    same = [abs(a - b) < 3 for a, b in ends]
    assert sum(same) > len(same) * 0.6  # the others begin a new line


def test_the_table_has_the_whole_width_of_a_small_screen(opened, sample_page, sample):
    page = opened(sample_page, "view=table", size=SIZES["laptop"]).page
    assert not page.is_visible("#panel")
    assert page.locator("#table").bounding_box()["width"] > 980
    page.click("#table tr:not([hidden]) .verb >> nth=0")
    assert page.locator("#evidence blockquote").first.is_visible()


def test_the_large_map_opens_where_names_can_be_read(opened, data, tmp_path):
    path = tmp_path / "many.html"
    write_page(data.knowledge(data.many(160)), path, ontology=load_ontology())
    page = opened(path, "view=people").page
    assert re.match(r"Showing \d+ of 160 on the map", page.inner_text("#capped"))
    page.click("#more")
    assert min(page.evaluate(NAMES)) >= 11
    page.click("#zoom-fit")
    assert page.evaluate("techkg.map.getScale()") < 0.85
    page.click("#more")
    assert min(page.evaluate(NAMES)) >= 11


def test_french_marks_stay_with_their_words():
    """No line may begin with ``:`` or ``»``."""
    words = [w for value in interface("fr").values() for w in ([value] if isinstance(value, str) else value)]
    assert [w for w in words if re.search(r" [:;?!»]|« ", w)] == []
