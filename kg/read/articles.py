"""What a format's reader found (``Draft``), and how it becomes an article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Article, PartialDate
from kg.ontology import load_ontology, shipped_dir
from kg.read.language import detect, primary_tag
from kg.read.remembered import Remembered, mark_of
from kg.read.values import shown

__all__ = ["Draft", "Found", "ReadOptions", "Source", "finish"]


def _shipped_languages() -> tuple[str, ...]:
    return tuple(sorted(f.stem for f in (shipped_dir() / "languages").glob("*.yaml")))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read. ``languages`` are the codes that can be extracted from; ``ontology`` are overlays that add some.

    ``lang`` is the language of every article, whatever its metadata say. ``published`` is the date of those articles
    that have none of their own. ``max_bytes`` bounds a file, a page or one line of JSON Lines (such a file itself is
    read line by line, whatever its size); ``max_chars`` bounds an article's text, ``max_elements`` a page's tree.
    ``timeout`` is in seconds, for a whole page. ``before`` knows what was found in the same inputs before.
    """

    lang: str | None = None
    published: PartialDate | None = None
    languages: tuple[str, ...] = field(default_factory=_shipped_languages)
    ontology: tuple[Path, ...] = ()
    max_bytes: int = 20_000_000
    max_chars: int = 1_000_000  # spaCy's own bound for one text
    max_elements: int = 30_000  # finding the main text takes time that grows with the square of it
    timeout: float = 60.0
    before: Remembered | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An opened input: ``where`` for messages, ``key`` for identity; ``url`` and ``charset`` of what was fetched."""

    where: str
    key: str
    stream: BinaryIO
    url: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article before its language and identity are settled. ``place`` is its identity if it has no id and no URL.

    ``lang_stated`` tells a language that somebody wrote for this article from one that a page's template carries.
    """

    where: str
    place: str
    text: str
    title: str = ""
    id: str | None = None
    url: str | None = None
    lang: str | None = None
    lang_stated: bool = False
    published: PartialDate | None = None
    publisher: str | None = None
    source: str | None = None
    source_url: str | None = None
    title_suffices: bool = False


Found = Iterator[Draft | InputError]


def finish(draft: Draft, options: ReadOptions) -> Article:
    """The article.

    Raises:
        InputError: no text, too much of it, characters that are none, or a language that is not supported.
    """
    _check_text(draft, options)
    return Article(
        key=draft.id or draft.url or draft.place,
        text=draft.text,
        lang=_language(draft, options),
        published=draft.published or options.published,
        title=draft.title,
        url=draft.url,
        publisher=draft.publisher,
        source=draft.source,
        source_url=draft.source_url,
    )


def _check_text(draft: Draft, options: ReadOptions) -> None:
    if not draft.text.strip() and not (draft.title_suffices and draft.title.strip()):
        raise InputError(draft.where, "no text")
    if len(draft.text) + len(draft.title) > options.max_chars:
        count = f"{len(draft.text) + len(draft.title):,} characters"
        raise InputError(draft.where, f"{count}, over the limit of {options.max_chars:,} for one article; split it")
    for name in ("text", "title", "id", "publisher", "source"):
        _check_characters(draft.where, name, getattr(draft, name) or "")


def _check_characters(where: str, name: str, value: str) -> None:
    """Half a surrogate pair or a NUL cannot be written to UTF-8, XML or RDF, so it is refused at the door."""
    if "\0" in value:
        raise InputError(where, f"{name} has a NUL character at {value.index(chr(0))}; is it a binary file?")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        code = f"\\u{ord(value[error.start]):04x}"
        raise InputError(where, f"{name} has half a surrogate pair ({code}) at character {error.start}") from None


def _detected(words: str, draft: Draft, options: ReadOptions) -> str:
    def find() -> str:
        return detect(words, options.languages, declared=draft.lang, ontology=options.ontology)

    if options.before is None:
        return find()
    known = load_ontology(options.ontology).fingerprint
    mark = mark_of(words, draft.lang or "", " ".join(options.languages), known)
    return str(options.before.recall("language", draft.id or draft.url or draft.place, mark, find))


def _language(draft: Draft, options: ReadOptions) -> str:
    given = options.lang or (draft.lang if draft.lang_stated else None)
    words = f"{draft.title}\n{draft.text}"
    lang = primary_tag(given) if given else _detected(words, draft, options)
    if lang in options.languages:
        return lang
    supported = ", ".join(options.languages)
    raise InputError(draft.where, f"language {shown(lang)} is not supported ({supported}); give --lang if it is wrong")
