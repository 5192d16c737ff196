"""YAML of the project's files and of those laid over them: plain values, read by the C parser where it is built."""

from __future__ import annotations

from typing import Any

import yaml

__all__ = ["yaml_value"]

_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SAFE):  # type: ignore[misc]
    """Reads "on", "no", "yes", "off" as the words they are, as YAML 1.2 does; only true and false are truth values."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (what PyYAML calls it)
        first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
        for first, found in _SAFE.yaml_implicit_resolvers.items()
    }


def yaml_value(text: str) -> Any:
    """What a text in YAML says: mappings, lists, strings, numbers, truth values.

    Raises:
        yaml.YAMLError: it is not YAML.
    """
    return yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader)
