"""One file that asks nobody for anything, draws the same thing each time, and then keeps still."""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

DESKTOP, PHONE = (1440, 900), (390, 844)
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
INK = """() => {
  const canvas = document.querySelector("#map canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let inked = 0;
  for (let i = 3; i < pixels.length; i += 4) inked += pixels[i] > 0;
  return inked / (pixels.length / 4);
}"""
PLACES = """() => Object.entries(techkg.map.getPositions()).map(([id, at]) => {
  const box = techkg.map.getBoundingBox(id);
  const a = techkg.map.canvasToDOM({ x: box.left, y: box.top });
  const b = techkg.map.canvasToDOM({ x: box.right, y: box.bottom });
  return [id, a.x, a.y, b.x, b.y];
})"""


@SIZES
def test_nothing_but_the_file_is_asked_for(opened, sample_page, size):
    watched = opened(sample_page, "view=people", size=size)
    watched.page.mouse.move(size[0] / 2, size[1] / 2)
    watched.page.click("#theme")
    watched.page.click("#language")
    watched.page.click("[data-view=table]")
    watched.settle()
    assert [u for u in watched.requests if not u.startswith("data:")] == [sample_page.as_uri()]
    assert watched.complaints == []


def test_opens_while_no_host_answers(browser, sample_page):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.route("http*://**", lambda route: None)  # neither answered nor refused
    page = context.new_page()
    page.goto(sample_page.as_uri())
    assert page.evaluate("techkg.map.body.edgeIndices.length") > 40
    context.close()


def test_is_small(sample_page):
    assert sample_page.stat().st_size < 1_000_000


@SIZES
def test_the_map_has_ink(opened, sample_page, size):
    share = opened(sample_page, "view=people", size=size).page.evaluate(INK)
    assert 0.05 < share < 0.5


@SIZES
def test_every_node_is_inside_the_map(opened, sample_page, size):
    page = opened(sample_page, "view=people", size=size).page
    width, height = page.evaluate(
        "[document.getElementById('map').clientWidth, document.getElementById('map').clientHeight]"
    )
    outside = [p for p in page.evaluate(PLACES) if p[1] < -1 or p[2] < -1 or p[3] > width + 1 or p[4] > height + 1]
    assert outside == []
    assert page.evaluate("document.getElementById('map').getBoundingClientRect().bottom") <= size[1]


def test_the_map_stays_framed_when_its_box_changes(opened, sample_page):
    watched = opened(sample_page)
    watched.page.set_viewport_size({"width": 900, "height": 700})
    watched.settle()
    watched.page.set_viewport_size({"width": 1440, "height": 900})
    watched.settle()
    assert 0.05 < watched.page.evaluate(INK) < 0.5
    assert all(p[1] > -1 and p[2] > -1 for p in watched.page.evaluate(PLACES))


def test_two_loads_draw_the_same(opened, sample_page):
    first = opened(sample_page).page.evaluate("techkg.map.getPositions()")
    again = opened(sample_page).page.evaluate("techkg.map.getPositions()")
    assert first == again
    assert len(first) > 30


def test_nothing_is_redrawn_while_idle(opened, sample_page):
    page = opened(sample_page).page
    page.evaluate("window.redraws = 0; techkg.map.on('afterDrawing', () => { window.redraws += 1; })")
    time.sleep(1.5)  # the idle time itself is what is looked at
    assert page.evaluate("window.redraws") == 0


@pytest.mark.parametrize("seed", ["1", "77"])
def test_hash_order_has_no_part_in_it(sample_page, seed):
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from sampledata import knowledge\n"
        "from kg.ontology import load_ontology\n"
        "from kg.page import render_page\n"
        "print(hashlib.sha256(render_page(knowledge(), ontology=load_ontology()).encode()).hexdigest())"
    )
    here = str(Path(__file__).parent)
    run = subprocess.run(
        [sys.executable, "-c", code, here],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == hashlib.sha256(sample_page.read_bytes()).hexdigest()
