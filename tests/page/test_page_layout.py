"""The map as the browser draws it: names apart, lines clear of strangers, parallel lines apart."""

import itertools

import numpy as np
import pytest

from kg.page.anchors import Anchor, anchors
from kg.page.curves import curve
from kg.page.network import event_network
from kg.page.selection import drawn_facts, select

DESKTOP, PHONE = (1440, 900), (390, 844)
ALL = (
    "view=people&rel=joined,left,founded,worksFor,succeeded,dependsOn,supplies,investedIn,competesWith,launched"
    "&status=asserted,announced,contested,reversed,unconfirmed,refuted"
)
CASES = pytest.mark.parametrize(
    ("size", "fragment"),
    [(DESKTOP, ""), (PHONE, "view=people"), (DESKTOP, ALL), (PHONE, ALL)],
    ids=["desktop", "phone", "desktop-all", "phone-all"],
)
NODES = """() => Object.fromEntries(techkg.map.body.nodeIndices.map((id) => {
  const node = techkg.map.body.nodes[id];
  const { left, top, width, height } = node.labelModule.size;
  const shift = Number(node.labelModule.fontOptions.vadjust) || 0;
  const s = node.shape;
  return [id, { body: [s.left, s.top, s.left + s.width, s.top + s.height], box: node.options.shape === "box",
    text: [left, top + shift, left + width, top + shift + height] }];
}))"""
EDGES = """() => Object.fromEntries(techkg.map.body.edgeIndices.map((id) => {
  const edge = techkg.map.body.edges[id];
  const points = Array.from({ length: 121 }, (_, i) => edge.edgeType.getPoint(i / 120)).map((p) => [p.x, p.y]);
  const label = edge.options.label.trim() ? edge.labelModule.size : null;
  return [id, { ends: [edge.fromId, edge.toId], points, label: label && [label.width, label.height] }];
}))"""


def overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def distance(points, box):
    """From a polyline (dense enough to be taken as points) to a rectangle."""
    points = np.asarray(points)
    aside = np.maximum(np.maximum(np.array(box[:2]) - points, points - np.array(box[2:])), 0)
    return float(np.hypot(*aside.T).min())


def middle(edge):
    return np.array(edge["points"][60])


@pytest.fixture(scope="module")
def drawings(browser, sample_page):
    """Nodes and edges of each case, read once."""
    result = {}
    for size, fragment in [(DESKTOP, ""), (PHONE, "view=people"), (DESKTOP, ALL), (PHONE, ALL)]:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, offline=True)
        page = context.new_page()
        page.goto(f"{sample_page.as_uri()}#{fragment}")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        result[size, fragment] = (page.evaluate(NODES), page.evaluate(EDGES))
        context.close()
    return result


@CASES
def test_no_two_names_overlap(drawings, size, fragment):
    nodes, _ = drawings[size, fragment]
    boxes = {
        i: [min(n["body"][k], n["text"][k]) for k in (0, 1)] + [max(n["body"][k], n["text"][k]) for k in (2, 3)]
        for i, n in nodes.items()
    }
    assert len(boxes) > (20 if size == PHONE else 30)  # a phone has room for fewer names that can be read
    assert [(a, b) for a, b in itertools.combinations(boxes, 2) if overlap(boxes[a], boxes[b])] == []


@CASES
def test_no_line_passes_under_a_stranger(drawings, size, fragment):
    nodes, edges = drawings[size, fragment]
    near = [
        (edge["ends"], name, round(distance(edge["points"], node["body"]), 1))
        for edge in edges.values()
        for name, node in nodes.items()
        if name not in edge["ends"] and distance(edge["points"], node["body"]) < 12
    ]
    assert len(edges) > (35 if size == PHONE else 45)
    assert near == []


@CASES
def test_parallel_lines_are_apart(drawings, size, fragment):
    _, edges = drawings[size, fragment]
    pairs = [(a, b) for a, b in itertools.combinations(edges.values(), 2) if set(a["ends"]) == set(b["ends"])]
    assert len(pairs) > 5
    assert [a["ends"] for a, b in pairs if np.hypot(*(middle(a) - middle(b))) < 12] == []


@CASES
def test_dates_are_written_where_there_is_room(drawings, size, fragment):
    nodes, edges = drawings[size, fragment]
    dates = []
    for edge in edges.values():
        if edge["label"]:
            half = np.array(edge["label"]) / 2
            dates.append([*(middle(edge) - half), *(middle(edge) + half)])
    assert len(dates) >= 8
    assert not any(overlap(a, b) for a, b in itertools.combinations(dates, 2))
    if not fragment:
        assert not any(overlap(d, n["text"]) or overlap(d, n["body"]) for d in dates for n in nodes.values())


def test_the_browser_bends_lines_as_python_thinks(drawings, sample):
    """The layout's own copy of vis-network's formula, against vis-network."""
    network, _ = event_network(sample.resolution.entities, drawn_facts(select(sample, (), None, None)))
    at = {n["id"]: (n["places"]["wide"][0], n["places"]["wide"][1]) for n in network.nodes}
    _, edges = drawings[DESKTOP, ALL]
    assert len(network.edges) == len(edges)
    for edge in network.edges:
        r = edge["places"]["wide"][0]
        start, end = at[edge["from"]], at[edge["to"]]
        length = float(np.hypot(end[0] - start[0], end[1] - start[1]))
        bend = np.sign(r) * 0.5 * (0.5 + 0.5 * abs(r)) * np.sin(abs(r) * np.pi / 2) * length
        mine = curve(start, end, float(bend))[20]
        assert np.hypot(*(mine - middle(edges[edge["id"]]))) < 1.0


@pytest.mark.parametrize("count", [60, 160])
def test_made_up_crowds_are_laid_out_too(data, count):
    """No lucky sample: other graphs keep the rules as well, in the layout's own terms."""
    knowledge = data.knowledge(data.many(count))
    network, geometry = event_network(knowledge.resolution.entities, drawn_facts(knowledge.facts))
    for plan in geometry["boxes"]:
        places = [n["places"][plan] for n in network.nodes if plan in n["places"]]
        assert all(p[0] % 10 == 0 and p[1] % 10 == 0 for p in places)
        assert len({(p[0], p[1]) for p in places}) == len(places) > (18 if plan == "tall" else 30)
        drawn = sum(plan in e["places"] for e in network.edges)
        few = {"tall": 36, "mid": 55, "wide": 60}
        assert drawn > 0.9 * min(count, few.get(plan, count))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_few_companies_have_places_too(count):
    companies = [Anchor(f"c{i}", f"Company {i}", i + 1, (60.0, 16.0)) for i in range(count)]
    places = anchors(companies, (400.0, 200.0))
    assert len(set(places.values())) == count
    assert all(abs(x) <= 400 and abs(y) <= 200 for x, y in places.values())


def test_a_single_fact_and_a_star_are_laid_out(data):
    star = [(f"Person {n}", "joined", "Acme", "2024-01-01", "asserted") for n in range(4)]
    for rows in (star[:1], star, [*star, ("Person 1", "left", "Zeta", "2024-02-01", "asserted")]):
        knowledge = data.knowledge(rows)
        network, _ = event_network(knowledge.resolution.entities, drawn_facts(knowledge.facts))
        assert len(network.edges) == len(rows)
