"""RSS and Atom feeds: each entry an article. Nothing that a feed links to is fetched."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urljoin

from kg.errors import InputError
from kg.model import PartialDate, digest
from kg.read.articles import Draft, Found, ReadOptions, Source
from kg.read.decoding import read_all
from kg.read.fragments import fragment_text
from kg.read.values import canonical_url, stated_date

__all__ = ["read_feed"]

_GLOBAL_IDS = ("tag:", "urn:")


def read_feed(source: Source, options: ReadOptions) -> Found:
    """One article an entry, with its content, else its summary, else its title alone."""
    feed = _parse(read_all(source, options), source)
    if not feed.get("version"):
        raise InputError(source.where, "not an RSS or Atom feed")
    if not feed.entries:
        raise InputError(source.where, "the feed has no entries")
    for number, entry in enumerate(feed.entries, 1):
        yield _draft(entry, feed.feed, source, number)


def _parse(data: bytes, source: Source) -> Any:
    import feedparser

    headers = {"content-type": f"application/xml; charset={source.charset}"} if source.charset else {}
    try:
        # A stream, because feedparser takes a string or bytes for a file name or an address first.
        return feedparser.parse(io.BytesIO(data), response_headers=headers)
    except RecursionError:
        raise InputError(source.where, "the feed is nested too deeply") from None
    except Exception as error:  # whatever a stranger's feed trips in the parser
        raise InputError(source.where, f"not readable as a feed ({type(error).__name__})") from None


def _draft(entry: Any, feed: Any, source: Source, number: int) -> Draft:
    title = _text(entry.get("title_detail"))
    contents = [_text(c) for c in entry.get("content", ())]
    text = next((t for t in contents if t.strip()), "") or _text(entry.get("summary_detail"))
    url = canonical_url(_join(source.url, entry.get("link") or ""))
    origin = entry.get("source") or {}
    return Draft(
        where=f"{source.where}, entry {number}",
        place=f"{source.key}#{digest(title, text)}",  # not the number: entries move down as new ones come
        text=text,
        title=title,
        id=_id(entry, source),
        url=url,
        lang=_language(entry, feed),
        published=_published(entry),
        publisher=origin.get("title") or feed.get("title") or None,
        title_suffices=True,
    )


def _text(detail: Any) -> str:
    value = (detail or {}).get("value") or ""
    if detail and "html" in (detail.get("type") or "") and ("<" in value or "&" in value):
        return fragment_text(value)
    return str(value)


def _join(base: str | None, link: str) -> str:
    try:
        return urljoin(base or "", link)
    except ValueError:
        return ""


def _id(entry: Any, source: Source) -> str | None:
    """An entry's id. One that only its own feed understands (a number) is told apart by the feed."""
    given = (entry.get("id") or "").strip()
    if not given or given.startswith(_GLOBAL_IDS):
        return given or None
    return canonical_url(given) or f"{source.key}#{given}"


def _language(entry: Any, feed: Any) -> str | None:
    details = (*entry.get("content", ()), entry.get("summary_detail") or {}, entry.get("title_detail") or {})
    return next((d["language"] for d in details if d.get("language")), None) or feed.get("language") or None


def _published(entry: Any) -> PartialDate | None:
    """When it was published, else (RSS 1.0 and much Atom have no other) when the version at hand was."""
    return stated_date(entry.get("published") or entry.get("updated"))
