"""The page's words and looks: interface strings, how a fact reads in each language, how a relation is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from kg.model import Fact
from kg.ontology import Ontology
from kg.yamltext import yaml_value

__all__ = ["LANGS", "Lang", "interface", "listed_relations", "look", "phrase", "relation_label", "string"]

Lang = Literal["en", "fr"]
LANGS: tuple[Lang, ...] = ("en", "fr")
_HERE = Path(__file__).resolve().parent


@lru_cache(maxsize=4)
def _data(name: str) -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml_value((_HERE / name).read_text("utf-8"))
    return content


def interface(lang: Lang) -> dict[str, str | Sequence[str]]:
    """Every string of the interface in one language."""
    return {key: words[lang] for key, words in _data("strings.yaml").items()}


def string(lang: Lang, key: str, **values: object) -> str:
    """One string of the interface, with its {braces} filled in."""
    return str(_data("strings.yaml")[key][lang]).format(**values)


def listed_relations() -> list[str]:
    """Relations with a look of their own, in the legend's order."""
    return [r for r in _data("relations.yaml") if r != "other"]


def look(relation: str) -> Mapping[str, Any]:
    """How a relation is drawn; one from an overlay looks like ``other``."""
    looks = _data("relations.yaml")
    chosen: Mapping[str, Any] = looks.get(relation, looks["other"])
    return chosen


def relation_label(ontology: Ontology, relation: str, lang: Lang) -> str:
    """The relation's own wording (``joined``, « a rejoint »), its name where the ontology has none."""
    known = ontology.relations.get(relation)
    label = known.label if known else {}
    return label.get(lang) or label.get("en") or relation


def phrase(ontology: Ontology, fact: Fact, lang: Lang) -> str:
    """The verb of a fact as its status allows it: ``was to join``, « aurait rejoint »."""
    wordings = look(fact.relation)
    label = relation_label(ontology, fact.relation, lang)
    if fact.status in ("asserted", "contested"):
        over = fact.kind == "state" and (fact.ended or fact.until is not None)
        return str(wordings.get("past", {}).get(lang, label)) if over else label
    fallback = f"{label} ({string(lang, 'status_' + fact.status)})"
    return str(wordings.get(fact.status, {}).get(lang, fallback))
