"""Every line opens its sentence, and the sentence is told as what it is."""

import pytest

MIDDLE = """(id) => {
  const edge = techkg.map.body.edges[id].edgeType;
  const at = techkg.map.canvasToDOM(edge.getPoint(0.5));
  const box = document.getElementById("map").getBoundingClientRect();
  return [box.left + at.x, box.top + at.y];
}"""


def fact_of(knowledge, subject, relation, target):
    found = [f for f in knowledge.facts if (f.subject, f.relation, f.object) == (subject, relation, target)]
    return found[0]


def test_a_click_on_any_line_shows_its_evidence(opened, sample_page, sample):
    watched = opened(sample_page)
    page = watched.page
    for number in page.evaluate("techkg.map.body.edgeIndices"):
        fact = next(f for f in sample.facts if f.id == number)
        page.mouse.click(*page.evaluate(MIDDLE, number))
        assert watched.state()["sel"] == f"f:{number}", (fact.subject, fact.relation, fact.object)
        shown = page.inner_text("#evidence")
        for claim in (sample.claims[c] for c in fact.claims):
            article = sample.articles[claim.article]
            assert claim.quote in shown
            assert page.locator(f'#evidence a[href="{article.url}"]').count() >= 1
    assert watched.complaints == []


def test_evidence_and_table_row_agree(opened, sample_page, sample):
    fact = fact_of(sample, "Andrej_Karpathy", "founded", "Eureka_Labs")
    claim = sample.claims[fact.claims[0]]
    page = opened(sample_page, f"sel=f:{fact.id}").page
    assert "16 July 2024" in page.inner_text("#evidence")
    page.click("#to-table")
    row = page.locator(f'#table tr[data-id="{fact.id}"]')
    assert "chosen" in row.get_attribute("class")
    said = row.inner_text()
    assert all(word in said for word in ("2024-07-16", "Andrej Karpathy", "founded", "Eureka Labs", claim.quote))
    assert row.locator("a").first.get_attribute("href") == sample.articles[claim.article].url


def test_an_undone_announcement_is_told_as_such(opened, sample_page, sample):
    fact = fact_of(sample, "Sam_Altman", "joined", "Microsoft")
    page = opened(sample_page, f"sel=f:{fact.id}").page
    shown = page.inner_text("#evidence")
    assert "Sam Altman was to join Microsoft" in shown
    assert "Announced 20 November 2023; undone 22 November 2023, before it took effect." in shown
    assert "Sam Altman joined OpenAI (2023-11-22)" in shown
    dashes = page.evaluate("(id) => techkg.map.body.edges[id].options.dashes", fact.id)
    asserted = fact_of(sample, "Sam_Altman", "joined", "OpenAI")
    assert dashes == [1.5, 4]
    assert page.evaluate("(id) => techkg.map.body.edges[id].options.dashes", asserted.id) is False


def test_rivals_stand_side_by_side(opened, sample_page, sample):
    fact = fact_of(sample, "Durk_Kingma", "left", "Google_DeepMind")
    page = opened(sample_page, f"sel=f:{fact.id}").page
    assert page.locator("#evidence .claim").count() == 2
    assert page.locator("#evidence .claim.is-denied").count() == 1
    assert "according to the board" in page.inner_text("#evidence .claim.is-denied")
    assert "deny" in page.inner_text("#evidence .status")


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (("Daniel_Gross", "joined", "Meta"), "July 2025 (known to the month)"),
        (("Kyle_Kosic", "joined", "OpenAI"), "2024 (known to the year)"),
        (("Nvidia", "supplies", "Microsoft"), "No date given; first reported 1 November 2025"),
        (("OpenAI", "dependsOn", "Microsoft"), "since 22 July 2019"),
    ],
)
def test_a_date_says_how_well_it_is_known(opened, sample_page, sample, ends, words):
    fact = fact_of(sample, *ends)
    assert words in opened(sample_page, f"sel=f:{fact.id}").page.inner_text("#evidence")


def test_role_manner_amount_and_triple(opened, sample_page, sample):
    page = opened(sample_page, f"sel=f:{fact_of(sample, 'Sam_Altman', 'left', 'OpenAI').id}").page
    shown = page.inner_text("#evidence")
    assert "chief executive" in shown
    assert "dismissed" in shown
    assert ":Sam_Altman kg:left :OpenAI" in shown
    page.goto(page.url.split("#")[0] + f"#sel=f:{fact_of(sample, 'Microsoft', 'investedIn', 'OpenAI').id}")
    assert "USD 10,000,000,000" in page.inner_text("#evidence")


def test_a_node_tells_its_story(opened, sample_page):
    page = opened(sample_page).page
    at = page.evaluate("""() => {
      const at = techkg.map.canvasToDOM(techkg.map.getPosition("OpenAI"));
      const box = document.getElementById("map").getBoundingClientRect();
      return [box.left + at.x, box.top + at.y];
    }""")
    page.mouse.click(*at)
    shown = page.inner_text("#evidence")
    assert shown.split("\n")[1].strip() == "OpenAI"
    assert page.locator('#evidence a[href="https://www.wikidata.org/wiki/Q21708200"]').count() == 1
    assert page.locator("#evidence .story .quote").count() == page.locator("#evidence .story > li").count() > 20


def test_departures_point_away_from_the_company(opened, sample_page, sample):
    page = opened(sample_page).page
    ends = "(id) => [techkg.map.body.edges[id].fromId, techkg.map.body.edges[id].toId]"
    assert page.evaluate(ends, fact_of(sample, "Jan_Leike", "left", "OpenAI").id) == ["OpenAI", "Jan_Leike"]
    assert page.evaluate(ends, fact_of(sample, "Jan_Leike", "joined", "Anthropic").id) == ["Jan_Leike", "Anthropic"]


def test_rumours_and_denials_are_not_drawn_as_facts(opened, sample_page, sample):
    watched = opened(sample_page)
    drawn = set(watched.page.evaluate("techkg.map.body.edgeIndices"))
    doubtful = {f.id for f in sample.facts if f.status in ("unconfirmed", "refuted")}
    assert len(doubtful) == 2
    assert not doubtful & drawn
    watched.page.click("#fold")
    watched.page.check('#statuses input[data-id="unconfirmed"]')
    watched.page.check('#statuses input[data-id="refuted"]')
    assert doubtful <= set(watched.page.evaluate("techkg.map.body.edgeIndices"))
    rumour = fact_of(sample, "Jony_Ive", "joined", "OpenAI")
    watched.page.click(f'#evidence [data-id="{rumour.id}"]')
    assert "Jony Ive is said to have joined OpenAI" in watched.page.inner_text("#evidence")
