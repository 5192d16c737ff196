"""The vocabulary as a page for people: every term with its label and definition in both languages, and like terms."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.ontology import shipped_dir
from kg.rdf.oxigraph import from_oxigraph
from kg.rdf.shorten import Shortener
from kg.rdf.terms import DCTERMS, KG, OWL, RDF, RDFS, SKOS, Terms, local_name

__all__ = ["vocabulary_page"]

_ABOUT = URIRef("https://w3id.org/techkg/ontology")
_TITLES = {
    "classes": {"en": "Classes", "fr": "Classes"},
    "relations": {"en": "Relations", "fr": "Relations"},
    "properties": {"en": "Properties", "fr": "Propriétés"},
    "values": {"en": "Values", "fr": "Valeurs"},
}
_SHOWN = (
    (RDFS.subClassOf, {"en": "kind of", "fr": "sorte de"}),
    (RDFS.subPropertyOf, {"en": "implies", "fr": "implique"}),
    (RDFS.domain, {"en": "from", "fr": "de"}),
    (RDFS.range, {"en": "to", "fr": "vers"}),
    (SKOS.inScheme, {"en": "one of", "fr": "une des"}),
    (SKOS.closeMatch, {"en": "like", "fr": "proche de"}),
    (SKOS.broadMatch, {"en": "narrower than", "fr": "plus étroit que"}),
    (SKOS.narrowMatch, {"en": "wider than", "fr": "plus large que"}),
    (SKOS.relatedMatch, {"en": "related to", "fr": "apparenté à"}),
    (SKOS.exactMatch, {"en": "the same as", "fr": "identique à"}),
)
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:0 auto;padding:1rem;color:#18212f}"
    "section section{border-top:1px solid #d9dde3;padding:.5rem 0}h3{margin:.2rem 0;font-size:1.05rem}"
    "p{margin:.2rem 0}a{color:#0a58b0}.also{color:#4d5867;font-size:.9rem}nav a{margin-right:1rem}"
)


def vocabulary_page(lang: str = "en") -> str:
    """The shipped vocabulary and its alignments as one HTML page; its words are in ``lang`` (``en`` or ``fr``)."""
    return _Page("fr" if lang.lower().startswith("fr") else "en").html()


class _Page:
    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._graph = Graph()
        for name in ("vocabulary.ttl", "alignments.ttl"):
            parsed = ox.parse(path=str(shipped_dir() / name), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
            self._graph.addN((s, p, o, self._graph) for s, p, o, _ in from_oxigraph(parsed))
        self._short = Shortener(Terms())

    def html(self) -> str:
        title = escape(self._said(_ABOUT, DCTERMS.title, self._lang))
        return (
            f'<!DOCTYPE html>\n<html lang="{self._lang}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
            f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
            + "".join(self._head())
            + "".join(part for name in _TITLES for part in self._section(name))
            + "</main>\n</body>\n</html>\n"
        )

    def _head(self) -> Iterator[str]:
        about = self._graph.value
        yield f"<p>{escape(self._said(_ABOUT, DCTERMS.description, self._lang))}</p>\n"
        version, licence = about(_ABOUT, OWL.versionIRI), about(_ABOUT, DCTERMS.license)
        yield f'<p class="also"><code>{escape(str(KG))}</code> · <code>{escape(str(version))}</code> · '
        yield f'<a href="{escape(str(licence))}">{escape(str(licence))}</a></p>\n<nav>'
        yield "".join(f'<a href="#{name}">{title[self._lang]}</a>' for name, title in _TITLES.items()) + "</nav>\n"

    def _section(self, name: str) -> Iterator[str]:
        yield f'<section id="{name}">\n<h2>{_TITLES[name][self._lang]}</h2>\n'
        for term in sorted(self._terms(), key=str):
            if self._kind(term) == name:
                yield from self._term(term)
        yield "</section>\n"

    def _terms(self) -> set[URIRef]:
        found = self._graph.subjects(RDFS.isDefinedBy, _ABOUT)
        return {term for term in found if isinstance(term, URIRef)}

    def _kind(self, term: URIRef) -> str:
        kinds = set(self._graph.objects(term, RDF.type))
        if OWL.Class in kinds:
            return "classes"
        if (term, KG.factClass, None) in self._graph:
            return "relations"
        properties = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property}
        return "properties" if kinds & properties else "values"

    def _term(self, term: URIRef) -> Iterator[str]:
        yield f'<section id="{escape(local_name(term))}">\n<h3><code>{escape(self._short(term))}</code></h3>\n'
        for lang in ("en", "fr"):
            label, said = (escape(self._said(term, p, lang)) for p in (RDFS.label, SKOS.definition))
            yield f'<p lang="{lang}"><strong>{label}</strong>: {said}</p>\n'
        also = "; ".join(self._also(term))
        yield f'<p class="also">{also}</p>\n</section>\n' if also else "</section>\n"

    def _also(self, term: URIRef) -> Iterator[str]:
        for predicate, words in _SHOWN:
            values = sorted({leaf for value in self._graph.objects(term, predicate) for leaf in self._leaves(value)})
            if values:
                yield f"{words[self._lang]} {', '.join(values)}"

    def _leaves(self, value: Node) -> Iterator[str]:
        """Links to a term, or to the terms of a union."""
        union = self._graph.value(value, OWL.unionOf)
        for leaf in [value] if union is None else Collection(self._graph, union):
            if isinstance(leaf, URIRef):
                href = f"#{local_name(leaf)}" if leaf.startswith(KG) else str(leaf)
                yield f'<a href="{escape(href)}"><code>{escape(self._short(leaf))}</code></a>'

    def _said(self, term: URIRef, predicate: URIRef, lang: str) -> str:
        said = (o for o in self._graph.objects(term, predicate) if isinstance(o, Literal) and o.language == lang)
        return min(map(str, said), default="")
