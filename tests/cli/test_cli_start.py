"""The command before it does anything: help, version, wrong use, and how fast it starts."""

from __future__ import annotations

import subprocess
import sys

import pytest

import kg as package

HEAVY = ["spacy", "numpy", "rdflib", "pyoxigraph", "pyshacl", "networkx", "pyvis", "trafilatura", "lxml"]
HEAVY += ["feedparser", "httpx", "yaml", "jinja2", "pandas"]
COMMANDS = ["demo", "build", "extract", "query", "show", "stats", "export", "view", "validate", "evaluate"]
COMMANDS += ["remove", "import"]


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["query", "-h"], ["--version"]], ids=" ".join)
def test_help_imports_nothing_heavy(arguments):
    code = (
        "import sys\nfrom kg.cli.main import run\n"
        f"code = run({arguments!r})\n"
        f"loaded = sorted(set({HEAVY!r}) & set(sys.modules))\n"
        "sys.exit(f'loaded: {loaded}' if loaded else code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize(("lang", "other"), [("en", "fr"), ("fr", "en")])
def test_only_the_language_of_the_articles_is_loaded(lang, other, tmp_path):
    words = {"en": "Siemens hired Ann Lee on Friday.", "fr": "Siemens a recruté Anne Petit vendredi."}
    article = tmp_path / "article.txt"
    article.write_text(words[lang], "utf-8")
    code = (
        "import sys\nfrom kg.cli.main import run\n"
        f"code = run(['extract', {str(article)!r}, '--lang', {lang!r}, '--workers', '1'])\n"
        f"sys.exit('loaded' if 'spacy.lang.{other}' in sys.modules or 'spacy.lang.{lang}' not in sys.modules else code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert '"joined"' in done.stdout


def test_version(kg_process):
    done = kg_process("--version")
    assert (done.code, done.out, done.err) == (0, f"kg {package.__version__}\n", "")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(kg, command):
    done = kg(command, "--help")
    assert done.code == 0
    assert f"kg {command}" in done.out
    assert done.err == ""


def test_the_help_lists_every_command(kg):
    done = kg("--help")
    assert [c for c in COMMANDS if f" {c} " not in done.out] == []


def test_no_command_is_wrong_use(kg):
    done = kg()
    assert done.code == 2
    assert "Usage: kg" in done.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["frobnicate"], "frobnicate"),
        (["--frobnicate"], "--frobnicate"),
        (["build"], "inputs"),
        (["build", "x.md", "--frobnicate"], "--frobnicate"),
        (["build", "x.md", "--published", "yesterday"], "yesterday"),
        (["extract", "x.md", "--published", "2023-02-30"], "2023-02-30"),
        (["view", "--since", "soon"], "soon"),
        (["view", "--until", "2024-13"], "2024-13"),
        (["view", "--lang", "de"], "--lang"),
        (["build", "x.md", "--model", "fr_core_news_lg"], "LANG=NAME"),
        (["export", "-o", "graph.unknown"], "--format"),
        (["export", "-o", "x", "--format", "pdf"], "--format"),
        (["query", "--name", "moves", "--param", "OpenAI"], "KEY=VALUE"),
        (["query", "SELECT * {}", "--name", "moves"], "--name"),
        (["query", "SELECT * {}", "--param", "org=OpenAI"], "--param"),
        (["query", "--timeout", "0", "SELECT * {}"], "--timeout"),
        (["stats", "--top", "0"], "--top"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_use_is_one_line(kg, arguments, words):
    done = kg(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert len(done.lines) == 1
    assert done.err.startswith("kg: ")
    assert words in done.err
