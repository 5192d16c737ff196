"""A graph as nodes with properties: one pass over its triples, then look-ups by subject.

Values are compared as strings: a plain string from Oxigraph is typed ``xsd:string``, which rdflib holds to differ from
the untyped one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.term import Node as Term

from kg.errors import StoreError
from kg.rdf.terms import RDF, local_name

__all__ = ["Node", "Nodes"]


@dataclass(frozen=True, slots=True)
class Node:
    """One subject with its properties."""

    iri: URIRef
    values: dict[Term, list[Term]]

    @property
    def id(self) -> str:
        """The id inside the IRI."""
        return local_name(self.iri)

    def all(self, predicate: URIRef) -> list[Term]:
        """Every value, in the order of their strings (then of their languages)."""
        return sorted(self.values.get(predicate, ()), key=lambda v: (str(v), getattr(v, "language", None) or ""))

    def one(self, predicate: URIRef) -> Term | None:
        """The value, or the first of several."""
        values = self.values.get(predicate, ())
        return values[0] if len(values) == 1 else next(iter(self.all(predicate)), None)

    def text(self, predicate: URIRef) -> str | None:
        value = self.one(predicate)
        return None if value is None else str(value)

    def lang(self, predicate: URIRef) -> str | None:
        value = self.one(predicate)
        return value.language if isinstance(value, Literal) else None

    def name(self, predicate: URIRef) -> str | None:
        """The id inside the IRI that is the value."""
        value = self.one(predicate)
        return None if value is None else local_name(str(value))

    def names(self, predicate: URIRef) -> tuple[str, ...]:
        """The ids inside all IRIs that are values, sorted."""
        return tuple(sorted(local_name(str(value)) for value in self.values.get(predicate, ())))

    def number(self, predicate: URIRef) -> float | None:
        """The value as a number.

        Raises:
            StoreError: it is none.
        """
        value = self.one(predicate)
        try:
            return None if value is None else float(str(value))
        except ValueError as error:
            raise StoreError(f"<{self.iri}>: {local_name(predicate)} {str(value)!r} is not a number") from error

    def choice(self, predicate: URIRef, allowed: tuple[str, ...], default: str) -> str:
        """The id inside the IRI that is the value, one of ``allowed``; ``default`` where there is no value.

        Raises:
            StoreError: it is another one.
        """
        name = self.name(predicate)
        if name is not None and name not in allowed:
            raise StoreError(f"<{self.iri}>: {local_name(predicate)} {name!r} is none of {', '.join(allowed)}")
        return name or default


class Nodes:
    """All nodes of a graph. Takes triples or quads (a `Graph`, a `Dataset`, a list); graph names are not looked at."""

    def __init__(self, statements: Iterable[Sequence[Term | None]]) -> None:
        self._nodes: defaultdict[Term, dict[Term, list[Term]]] = defaultdict(dict)
        seen: set[tuple[Term, Term, Term]] = set()
        for s, p, o, *_ in statements:
            if s is None or p is None or o is None or (s, p, o) in seen:
                continue
            seen.add((s, p, o))
            self._nodes[s].setdefault(p, []).append(o)

    def __getitem__(self, iri: Term | None) -> Node:
        """The node; one without properties if the graph says nothing of it."""
        return Node(URIRef(str(iri)), self._nodes.get(iri, {}) if iri is not None else {})

    def __contains__(self, iri: Term) -> bool:
        return iri in self._nodes

    def pairs(self, predicate: URIRef) -> Iterator[tuple[str, str]]:
        """Subject and value of every statement with the predicate."""
        for subject, values in self._nodes.items():
            for value in values.get(predicate, ()):
                yield str(subject), str(value)

    def of_class(self, *classes: URIRef) -> Iterator[Node]:
        """Nodes of any of the classes, in the order of their IRIs."""
        wanted = set(classes)
        found = (iri for iri, values in self._nodes.items() if wanted.intersection(values.get(RDF.type, ())))
        return (self[iri] for iri in sorted(found, key=str))
