"""Blocks of Turtle, one a subject, and their order in a file: made from lines of N-Triples, which are text already.

The order is one that a person can follow: entities (with their plain triples), events and states by date, then
articles, claims and the rest. Lines are many times faster to work on than rdflib's terms.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
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
        subject, predicate, obj = escaped_line(line).split(" ", 2)
        yield subject, predicate, obj[:-3]


class Blocks:
    """Makes blocks, with the prefixes of some terms."""

    def __init__(self, short: Shortener) -> None:
        self._short = short
        self._predicates: dict[str, tuple[int, str, str]] = {}

    def of(self, triples: Iterable[Triple]) -> Iterator[Block]:
        """One for each run of triples that have the same subject; a triple may come twice."""
        for subject, group in groupby(triples, itemgetter(0)):
            properties: dict[str, set[str]] = {}
            for _, predicate, obj in group:
                properties.setdefault(predicate, set()).add(obj)
            node = subject[1:-1] if subject[0] == "<" else subject
            yield Block(*_place(properties), node, self._text(subject, properties))

    def _text(self, subject: str, properties: Mapping[str, Collection[str]]) -> str:
        short, lines = self._short.short, []
        for predicate in sorted(properties, key=self._order):
            objects = [short(obj) for obj in properties[predicate]]
            values = objects[0] if len(objects) == 1 else ", ".join(sorted(objects))
            lines.append(f"{self._predicates[predicate][2]} {values}")
        return f"{short(subject)} " + " ;\n    ".join(lines) + " .\n"

    def _order(self, predicate: str) -> tuple[int, str, str]:
        """Rank, IRI and short form of a predicate."""
        if predicate not in self._predicates:
            name = "a" if predicate == _TYPE else self._short.short(predicate)
            self._predicates[predicate] = (_RANKS.get(predicate[1:-1], len(_FIRST)), predicate[1:-1], name)
        return self._predicates[predicate]


def _place(properties: Mapping[str, Collection[str]]) -> tuple[int, str]:
    """The section of a node, and its key inside it: a date, or for claims the article and the place in it."""
    classes = properties.get(_TYPE, ())
    rank = min((_SECTIONS.get(cls, len(_CLASSES)) for cls in classes), default=len(_CLASSES))
    if _CLAIM in classes:
        source, field, start = (_least(properties.get(key, ())) for key in (_SOURCE, _FIELD, _START))
        return rank, f"{source} {field} {start:>12}"
    return rank, next((_least(properties[date]) for date in _DATES if date in properties), "")


def _least(values: Collection[str]) -> str:
    return min(map(_bare, values), default="")


def _bare(term: str) -> str:
    """An IRI, or a literal's text."""
    return term[1:-1] if term[0] == "<" else term[1 : term.rfind('"')]
