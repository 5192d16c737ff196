"""What people see: colours only on a terminal that wants them, a bar where the number of articles is known."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys

import pytest
from rich.console import Console

from kg.cli import progress
from kg.cli.progress import expected_articles, progress_line


def on_a_terminal(arguments, **environment):
    """What ``kg`` writes to stderr when that is a terminal."""
    ours, theirs = pty.openpty()
    known = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    known |= {"TERM": "xterm-256color", "COLUMNS": "100", **environment}
    command = [sys.executable, "-m", "kg", *arguments]
    with subprocess.Popen(
        command, stderr=theirs, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=known
    ) as running:
        os.close(theirs)
        seen = b""
        try:
            while chunk := os.read(ours, 4096):
                seen += chunk
        except OSError:  # Linux says so when the other side has gone
            pass
        os.close(ours)
        running.wait()
    return seen.decode()


def test_colours_on_a_terminal_unless_unwanted():
    assert "\x1b[31mkg: " in on_a_terminal(["frobnicate"])
    assert "\x1b" not in on_a_terminal(["frobnicate"], NO_COLOR="1")


def test_no_colours_and_no_progress_off_a_terminal(kg_process):
    done = kg_process("extract", "-", "--published", "2023", stdin=b"Sam Altman joined Microsoft.")
    assert done.code == 0
    assert done.err == ""


def drawn(monkeypatch, total, width=100):
    out = Console(file=io.StringIO(), force_terminal=True, width=width, color_system=None)
    monkeypatch.setattr(progress, "console", lambda: out)
    with progress_line("loading", total) as step:
        step("reading articles", 1, "an [bold]article[/] \x1b[2J of a very long name " * 9)
        step("deriving facts")
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


@pytest.mark.parametrize(("total", "count"), [(3, "1 of 3"), (None, "1")])
def test_the_line_counts_articles(monkeypatch, total, count):
    monkeypatch.setattr("rich.progress.Progress.update", _refreshing(monkeypatch))
    text = drawn(monkeypatch, total)
    assert f" {count} " in text
    assert "deriving facts" in text
    assert "\x1b[2J" not in text
    assert "an [bold]article" in text


def _refreshing(monkeypatch):
    """Progress is drawn ten times a second; here after every step."""
    from rich.progress import Progress

    original = Progress.update

    def update(self, *arguments, **changes):
        original(self, *arguments, **changes)
        self.refresh()

    return update


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_the_line_never_wraps(monkeypatch, width):
    monkeypatch.setattr("rich.progress.Progress.update", _refreshing(monkeypatch))
    while_it_runs = drawn(monkeypatch, 3, width).partition("\x1b[?25h")[0]
    assert "deriving" in while_it_runs
    assert "\x1b[1A" not in while_it_runs  # to draw over two lines it would have to go up


def test_articles_are_counted_where_they_can_be(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.md").write_text("a")
    (tmp_path / "deep" / "b.html").write_text("b")
    (tmp_path / "deep" / "c.jsonl").write_text('{"text": "1"}\n\n{"text": "2"}\n')
    (tmp_path / "deep" / "notes.csv").write_text("x")
    assert expected_articles([str(tmp_path)]) == 4
    assert expected_articles([str(tmp_path / "a.md"), str(tmp_path / "deep" / "c.jsonl")]) == 3
    (tmp_path / "feed.xml").write_text("<rss/>")
    for open_ended in (tmp_path, "-", "https://example.org/feed", tmp_path / "feed.xml", "x\0y"):
        assert expected_articles([str(open_ended)]) is None


def test_a_long_table_is_shown_a_page_at_a_time(built, tmp_path):
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED\ncat\n")
    pager.chmod(0o755)
    ours, theirs = pty.openpty()
    env = {**os.environ, "PAGER": str(pager), "TERM": "xterm", "LINES": "8", "COLUMNS": "200"}
    seen = {}
    for limit in (3, 60):
        command = [
            sys.executable,
            "-m",
            "kg",
            "query",
            f"SELECT ?s {{ ?s ?p ?o }} LIMIT {limit}",
            "--store",
            str(built),
        ]
        with subprocess.Popen(command, stdout=theirs, stdin=theirs, stderr=subprocess.DEVNULL, env=env) as running:
            running.wait()
        seen[limit] = os.read(ours, 100_000).decode()
    os.close(theirs)
    os.close(ours)
    assert "PAGED" not in seen[3]
    assert "PAGED" in seen[60]
