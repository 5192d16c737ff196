"""What tests of several parts share: one real extractor, and one graph that it has read."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.run_snippets import Kitchen
from kg.extract import Extractor
from kg.ontology import examples_dir
from kg.road import build

from .readers import shipped_extractor

# The dismissal and return of OpenAI's head in both languages, a departure to nowhere, a supplier
BUILT_FROM = (
    "2023-11-17-altman-out.en.md",
    "2023-11-20-microsoft-hires-altman.en.md",
    "2023-11-22-altman-returns.en.md",
    "2023-11-18-openai-se-vide.fr.md",
    "2025-11-20-lecun-quitte-meta.fr.md",
    "2025-11-04-openai-aws.en.md",
)


def pytest_configure() -> None:
    """A shell's background jobs ignore Ctrl-C, and so would the commands that tests interrupt."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor of both languages as shipped; its models are loaded once."""
    return shipped_extractor()


@pytest.fixture(scope="session")
def kitchen(extractor: Extractor) -> Iterator[Kitchen]:
    """Has the graph of ``kg demo``, which is built once; only to be read."""
    shared = Kitchen(extractor)
    yield shared
    shared.close()


@pytest.fixture(scope="session")
def built_articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the six example articles of `built`."""
    folder = tmp_path_factory.mktemp("articles")
    for name in BUILT_FROM:
        shutil.copy(examples_dir() / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, built_articles: Path, extractor: Extractor) -> Path:
    """A build folder that the real extractor filled from six examples. Only to be read: `built_copy` may be changed."""
    folder = tmp_path_factory.mktemp("built") / "out"
    assert not build(built_articles, output=folder, extractor=extractor).failures
    return folder


@pytest.fixture
def built_copy(built: Path, tmp_path: Path) -> Path:
    """A copy of `built` of the test's own."""
    return shutil.copytree(built, tmp_path / "built")
