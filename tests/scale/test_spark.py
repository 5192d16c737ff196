"""Apache Spark gives the bytes of a local build, also where a worker is killed while it reads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import KgError
from kg.scale.spark import Spark
from tests.tools import missing

ROOT = Path(__file__).parents[2]
BUILD = (sys.executable, "-m", "kg", "build", "--engine", "spark")
VIEWS = ("graph.ttl", "graph.html", "report.json")


@pytest.fixture
def java() -> None:
    """Skips where Spark cannot run."""
    try:
        subprocess.run(["java", "-version"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no Java on this machine; Spark needs version 17 or later")
    if not all(find_spec(needed) for needed in ("pyspark", "pandas", "pyarrow")):
        missing("PySpark")


def environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith(("SPARK_", "PYSPARK_"))}


def assert_same(one: Path, other: Path) -> None:
    for name in VIEWS:
        assert (one / name).read_bytes() == (other / name).read_bytes(), name
    for folder, same in ((one, other), (other, one)):
        for path in (folder / "articles").iterdir():
            assert path.read_bytes() == (same / "articles" / path.name).read_bytes()
    dumps = [sorted(map(str, ox.Store.read_only(str(folder / "store")))) for folder in (one, other)]
    assert dumps[0] == dumps[1]


def test_same_bytes_as_a_local_build(java: None, built_articles: Path, built: Path, tmp_path: Path) -> None:
    out = tmp_path / "a folder [1] à {lire}" / "out"  # Hadoop has uses of its own for these characters
    command = [*BUILD, "--master", "local[2,4]", str(built_articles), "-o", str(out)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "articles: 6 read" in done.stderr
    assert_same(built, out)
    again = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    assert "articles: 0 read, 6 unchanged" in again.stderr


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="needs /proc to see which worker reads")
def test_a_worker_killed_while_it_reads(java: None, built_articles: Path, built: Path, tmp_path: Path) -> None:
    command = [*BUILD, "--master", "local-cluster[2,1,1500]", str(built_articles), "-o", str(tmp_path / "out")]
    with subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=subprocess.PIPE, text=True) as build:
        try:
            os.kill(reading_executor(build), signal.SIGKILL)
            _, told = build.communicate()
        finally:
            build.kill()
    assert build.returncode == 0, told
    assert "Lost executor" in told
    assert_same(built, tmp_path / "out")


def reading_executor(build: subprocess.Popen[str]) -> int:
    """The JVM above the Python process that has loaded spaCy: it is at work on articles."""
    while build.poll() is None:
        for process in below(build.pid):
            if "/spacy/" in read(process, "maps") and (found := executor_above(process)):
                return found
        time.sleep(0.05)
    raise AssertionError(f"no worker was seen to read: {build.stderr and build.stderr.read()}")


def below(process: int) -> Iterator[int]:
    for child in read(process, f"task/{process}/children").split() + others(process):
        yield int(child)
        yield from below(int(child))


def others(process: int) -> list[str]:
    """Children that other threads than the first have started."""
    tasks = Path(f"/proc/{process}/task")
    try:
        names = [task.name for task in tasks.iterdir() if task.name != str(process)]
    except OSError:
        return []
    return [child for name in names for child in read(process, f"task/{name}/children").split()]


def executor_above(process: int) -> int | None:
    while process > 1:
        if "CoarseGrainedExecutorBackend" in read(process, "cmdline"):
            return process
        words = read(process, "stat").rpartition(")")[2].split()
        process = int(words[1]) if words else 0
    return None


def read(process: int, name: str) -> str:
    """A file of /proc; empty when the process has ended."""
    try:
        return Path(f"/proc/{process}/{name}").read_text("utf-8", "replace")
    except OSError:
        return ""


def test_without_java_one_line_says_so(java: None, built_articles: Path, tmp_path: Path) -> None:
    command = [*BUILD, str(built_articles), "-o", str(tmp_path / "out")]
    bare = environment() | {"PATH": str(tmp_path), "JAVA_HOME": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("kg: Spark cannot be started (Java 17 or later is needed): ")
    assert "Traceback" not in done.stderr


def test_without_pyspark_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.scale.job.find_spec", lambda _: None)
    with pytest.raises(KgError, match=r"pip install pyspark pandas pyarrow"):
        Spark()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--master", "local[2]"], "goes with --engine spark or dask"),
        (["--engine", "spark", "--workers", "2"], "--workers"),
    ],
)
def test_options_that_do_not_go_together(options: list[str], said: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", "nothing.txt", *options, "-o", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "out").exists()
