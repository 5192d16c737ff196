"""Articles given as keys and values: a JSON object, or the front matter of a Markdown file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kg.errors import InputError
from kg.model import PartialDate
from kg.read.articles import Draft
from kg.read.values import canonical_url, partial_date, shown

__all__ = ["draft_of"]

Place = Callable[[str], str]


def draft_of(raw: Mapping[str, Any], text: str, *, where: str, place: str, at: Place, url: str | None = None) -> Draft:
    """The draft that a record's keys describe; unknown keys are ignored. ``at(key)`` says where a key stands.

    Raises:
        InputError: a value is not what its key asks for.
    """
    return Draft(
        where=where,
        place=place,
        text=text,
        title=_text(raw, "title", at) or "",
        id=_id(raw, at),
        url=_url(raw, "url", at) or url,
        lang=_text(raw, "lang", at),
        lang_stated=True,
        published=_published(raw, at),
        publisher=_text(raw, "publisher", at) or _text(raw, "site", at),
        source=None if isinstance(raw.get("source"), dict) else _text(raw, "source", at),
        source_url=_url(raw, "source_url", at),
    )


def _text(raw: Mapping[str, Any], key: str, at: Place) -> str | None:
    value = raw.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise InputError(at(key), f"{key} must be a string, not {_kind(value)}")
    return value


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a mapping"}
    return names.get(type(value), type(value).__name__)


def _id(raw: Mapping[str, Any], at: Place) -> str | None:
    value = raw.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return (_text(raw, "id", at) or "").strip() or None


def _url(raw: Mapping[str, Any], key: str, at: Place) -> str | None:
    value = _text(raw, key, at)
    if value is None:
        return None
    url = canonical_url(value)
    if url is None:
        raise InputError(at(key), f"{key} {shown(value)} is not an http or https address")
    return url


def _published(raw: Mapping[str, Any], at: Place) -> PartialDate | None:
    key = "published" if raw.get("published") else "date"
    value = _text(raw, key, at)
    if value is None:
        return None
    try:
        return partial_date(value)
    except ValueError as error:
        raise InputError(at(key), f"{key} {error}") from None
