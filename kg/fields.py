"""Dataclasses as JSON and back: the values of their fields in order, without names. For caches, not for exchange."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

__all__ = ["from_fields", "to_fields"]

T = TypeVar("T")
_Reading = Callable[[Any], Any]


def to_fields(value: Any) -> Any:
    """The value with every dataclass in it as the list of its fields."""
    if isinstance(value, tuple | list):
        return [to_fields(item) for item in value]
    kind: Any = type(value)
    return [to_fields(getattr(value, name)) for name in _names(kind)] if is_dataclass(value) else value


def from_fields(cls: type[T], values: Any) -> T:
    """What `to_fields` made of an instance of ``cls``.

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
