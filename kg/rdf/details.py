"""What claims and facts have alike (dates, position, manner, money), there and back; the graph's quads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TypeAlias

from rdflib import URIRef
from rdflib.term import Node as Term

from kg.errors import StoreError
from kg.model import Amount, PartialDate, Role, Span
from kg.rdf.literals import date, decimal, partial_date, precision, text
from kg.rdf.nodes import Node
from kg.rdf.terms import KG, local_name

__all__ = [
    "Pair",
    "Quad",
    "dated",
    "described",
    "details",
    "optional",
    "place",
    "read_date",
    "read_details",
    "read_place",
]

Quad: TypeAlias = tuple[URIRef, URIRef, Term, URIRef]
Pair: TypeAlias = tuple[URIRef, Term | None]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLACE = re.compile(r"(title:)?char=(\d+),(\d+)")


class _Detailed(Protocol):
    """A claim or a fact."""

    @property
    def role(self) -> Role | None: ...
    @property
    def manner(self) -> str | None: ...
    @property
    def amount(self) -> Amount | None: ...
    @property
    def stake(self) -> float | None: ...


def described(node: URIRef, pairs: Iterable[Pair], graph: URIRef) -> Iterator[Quad]:
    """One quad for each pair that has a value."""
    return ((node, predicate, value, graph) for predicate, value in pairs if value is not None)


def optional(value: str | None) -> Term | None:
    return None if value is None else text(value)


def dated(predicate: URIRef, precise: URIRef, value: PartialDate | None) -> Iterator[Pair]:
    """A date as its first day and its precision."""
    if value is not None:
        yield predicate, date(value)
        yield precise, precision(value)


def read_date(node: Node, predicate: URIRef, precise: URIRef) -> PartialDate | None:
    """The date back; None where there is none.

    Raises:
        StoreError: it is not a date.
    """
    day = node.text(predicate)
    if day is not None and not _DAY.match(day):
        raise StoreError(f"<{node.iri}>: {local_name(predicate)} {day!r} is not a date")
    return partial_date(node.one(predicate), node.one(precise))


def details(thing: _Detailed) -> Iterator[Pair]:
    """Position, manner, amount and stake, as far as they are known."""
    if thing.role:
        yield KG.role, text(thing.role.label, thing.role.lang)
        yield KG.roleKey, optional(thing.role.norm)
    yield KG.manner, optional(thing.manner)
    if thing.amount:
        yield KG.amount, decimal(thing.amount.value)
        yield KG.currency, text(thing.amount.currency)
    yield KG.stake, None if thing.stake is None else decimal(thing.stake)


def read_details(node: Node) -> dict[str, Any]:
    """The fields that `details` writes, by name."""
    label, amount = node.text(KG.role), node.number(KG.amount)
    return {
        "role": None if label is None else Role(label, node.lang(KG.role) or "", node.text(KG.roleKey)),
        "manner": node.text(KG.manner),
        "amount": None if amount is None else Amount(amount, node.text(KG.currency) or ""),
        "stake": node.number(KG.stake),
    }


def place(span: Span) -> str:
    """A span as the fragment identifier of plain text (RFC 5147); one in the title says so."""
    return f"{'title:' if span.field == 'title' else ''}char={span.start},{span.end}"


def read_place(fragment: str) -> Span:
    """The span that `place` wrote; anything else is an empty span at the start."""
    match = _PLACE.fullmatch(fragment)
    if not match:
        return Span(0, 0)
    return Span(int(match[2]), int(match[3]), "title" if match[1] else "text")
