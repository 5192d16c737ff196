"""Parquet: one article a row, with the keys of JSON Lines as columns; read a few rows at a time, whatever its size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from importlib.util import find_spec
from itertools import count
from typing import Any

from kg.errors import InputError
from kg.read.articles import Draft, Found, ReadOptions, Source
from kg.read.records import draft_of

__all__ = ["read_parquet"]

_ROWS = 256  # in memory at once
_COLUMNS = ("id", "text", "title", "lang", "published", "date", "url", "publisher", "site", "source", "source_url")


def read_parquet(source: Source, options: ReadOptions) -> Found:
    """The articles of a file whose stream can seek; a row that is wrong is an error of its own.

    Raises:
        InputError: it is no Parquet, has no texts, or pyarrow is not installed.
    """
    if not find_spec("pyarrow"):
        raise InputError(source.where, "Parquet needs pyarrow; install it with: pip install pyarrow")
    is_empty = True
    for number, row in zip(count(1), _rows(source), strict=False):
        is_empty = False
        where = f"{source.where}, row {number}"
        try:
            yield _draft(row, where, f"{source.key}:{number}", options)
        except InputError as error:
            yield error
    if is_empty:
        yield InputError(source.where, "no articles")


def _rows(source: Source) -> Iterator[Mapping[str, Any]]:
    from pyarrow import ArrowException, parquet

    try:
        table = parquet.ParquetFile(source.stream)
        known = [name for name in _COLUMNS if name in table.schema_arrow.names]
        if "text" not in known:
            raise InputError(source.where, "no column text; an article is a row with one")
        for batch in table.iter_batches(batch_size=_ROWS, columns=known):
            yield from batch.to_pylist()
    except (ArrowException, OSError, ValueError) as error:  # ArrowInvalid is a ValueError as well
        words = " ".join(str(error).split())[:200]
        raise InputError(source.where, f"not Parquet that can be read: {words}") from None


def _draft(row: Mapping[str, Any], where: str, place: str, options: ReadOptions) -> Draft:
    text = row.get("text")
    if not isinstance(text, str):
        raise InputError(where, "text is missing" if text is None else "text must be a string")
    if len(text) > options.max_chars:
        raise InputError(where, f"{len(text):,} characters, over the limit of {options.max_chars:,} for one article")
    plain = {key: _plain(value) for key, value in row.items()}
    return draft_of(plain, text, where=where, place=place, at=lambda _: where)


def _plain(value: Any) -> Any:
    """Days and times as JSON has them."""
    if isinstance(value, datetime):  # which is a date as well; it has pandas' kind among its own
        return value.isoformat()
    return value.isoformat() if isinstance(value, date) else value
