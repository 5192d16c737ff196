"""Companies: an arc stands for the people who moved, and opens their sentences."""

import itertools

import pytest

DESKTOP, LAPTOP, PHONE = (1440, 900), (1024, 768), (390, 844)
BOXES = """() => [...document.querySelectorAll("#companies .company rect")].map((r) => {
  const b = r.getBoundingClientRect();
  return [r.parentNode.dataset.id, b.left, b.top, b.right, b.bottom];
})"""
ARCS = """() => Object.fromEntries([...document.querySelectorAll("#companies .arc")].map((arc) => {
  const path = arc.querySelector("path");
  const length = path.getTotalLength();
  const frame = document.querySelector("#companies svg").getBoundingClientRect();
  const points = Array.from({ length: 61 }, (_, i) => path.getPointAtLength((length * i) / 60));
  return [arc.dataset.key, points.map((p) => [p.x + frame.left, p.y + frame.top])];
}))"""
COUNTS = """() => Object.fromEntries([...document.querySelectorAll("#companies .arc")].map((arc) =>
  [arc.dataset.key, Number(arc.querySelector("text")?.textContent ?? 1)]))"""


def moved(sample, status="asserted"):
    """People by (origin, destination): whoever left the one within two years before coming to the other."""
    found: dict[tuple[str, str], set[str]] = {}
    for arrival in sample.facts:
        if arrival.relation not in ("joined", "founded") or arrival.status != status or not arrival.date:
            continue
        left = [
            f
            for f in sample.facts
            if f.relation == "left" and f.subject == arrival.subject and f.object != arrival.object and f.date
            and f.date.value[:7] <= arrival.date.value[:7]
        ]  # fmt: skip
        if left:
            origin = max(left, key=lambda f: f.date.value).object
            found.setdefault((origin, arrival.object), set()).add(arrival.subject)
    return found


@pytest.mark.parametrize("size", [DESKTOP, LAPTOP, PHONE], ids=["desktop", "laptop", "phone"])
def test_boxes_are_apart_and_inside_and_no_arc_passes_under_a_stranger(opened, sample_page, size):
    watched = opened(sample_page, "view=companies", size=size)
    boxes, arcs = watched.page.evaluate(BOXES), watched.page.evaluate(ARCS)
    assert len(boxes) >= 8
    assert len(arcs) >= 8
    for a, b in itertools.combinations(boxes, 2):
        assert a[1] >= b[3] or b[1] >= a[3] or a[2] >= b[4] or b[2] >= a[4], (a, b)
    stage = watched.page.locator("#view-companies").bounding_box()
    for _, left, top, right, bottom in boxes:
        assert stage["x"] <= left
        assert right <= stage["x"] + stage["width"]
        assert stage["y"] <= top
        assert bottom <= stage["y"] + stage["height"]
    for key, points in arcs.items():
        _, start, end = key.split("|")
        strangers = [b for b in boxes if b[0] not in (start, end)]
        under = [b[0] for b in strangers for x, y in points if b[1] < x < b[3] and b[2] < y < b[4]]
        assert under == [], key
    assert watched.complaints == []


def test_an_arc_counts_the_people_who_moved(opened, sample_page, sample):
    page = opened(sample_page, "view=companies").page
    drawn = {k: n for k, n in page.evaluate(COUNTS).items() if k.startswith("moves|")}
    wanted = {f"moves|{a}|{b}": len(people) for (a, b), people in moved(sample).items()}
    assert drawn
    assert {k: wanted.get(k) for k in drawn} == drawn
    assert any(n > 1 for n in drawn.values())


def test_what_was_announced_and_undone_is_its_own_arc(opened, sample_page):
    page = opened(sample_page, "view=companies").page
    assert page.evaluate(COUNTS)["undone|OpenAI|Microsoft"] == 2
    dashes = "document.querySelector('[data-key=\"undone|OpenAI|Microsoft\"] path').getAttribute('stroke-dasharray')"
    assert page.evaluate(dashes)


def test_a_click_on_an_arc_lists_who_moved_with_their_quotes(opened, sample_page, sample):
    page = opened(sample_page, "view=companies").page
    (origin, destination), people = max(moved(sample).items(), key=lambda pair: len(pair[1]))
    key = f"moves|{origin}|{destination}"
    points = page.evaluate(ARCS)[key]
    page.mouse.click(*points[20])
    names = {sample.resolution.entities[p].label for p in people}
    said = page.inner_text("#evidence")
    assert all(n in said for n in names)
    facts = [f for f in sample.facts if f.subject in people and f.object in (origin, destination)]
    quotes = [sample.claims[f.claims[0]].quote for f in facts if f.relation in ("joined", "founded")]
    assert all(any(q in said for q in quotes) for _ in names)
    again = opened(sample_page, page.evaluate("location.hash.slice(1)")).page  # the link brings it back
    assert again.inner_text("#evidence") == said


def test_the_keyboard_reaches_every_arc(opened, sample_page):
    page = opened(sample_page, "view=companies").page
    listed = page.evaluate("[...document.querySelectorAll('#evidence .event button')].map((b) => b.dataset.id)")
    assert set(page.evaluate("[...document.querySelectorAll('#companies .arc')].map((a) => a.dataset.key)")) <= set(
        listed
    )
    page.focus("#evidence .event button")
    page.keyboard.press("Enter")
    assert "m%3Amoves" in page.evaluate("location.hash")
    page.keyboard.press("Escape")
    assert page.evaluate("techkg.state.sel") == ""


def test_companies_keep_their_places_while_filters_change(opened, sample_page):
    page = opened(sample_page, "view=companies").page
    before = page.evaluate(BOXES)
    page.click('[data-id="joined"]')
    page.evaluate("techkg.set({ to: '2024-01-31' })")
    assert page.evaluate(BOXES) == before


def test_a_phone_opens_on_companies_and_a_desktop_on_people(opened, sample_page):
    assert opened(sample_page, size=PHONE).state()["view"] == "companies"
    assert opened(sample_page).state()["view"] == "people"
    page = opened(sample_page, size=PHONE).page
    page.click("#relations input")
    link = page.evaluate("location.hash.slice(1)")
    assert opened(sample_page, link).state()["view"] == "companies"
