"""Several processes read what one reads; an article that no process survives costs only itself."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError, ModelError
from kg.extract import Crew, row
from kg.model import Article, Extraction
from kg.ontology import examples_dir
from kg.read import ReadOptions, read_inputs

# a module that workers import: an extractor without a model, for articles that are orders to it
_READER = """
import os, signal, time
from kg.errors import ModelError
from kg.model import Extraction

class Orders:
    def __init__(self, *, ontology, models, loading=None):
        self.loading = loading

    def extract(self, articles):
        for article in articles:
            if article.text == "die":
                os.kill(os.getpid(), signal.SIGKILL)
            if article.text == "stumble":
                raise RecursionError("too deep")
            if article.text == "no model":
                raise ModelError("no such model")
            if article.text == "slow":
                time.sleep(0.05)
            yield Extraction(article, (), ())

    def fingerprint(self, lang):
        return "1"

    def model(self, lang):
        return "orders 1"
"""


@pytest.fixture
def orders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    (tmp_path / "crew_orders.py").write_text(_READER, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import crew_orders  # type: ignore[import-not-found]

    yield crew_orders.Orders
    sys.modules.pop("crew_orders", None)
    assert not multiprocessing.active_children()


def articles(count: int, **texts: str) -> list[Article]:
    return [Article(f"a{i}", texts.get(f"a{i}", "calm"), "en") for i in range(count)]


def keys(found: list[Extraction | InputError]) -> list[str]:
    return [x.where if isinstance(x, InputError) else x.article.key for x in found]


def test_two_processes_say_what_one_says() -> None:
    found = read_inputs([str(examples_dir())], ReadOptions(languages=("en", "fr")))
    given = [a for a in found if isinstance(a, Article)]
    rows = [[row(x) for x in Crew(n, few=1).extract(given) if isinstance(x, Extraction)] for n in (1, 2)]
    assert rows[0] == rows[1]
    assert [r["id"] for r in rows[0]] == [a.key for a in given]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_order_is_that_of_the_articles(orders: Any, workers: int) -> None:
    given = articles(300, a0="slow", a40="slow", a130="slow")
    assert keys(list(Crew(workers, make=orders, few=1).extract(given))) == [a.key for a in given]


def test_an_article_that_kills_its_process_is_told_and_the_others_are_read(orders: Any) -> None:
    given = articles(200, a5="die", a77="die", a199="die")
    found = list(Crew(2, make=orders, few=1).extract(given))
    assert keys(found) == [a.key for a in given]
    errors = [x for x in found if isinstance(x, InputError)]
    assert [e.where for e in errors] == ["a5", "a77", "a199"]
    assert all("killed" in e.what for e in errors)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_article_that_the_extractor_stumbles_over_is_told(orders: Any, workers: int) -> None:
    given = articles(100, a50="stumble")
    found = list(Crew(workers, make=orders, few=1).extract(given))
    assert keys(found) == [a.key for a in given]
    assert [str(x) for x in found if isinstance(x, InputError)] == [
        "a50: cannot be read (RecursionError: too deep); the others are"
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_no_article_can_help_ends_the_run(orders: Any, workers: int) -> None:
    with pytest.raises(ModelError, match="no such model"):
        list(Crew(workers, make=orders, few=1).extract(articles(100, a40="no model")))


def test_who_stops_asking_leaves_no_process(orders: Any) -> None:
    stream = Crew(2, make=orders, few=1).extract(articles(500))
    assert next(iter(stream)) is not None
    stream.close()  # type: ignore[attr-defined] # it is a generator
    assert not multiprocessing.active_children()


def test_articles_are_taken_as_they_are_needed(orders: Any) -> None:
    taken = []

    def source() -> Iterator[Article]:
        for article in articles(5000):
            taken.append(article.key)
            yield article

    stream = Crew(2, make=orders, few=1).extract(source())
    next(iter(stream))
    assert len(taken) < 1000
    stream.close()  # type: ignore[attr-defined]


def test_few_articles_need_no_second_process(orders: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("kg.extract.crew._Worker", None)
    assert len(list(Crew(8, make=orders, loading=told.append).extract(articles(20)))) == 20
    assert not told


_STOPPED = """
import sys
sys.path.insert(0, sys.argv[1])
from crew_orders import Orders
from kg.extract import Crew
from kg.model import Article
from kg.road import build

if __name__ == "__main__":
    given = [Article(f"a{i}", "slow", "en") for i in range(4000)]
    crew = Crew(2, make=Orders, few=1)
    try:
        build(given, output=sys.argv[2], extractor=crew, progress=lambda p: print(p.done, flush=True))
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX")
def test_ctrl_c_ends_all_processes_and_keeps_what_is_read(orders: Any, tmp_path: Path) -> None:
    script = tmp_path / "stopped.py"
    script.write_text(_STOPPED, "utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, str(script), str(tmp_path), str(tmp_path / "out")]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
    )
    assert running.stdout is not None
    assert running.stdout.readline().strip() == "1"
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=120)  # ends when the last process that holds the pipes has ended
    assert (running.returncode, said) == (130, "")
    kept = list((tmp_path / "out" / "articles").glob("*.json"))
    assert 0 < len(kept) < 4000
