"""Whether what an overlay adds has the form of what it is laid over, so that a slip is told by its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

__all__ = ["misfit"]

_KINDS = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a mapping"}


def misfit(above: Any, alike: Sequence[Any], *, deep: bool) -> str | None:
    """What in ``above`` has a form that none of ``alike`` has, in words that begin with its place; None if nothing.

    Keys that nothing below has are left alone. ``deep`` looks into the mappings of a list too, which suits files in
    which a key always holds the same kind of value.
    """
    kinds = {_kind(value) for value in alike if value is not None}
    if above is None or not kinds:
        return None
    if _kind(above) not in kinds:
        return f"{_shown(above)} where {' or '.join(sorted(kinds))} should be"
    if isinstance(above, list):
        inside = [item for value in alike if isinstance(value, list) for item in value]
        return _first((f"entry {n}", misfit(item, inside, deep=deep)) for n, item in enumerate(above, 1))
    if isinstance(above, dict) and deep:
        below = [value for value in alike if isinstance(value, dict)]
        if "name" not in above and below and all("name" in value for value in below):
            return "name: is missing"
        return _first((f"{k}", misfit(v, [b[k] for b in below if k in b], deep=deep)) for k, v in above.items())
    return None


def _first(found: Iterable[tuple[str, str | None]]) -> str | None:
    return next((f"{place}: {words}" for place, words in found if words is not None), None)


def _kind(value: Any) -> str:
    return _KINDS.get(type(value), type(value).__name__)


def _shown(value: Any) -> str:
    text = str(value)
    return f"{text[:30]!r}{'…' if len(text) > 30 else ''} ({_kind(value)})"
