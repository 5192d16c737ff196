"""Uses the query page in a browser as a person would; says on stdout, as JSON, what there was to see."""

from __future__ import annotations

import json
import sys

from playwright.sync_api import sync_playwright

address, chromium = sys.argv[1:]
seen: dict[str, object] = {}
with sync_playwright() as driver:
    flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    browser = driver.chromium.launch(executable_path=chromium, args=flags)
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}/?lang=en")
    page.locator("summary", has_text="Who left").click()
    page.locator("details[open] input[name=org]").fill("OpenAI")
    page.locator("details[open] button").click()
    page.wait_for_selector(".yasr table tbody tr")
    seen["rows"] = page.locator(".yasr table tbody").last.inner_text()
    seen["query"] = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    page.locator("details[open] input[name=org]").fill("Opan AI")
    page.locator("details[open] button").click()
    page.locator("#problem", has_text="Opan AI").wait_for()
    seen["problem"] = page.locator("#problem").inner_text()
    complaints = [text for text in complaints if "400" not in text]  # the browser's own line about that
    link = page.locator(".yasr td a[href^='https://w3id.org/techkg/id/']").first
    link.evaluate("link => link.click()")
    page.wait_for_url(f"{address}/id/**")
    seen["heading"] = page.locator("h1").inner_text()
    page.goto(f"{address}/?lang=fr")
    seen["french"] = page.locator("h1").inner_text()
    seen["elsewhere"] = sorted({url for url in asked if not url.startswith((address, "data:"))})
    seen["complaints"] = complaints
    browser.close()
print(json.dumps(seen))  # noqa: T201
