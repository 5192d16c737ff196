"""Filters, dates and the hash: map, list and table always show the same facts, and a link brings them back."""

import pytest

OFF = {"worksFor", "succeeded", "competesWith", "launched", "subsidiaryOf"}
DOUBTFUL = {"unconfirmed", "refuted"}
DATES = ["2019-12-31", "2023-11-20", "2024-03-19", "2024-12-31", "2025-10-11"]


def expected(knowledge, to, hidden=frozenset()):
    """Counted without the page's code: facts that had begun by the day ``to``, by the least that is known of it."""
    result = set()
    for fact in knowledge.facts:
        date = fact.date or fact.since
        published = min(knowledge.articles[knowledge.claims[c].article].published.value for c in fact.claims)
        first = (date.value if date else published).ljust(10, "-")
        first = first if len(first.rstrip("-")) == 10 else (first.rstrip("-") + "-01-01")[:10]
        if fact.relation not in OFF | hidden and fact.status not in DOUBTFUL and first <= to:
            result.add(fact.id)
    return result


def drawn(page):
    return set(page.evaluate("techkg.map.body.edgeIndices"))


def rows(page):
    return set(
        page.evaluate("[...document.querySelectorAll('#table tbody tr:not([hidden])')].map((row) => row.dataset.id)")
    )


@pytest.mark.parametrize("day", DATES)
def test_a_date_shows_what_had_happened_by_then(opened, sample_page, sample, day):
    watched = opened(sample_page, f"to={day}")
    wanted = expected(sample, day)
    assert len(wanted) > 0
    assert drawn(watched.page) == wanted
    watched.page.click("[data-view=table]")
    assert rows(watched.page) == wanted
    assert watched.page.locator("#table tbody tr:visible").count() == len(wanted)


def test_a_start_hides_what_was_over(opened, sample_page, sample):
    page = opened(sample_page, "from=2025-01-01").page
    kept = {f.id for f in sample.facts if f.id in drawn(page)}
    events = {
        f.id
        for f in sample.facts
        if f.kind == "event" and f.date and f.date.value < "2024-12-31" and len(f.date.value) == 10
    }
    assert kept
    assert not kept & events


@pytest.mark.parametrize("relation", ["joined", "left", "founded", "dependsOn"])
def test_the_legend_filters_and_counts(opened, sample_page, sample, relation):
    page = opened(sample_page).page
    before = page.evaluate("techkg.map.getPositions()")
    shown = page.inner_text(f'.chip:has([data-id="{relation}"]) .count')
    all_shown, without = expected(sample, "9999"), expected(sample, "9999", {relation})
    assert int(shown) == len(all_shown) - len(without) > 0
    page.uncheck(f'#relations input[data-id="{relation}"]')
    assert drawn(page) == rows(page) == without
    after = page.evaluate("techkg.map.getPositions()")
    assert all(after[node] == before[node] for node in after)
    # the count stays what ticking it again would bring
    assert page.inner_text(f'.chip:has([data-id="{relation}"]) .count') == shown


def test_relations_off_by_default_can_be_ticked(opened, sample_page, sample):
    page = opened(sample_page).page
    page.check('#relations input[data-id="launched"]')
    launched = {f.id for f in sample.facts if f.relation == "launched"}
    assert launched <= drawn(page)
    assert page.evaluate("techkg.map.body.nodes.ChatGPT.options.shape") == "diamond"


def test_steps_go_from_event_to_event(opened, sample_page):
    watched = opened(sample_page, "to=2023-11-20")
    page = watched.page
    page.click("#next")
    assert watched.state()["to"] == "2023-11-22"
    assert "22 November 2023" in page.inner_text("#moment")
    assert "(+2)" in page.inner_text("#moment")
    page.click("#previous")
    page.click("#previous")
    assert watched.state()["to"] == "2023-11-17"
    assert 0 < float(page.input_value("#to")) < 1000


def test_the_thumbs_take_the_keyboard(opened, sample_page):
    watched = opened(sample_page)
    watched.page.focus("#to")
    watched.page.keyboard.press("ArrowLeft")
    first = watched.state()["to"]
    watched.page.keyboard.press("ArrowLeft")
    assert "" < watched.state()["to"] < first
    watched.page.focus("#from")
    watched.page.keyboard.press("ArrowRight")
    assert watched.state()["from"] == "2015-12-11"
    assert watched.page.get_attribute("#from", "aria-valuetext") == "11 December 2015"


def test_the_hash_brings_everything_back(opened, sample_page, sample):
    watched = opened(sample_page)
    page = watched.page
    page.uncheck('#relations input[data-id="founded"]')
    page.click("#fold")
    page.check('#statuses input[data-id="unconfirmed"]')
    page.focus("#to")
    page.keyboard.press("ArrowLeft")
    page.click("#evidence .event button >> nth=3")
    page.click("[data-view=table]")
    page.click("#language")
    told = page.url.split("#")[1]
    again = opened(sample_page, told)
    assert again.state() == watched.state()
    assert again.page.evaluate("techkg.visible") == page.evaluate("techkg.visible")
    assert again.page.inner_text("#evidence") == page.inner_text("#evidence")
    assert again.page.inner_text("h1") == page.inner_text("h1") == "Qui est allé où, 2015–2025"


def test_the_browser_goes_back(opened, sample_page):
    watched = opened(sample_page)
    watched.page.click("#evidence .event button >> nth=0")
    assert watched.state()["sel"]
    watched.page.go_back()
    assert watched.state()["sel"] == ""


def test_one_source_or_one_neighbourhood(opened, sample_page, sample):
    fact = sample.facts[0]
    article = sample.claims[fact.claims[0]].article
    page = opened(sample_page, f"src={article}&ego={fact.subject}").page
    told = {c.id for c in sample.claims.values() if c.article == article}
    wanted = {f.id for f in sample.facts if set(f.claims) & told and fact.subject in (f.subject, f.object)}
    assert drawn(page) == wanted
    page.click(".off >> nth=0")
    page.click(".off >> nth=0")
    assert drawn(page) == expected(sample, "9999")


def test_confidence(opened, sample_page, sample):
    page = opened(sample_page, "conf=0.8&status=asserted,unconfirmed").page
    assert drawn(page) == {
        f for f in expected(sample, "9999") if next(x for x in sample.facts if x.id == f).status == "asserted"
    }


@pytest.mark.parametrize(
    "garbage",
    [
        "to=2023-99-99&from=yesterday",
        "view=nothing&sel=f:none&rel=%00&status=",
        "%E0%A4%A",
        "sel=e:__proto__&ego=constructor&lang=toString&theme=x&conf=NaN",
        "to=" + "9" * 5000,
        "<img src=x onerror=alert(1)>",
    ],
)
def test_a_garbage_hash_harms_nothing(opened, sample_page, garbage):
    watched = opened(sample_page, garbage)
    state = watched.state()
    assert (state["view"], state["sel"], state["from"], state["to"], state["ego"]) == ("people", "", "", "", "")
    assert (state["lang"], state["theme"], state["conf"]) == ("en", "", 0)
    assert watched.complaints == []
