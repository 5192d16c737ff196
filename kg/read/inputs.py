"""The first step of the road: whatever the user names, as articles; what cannot be read, as errors beside them."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import InputError
from kg.model import Article
from kg.read.articles import Draft, Found, ReadOptions, Source, finish
from kg.read.fetch import fetch
from kg.read.folders import article_files, path_name
from kg.read.formats import ENDINGS, HEAD, OTHER_ENDINGS, Format, reader
from kg.read.language import primary_tag
from kg.read.tables import read_parquet
from kg.read.values import one_line, shown

__all__ = ["KNOWN_ENDINGS", "read_inputs"]

KNOWN_ENDINGS = tuple(ENDINGS)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def read_inputs(inputs: Sequence[str], options: ReadOptions | None = None) -> Iterator[Article | InputError]:
    """The articles of ``inputs``, in order: files, folders, http(s) addresses, ``-`` for stdin.

    What cannot be read comes as an ``InputError`` in its place, and the rest is kept. An article's identity is its id,
    else its URL, else its path relative to the given input; a second article of the same identity is an error that
    names both places, and the first is kept. Only an address given as an input is fetched.
    """
    options = options or ReadOptions()
    if options.lang and primary_tag(options.lang) not in options.languages:
        supported = ", ".join(options.languages)
        yield InputError("--lang", f"language {shown(options.lang)} is not supported ({supported})")
        return
    seen: dict[str, str] = {}
    for given in inputs:
        for draft in _drafts(given, options):
            yield draft if isinstance(draft, InputError) else _once(draft, options, seen)


def _once(draft: Draft, options: ReadOptions, seen: dict[str, str]) -> Article | InputError:
    try:
        article = finish(draft, options)
    except InputError as error:
        return error
    if article.key in seen:
        first = seen[article.key]
        return InputError(draft.where, f"the same article ({shown(article.key)}) as {first}, which is kept")
    seen[article.key] = draft.where
    return article


def _drafts(given: str, options: ReadOptions) -> Found:
    try:
        if given == "-":
            stdin = cast(BinaryIO, getattr(sys.stdin, "buffer", sys.stdin))
            yield from _read(Source("stdin", "stdin", stdin), "unknown", options)
        elif _SCHEME.match(given):
            source, format_ = fetch(given, options)
            yield from _read(source, format_, options)
        elif Path(given).is_dir():
            yield from _folder(Path(given), options)
        else:
            yield from _file(Path(given), Path(given).name, options)
    except InputError as error:
        yield error
    except (OSError, ValueError) as error:  # a name too long or with a NUL in it is no path
        reason = getattr(error, "strerror", None) or str(error)
        yield InputError(one_line(path_name(given[:200])), f"cannot be read: {reason}")


def _folder(folder: Path, options: ReadOptions) -> Found:
    for path in article_files(folder):
        if isinstance(path, InputError):
            yield path
        else:
            yield from _file(path, path.relative_to(folder).as_posix(), options)


def _file(path: Path, key: str, options: ReadOptions) -> Found:
    where = one_line(path_name(path))
    ending = path.suffix.lower()
    if ending in OTHER_ENDINGS:
        yield InputError(
            where, f"{ending} files are not read; give text, Markdown, HTML, JSON Lines, Parquet, RSS or Atom"
        )
        return
    try:
        with path.open("rb") as stream:
            source, format_ = Source(where, path_name(key), stream), ENDINGS.get(ending, "unknown")
            # a table is read from its end, which a stream put back together has not
            yield from _kept(read_parquet(source, options)) if format_ == "table" else _read(source, format_, options)
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(where, f"cannot be read: {error.strerror}")


def _read(source: Source, format_: Format, options: ReadOptions) -> Found:
    head = source.stream.read(HEAD)
    stream = cast(BinaryIO, io.BufferedReader(_Rejoined(head, source.stream)))
    rejoined = Source(source.where, source.key, stream, source.url, source.charset)
    if head.startswith(b"%PDF-"):
        raise InputError(source.where, "a PDF is not read; convert it to text")
    yield from _kept(reader(format_, head)(rejoined, options))


def _kept(found: Iterable[Draft | InputError]) -> Found:
    """The drafts, up to an error that ends its input."""
    try:
        yield from found
    except InputError as error:
        yield error


class _Rejoined(io.RawIOBase):
    """A stream with its first bytes, already taken for sniffing, put back: a pipe cannot seek."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override] # typeshed asks for any writable buffer
        taken = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)
