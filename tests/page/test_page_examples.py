"""The page of all annotated examples, as a perfect extractor would have it: larger and less tidy than the sample."""

import pytest

from kg.derive import derive_facts
from kg.model import Knowledge
from kg.ontology import load_ontology, shipped_dir
from kg.page import write_page
from kg.resolve import resolve
from tests.goldclaims import gold_extraction

GOLD = shipped_dir().parent / "examples" / "gold"
CLEARANCE = """() => {
  const nodes = techkg.map.body.nodeIndices.map((id) => techkg.map.body.nodes[id]);
  const near = [];
  for (const id of techkg.map.body.edgeIndices) {
    const edge = techkg.map.body.edges[id];
    const points = Array.from({ length: 161 }, (_, i) => edge.edgeType.getPoint(i / 160));
    for (const node of nodes) {
      if (node.id === edge.fromId || node.id === edge.toId) continue;
      const { left, top, width, height } = node.shape;
      const aside = ({ x }) => Math.max(left - x, x - left - width, 0);
      const above = ({ y }) => Math.max(top - y, y - top - height, 0);
      const gap = (at) => Math.hypot(aside(at), above(at));
      if (Math.min(...points.map(gap)) < 12) near.push([edge.fromId, edge.toId, node.id]);
    }
  }
  return near;
}"""


@pytest.fixture(scope="module")
def known():
    extractions = [gold_extraction(path) for path in sorted(GOLD.glob("*.json"))]
    if not extractions:
        pytest.skip("examples/gold is not there")
    ontology = load_ontology()
    articles = {e.article.id: e.article for e in extractions}
    claims = {c.id: c for e in extractions for c in e.claims}
    resolution = resolve(extractions, ontology)
    facts = derive_facts(claims.values(), resolution, articles, ontology)
    return Knowledge(articles, claims, resolution, facts)


@pytest.fixture(scope="module")
def gold_page(known, tmp_path_factory):
    path = tmp_path_factory.mktemp("gold") / "gold.html"
    write_page(known, path, ontology=load_ontology(), lang="fr")
    return path


@pytest.mark.parametrize(
    ("size", "lines"), [((1440, 900), 60), ((1024, 768), 60), ((390, 844), 40)], ids=["desktop", "laptop", "phone"]
)
def test_the_first_screen_is_clear_and_inside_the_map(opened, gold_page, size, lines):
    watched = opened(gold_page, "view=people", size=size)
    assert watched.page.evaluate(CLEARANCE) == []
    assert watched.page.evaluate("techkg.map.body.edgeIndices.length") > lines
    outside = """() => techkg.map.body.nodeIndices.filter((id) => {
      const { x, y } = techkg.map.canvasToDOM(techkg.map.getPosition(id));
      const { clientWidth, clientHeight } = document.getElementById("map");
      return x < 0 || y < 0 || x > clientWidth || y > clientHeight;
    })"""
    assert watched.page.evaluate(outside) == []
    assert watched.complaints == []


def test_the_full_map_is_clear_as_well(opened, gold_page):
    watched = opened(gold_page, "map=all")
    assert watched.page.evaluate("techkg.map.body.edgeIndices.length") > 250
    assert watched.page.evaluate(CLEARANCE) == []


def test_altman_at_microsoft_is_on_the_first_screen_as_undone(opened, gold_page, known):
    labels = {i: e.label for i, e in known.resolution.entities.items()}
    undone = [
        f
        for f in known.facts
        if f.status == "reversed" and f.relation == "joined" and labels[f.subject] == "Sam Altman"
    ]
    assert [labels[f.object] for f in undone] == ["Microsoft"]
    watched = opened(gold_page)
    assert undone[0].id in watched.page.evaluate("techkg.map.body.edgeIndices")
    watched.page.evaluate("(id) => techkg.set({ sel: `f:${id}` })", undone[0].id)
    assert "Sam Altman devait rejoindre Microsoft" in watched.page.inner_text("#evidence")
