"""JSON-LD 1.1: one object a node, under short keys; ``context.jsonld`` says what they stand for and goes with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from rdflib import Literal
from rdflib.term import Node

from kg.model import Knowledge
from kg.ontology import Ontology
from kg.rdf import Terms, knowledge_quads
from kg.rdf.terms import RDF, XSD

__all__ = ["export"]


def export(knowledge: Knowledge, ontology: Ontology, terms: Terms) -> Iterator[str]:
    """The file, a line for each node: the union of all graphs."""
    nodes: dict[str, dict[str, set[Node]]] = {}
    for s, p, o, _ in knowledge_quads(knowledge, ontology, terms):
        nodes.setdefault(str(s), {}).setdefault(str(p), set()).add(o)
    yield '{"@context": ' + json.dumps(_context(), ensure_ascii=False) + ',\n"@graph": [\n'
    lines = (json.dumps(_node(iri, nodes[iri]), ensure_ascii=False) for iri in sorted(nodes))
    yield from _separated(lines)
    yield "]}\n"


def _separated(lines: Iterable[str]) -> Iterator[str]:
    separator = ""
    for line in lines:
        yield f"{separator}{line}"
        separator = ",\n"
    yield "\n"


def _node(iri: str, properties: dict[str, set[Node]]) -> dict[str, Any]:
    node: dict[str, Any] = {"id": iri}
    for predicate in sorted(properties, key=lambda p: (p != str(RDF.type), p)):
        for value in sorted(properties[predicate], key=lambda v: (str(v), getattr(v, "language", None) or "")):
            key, written = _pair(predicate, value)
            node.setdefault(key, []).append(written)
    return {key: values[0] if isinstance(values, list) and len(values) == 1 else values for key, values in node.items()}


def _pair(predicate: str, value: Node) -> tuple[str, Any]:
    """Key and value; under the short key only where its type is the value's."""
    if predicate == str(RDF.type):
        return "type", _short(str(value))
    key, coerced = _terms().get(predicate, (_short(predicate), None))
    if not isinstance(value, Literal):
        iri = _short(str(value))
        return (key, iri) if coerced == "@id" else (_short(predicate), {"id": iri})
    datatype = str(value.datatype) if value.datatype and value.datatype != XSD.string else None
    if datatype == coerced and not value.language:
        return key, str(value)
    return (key if coerced is None else _short(predicate)), _written(value, datatype)


def _written(value: Literal, datatype: str | None) -> dict[str, str]:
    if value.language:
        return {"@value": str(value), "@language": value.language}
    return {"@value": str(value)} | ({"@type": _short(datatype)} if datatype else {})


def _short(iri: str) -> str:
    for prefix, namespace in _prefixes().items():
        local = iri.removeprefix(namespace)
        # a local part that starts with // would read as an IRI of its own
        if local != iri and not local.startswith("//"):
            return f"{prefix}:{local}"
    return iri


@cache
def _context() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(__file__).with_name("context.jsonld").read_text("utf-8"))["@context"]
    return found


@cache
def _prefixes() -> dict[str, str]:
    return {name: value for name, value in _context().items() if isinstance(value, str) and "://" in value}


@cache
def _terms() -> dict[str, tuple[str, str | None]]:
    """By predicate: the short key, and the type that it gives its values."""
    found: dict[str, tuple[str, str | None]] = {}
    for name, value in _context().items():
        given = value if isinstance(value, dict) else {"@id": value}
        if "://" in given["@id"] or given["@id"].startswith("@"):
            continue
        datatype = given.get("@type")
        found[_expanded(given["@id"])] = (name, _expanded(datatype) if datatype and datatype != "@id" else datatype)
    return found


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return _prefixes()[prefix] + local
