from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.read import ReadOptions, read_inputs

Read = Callable[..., list[Article | InputError]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes a file (bytes, or text as UTF-8) and reads it; ``**options`` are those of ReadOptions."""

    def write_and_read(name: str, content: str | bytes, **options: Any) -> list[Article | InputError]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
        return list(read_inputs([str(path)], ReadOptions(**options)))

    return write_and_read


@pytest.fixture
def read_one(read: Read) -> Callable[..., Article]:
    def the_article(name: str, content: str | bytes, **options: Any) -> Article:
        (found,) = read(name, content, **options)
        assert isinstance(found, Article), str(found)
        return found

    return the_article


@pytest.fixture
def read_error(read: Read) -> Callable[..., InputError]:
    def the_error(name: str, content: str | bytes, **options: Any) -> InputError:
        (found,) = read(name, content, **options)
        assert isinstance(found, InputError), repr(found)
        return found

    return the_error


@pytest.fixture
def split() -> Callable[[Sequence[Article | InputError]], tuple[list[Article], list[str]]]:
    """Articles and the words of the errors, apart."""

    def by_kind(found: Sequence[Article | InputError]) -> tuple[list[Article], list[str]]:
        articles = [x for x in found if isinstance(x, Article)]
        return articles, [str(x) for x in found if isinstance(x, InputError)]

    return by_kind
