"""How facts are derived, as read from ``ontologies/derive.yaml`` and ``ontologies/roles.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.errors import OntologyError
from kg.ontology import Ontology

__all__ = ["Settings", "load_settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Windows in days, relations with a part to play, and kinds of roles; ``ontologies/derive.yaml`` explains each."""

    event_window: int
    undated_window: int
    stale_window: int
    reversal_window: int
    origin_window: int
    once: frozenset[str]
    turns: Mapping[str, str]
    tenure: str
    opens: frozenset[str]
    closes: frozenset[str]
    follows: str
    ends: Mapping[str, str]
    additive_roles: frozenset[str]
    functional_roles: frozenset[str]


@lru_cache(maxsize=8)
def load_settings(ontology: Ontology) -> Settings:
    """The settings of an ontology.

    Raises:
        OntologyError: ``derive.yaml`` lacks a key or has a wrong value.
    """
    try:
        return _settings(ontology.data("derive") or {}, ontology.data("roles") or {})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OntologyError(f"derive.yaml: missing or malformed key {error}") from error


def _settings(raw: Mapping[str, Any], roles: Mapping[str, Any]) -> Settings:
    tenure = raw["tenure"]
    windows = ("event_window", "undated_window", "stale_window", "reversal_window", "origin_window")
    return Settings(
        **{name: int(raw[name]) for name in windows},
        once=frozenset(raw["once"]),
        turns=dict(raw["turns"]),
        tenure=tenure["state"],
        opens=frozenset(tenure["opens"]),
        closes=frozenset(tenure["closes"]),
        follows=tenure["follows"],
        ends=dict(raw["ends"]),
        additive_roles=frozenset(raw["additive_roles"]),
        functional_roles=frozenset(k for k, v in roles.items() if isinstance(v, dict) and v.get("functional")),
    )
