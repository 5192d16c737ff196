"""Terms in Turtle's short forms: prefixed names, bare numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
        return self.short(term_text(term))

    def short(self, term: str) -> str:
        """A term in N-Triples syntax, shorter."""
        if term[0] == "<":
            return self._iri(term[1:-1])
        return self._typed(term) if term[-1] == ">" else term

    def _iri(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._by_namespace.get(iri[:cut])
        if prefix is None or not _LOCAL.fullmatch(iri, cut):
            return f"<{iri}>"
        return f"{prefix}:{iri[cut:]}"

    def _typed(self, literal: str) -> str:
        lexical, _, datatype = literal[1:-1].rpartition('"^^<')
        bare = _BARE.get(datatype)
        return lexical if bare and bare.fullmatch(lexical) else f'"{lexical}"^^{self._iri(datatype)}'
