"""What may leave the page as a link, and text that may stand inside a script element."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any
from urllib.parse import urlsplit

__all__ = ["digest_source", "json_text", "safe_url"]

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_CONTROL = re.compile(r"[\x00-\x20\x7f]")


def safe_url(url: str | None) -> str | None:
    """The address if it is an http or https one with a host, else None: autoescape does not stop ``javascript:``."""
    if not url or _CONTROL.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def json_text(value: Any) -> str:
    """JSON that no HTML parser takes for markup and any JavaScript engine for data."""
    # a lone surrogate has no UTF-8 form; a page shows the replacement character
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text = text.encode("utf-8", "replace").decode("utf-8")
    return re.sub("[<>&\u2028\u2029]", lambda m: _UNSAFE[m[0]], text)


def digest_source(content: str) -> str:
    """The content's hash as a source expression of a Content Security Policy."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii") + "'"
