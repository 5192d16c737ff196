"""Hostile text in every field: nothing runs, with the policy and without it, and all of it can be read as text."""

from dataclasses import fields, is_dataclass, replace

import pytest

from kg.model import Knowledge, PartialDate, Resolution
from kg.ontology import load_ontology
from kg.page import render_page

PAYLOADS = [
    "<img src=x onerror=window.pwned=1>",
    "</script><script>window.pwned=1</script>",
    '"><svg onload=window.pwned=1>',
    "{{7*7}}${window.pwned=1}<!--<script>",
    "\u2028window.pwned=1\u2029'\"&lt;\ud800\x00",
]
URLS = [
    "javascript:window.pwned=1",
    " javascript:window.pwned=1",
    "java\nscript:window.pwned=1",
    "data:text/html,<script>window.pwned=1</script>",
    "https:javascript:window.pwned=1",
    'https://x.example/"onmouseover="window.pwned=1',
]
KEPT = {
    "relation",
    "type",
    "status",
    "kind",
    "lang",
    "cls",
    "id",
    "key",
    "article",
    "claims",
    "derived_from",
    "precision",
}
ADDRESSES = {"url", "source_url"}


def poisoned(value, text, url):
    """A copy in which every free string is ``text`` and every address is ``url``."""
    changes = {}
    for each in (f for f in fields(value) if f.init):
        old = getattr(value, each.name)
        if isinstance(old, str) and each.name in ("subject", "object", "reversed_by"):
            changes[each.name] = old + text  # an entity's or a fact's id
        elif each.name in ADDRESSES:
            changes[each.name] = url
        elif each.name in KEPT or isinstance(old, PartialDate):
            continue
        elif isinstance(old, str) or (
            old is None and each.name in ("title", "publisher", "source", "manner", "wikidata")
        ):
            changes[each.name] = text
        elif each.name == "said_by":
            changes[each.name] = (text,)
        elif each.name == "aliases":
            changes[each.name] = ((text, None),)
        elif is_dataclass(old):
            changes[each.name] = poisoned(old, text, url)
    return replace(value, **changes)


@pytest.fixture(scope="module", params=range(len(PAYLOADS)))
def hostile(request, data, tmp_path_factory):
    """The sample with a payload everywhere, as a page with its policy and as one without."""
    text = PAYLOADS[request.param]
    known = data.knowledge(data.ROWS[:24])
    claims = {}
    for number, claim in enumerate(known.claims.values()):
        made = poisoned(claim, f"{text}{number}", URLS[number % len(URLS)])
        claims[claim.id] = made
    articles = {i: poisoned(a, f"{text}{n}", URLS[n % len(URLS)]) for n, (i, a) in enumerate(known.articles.items())}
    entities = {
        i + text: replace(poisoned(e, f"{text}{n}", ""), id=i + text)
        for n, (i, e) in enumerate(known.resolution.entities.items())
    }
    facts = tuple(replace(poisoned(f, text, ""), id=f.id + text) for f in known.facts)
    html = render_page(
        Knowledge(articles, claims, Resolution(entities, {}), facts), ontology=load_ontology(), title=text
    )
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "page.html").write_bytes(html.encode())
    policy = html.index('<meta http-equiv="Content-Security-Policy"')
    bare = html[:policy] + html[html.index(">\n", policy) + 2 :]
    (folder / "bare.html").write_bytes(bare.encode())
    return folder


@pytest.mark.parametrize("name", ["page.html", "bare.html"])
def test_nothing_runs(opened, hostile, name):
    watched = opened(hostile / name)
    page = watched.page
    dialogs: list[object] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog))  # noqa: PLW0108 (playwright sets attributes on it)
    box = page.locator("#map").bounding_box()
    for x in range(60, int(box["width"]), 160):
        page.mouse.move(box["x"] + x, box["y"] + box["height"] / 2)
    for number in page.evaluate("techkg.visible"):
        page.evaluate("(id) => techkg.set({ sel: `f:${id}` })", number)
    for kind in page.evaluate("techkg.map.body.nodeIndices"):
        page.evaluate("(id) => techkg.set({ sel: `e:${id}` })", kind)
    page.fill("#search", "window")
    page.keyboard.press("Enter")
    page.click("#language")
    page.click("[data-view=table]")
    page.locator("#table button.verb").first.click()
    assert page.evaluate("window.pwned") is None
    assert dialogs == []
    assert [c for c in watched.complaints if "pwned" in c or c.startswith("error")] == []
    assert [u for u in watched.requests if not u.startswith(("file:", "data:,"))] == []


def test_links_are_http_only(opened, hostile):
    page = opened(hostile / "page.html").page
    found = page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.protocol)")
    assert set(found) <= {"file:", "https:"}
    assert page.locator("img, #map svg, [onload], [onerror], [onmouseover]").count() == 0


def test_the_policy_allows_nothing_else(sample_page):
    html = sample_page.read_text("utf-8")
    policy = html.split('content="', 1)[1].split('"', 1)[0]
    assert policy.startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_policy_stops_a_foreign_script(opened, sample_page, tmp_path):
    html = sample_page.read_text("utf-8")
    changed = tmp_path / "changed.html"
    changed.write_text(html.replace("</body>", "<script>window.pwned = 1;</script></body>"), "utf-8")
    watched = opened(changed)
    assert watched.page.evaluate("window.pwned") is None
    assert any("Content Security Policy" in c for c in watched.complaints)
