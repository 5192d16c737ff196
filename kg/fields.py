"""Dataclasses as JSON and back: the values of their fields in order, without names. For caches, not for exchange."""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

__all__ = ["from_fields", "json_of"]

T = TypeVar("T")
_Reading = Callable[[Any], Any]


def json_of(value: Any) -> str:
    """JSON of lists, dicts, strings, numbers and dataclasses, each of these as the list of its fields."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_fields)


def _fields(value: Any) -> Any:
    kind: Any = type(value)
    return _values(kind)(value)  # a tuple, which the encoder goes through by itself


@cache
def _values(cls: Any) -> Callable[[Any], Any]:
    names = _names(cls)
    return attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]


def from_fields(cls: type[T], values: Any) -> T:
    """An instance of ``cls`` again, from what `json_of` made of it, read as JSON.

    Raises:
        TypeError, ValueError, KeyError: it is nothing of that kind.
    """
    kind: Any = cls
    found: T = _reading_class(kind)(values)
    return found


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls) if f.init)


@cache
def _reading(hint: Any) -> _Reading | None:
    """How a value of a type is read; None where JSON has it as it is."""
    kind: Any = hint
    if is_dataclass(hint):
        return _reading_class(kind)
    inner = [_reading(arg) for arg in get_args(hint) if arg not in (type(None), Ellipsis)]
    if get_origin(hint) is tuple:
        item = inner[0]
        return (lambda values: tuple(map(item, values))) if item else tuple
    if get_origin(hint) in (Union, types.UnionType) and inner[0]:
        some = inner[0]
        return lambda value: None if value is None else some(value)
    return None


@cache
def _reading_class(cls: Any) -> _Reading:
    hints = get_type_hints(cls)
    readings = [(place, r) for place, name in enumerate(_names(cls)) if (r := _reading(hints[name]))]

    def read(values: list[Any]) -> Any:
        values = list(values)
        for place, reading in readings:
            values[place] = reading(values[place])
        return cls(*values)

    return read
