"""The page beside what stock pyvis writes of the same facts: time until the picture is still, file size, requests.

    python benchmarks/page.py [--edges 100 1000 5000 20000] [--limit 240] [--json FILE]
    python benchmarks/page.py --ratios      # only: opening beside an empty page, a step of the slider beside opening

Both get the same people, companies, moves, dates and quotes (stock pyvis as the titles of its edges) and are opened by
the same headless Chromium, one after the other, offline. Still means: something is drawn and no node has moved for
half a second. The ratios are of medians at 1,000 edges, opened in turns with an empty page: opening may take 8 times as
long as that, a step of the slider a quarter of opening; more ends with exit code 1. Needs Playwright for Python and
Chromium (the extra ``test``).
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from kg.model import Argument, Article, Claim, Entity, Fact, Knowledge, PartialDate, Resolution, Span, digest
from kg.ontology import load_ontology
from kg.page import write_page

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
INK = """() => [...document.querySelectorAll('canvas')].some((c) => c.width > 100
  && c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v) => v > 0 && v < 250))
  || document.querySelectorAll('#companies .arc').length > 0"""
PLACES = "() => JSON.stringify((window.techkg?.map ?? window.network)?.getPositions?.() ?? 'none')"
TELL = "() => { try { window.network = network; } catch { /* not a stock page */ } }"


def made(edges: int) -> Knowledge:
    """``edges`` moves of people between companies, each with an article and a quote of ordinary length."""
    people = [f"Person Number{n:05}" for n in range(max(edges // 2, 1))]
    companies = [f"Company {n:03}" for n in range(max(edges // 25, 4))]
    entities = {n.replace(" ", "_"): Entity(n.replace(" ", "_"), n, "Person") for n in people}
    entities |= {n.replace(" ", "_"): Entity(n.replace(" ", "_"), n, "Organization") for n in companies}
    rows = [_move(n, people, companies) for n in range(edges)]
    articles = {article.id: article for _, _, article in rows}
    return Knowledge(articles, {c.id: c for _, c, _ in rows}, Resolution(entities, {}), tuple(f for f, _, _ in rows))


def _move(number: int, people: list[str], companies: list[str]) -> tuple[Fact, Claim, Article]:
    """Each person leaves one company and joins another a month later; some companies are much busier than others."""
    who, joins = divmod(number, 2)
    person, place = people[who % len(people)], (who * 7919 + joins * 104729) % 1000 / 1000
    company = companies[int(place**3 * len(companies))]
    relation, cls = ("joined", "Joining") if joins else ("left", "Leaving")
    day = f"{2015 + who % 10}-{1 + who % 11 + joins:02}-{1 + who % 28:02}"
    quote = (
        f"On that day {person} {relation} {company}, where several colleagues had gone the year before, it was said."
    )
    url = f"https://news.example/{number // 3}"
    key = f"{number // 3}.md"
    article = Article(key=key, text="", lang="en", published=PartialDate(day), title=f"Moves, part {key}", url=url)
    start = number % 3 * 200
    claim = Claim(
        article=article.id, lang="en", relation=relation,
        subject=Argument(person, "Person", person, Span(start, start + 5)),
        object=Argument(company, "Organization", company, Span(start + 6, start + 9)), status="asserted", quote=quote,
        span=Span(start, start + len(quote)), rule="made", confidence=0.9, date=PartialDate(day),
    )  # fmt: skip
    fact = Fact(
        id=digest(str(number)), cls=cls, kind="event", relation=relation, subject=person.replace(" ", "_"),
        object=company.replace(" ", "_"), status="asserted", claims=(claim.id,), date=PartialDate(day),
    )  # fmt: skip
    return fact, claim, article


def write_stock(knowledge: Knowledge, path: Path) -> None:
    """As the pyvis documentation shows it: nodes, edges, titles, ``in_line``, default physics."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", height="900px")
    for entity in knowledge.resolution.entities.values():
        network.add_node(entity.id, label=entity.label, shape="box" if entity.type == "Organization" else "dot")
    for fact in knowledge.facts:
        claim = knowledge.claims[fact.claims[0]]
        article = knowledge.articles[claim.article]
        title = f"{fact.relation} {fact.date.value if fact.date else ''}\n{claim.quote}\n{article.title} {article.url}"
        network.edges.append(
            {"from": fact.subject, "to": fact.object, "arrows": "to", "title": title, "label": fact.relation}
        )
    path.write_text(network.generate_html(notebook=False), "utf-8")


