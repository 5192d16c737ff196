"""Blocks of Turtle, one a subject, and their order in a file: made from lines of N-Triples, which are text already.

The order is one that a person can follow: entities (with their plain triples), events and states by date, then
articles, claims and the rest. Lines are many times faster to work on than rdflib's terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from kg.rdf.nquads import escaped_line
from kg.rdf.shorten import Shortener
from kg.rdf.terms import DCTERMS, KG, OA, PROV, RDF, RDFS, SCHEMA, VOID

__all__ = ["Block", "Blocks", "Triple", "section_title", "triples_of"]

Triple: TypeAlias = tuple[str, str, str]  # in N-Triples syntax

_CLASSES = (
    ("The graph itself", {VOID.Dataset, PROV.Activity, PROV.SoftwareAgent}),
    ("Entities, and the plain triples of their facts", {SCHEMA.Organization, SCHEMA.Person, SCHEMA.Product}),
    ("Events", {KG.Event}),
    ("States", {KG.State}),
    ("Articles", {SCHEMA.NewsArticle}),
    ("Claims", {KG.Claim}),
    ("Who says it", {KG.Attribution}),
    ("Entities as each article speaks of them", {KG.LocalEntity}),
    ("Why a name counts as an entity", {KG.Naming}),
)
_FIRST = (
    *(RDF.type, RDFS.label, DCTERMS.identifier, SCHEMA.headline, KG.name),
    *(KG.about, KG.subject, KG.predicate, KG.object, KG.status, KG.modality, KG.saidBy, OA.exact, OA.start, OA.end),
    *(KG.date, KG.datePrecision, KG["from"], KG.fromPrecision, KG.until, KG.untilPrecision, KG.ended),
)
_MOST_KNOWN = 65_536
_RANKS = {str(predicate): rank for rank, predicate in enumerate(_FIRST)}
_DATES = tuple(f"<{date}>" for date in (KG.date, KG["from"], KG.until, SCHEMA.datePublished))
_SECTIONS = {f"<{cls}>": rank for rank, (_, classes) in reversed(list(enumerate(_CLASSES))) for cls in classes}
_TYPE, _CLAIM, _FIELD, _START, _SOURCE = (
    f"<{term}>" for term in (RDF.type, KG.Claim, KG.field, OA.start, PROV.wasDerivedFrom)
)


class Block(NamedTuple):
    """The Turtle of one node. Blocks sort as they stand in a file: by section, a key inside it, and the node's IRI."""

    rank: int
    place: str
    node: str
    text: str


def section_title(rank: int) -> str:
    """What stands before the first block of a section."""
    return f"\n# {_CLASSES[rank][0] if rank < len(_CLASSES) else 'Other'}\n"


def triples_of(lines: Iterable[str]) -> Iterator[Triple]:
    """The triples in lines of N-Triples (each ends with " .\\n") that Oxigraph has written."""
    for line in lines:
        subject, predicate, obj = (line if line.isascii() else escaped_line(line)).split(" ", 2)
        yield subject, predicate, obj[:-3]


class Blocks:
    """Makes blocks, with the prefixes of some terms."""

    def __init__(self, short: Shortener) -> None:
        self._short = short
        self._orders: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        self._known: dict[str, str] = {}

    def of(self, triples: Iterable[Triple]) -> Iterator[Block]:
        """One for each run of triples that have the same subject; a triple may come twice."""
        for subject, group in groupby(triples, itemgetter(0)):
            properties: dict[str, list[str]] = {}
            for _, predicate, obj in group:
                if predicate in properties:
                    properties[predicate].append(obj)
                else:
                    properties[predicate] = [obj]
            node = subject[1:-1] if subject[0] == "<" else subject
            yield Block(*_place(properties), node, self._text(subject, properties))

    def _text(self, subject: str, properties: Mapping[str, list[str]]) -> str:
        predicates = tuple(properties)  # nodes of one class have the same ones, in the same order
        order = self._orders.get(predicates) or self._orders.setdefault(predicates, self._in_order(predicates))
        lines = [f"{name} {self._values(properties[predicate])}" for predicate, name in order]
        return f"{self._short.short(subject)} " + " ;\n    ".join(lines) + " .\n"

    def _values(self, objects: list[str]) -> str:
        if len(objects) == 1:
            return self._known.get(objects[0]) or self._shortened(objects[0])
        return ", ".join(sorted(self._known.get(obj) or self._shortened(obj) for obj in set(objects)))

    def _shortened(self, term: str) -> str:
        """Remembered: entities, articles, words of the vocabulary come again and again."""
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[term] = short = self._short.short(term)
        return short

    def _in_order(self, predicates: Iterable[str]) -> list[tuple[str, str]]:
        """Predicates as they stand in a block, each with its short form."""
        ranked = sorted(predicates, key=lambda p: (_RANKS.get(p[1:-1], len(_FIRST)), p[1:-1]))
        return [(p, "a" if p == _TYPE else self._short.short(p)) for p in ranked]


def _place(properties: Mapping[str, list[str]]) -> tuple[int, str]:
    """The section of a node, and its key inside it: a date, or for claims the article and the place in it."""
    classes = properties.get(_TYPE, ())
    rank = min([_SECTIONS.get(cls, len(_CLASSES)) for cls in classes], default=len(_CLASSES))
    if _CLAIM in classes:
        source, field, start = (_least(properties.get(key, ())) for key in (_SOURCE, _FIELD, _START))
        return rank, f"{source} {field} {start:>12}"
    return rank, next((_least(properties[date]) for date in _DATES if date in properties), "")


def _least(values: Sequence[str]) -> str:
    return _bare(values[0]) if len(values) == 1 else min(map(_bare, values), default="")


def _bare(term: str) -> str:
    """An IRI, or a literal's text."""
    return term[1:-1] if term[0] == "<" else term[1 : term.rfind('"')]
