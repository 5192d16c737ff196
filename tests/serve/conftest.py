"""A server as users start it, over the graph of some packaged examples."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.road import build

from ..readers import gold_reader

TOKEN = "a token of sixteen or more"  # noqa: S105 (made up for the tests)


@contextmanager
def served(store, *options):
    """The address of ``kg serve`` on a free port."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", "--store", str(store), *map(str, options)]
    env = {**os.environ, "PYTHONPATH": str(root), "NO_COLOR": "1"}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env)
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.match(r"(http://127\.0\.0\.1:\d+)/ serves", line)
        assert found, line + process.stderr.read()
        yield found[1]
    finally:
        process.terminate()
        rest = process.communicate(timeout=20)[1]
        assert "Traceback" not in rest, rest


def built(folder):
    reader = gold_reader()
    with pytest.MonkeyPatch.context() as patch:  # the real page takes seconds
        patch.setattr("kg.page.render_page", lambda *_, **__: "<!DOCTYPE html><title>the picture</title>")
        return build(reader.articles[:12], extractor=reader, output=folder).graph


@pytest.fixture(scope="session")
def served_folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("served") / "out"
    built(path)
    return path


@pytest.fixture(scope="session")
def url(served_folder):
    """A read-only server."""
    with served(served_folder, "--timeout", 10, "--rows", 2000) as address:
        yield address


@pytest.fixture
def writable(tmp_path):
    """A server that takes updates, over a graph of the test's own; and its store."""
    built(tmp_path / "out")
    with served(tmp_path / "out", "--write", "--token", TOKEN) as address:
        yield address, tmp_path / "out"
