"""The guided tour: on request, beside the picture, and back to where the reader was."""

import pytest


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desktop", "phone"])
def test_the_tour_covers_nothing_and_leads_back(opened, sample_page, size):
    watched = opened(sample_page, "view=table&to=2024-03-31", size=size)
    page = watched.page
    before = page.evaluate("location.hash")
    page.click("#tour")
    seen = []
    for _ in range(20):
        if not page.locator("#guide").is_visible():
            break
        seen.append(page.inner_text("#guide p"))
        guide, stage = page.locator("#guide").bounding_box(), page.locator("#stage").bounding_box()
        assert guide["y"] + guide["height"] <= stage["y"] + 1 or guide["y"] >= stage["y"] + stage["height"] - 1
        spoken_of = page.locator(".pointed").bounding_box()
        assert 0 <= guide["y"] <= size[1] - guide["height"]
        assert 0 <= spoken_of["y"] <= size[1] - min(spoken_of["height"], 200)
        page.click("#guide .next")
    assert len(seen) == len(set(seen)) >= 6
    assert page.evaluate("location.hash") == before
    assert page.evaluate("document.activeElement.id") == "tour"
    assert watched.complaints == []


def test_the_tour_shows_an_undone_announcement_and_ends_by_escape(opened, sample_page, sample):
    page = opened(sample_page).page
    page.click("#tour")
    page.click("#guide .next")
    chosen = page.evaluate("techkg.state.sel")
    assert next(f.status for f in sample.facts if f"f:{f.id}" == chosen) == "reversed"
    page.keyboard.press("Escape")
    assert not page.locator("#guide").is_visible()
    assert page.evaluate("techkg.state.sel") == ""


def test_the_tour_speaks_french(opened, sample_page):
    page = opened(sample_page, "lang=fr").page
    page.click("#tour")
    assert page.inner_text("#guide p").startswith("Visite, 1 sur")
