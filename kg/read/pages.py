"""HTML pages: main text, title and site by trafilatura; address, language and date by what the page declares."""

from __future__ import annotations

import copy
import json
import logging
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from kg.errors import InputError
from kg.model import PartialDate
from kg.read.articles import Draft, Found, ReadOptions, Source
from kg.read.decoding import page_text, read_all
from kg.read.fragments import fragment_text
from kg.read.remembered import mark_of
from kg.read.values import canonical_url, stated_date

__all__ = ["read_page"]

# Below this many characters trafilatura doubts its own finding and glues the whole page together instead.
_SHORT = 500
_DATE_NAMES = (  # what means "first published", most deliberate first; nothing that means "modified" or "displayed"
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "article.published",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "publication_date",
    "date",
)

for _name in ("trafilatura", "htmldate", "courlan"):  # else Python's last resort writes their warnings to stderr
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read_page(source: Source, options: ReadOptions) -> Found:
    """One article: the page's main text."""
    data = read_all(source, options)

    def find() -> dict[str, str | None]:
        return _found(data, source, options)

    mark = mark_of(data, source.url or "", source.charset or "", str(options.max_elements))
    found = options.before.recall("page", source.key, mark, find) if options.before else find()
    yield Draft(
        where=source.where,
        place=source.key,
        text=found["text"] or "",
        title=found["title"] or "",
        url=found["url"],
        lang=found["lang"],
        published=PartialDate(found["published"]) if found["published"] else None,
        publisher=found["publisher"],
    )


def _found(data: bytes, source: Source, options: ReadOptions) -> dict[str, str | None]:
    """What the page says, by the names that an article has for it."""
    markup = page_text(data, source.where, source.charset)
    tree = _tree(markup)
    count = sum(1 for _ in tree.iter())
    if count > options.max_elements:
        raise InputError(source.where, f"a page of {count:,} elements, over the limit of {options.max_elements:,}")
    found = _main_text(markup)
    published = _published(tree)
    return {
        "text": (found.text if found else "") or fragment_text(markup),
        "title": (found.title if found else None) or "",
        "url": _address(tree, source.url) or source.url,
        "lang": _declared_language(tree),
        "published": published.value if published else None,
        "publisher": (found.sitename if found else None) or None,
    }


def _tree(markup: str) -> Any:
    from lxml.etree import LxmlError
    from lxml.html import Element, HTMLParser, document_fromstring

    try:
        return document_fromstring(markup.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError):  # nothing in it at all
        return Element("html")


def _main_text(markup: str) -> Any:
    found = _extract(markup, smallest=None)
    if found is not None and len(found.text or "") >= _SHORT:
        return found
    return _extract(markup, smallest=20) or found


def _extract(markup: str, *, smallest: int | None) -> Any:
    from trafilatura import bare_extraction
    from trafilatura.settings import DEFAULT_CONFIG

    config = copy.deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MAX_FILE_SIZE"] = str(4 * len(markup) + 1)  # bounded already
    if smallest is not None:
        config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(smallest)
    # Its date is not used (see _published); the fixed last day keeps it from asking the clock.
    dates = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
    try:
        return bare_extraction(
            markup, with_metadata=True, include_comments=False, config=config, date_extraction_params=dates
        )
    except RecursionError:
        return None
    except Exception:  # whatever a stranger's page trips in it, the page is still read by fragment_text
        return None


def _metas(tree: Any) -> Iterator[tuple[str, str]]:
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        yield name.strip().lower(), (node.get("content") or "").strip()


def _address(tree: Any, base: str | None) -> str | None:
    links = (n.get("href") for n in tree.iter("link") if "canonical" in (n.get("rel") or "").lower().split())
    metas = (content for name, content in _metas(tree) if name == "og:url")
    for href in (*links, *metas):
        url = canonical_url(_join(base, href or ""))
        if url:
            return url
    return None


def _join(base: str | None, href: str) -> str:
    try:
        return urljoin(base or "", href)
    except ValueError:
        return ""


def _declared_language(tree: Any) -> str | None:
    root = tree.getroottree().getroot()
    return root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or None


def _published(tree: Any) -> PartialDate | None:
    """The date declared to machines. A date in the page's words may be anybody's; a wrong one is worse than none."""
    declared: dict[str, str] = {}
    for name, content in _metas(tree):
        declared.setdefault(name, content)
    values = [*_linked_data_dates(tree), *(declared.get(name) for name in _DATE_NAMES), *_marked_times(tree)]
    return next((date for value in values if (date := stated_date(value))), None)


def _marked_times(tree: Any) -> Iterator[str | None]:
    for node in tree.iter("time", "span"):
        if node.get("itemprop") == "datePublished" or node.get("pubdate") is not None:
            yield node.get("datetime") or node.get("content")


def _linked_data_dates(tree: Any) -> Iterator[object]:
    for node in tree.iter("script"):
        if (node.get("type") or "").strip().lower() == "application/ld+json":
            yield from (item.get("datePublished") for item in _articles(_json(node.text or "")))


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _articles(data: object) -> Iterable[dict[str, Any]]:
    """The page's own articles: at the top, or in its graph; not those that it merely lists as related."""
    items = data if isinstance(data, list) else [data]
    graphs = [i["@graph"] for i in items if isinstance(i, dict) and isinstance(i.get("@graph"), list)]
    for item in [*items, *(i for graph in graphs for i in graph)]:
        if isinstance(item, dict) and _is_article(item.get("@type")):
            yield item


def _is_article(types: object) -> bool:
    names = types if isinstance(types, list) else [types]
    return any(isinstance(n, str) and n.endswith(("Article", "Posting", "Report")) for n in names)
