"""``kill -9`` while articles are read: what is there is whole, and the next run ends as if nothing had happened."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store import BuildFolder, open_for_writing

from ..readers import gold_extractions

ROOT = Path(__file__).parents[2]
MOMENTS = 25


class Victim:
    """Starts builds that can be killed."""

    def __init__(self):
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "tests.store.victim"]
        self.process = subprocess.Popen(command, stdin=-1, stdout=-1, text=True, env=env, cwd=ROOT)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.asks, self.says = self.process.stdin, self.process.stdout

    def build(self, folder, kill_after=None):
        """Seconds that the build took; it is killed after as many as are given."""
        started = time.monotonic()
        self.asks.write(f"{'' if kill_after is None else kill_after} {folder}\n")
        self.asks.flush()
        code = int(self.says.readline())
        assert code in ((0, signal.SIGKILL) if kill_after is not None else (0,))
        return time.monotonic() - started


@pytest.fixture(scope="module")
def victim():
    if not hasattr(os, "fork"):
        pytest.skip("no fork on this system")
    made = Victim()
    with made.process:
        yield made
        made.asks.close()


def contents(folder):
    """Every quad, and every file beside the store."""
    store = ox.Store.read_only(str(folder / "store"))
    files = {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and folder / "store" not in path.parents
    }
    return {str(quad) for quad in store}, files


@pytest.fixture(scope="module")
def untouched(victim, tmp_path_factory):
    """What a build makes that nobody disturbs, and how long it takes."""
    folder = tmp_path_factory.mktemp("kill") / "out"
    seconds = victim.build(folder)
    return contents(folder), seconds


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_killed_and_run_again(victim, untouched, tmp_path, moment):
    expected, seconds = untouched
    # one random moment in each of as many parts of the run: early and late ones are met alike
    after = seconds * (moment + random.Random(moment).random()) / MOMENTS  # noqa: S311
    victim.build(tmp_path / "out", kill_after=after)
    whole = {x.article.id: {c.id for c in x.claims} for x in gold_extractions()[:8]}
    store = open_for_writing(BuildFolder(tmp_path / "out"))
    for extraction in store.extractions():
        assert {c.id for c in extraction.claims} == whole[extraction.article.id]
    store.close()
    victim.build(tmp_path / "out")
    assert contents(tmp_path / "out") == expected


def test_moments_fall_into_the_reading(victim, untouched, tmp_path):
    """The kills above would prove nothing if they all came before the first article or after the last."""
    early, late = 0.0, 4 * untouched[1]
    for attempt in range(20):
        folder = tmp_path / str(attempt)
        moment = (early + late) / 2
        victim.build(folder, kill_after=moment)
        store = open_for_writing(BuildFolder(folder))
        read = len(store.article_ids())
        store.close()
        if 0 < read < 8:
            return
        early, late = (moment, late) if read == 0 else (early, moment)
    pytest.fail("no kill met a build between its first article and its last")


WAITING = """
import sys
from tests.readers import Reader, gold_extractions
from kg.errors import StoreError
from kg.road import build
import kg.page
kg.page.render_page = lambda *_, **__: ""
few = gold_extractions()[int(sys.argv[2]):int(sys.argv[3])]
reader = Reader(few)
try:
    build(reader.articles, extractor=reader, output=sys.argv[1])
    print("done")
except StoreError as error:
    print(error)
"""


def test_two_processes_at_once_lose_nothing(tmp_path):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    parts = [("0", "3"), ("3", "6"), ("6", "9")]
    for _ in range(10):
        commands = [[sys.executable, "-c", WAITING, str(tmp_path / "out"), *part] for part in parts]
        running = [subprocess.Popen(c, stdout=subprocess.PIPE, text=True, env=env) for c in commands]
        said = [process.communicate()[0].strip() for process in running]
        assert all(words == "done" or "another process is writing to it; wait" in words for words in said), said
        parts = [part for part, words in zip(parts, said, strict=True) if words != "done"]
        if not parts:
            break
    store = open_for_writing(BuildFolder(tmp_path / "out"))
    assert store.article_ids() == sorted(x.article.id for x in gold_extractions()[:9])
    store.close()
