"""Web addresses that the user gave as inputs; nothing else that is read leads to the network."""

from __future__ import annotations

import io
import ipaddress
import time
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from kg.errors import InputError
from kg.read.articles import ReadOptions, Source
from kg.read.formats import ENDINGS, Format, by_content_type
from kg.read.values import canonical_url, one_line, shown

if TYPE_CHECKING:
    import httpx

__all__ = ["fetch"]

_REDIRECTS = 5
_HEADERS = {
    "User-Agent": "techkg",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5",
    "Accept-Encoding": "identity",  # so that the size on the wire is the size in memory
}


def fetch(url: str, options: ReadOptions) -> tuple[Source, Format]:
    """The page, feed or file at ``url``, after at most five redirects.

    Raises:
        InputError: not an http(s) address, no answer in time, an answer that is an error, too large or not text.
    """
    import httpx

    address = canonical_url(url)
    if address is None:
        raise InputError(shown(url), "not an http or https address")
    deadline = time.monotonic() + options.timeout
    try:
        with httpx.Client(headers=_HEADERS, timeout=options.timeout) as client:
            return _follow(client, address, options, deadline)
    except httpx.TimeoutException:
        raise InputError(address, f"no answer within {options.timeout:g} seconds") from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
        reason = one_line(str(error)) or type(error).__name__
        raise InputError(address, f"cannot be fetched: {reason}") from None


def _follow(client: httpx.Client, start: str, options: ReadOptions, deadline: float) -> tuple[Source, Format]:
    url = start
    for _ in range(_REDIRECTS + 1):
        with client.stream("GET", url, follow_redirects=False) as response:
            if not response.has_redirect_location:
                return _source(response, start, url, _body(response, start, options, deadline))
            url = _next(start, url, response.headers["location"])
    raise InputError(start, f"more than {_REDIRECTS} redirects")


def _next(start: str, url: str, location: str) -> str:
    """A redirect's target. A page out there must not lead a reader to what only this machine or its network can see."""
    try:
        target = canonical_url(urljoin(url, location))
    except ValueError:
        target = None
    if target is None:
        raise InputError(start, f"redirects to {shown(location)}, which is not an http or https address")
    if _is_inside(target) and not _is_inside(start):
        raise InputError(start, f"redirects to {shown(target)}, an address inside this network; give that as INPUT")
    return target


def _is_inside(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


def _body(response: httpx.Response, where: str, options: ReadOptions, deadline: float) -> bytes:
    if response.status_code != 200:
        raise InputError(where, f"the server answers {response.status_code} {response.reason_phrase}".strip())
    data = bytearray()
    for chunk in response.iter_bytes(65536):
        data += chunk
        if len(data) > options.max_bytes:
            raise InputError(where, f"larger than {options.max_bytes:,} bytes")
        if time.monotonic() > deadline:  # httpx's own limit is for each wait, not for a server that drips
            raise InputError(where, f"not complete within {options.timeout:g} seconds")
    return bytes(data)


def _source(response: httpx.Response, where: str, url: str, data: bytes) -> tuple[Source, Format]:
    media_type = response.headers.get("content-type", "").split(";")[0]
    format_ = by_content_type(media_type)
    if format_ is None:
        raise InputError(where, f"{shown(media_type)} is not read; give a page, a feed, text or JSON Lines")
    if format_ == "unknown":
        ending = "." + urlsplit(url).path.rpartition(".")[2].lower()
        format_ = ENDINGS.get(ending, "unknown")
    return Source(where, url, io.BytesIO(data), url, response.charset_encoding), format_
