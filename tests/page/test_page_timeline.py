"""Timeline: a lane a company; each dated coming and going where its date is."""

import itertools

import pytest

DESKTOP, PHONE = (1440, 900), (390, 844)
STOPS = """() => Object.fromEntries([...document.querySelectorAll("#timeline .stop")].map((stop) => {
  const dot = stop.querySelector("circle");
  return [stop.dataset.id, [Number(dot.getAttribute("cx")), Number(dot.getAttribute("cy"))]];
}))"""
LANES = """() => Object.fromEntries([...document.querySelectorAll("#timeline .lane")].map((lane) =>
  [lane.dataset.id, [parseFloat(lane.style.top), parseFloat(lane.style.top) + parseFloat(lane.style.height)]]))"""
NAMES = """() => [...document.querySelectorAll("#timeline .stop text")].map((text) => {
  const b = text.getBBox();
  return [text.textContent, b.x, b.y, b.x + b.width, b.y + b.height];
})"""


def dated(sample):
    """Facts that have a place on the timeline: dated or announced comings and goings that are no mere rumours."""
    kinds = ("joined", "left", "founded")
    facts = [f for f in sample.facts if f.relation in kinds and (f.date or f.status in ("announced", "reversed"))]
    return [f for f in facts if f.status not in ("unconfirmed", "refuted")]


def test_every_dated_move_is_there_in_the_order_of_time_and_in_its_lane(opened, sample_page, sample):
    watched = opened(sample_page, "view=timeline")
    stops, lanes = watched.page.evaluate(STOPS), watched.page.evaluate(LANES)
    wanted = {f.id: f for f in dated(sample)}
    assert set(stops) == set(wanted)
    for key, (_, y) in stops.items():
        top, bottom = lanes[wanted[key].object]
        assert top < y < bottom
    days = [f for f in wanted.values() if f.date and len(f.date.value) == 10]
    by_place = sorted(days, key=lambda f: (stops[f.id][0], f.date.value))
    recent = [f.date.value for f in by_place if f.date.value >= "2022"]
    assert recent == sorted(recent)
    assert watched.complaints == []


def test_lanes_and_names_do_not_overlap(opened, sample_page):
    page = opened(sample_page, "view=timeline").page
    lanes = sorted(page.evaluate(LANES).values())
    assert len(lanes) >= 8
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(lanes))
    names = page.evaluate(NAMES)
    assert len(names) > 15
    hits = [
        (a[0], b[0])
        for i, a in enumerate(names)
        for b in names[i + 1 :]
        if a[1] < b[3] and b[1] < a[3] and a[2] + 2 < b[4] and b[2] + 2 < a[4]
    ]
    assert hits == []


def test_a_curve_joins_departure_and_arrival(opened, sample_page, sample):
    page = opened(sample_page, "view=timeline").page
    curves = set(page.evaluate("[...document.querySelectorAll('#timeline .move')].map((m) => m.dataset.id)"))
    arrivals = {f.id: f for f in sample.facts}
    assert curves
    for key in curves:
        person = arrivals[key].subject
        assert any(
            f.relation == "left" and f.subject == person and f.object != arrivals[key].object for f in sample.facts
        )
    undone = [f.id for f in sample.facts if f.relation == "joined" and f.status == "reversed"]
    assert set(undone) <= curves
    pattern = (
        f"document.querySelector('#timeline .move[data-id=\"{undone[0]}\"] path').getAttribute('stroke-dasharray')"
    )
    assert page.evaluate(pattern)


def test_a_click_on_a_stop_shows_its_quote(opened, sample_page, sample):
    page = opened(sample_page, "view=timeline").page
    fact = next(f for f in dated(sample) if f.relation == "left" and f.date.value > "2024")
    page.locator(f'#timeline .stop[data-id="{fact.id}"] .hit').click(force=True)
    assert page.evaluate("techkg.state.sel") == f"f:{fact.id}"
    assert sample.claims[fact.claims[0]].quote in page.inner_text("#evidence")


@pytest.mark.parametrize("day", ["2023-11-20", "2024-12-31"])
def test_the_slider_hides_what_came_later_and_moves_nothing(opened, sample_page, sample, day):
    page = opened(sample_page, "view=timeline").page
    before = page.evaluate(STOPS)
    page.evaluate(f"techkg.set({{ to: '{day}' }})")
    after = page.evaluate(STOPS)
    wanted = {
        f.id for f in dated(sample) if f.date.value.ljust(10, "-")[:10].replace("--", "01") <= day or f.date.value < day
    }
    assert 0 < len(after) < len(before)
    assert set(after) <= wanted
    assert all(before[key] == place for key, place in after.items())


def test_it_widens_on_request(opened, sample_page):
    page = opened(sample_page, "view=timeline").page
    width = "document.querySelector('#timeline svg').clientWidth"
    narrow = page.evaluate(width)
    page.click("#time-in")
    assert page.evaluate(width) > narrow * 1.3
    page.click("#time-fit")
    assert page.evaluate(width) == narrow
