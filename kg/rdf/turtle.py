"""Readable Turtle and TriG: the same graph is the same bytes, in an order that a person can follow (`kg.rdf.blocks`).

rdflib's serializer is deterministic without blank nodes too, but many times slower, and it orders subjects by their
hashes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import StoreError
from kg.model import Knowledge
from kg.ontology import Ontology
from kg.rdf.blocks import Blocks, Triple, section_title
from kg.rdf.derived import knowledge_quads
from kg.rdf.nquads import term_text
from kg.rdf.oxigraph import Statement
from kg.rdf.shorten import Shortener
from kg.rdf.terms import Terms

__all__ = ["to_trig", "to_turtle", "turtle_head", "write_turtle"]


def to_turtle(statements: Iterable[Statement], terms: Terms | None = None) -> Iterator[str]:
    """Blocks of Turtle for the union of the graphs that the statements are in."""
    short = Shortener(terms or Terms())
    yield turtle_head(short)
    yield from _sections(short, ((term_text(s), term_text(p), term_text(o)) for s, p, o, *_ in statements))


def to_trig(statements: Iterable[Statement], terms: Terms | None = None) -> Iterator[str]:
    """Blocks of TriG: the graphs one after the other, in the order of their names."""
    short = Shortener(terms or Terms())
    graphs: dict[str, list[Triple]] = {}
    for s, p, o, graph in statements:
        name = "" if graph is None else short(graph)
        graphs.setdefault(name, []).append((term_text(s), term_text(p), term_text(o)))
    yield turtle_head(short)
    for name in sorted(graphs):
        yield f"\n{name} {{\n"
        yield from _sections(short, graphs[name])
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


def turtle_head(short: Shortener) -> str:
    """The lines that declare the prefixes."""
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in short.prefixes.items())


def _sections(short: Shortener, triples: Iterable[Triple]) -> Iterator[str]:
    """Each section under its title, each subject once."""
    current = -1
    for block in sorted(Blocks(short).of(sorted(triples))):
        if block.rank != current:
            current = block.rank
            yield section_title(current)
        yield block.text
