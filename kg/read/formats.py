"""Which format an input is in: by its ending, its content type, or its first bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from kg.read.articles import Found, ReadOptions, Source
from kg.read.feeds import read_feed
from kg.read.jsonlines import read_json, read_json_lines
from kg.read.pages import read_page
from kg.read.texts import read_markdown, read_plain

__all__ = ["ENDINGS", "HEAD", "OTHER_ENDINGS", "Format", "Reader", "by_content_type", "reader", "sniff"]

Format = Literal["text", "markdown", "html", "json", "feed", "table", "unknown"]
Reader = Callable[[Source, ReadOptions], Found]
HEAD = 4096  # bytes that sniffing looks at

ENDINGS: dict[str, Format] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "json",
    ".ndjson": "json",
    ".json": "json",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".parquet": "table",
}
# Text, but surely not an article: better a word than a nonsense article.
_OTHER = """
    .csv .tsv .ttl .nt .nq .trig .rdf .owl .rq .yaml .yml .py .ipynb .pdf .doc .docx .odt .rtf .epub .xlsx .zip .gz
    .bz2 .xz .tar .png .jpg .jpeg .gif .svg .css .js
"""
OTHER_ENDINGS = frozenset(_OTHER.split())
_CONTENT_TYPES: dict[str, Format] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
    "application/json": "json",
    "application/x-ndjson": "json",
    "application/ndjson": "json",
    "application/jsonl": "json",
    "application/jsonlines": "json",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "text/plain": "unknown",  # raw files of every format are served as this
    "application/octet-stream": "unknown",
    "": "unknown",
}
_JSON = re.compile(rb"\{\s*[\"}]|\[\s*[{\]]|[{\[]\s*\Z")
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf)[\s>:]", re.I)
_HTML = re.compile(rb"<!doctype html|<(?:html|head|body|article|main|div|p|h1|section|table|meta|title)[\s>]", re.I)


def by_content_type(value: str) -> Format | None:
    """The format of a media type (without parameters), or None if it is not read."""
    return _CONTENT_TYPES.get(value.strip().lower())


def sniff(head: bytes) -> Format:
    """The format that the first bytes show; plain text if nothing else."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _JSON.match(start):
        return "json"
    if start.startswith(b"<"):
        return "feed" if _FEED.search(head) else "html" if _HTML.search(head) else "text"
    return "markdown" if re.match(rb"---[ \t]*\r?\n", start) else "text"


def reader(format_: Format, head: bytes) -> Reader:
    """The reader of a format; ``head`` tells what the format's name leaves open."""
    if format_ == "unknown":
        format_ = sniff(head)
    if format_ == "html" and sniff(head) == "feed":  # many servers say text/html of their feeds
        return read_feed
    if format_ == "feed" and b"<html" in head.lower() and not _FEED.search(head):
        return read_page
    if format_ == "json":
        return read_json if _is_one_document(head) else read_json_lines
    readers: dict[Format, Reader] = {"text": read_plain, "markdown": read_markdown, "html": read_page}
    return readers.get(format_, read_feed)


def _is_one_document(head: bytes) -> bool:
    """A list, or an object laid out over several lines, whatever the file's ending says."""
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)
    if first[0].startswith(b"["):
        return True
    return len(first) == 2 and first[0].rstrip().endswith((b"{", b",", b"["))
