"""Named queries: ``ontologies/queries/*.rq``, each valid SPARQL on its own with its parameters as free variables.

The comments at the head of a file are YAML::

    # title: {en: Who left, fr: Qui est parti}
    # description: {en: ..., fr: ...}
    # parameters:
    #   org: {type: entity, en: the organisation left, fr: l'organisation quittée}
    #   asOf: {type: date, required: true, en: ..., fr: ...}
    # hidden: [fact]

A parameter that is not given leaves its variable free, which means *any*. Types: ``entity`` (label, alias or IRI),
``relation``, ``date`` (``YYYY-MM-DD``), ``year``, ``integer``, ``boolean``. A table for people leaves out
the columns that are ``hidden``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml
from rdflib import Literal as RdfLiteral
from rdflib import URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from kg.errors import OntologyError, QueryError
from kg.ontology import Ontology
from kg.rdf.terms import vocabulary_term

__all__ = ["NamedQuery", "Parameter", "is_day", "named_queries", "parameter_values"]

ParameterType = Literal["entity", "relation", "date", "year", "integer", "boolean"]

_YEAR = re.compile(r"\d{4}")
_INTEGER = re.compile(r"[+-]?\d{1,18}")
_BOOLEANS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A free variable of a query. ``description`` is by language."""

    name: str
    type: ParameterType
    required: bool
    description: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A shipped question. ``title`` and ``description`` are by language; ``sparql`` is the whole file.

    ``hidden`` are the columns that a table for people leaves out.
    """

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    parameters: Mapping[str, Parameter]
    sparql: str
    hidden: frozenset[str] = frozenset()

    def parameter(self, given: str) -> Parameter:
        """The parameter written ``asOf``, ``as-of`` or ``as_of``.

        Raises:
            QueryError: there is none; the message lists those there are.
        """
        for parameter in self.parameters.values():
            if _folded(parameter.name) == _folded(given):
                return parameter
        there = ", ".join(self.parameters) or "none"
        raise QueryError(f"query {self.name}: unknown parameter {given!r} (parameters: {there})")


def named_queries(ontology: Ontology) -> dict[str, NamedQuery]:
    """All named queries by name; one in an overlay replaces the shipped one of its name.

    Raises:
        OntologyError: a file's head is not what it should be.
    """
    return {query.name: query for query in map(_read, ontology.files("queries/*.rq"))}


def parameter_values(
    query: NamedQuery, given: Mapping[str, object], entity: Callable[[str], URIRef], ontology: Ontology
) -> dict[str, Node]:
    """Terms for a query's variables, from what the user wrote. ``entity`` finds an entity by any of its names.

    Raises:
        QueryError: a parameter is unknown, missing, or not of its type.
        UnknownEntityError: from ``entity``.
    """
    values: dict[str, Node] = {}
    for name, value in given.items():
        parameter = query.parameter(name)
        if parameter.name in values:
            raise QueryError(f"query {query.name}: parameter {parameter.name} is given twice")
        values[parameter.name] = _term(parameter, _text(value), entity, ontology)
    missing = [p.name for p in query.parameters.values() if p.required and p.name not in values]
    if missing:
        raise QueryError(f"query {query.name} needs {', '.join(missing)} (e.g. --param {missing[0]}=...)")
    return values


def _term(parameter: Parameter, text: str, entity: Callable[[str], URIRef], ontology: Ontology) -> Node:
    if parameter.type == "entity":
        return entity(text)
    if parameter.type == "relation":
        return _relation(text, ontology)
    if parameter.type == "boolean" and text.lower() in _BOOLEANS:
        return RdfLiteral(_BOOLEANS[text.lower()])
    if parameter.type == "date" and is_day(text):
        return RdfLiteral(text, datatype=XSD.date, normalize=False)
    pattern = _YEAR if parameter.type == "year" else _INTEGER
    if parameter.type in ("year", "integer") and pattern.fullmatch(text):
        return RdfLiteral(int(text))
    wanted = {"date": "a day (YYYY-MM-DD)", "boolean": "true or false"}.get(parameter.type, f"a {parameter.type}")
    raise QueryError(f"{parameter.name}: {text!r} is not {wanted}")


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, as ``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _relation(text: str, ontology: Ontology) -> URIRef:
    name = text.removeprefix("kg:")
    if name not in ontology.relations:
        raise QueryError(f"unknown relation {text!r} (relations: {', '.join(sorted(ontology.relations))})")
    return vocabulary_term(name)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value).strip()


def _folded(name: str) -> str:
    return re.sub(r"[-_]", "", name).lower()


@lru_cache(maxsize=256)
def _read(path: Path) -> NamedQuery:
    try:
        sparql = path.read_text("utf-8")
        head = yaml.safe_load(_head(sparql))
        parameters = {name: _parameter(name, raw) for name, raw in (head.get("parameters") or {}).items()}
        hidden = frozenset(map(str, head.get("hidden") or ()))
        return NamedQuery(path.stem, head["title"], head["description"], parameters, sparql, hidden)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise OntologyError(f"{path}: head of the query: {' '.join(str(error).split())}") from error


def _head(sparql: str) -> str:
    lines = []
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line[1:].removeprefix(" "))
    return "\n".join(lines)


def _parameter(name: Any, raw: dict[str, Any]) -> Parameter:
    if not isinstance(name, str):
        raise ValueError(f"parameter {name!r}: not a name (YAML takes on and no for booleans: quote them)")
    if raw["type"] not in get_args(ParameterType):
        raise ValueError(f"parameter {name}: unknown type {raw['type']!r}")
    described = {key: str(value) for key, value in raw.items() if key not in ("type", "required")}
    return Parameter(name, raw["type"], bool(raw.get("required", False)), described)
