"""The site builds without a warning, every link in it leads somewhere, and it loads nothing from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
from typer.main import get_command

import kg
from docs.snippets import ROOT
from kg.cli.app import app
from kg.ontology import load_ontology
from kg.query.named import named_queries

LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}


class Page(HTMLParser):
    """What a page links to, loads, and can be linked to at; and its text."""

    def __init__(self, text):
        super().__init__()
        self.links, self.loads, self.ids, self.words = [], [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        self.ids |= {known[key] for key in ("id", "name") if known.get(key)}
        if tag == "a" and known.get("href"):
            self.links.append(known["href"])
        if known.get(LOADED.get(tag, "")) and known.get("rel") not in ("canonical", "index", "search", "next", "prev"):
            self.loads.append(known[LOADED[tag]])

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Built as the README says, with warnings as errors."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-E", "docs", folder]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return (
        {path.relative_to(folder).as_posix(): Page(path.read_text("utf-8")) for path in folder.rglob("*.html")}
        | {path.relative_to(folder).as_posix(): None for path in folder.rglob("*") if path.suffix != ".html"}
        | {"": folder}
    )


def text_of(site, page):
    return " ".join(" ".join(site[page].words).split())


def lost(site, page, link):
    """Whether a link of a page leads nowhere in the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return False
    here = page.rpartition("/")[0]
    steps = [s for s in f"{here}/{unquote(parts.path)}".split("/") if s] if parts.path else page.split("/")
    path: list[str] = []
    for step in steps:
        path = path[:-1] if step == ".." else path if step == "." else [*path, step]
    target = "/".join(path)
    if target not in site:
        return True
    return bool(parts.fragment and site[target] is not None and unquote(parts.fragment) not in site[target].ids)


def test_every_link_leads_somewhere(site):
    pages = {name: page for name, page in site.items() if isinstance(page, Page)}
    assert len(pages) > 20
    assert [(n, link) for n, page in pages.items() for link in page.links + page.loads if lost(site, n, link)] == []


def test_nothing_is_loaded_from_elsewhere(site):
    pages = {name: page for name, page in site.items() if isinstance(page, Page)}
    assert [(n, u) for n, page in pages.items() for u in page.loads if urlsplit(u).netloc] == []
    sheets = "".join(path.read_text("utf-8") for path in site[""].rglob("*.css"))
    assert re.findall(r"(?:@import|url\()\s*['\"]?(?:https?:)?//[^)]*", sheets) == []


def test_every_command_and_option_is_documented(site):
    """Counted by the command's own help, which the page is not made of word by word."""
    text = text_of(site, "reference/command-line.html")
    root = get_command(app)
    commands = root.commands  # type: ignore[attr-defined]
    assert len(commands) > 10
    for name, command in commands.items():
        section = text[text.index(f"kg {name} ¶") :] if f"kg {name} ¶" in text else ""
        section = section.split(" ¶", 2)[1] if section else ""
        assert command.help.split()[0] in section, name
        options = [o for p in command.params for o in p.opts if not o.startswith("-") or o.startswith("--")]
        assert [o for o in options if o not in section] == [], name


def test_every_public_name_of_the_library_is_documented(site):
    ids = site["reference/library.html"].ids
    assert [name for name in kg.__all__ if f"kg.{name}" not in ids and not name.startswith("__")] == []
    methods = [name for name in vars(kg.KnowledgeGraph) if not name.startswith("_")]
    assert [name for name in methods if f"kg.KnowledgeGraph.{name}" not in ids] == []


def test_every_named_query_and_relation_is_documented(site):
    text = text_of(site, "reference/queries.html")
    for query in named_queries(load_ontology()).values():
        assert query.title["en"] in text
        assert [p for p in query.parameters if p not in text] == []
    assert set(load_ontology().relations) <= set(text_of(site, "reference/vocabulary.html").split())


def test_files_that_the_readme_links_to_are_there():
    links = re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", (ROOT / "README.md").read_text("utf-8"))
    local = [a or b for a, b in links if not urlsplit(a or b).scheme]
    assert local
    assert [link for link in local if not (ROOT / link).exists()] == []
