"""Renders the demo's page into ``docs/img`` as the README shows it: each view on a desktop, the first one on a phone.

    kg demo && python docs/make_images.py [PAGE]

Needs Playwright for Python and Chromium (the extra ``test``).
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

# name of the picture: size of the window, and the view that the page's address asks for
SHOTS = {
    "people-desktop": (1440, 900, "view=people"),
    "companies-desktop": (1440, 900, "view=companies"),
    "timeline-desktop": (1440, 900, "view=timeline"),
    "table-desktop": (1440, 900, "view=table"),
    "companies-phone": (390, 844, ""),
}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def make_images(page: Path, folder: Path) -> list[Path]:
    """One PNG for each of ``SHOTS``, made offline; the files written."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name, (width, height, view) in SHOTS.items():
            tab = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=1)
            tab.goto(f"{page.resolve().as_uri()}#{view}")
            tab.wait_for_timeout(500)  # the map is drawn by then, and what moves has come to rest
            written.append(folder / f"{name}.png")
            tab.screenshot(path=written[-1])
        browser.close()
    return written


if __name__ == "__main__":
    page = Path(sys.argv[1] if len(sys.argv) > 1 else "kg-out/graph.html")
    if not page.is_file():
        sys.exit(f"{page}: no such file; make it with kg demo")
    for image in make_images(page, Path(__file__).parent / "img"):
        print(image)
