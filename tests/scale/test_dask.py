"""Dask gives the bytes of a local build, also where a worker is killed while it reads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.scale.dask import Dask
from tests.scale.test_spark import ROOT, assert_same, below, read
from tests.tools import missing


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="needs /proc to see which worker reads")
def test_a_worker_killed_while_it_reads(built_articles: Path, built: Path, tmp_path: Path) -> None:
    if not find_spec("distributed"):
        missing("Dask")
    command = [
        sys.executable,
        "-m",
        "kg",
        "build",
        "--engine",
        "dask",
        str(built_articles),
        "-o",
        str(tmp_path / "out"),
    ]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as build:
        try:
            os.kill(next(reading(build)), signal.SIGKILL)
            _, told = build.communicate()
        finally:
            build.kill()
    assert build.returncode == 0, told
    assert "articles: 6 read" in told
    assert_same(built, tmp_path / "out")


def reading(build: subprocess.Popen[str]) -> Iterator[int]:
    """Processes below a build that have loaded a model: they are at work on articles."""
    while build.poll() is None:
        yield from (process for process in below(build.pid) if "/spacy/" in read(process, "maps"))
        time.sleep(0.05)
    raise AssertionError(f"no worker was seen to read: {build.stderr and build.stderr.read()}")


def test_a_scheduler_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    if not find_spec("distributed"):
        missing("Dask")
    (tmp_path / "a.txt").write_text("Jane Roe left OpenAI.", "utf-8")
    arguments = ["--lang", "en", "--engine", "dask", "--master", "tcp://127.0.0.1:1", "-o", str(tmp_path / "out")]
    command = [sys.executable, "-m", "kg", "build", str(tmp_path / "a.txt"), *arguments]
    env = {**os.environ, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("kg: Dask has given up: ")
    assert "Traceback" not in done.stderr


def test_without_dask_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.scale.job.find_spec", lambda _: None)
    with pytest.raises(KgError, match="pip install distributed"):
        Dask()
