"""The query page in a real browser, in a process of its own: a driver of a browser can run once in a process."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ..tools import missing


@pytest.fixture(scope="module")
def seen(url):
    pytest.importorskip("playwright.sync_api", reason="playwright is missing")
    chromium = shutil.which("chromium") or missing("chromium")
    command = [sys.executable, str(Path(__file__).with_name("look.py")), url, chromium]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_named_query_shows_its_rows(seen):
    assert "Sam Altman" in seen["rows"]
    assert "https://w3id.org/techkg/id/OpenAI" in seen["query"]
    assert not seen["query"].startswith("#")


def test_an_iri_in_the_results_leads_to_its_description(seen):
    assert seen["heading"]
    assert seen["heading"] in seen["rows"]


def test_an_unknown_name_is_told(seen):
    assert "no entity named 'Opan AI'; near names: " in seen["problem"]
    assert "OpenAI" in seen["problem"]


def test_the_page_speaks_french(seen):
    assert seen["french"] == "Interroger le graphe"


def test_nothing_comes_from_elsewhere_and_nothing_complains(seen):
    assert seen["elsewhere"] == []
    assert seen["complaints"] == []
