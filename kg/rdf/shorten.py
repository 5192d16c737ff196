"""Terms in Turtle's short forms: prefixed names, bare numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rdflib import BNode, Literal
from rdflib.term import Node as Term

from kg.rdf.nquads import term_text
from kg.rdf.terms import DCAT, DCTERMS, KG, OA, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, VOID, WD, XSD, Terms

__all__ = ["Shortener"]

_VOCABULARIES = {
    "kg": KG,
    "schema": SCHEMA,
    "prov": PROV,
    "oa": OA,
    "dcterms": DCTERMS,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "skos": SKOS,
    "xsd": XSD,
    "void": VOID,
    "dcat": DCAT,
    "wd": WD,
}
_DATA = {
    "": "id/",
    "ev": "event/",
    "st": "state/",
    "cl": "claim/",
    "art": "article/",
    "loc": "local/",
    "att": "attribution/",
    "nam": "naming/",
    "g": "graph/article/",
}
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_BARE = {
    str(XSD.integer): re.compile(r"[+-]?[0-9]+"),
    str(XSD.decimal): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    str(XSD.boolean): re.compile(r"true|false"),
}


class Shortener:
    """Terms as short as the prefixes allow."""

    def __init__(self, terms: Terms) -> None:
        self.prefixes: Mapping[str, str] = {
            **{prefix: f"{terms.base}{path}" for prefix, path in _DATA.items()},
            **{prefix: str(namespace) for prefix, namespace in _VOCABULARIES.items()},
        }
        self._by_namespace = {namespace: prefix for prefix, namespace in self.prefixes.items()}

    def __call__(self, term: Term) -> str:
        if isinstance(term, Literal):
            return self._literal(term)
        return f"_:{term}" if isinstance(term, BNode) else self._iri(str(term))

    def _iri(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._by_namespace.get(iri[:cut])
        if prefix is None or not _LOCAL.fullmatch(iri, cut):
            return f"<{iri}>"
        return f"{prefix}:{iri[cut:]}"

    def _literal(self, literal: Literal) -> str:
        if literal.datatype is None or literal.datatype == XSD.string:
            return term_text(literal)
        bare = _BARE.get(str(literal.datatype))
        if bare and bare.fullmatch(literal):
            return str(literal)
        return f"{term_text(Literal(str(literal)))}^^{self._iri(str(literal.datatype))}"
