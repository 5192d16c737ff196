"""For everyone: no script, small screens, assistive technology."""

import shutil
import subprocess

import pytest

from tests.page.conftest import missing

PHONE = (390, 844)
SMALL = """() => [...document.querySelectorAll("button, input, label.chip, #found li")]
  .filter((node) => node.checkVisibility() && !(node.type === "checkbox"))
  .map((node) => [node.id || node.className || node.textContent, node.getBoundingClientRect().height])
  .filter(([, height]) => height < 39.5)"""
OVERFLOW = "document.documentElement.scrollWidth"
CHOSEN = "sel=e:Sam_Altman"


def test_without_a_script_every_row_is_there(opened, sample_page, sample):
    page = opened(sample_page, script=False).page
    rows = page.locator("#table tbody tr")
    assert rows.count() == len(sample.facts)
    assert all(rows.nth(i).is_visible() for i in range(rows.count()))
    said = page.inner_text("#table")
    assert all(claim.quote in said for claim in sample.claims.values())
    assert page.locator("#map, #search, #tabs, #time").evaluate_all("(all) => all.every((n) => !n.checkVisibility())")


@pytest.mark.parametrize(
    "fragment", ["", CHOSEN, "view=people", "view=timeline", "view=table", "lang=fr", "ego=OpenAI&lang=fr"]
)
def test_the_phone_has_no_sideways_scroll_and_room_for_fingers(opened, sample_page, fragment):
    page = opened(sample_page, fragment, size=PHONE).page
    assert page.evaluate(OVERFLOW) == 390
    assert page.evaluate(SMALL) == []


def test_evidence_comes_up_as_a_sheet_on_a_phone(opened, sample_page, sample):
    page = opened(sample_page, f"sel=f:{sample.facts[2].id}", size=PHONE).page
    box = page.locator("#evidence h2").bounding_box()
    assert 0 < box["y"] < PHONE[1] - 60
    page.click(".back")
    assert page.locator("body.selected").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "fragment",
    [
        "view=people",
        "view=companies",
        "view=timeline",
        "view=table",
        CHOSEN,
        "lang=fr&status=asserted,refuted,unconfirmed",
    ],
)
@pytest.mark.parametrize("size", [(1440, 900), PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(opened, sample_page, fragment, scheme, size):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing")
    watched = opened(sample_page, fragment, size=size, scheme=scheme, bypass=True)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = axe.Axe().run(watched.page, options=rules).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:4], v["nodes"][0]["failureSummary"]) for v in found] == []


def test_the_theme_follows_the_system_and_the_switch(opened, sample_page):
    page = opened(sample_page, scheme="dark").page
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    page.click("#theme")
    light = page.evaluate(background)
    assert dark != light
    assert opened(sample_page, "theme=light", scheme="dark").page.evaluate(background) == light


def test_html_is_valid(sample_page):
    tool = shutil.which("html-validate") or ""
    if not tool:
        missing("html-validate")
    run = subprocess.run([tool, "--preset", "standard", str(sample_page)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-3000:]
