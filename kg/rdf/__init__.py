"""Knowledge as RDF, and back."""

from kg.rdf.article import article_quads
from kg.rdf.derived import derived_quads, knowledge_quads
from kg.rdf.load import extraction_from, extractions_from, knowledge_from
from kg.rdf.nquads import to_nquads
from kg.rdf.oxigraph import from_oxigraph, parse_rdf
from kg.rdf.terms import Terms
from kg.rdf.turtle import to_trig, to_turtle, write_turtle

__all__ = [
    "Terms",
    "article_quads",
    "derived_quads",
    "extraction_from",
    "extractions_from",
    "from_oxigraph",
    "knowledge_from",
    "knowledge_quads",
    "parse_rdf",
    "to_nquads",
    "to_trig",
    "to_turtle",
    "write_turtle",
]
