"""Knowledge as RDF, and back."""

from kg.rdf.article import article_quads
from kg.rdf.load import extraction_from, extractions_from
from kg.rdf.nquads import to_nquads
from kg.rdf.terms import Terms

__all__ = ["Terms", "article_quads", "extraction_from", "extractions_from", "to_nquads"]
