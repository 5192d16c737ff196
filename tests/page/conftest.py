"""One headless browser for the session, pages opened offline, and a watch on what they ask for and complain about."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.ontology import load_ontology
from kg.page import write_page

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP, LAPTOP, PHONE = (1440, 900), (1024, 768), (390, 844)


def missing(tool: str) -> None:
    """Skip, or fail where the environment promises every tool."""
    if os.environ.get("KG_REQUIRE_TOOLS") == "1":
        pytest.fail(f"{tool} is missing, and KG_REQUIRE_TOOLS=1 asks for every tool")
    pytest.skip(f"{tool} is missing")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is missing")
    if not Path(CHROMIUM).exists():
        missing("chromium")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory, sample: Any) -> Path:
    path = tmp_path_factory.mktemp("page") / "sample.html"
    write_page(sample, path, ontology=load_ontology())
    return path


@pytest.fixture(scope="session")
def sample() -> Any:
    return load_sample().knowledge()


def load_sample() -> Any:
    """The module beside this file; tests are imported by path, so it has no name of its own."""
    import importlib.util
    import sys

    name = "kg_page_sampledata"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name("sampledata.py"))
        assert spec
        assert spec.loader
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def data() -> Any:
    """The sample data's module."""
    return load_sample()


class Watched:
    """A page with everything it asked for and complained about."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda m: self.complaints.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda e: self.complaints.append(f"error: {e}"))
        page.on("request", lambda r: self.requests.append(r.url))

    def open(self, path: Path, fragment: str = "") -> None:
        self.page.goto(path.as_uri() + (f"#{fragment}" if fragment else ""))
        self.settle()

    def settle(self) -> None:
        """Until the script has run and two frames have been drawn; a strict policy forbids wait_for_function."""
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def state(self) -> dict[str, Any]:
        read = "Object.fromEntries(Object.entries(techkg.state).map(([k, v]) => [k, v instanceof Set ? [...v] : v]))"
        result: dict[str, Any] = self.page.evaluate(read)
        return result


Opener = Callable[..., Watched]


@pytest.fixture
def opened(browser: Any) -> Iterator[Opener]:
    """Opens a page: ``opened(path, "view=table", size=PHONE, scheme="dark", script=False, bypass=True)``."""
    contexts = []

    def open_page(path: Path, fragment: str = "", size: tuple[int, int] = DESKTOP, **how: Any) -> Watched:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=how.get("scheme", "light"),
            java_script_enabled=how.get("script", True),
            bypass_csp=how.get("bypass", False),
            offline=True,
        )
        contexts.append(context)
        watched = Watched(context.new_page())
        if how.get("script", True):
            watched.open(path, fragment)
        else:
            watched.page.goto(path.as_uri())
        return watched

    yield open_page
    for context in contexts:
        context.close()
