"""Readable Turtle and TriG: the same graph is the same bytes, in an order that a person can follow.

rdflib's serializer is deterministic without blank nodes too, but four times slower, and it orders subjects by their
hashes; here come entities (with their plain triples), events and states by date, then articles, claims and the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from rdflib.term import Node as Term

from kg.errors import StoreError
from kg.model import Knowledge
from kg.ontology import Ontology
from kg.rdf.derived import knowledge_quads
from kg.rdf.oxigraph import Statement
from kg.rdf.shorten import Shortener
from kg.rdf.terms import DCTERMS, KG, OA, PROV, RDF, RDFS, SCHEMA, VOID, Terms

__all__ = ["to_trig", "to_turtle", "write_turtle"]

_SECTIONS = (
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
_RANKS: dict[Term, int] = {predicate: rank for rank, predicate in enumerate(_FIRST)}
_DATES = (KG.date, KG["from"], KG.until, SCHEMA.datePublished)

_Triple: TypeAlias = tuple[Term, Term, Term]
_Properties: TypeAlias = dict[Term, set[Term]]


def to_turtle(statements: Iterable[Statement], terms: Terms | None = None) -> Iterator[str]:
    """Blocks of Turtle for the union of the graphs that the statements are in."""
    short = Shortener(terms or Terms())
    yield _prefixes(short)
    yield from _blocks(short, ((s, p, o) for s, p, o, *_ in statements))


def to_trig(statements: Iterable[Statement], terms: Terms | None = None) -> Iterator[str]:
    """Blocks of TriG: the graphs one after the other, in the order of their names."""
    short = Shortener(terms or Terms())
    graphs: dict[str, list[_Triple]] = {}
    for s, p, o, graph in statements:
        graphs.setdefault("" if graph is None else short(graph), []).append((s, p, o))
    yield _prefixes(short)
    for name in sorted(graphs):
        yield f"\n{name} {{\n"
        yield from _blocks(short, graphs[name])
        yield "}\n"


def write_turtle(knowledge: Knowledge, path: Path, *, ontology: Ontology, terms: Terms | None = None) -> None:
    """Write all that is known as one Turtle file.

    Raises:
        StoreError: the file cannot be written.
    """
    blocks = to_turtle(knowledge_quads(knowledge, ontology, terms), terms)
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(blocks)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from error


def _prefixes(short: Shortener) -> str:
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in short.prefixes.items())


def _blocks(short: Shortener, triples: Iterable[_Triple]) -> Iterator[str]:
    """Each section under its title, each subject once."""
    nodes: dict[Term, _Properties] = {}
    for s, p, o in triples:
        nodes.setdefault(s, {}).setdefault(p, set()).add(o)
    places = {node: _place(properties) for node, properties in nodes.items()}
    current = -1
    for node in sorted(nodes, key=lambda n: (places[n], str(n))):
        if places[node][0] != current:
            current = places[node][0]
            yield f"\n# {_title(current)}\n"
        yield _block(short, node, nodes[node])


def _place(properties: _Properties) -> tuple[int, str]:
    """The section of a node, and its key inside it: a date, or for claims the article and the place in it."""
    classes = properties.get(RDF.type, set())
    rank = next((i for i, (_, wanted) in enumerate(_SECTIONS) if wanted & classes), len(_SECTIONS))
    if KG.Claim in classes:
        place = properties.get(KG.field, set()), properties.get(OA.start, set())
        return rank, f"{_least(properties.get(PROV.wasDerivedFrom, set()))} {_least(place[0])} {_least(place[1]):>12}"
    return rank, next((_least(properties[date]) for date in _DATES if date in properties), "")


def _least(values: set[Term]) -> str:
    return min(map(str, values), default="")


def _title(rank: int) -> str:
    return _SECTIONS[rank][0] if rank < len(_SECTIONS) else "Other"


def _block(short: Shortener, node: Term, properties: _Properties) -> str:
    lines: list[str] = []
    for predicate in sorted(properties, key=lambda p: (_RANKS.get(p, len(_FIRST)), str(p))):
        values = ", ".join(sorted(map(short, properties[predicate])))
        lines.append(f"{'a' if predicate == RDF.type else short(predicate)} {values}")
    return short(node) + " " + " ;\n    ".join(lines) + " .\n"