def still(browser: Any, path: Path, limit: float) -> tuple[float | None, int]:
    """Seconds until the picture is still (None: not within ``limit``), and requests other than for the file."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.route("http*://**", lambda route: route.abort())
    begun = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    result = None
    before, since = "", begun
    while time.perf_counter() - begun < limit:
        time.sleep(0.05)
        page.evaluate(TELL)
        now = page.evaluate(PLACES) if page.evaluate(INK) else ""
        if not now or now != before:
            before, since = now, time.perf_counter()
        elif time.perf_counter() - since >= 0.5:
            result = since - begun
            break
    page.close()
    return result, sum(not url.startswith(("file:", "data:", "blob:")) for url in asked)


def measure(edges: int, limit: float, browser: Any, folder: Path) -> dict[str, Any]:
    """One row of the table."""
    knowledge = made(edges)
    ours, stock = folder / "ours.html", folder / "stock.html"
    begun = time.process_time()
    write_page(knowledge, ours, ontology=load_ontology())
    writing = time.process_time() - begun
    write_stock(knowledge, stock)
    row: dict[str, Any] = {"edges": edges, "write_cpu_s": round(writing, 1)}
    for name, path in (("ours", ours), ("stock", stock)):
        seconds, requests = still(browser, path, limit)
        row |= {f"{name}_still_s": seconds and round(seconds, 2), f"{name}_bytes": path.stat().st_size}
        row |= {f"{name}_requests": requests}
    return row


OPENED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
STEP = """async (share) => {
  const thumb = document.getElementById("to");
  const begun = performance.now();
  thumb.value = String(share * 1000);
  thumb.dispatchEvent(new Event("input"));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - begun;
}"""
MOST_OPENING, MOST_STEP = 8.0, 0.25


def opening(browser: Any, path: Path) -> tuple[float, Any]:
    """Seconds until a page has run its script and two frames have been drawn, and the page."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    begun = time.perf_counter()
    page.goto(path.as_uri())
    page.evaluate(OPENED)
    return time.perf_counter() - begun, page


def ratios(browser: Any, folder: Path, edges: int = 1000, times: int = 9) -> bool:
    """Print both ratios; whether they hold."""
    ours, empty = folder / "ours.html", folder / "empty.html"
    write_page(made(edges), ours, ontology=load_ontology())
    empty.write_text("<!DOCTYPE html><html lang=en><title>Empty</title><p>Nothing</p></html>", "utf-8")
    taken: dict[Path, list[float]] = {ours: [], empty: []}
    steps: list[float] = []
    for turn in range(times):
        for path in (empty, ours):
            seconds, page = opening(browser, path)
            taken[path].append(seconds)
            if path == ours and turn == times - 1:
                steps = [page.evaluate(STEP, share) / 1000 for share in (0.2, 0.35, 0.5, 0.65, 0.8, 0.6, 0.4, 0.9, 0.7)]
            page.close()
    page_s, empty_s, step_s = median(taken[ours]), median(taken[empty]), median(steps)
    opened, step = page_s / empty_s, step_s / page_s
    print(f"at {edges} edges: open {page_s * 1000:.0f} ms, an empty page {empty_s * 1000:.0f} ms:", end=" ")
    print(f"{opened:.1f}x (at most {MOST_OPENING:.0f}x); slider step {step_s * 1000:.0f} ms:", end=" ")
    print(f"{step:.2f} of opening (at most {MOST_STEP})", flush=True)
    return opened <= MOST_OPENING and step <= MOST_STEP


def main() -> None:
    """Measure, print the table, write JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edges", type=int, nargs="+", default=[100, 1000, 5000, 20000])
    parser.add_argument("--limit", type=float, default=240.0, help="seconds to wait for a still picture")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--ratios", action="store_true", help="leave the table out")
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    rows = []
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        holds = ratios(browser, Path(folder))
        if not options.ratios:
            print("edges   still: ours  stock  ratio    size: ours  stock  ratio   requests: ours stock")
        for edges in [] if options.ratios else options.edges:
            row = measure(edges, options.limit, browser, Path(folder))
            rows.append(row)
            print(line(row, options.limit), flush=True)
        browser.close()
    if options.json:
        options.json.write_text(json.dumps(rows, indent=2) + "\n", "utf-8")
    sys.exit(0 if holds else 1)


def line(row: dict[str, Any], limit: float) -> str:
    """A row for people."""
    ours, stock = row["ours_still_s"], row["stock_still_s"]
    ratio = f"{(stock or limit) / ours:.0f}x{'' if stock else ' or more'}" if ours else "-"
    size = row["ours_bytes"] / row["stock_bytes"]
    shown = f"{stock:.1f} s" if stock else f">{limit:.0f} s"
    return (
        f"{row['edges']:>6}  {ours or 0:>6.1f} s {shown:>8}  {ratio:<12}  {row['ours_bytes'] / 1e6:>6.2f} MB "
        f"{row['stock_bytes'] / 1e6:>6.2f} MB {size:.2f}x   {row['ours_requests']} {row['stock_requests']}"
    )


if __name__ == "__main__":
    main()
