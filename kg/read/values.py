"""Single values as strangers write them: dates, web addresses, and how to show them in one line."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, quote, urlsplit

from kg.model import PartialDate

__all__ = ["canonical_url", "one_line", "partial_date", "shown", "stated_date"]

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[T ][0-9:.,]+ ?(?:Z|[+-][0-9:]+)?)?)?)?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})|([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})")
_DEFAULT_PORTS = {"http": 80, "https": 443}
# What RFC 3987 allows in an IRI besides letters and digits; "%" stays, so that what is escaped stays so.
_IRI_SAFE = "%/?#[]@!$&'()*+,;=:-._~"


def partial_date(value: str) -> PartialDate:
    """The date written as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; a time of day after it is dropped.

    Raises:
        ValueError: it is written otherwise, or no calendar has it.
    """
    match = _ISO.fullmatch(value.strip())
    if not match:
        raise ValueError(f"{shown(value)} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = match.groups()
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"{shown(value)} is not a date that exists") from None
    return PartialDate("-".join(x for x in (year, month, day) if x))


def stated_date(value: object) -> PartialDate | None:
    """A page's or feed's date, as its author's calendar had it, or None where it is not written unmistakably.

    The day is the one written, not that of UTC: a piece of half past midnight in Paris is of that day.
    """
    text = value.strip() if isinstance(value, str) else ""
    compact = _COMPACT.fullmatch(text)
    if compact:
        text = "-".join(g.zfill(2) for g in compact.groups() if g)
    try:
        return partial_date(text)
    except ValueError:
        pass
    try:
        return PartialDate(parsedate_to_datetime(text).date().isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def canonical_url(url: str) -> str | None:
    """The address without what does not tell pages apart, or None if it is no http(s) address.

    Scheme and host in lower case; default port, fragment, ``utm_*`` parameters and user name dropped; characters that
    no IRI may hold percent-encoded.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not host or not _is_host(host):
        return None
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        netloc += f":{port}"
    query = "&".join(p for p in parts.query.split("&") if not p.lower().startswith("utm_"))
    return SplitResult(parts.scheme, netloc, _iri(parts.path) or "/", _iri(query), "").geturl()


def _is_host(host: str) -> bool:
    return all(c.isalnum() or c in "-._:~" for c in host)


def _iri(part: str) -> str:
    return "".join(c if c.isalnum() or c in _IRI_SAFE else quote(c, errors="replace") for c in part)


def one_line(text: str) -> str:
    """``text`` on one line, without characters that could steer a terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def shown(value: object) -> str:
    """``value`` in quotes, short enough for an error."""
    text = value if isinstance(value, str) else str(value)
    return f"'{one_line(text[:60])}{'…' if len(text) > 60 else ''}'"
