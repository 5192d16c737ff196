"""JSON Lines, and JSON files with one article or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from kg.errors import InputError
from kg.read.articles import Draft, Found, ReadOptions, Source
from kg.read.decoding import read_all, utf8_text
from kg.read.records import draft_of

__all__ = ["read_json", "read_json_lines"]


def read_json_lines(source: Source, options: ReadOptions) -> Found:
    """One article a line; a line that is wrong is an error of its own, and the others are kept."""
    is_empty = True
    for number, line in _lines(source, options):
        if isinstance(line, bytes) and not line.strip():
            continue
        is_empty = False
        where = f"{source.where}:{number}"
        try:
            if isinstance(line, InputError):
                raise line
            yield _draft(_parse(utf8_text(line, where), where), where, f"{source.key}:{number}")
        except InputError as error:
            yield error
    if is_empty:
        yield InputError(source.where, "no text")


def read_json(source: Source, options: ReadOptions) -> Found:
    """One article, or a list of them."""
    raw = _parse(utf8_text(read_all(source, options), source.where), source.where)
    if not isinstance(raw, list):
        yield _draft(raw, source.where, source.key)
        return
    if not raw:
        yield InputError(source.where, "no articles in the list")
    for number, item in enumerate(raw, 1):
        try:
            yield _draft(item, f"{source.where}, item {number}", f"{source.key}:{number}")
        except InputError as error:
            yield error


def _lines(source: Source, options: ReadOptions) -> Iterator[tuple[int, bytes | InputError]]:
    """Lines with their numbers; one over the limit is passed over without being held in memory."""
    number = 0
    while line := source.stream.readline(options.max_bytes + 1):
        number += 1
        if len(line) <= options.max_bytes:
            yield number, line
            continue
        yield number, InputError(f"{source.where}:{number}", f"line longer than {options.max_bytes:,} bytes")
        while line and not line.endswith(b"\n"):
            line = source.stream.readline(options.max_bytes)


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _parse(text: str, where: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise InputError(where, "JSON is nested too deeply") from None
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise InputError(where, f"not JSON: {error.msg} ({line}column {error.colno})") from None
    except ValueError as error:  # NaN, or a number of thousands of digits
        raise InputError(where, f"not JSON: {str(error).split(';')[0]}") from None


def _draft(raw: Any, where: str, place: str) -> Draft:
    if not isinstance(raw, dict):
        raise InputError(where, 'an article is an object such as {"id": "a1", "text": "..."}')
    text = raw.get("text")
    if not isinstance(text, str):
        raise InputError(where, "text is missing" if text is None else "text must be a string")
    return draft_of(raw, text, where=where, place=place, at=lambda _: where)
