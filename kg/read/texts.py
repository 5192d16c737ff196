"""Plain text, and Markdown with YAML front matter."""

from __future__ import annotations

import re
from typing import Any

import yaml

from kg.errors import InputError
from kg.read.articles import Draft, Found, ReadOptions, Source
from kg.read.decoding import read_all, utf8_text
from kg.read.records import draft_of
from kg.read.values import one_line

__all__ = ["read_markdown", "read_plain"]

# Every scalar stays the string it is: YAML's own types turn `no` into False and 2023-11-17 into a date object.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_OPEN = re.compile(r"---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.M)
_NULL = ("", "~", "null")
_MAX_FRONT_MATTER = 50_000


def read_plain(source: Source, options: ReadOptions) -> Found:
    """One article, its text the whole file."""
    text = utf8_text(read_all(source, options), source.where)
    yield Draft(where=source.where, place=source.key, text=text, url=source.url)


def read_markdown(source: Source, options: ReadOptions) -> Found:
    """One article: keys from the front matter if there is one, the text all that follows it."""
    text = utf8_text(read_all(source, options), source.where)
    opening = _OPEN.match(text)
    if not opening:
        yield Draft(where=source.where, place=source.key, text=text, url=source.url)
        return
    closing = _CLOSE.search(text, opening.end(), opening.end() + _MAX_FRONT_MATTER)
    if not closing:
        raise InputError(f"{source.where}:1", "front matter opens here and has no closing '---' line")
    block = text[opening.end() : closing.start()]
    raw = _front_matter(block, source.where)
    yield draft_of(
        raw,
        text[closing.end() :],
        where=source.where,
        place=source.key,
        at=lambda key: f"{source.where}:{_line_of(key, block)}",
        url=source.url,
    )


def _front_matter(block: str, where: str) -> dict[str, Any]:
    try:
        raw = yaml.load(block, Loader=_LOADER)  # noqa: S506 (the base loader builds strings, lists and mappings only)
    except RecursionError:
        raise InputError(f"{where}:1", "front matter is nested too deeply") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = one_line(str(getattr(error, "problem", None) or "cannot be read"))
        raise InputError(f"{where}:{mark.line + 2 if mark else 1}", f"front matter is not YAML: {what}") from None
    if raw is None or raw == "":
        return {}
    if not isinstance(raw, dict):
        raise InputError(f"{where}:2", "front matter is not made of 'key: value' lines")
    return {k: None if isinstance(v, str) and v.lower() in _NULL else v for k, v in raw.items() if isinstance(k, str)}


def _line_of(key: str, block: str) -> int:
    """The line a key stands on, counted from the file's first."""
    lines = block.splitlines()
    return next((n for n, line in enumerate(lines, 2) if line.lstrip("'\" ").startswith(key)), 1)
