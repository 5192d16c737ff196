"""Content negotiation (RFC 9110, 12.5.1): which of the formats on offer a client takes best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["GRAPHS", "PAGE", "ROWS", "Offer", "choose"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A format: its media type, and other types by which clients ask for it."""

    media: str
    others: tuple[str, ...] = ()


ROWS = (
    Offer("application/sparql-results+json", ("application/json",)),
    Offer("application/sparql-results+xml", ("application/xml", "text/xml")),
    Offer("text/csv"),
    Offer("text/tab-separated-values"),
)
GRAPHS = (
    Offer("text/turtle", ("application/x-turtle",)),
    Offer("application/n-triples", ("text/plain",)),
    Offer("application/rdf+xml", ("application/xml", "text/xml")),
    Offer("application/ld+json", ("application/json",)),
)
PAGE = Offer("text/html", ("application/xhtml+xml",))


def choose(accept: str | None, offers: Sequence[Offer]) -> Offer | None:
    """The offer that the client takes best, the earlier of two alike; None if it takes none of them."""
    ranges = list(_ranges(accept or "*/*"))
    best, found = 0.0, None
    for offer in offers:
        quality = _quality(offer, ranges)
        if quality > best:
            best, found = quality, offer
    return found


def _quality(offer: Offer, ranges: Sequence[tuple[str, float]]) -> float:
    """That of the most specific range that fits; a format's other names count only where they are written out."""
    kind = offer.media.partition("/")[0]
    for wanted in ((offer.media, *offer.others), (f"{kind}/*",), ("*/*",)):
        fitting = [quality for name, quality in ranges if name in wanted]
        if fitting:
            return max(fitting)
    return 0.0


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for item in accept.split(","):
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            yield name, min(1.0, max(0.0, float(quality)))
        except ValueError:
            yield name, 0.0
