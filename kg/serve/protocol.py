"""SPARQL 1.1 Protocol: what a request asks for, whichever of the five ways it says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["Asked", "Refused", "read_body", "read_request"]

_FORM = "application/x-www-form-urlencoded"
_BODIES = {"application/sparql-query": "query", "application/sparql-update": "update"}


class Refused(Exception):
    """A request that is answered with an HTTP status and one line."""

    def __init__(self, status: int, words: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(words)
        self.status = status
        self.words = words
        self.headers = headers or {}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query or an update, and the graphs that make up its dataset (None where the request names none)."""

    query: str | None = None
    update: str | None = None
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


async def read_request(request: Request, most: int, most_written: int) -> Asked | None:
    """What a request asks; None if it is a GET without a query, which asks for the description of the service.

    Raises:
        Refused: it is no request of the protocol, or longer than ``most`` (``most_written``: an update) bytes.
    """
    in_url = _pairs(request.url.query.encode("ascii", "replace"))
    if request.method in ("GET", "HEAD"):
        if any(name == "update" for name, _ in in_url):
            raise Refused(400, "an update is sent by POST")
        return _asked(in_url) if any(name == "query" for name, _ in in_url) else None
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == _FORM:
        return _asked(_pairs(await read_body(request, most_written)))
    if media in _BODIES:
        name = _BODIES[media]
        body = await read_body(request, most if name == "query" else most_written)
        if any(key in ("query", "update") for key, _ in in_url):
            raise Refused(400, f"the {name} is in the body; there is another one in the address")
        return _asked([(name, _text(body)), *in_url])
    kinds = ", ".join((_FORM, *_BODIES))
    raise Refused(415, f"Content-Type {media or '(none)'} is none of the protocol's: {kinds}", {"Accept-Post": kinds})


async def read_body(request: Request, most: int) -> bytes:
    """The body of a request.

    Raises:
        Refused: it is longer than ``most`` bytes, or compressed (a small body could become any size).
    """
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding != "identity":
        raise Refused(415, f"Content-Encoding {coding} is not taken; send it as it is", {"Accept-Encoding": "identity"})
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise Refused(413, f"the request is longer than {most} bytes")
    return bytes(body)


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise Refused(400, "parameters are not valid UTF-8 in percent-encoding") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(400, f"not UTF-8: {error.reason} at byte {error.start}") from error


def _asked(pairs: Sequence[tuple[str, str]]) -> Asked:
    queries, updates = _values(pairs, "query"), _values(pairs, "update")
    if len(queries) + len(updates) != 1:
        raise Refused(400, "give exactly one query or update")
    if updates:
        if _values(pairs, "using-graph-uri") or _values(pairs, "using-named-graph-uri"):
            raise Refused(400, "using-graph-uri is not supported; write USING in the update")
        return Asked(update=updates[0])
    default, named = _values(pairs, "default-graph-uri"), _values(pairs, "named-graph-uri")
    if not (default or named):
        return Asked(query=queries[0])
    return Asked(query=queries[0], default=tuple(default), named=tuple(named))


def _values(pairs: Sequence[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in pairs if key == name]
