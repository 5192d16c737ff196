"""IRIs that resolve: a description of the thing, as a page or as RDF, by what the client accepts.

A thing's IRI is its path here under the base of the data: ``https://w3id.org/techkg/id/X`` is described at ``/id/X``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from starlette.responses import Response

from kg.ontology import shipped_dir
from kg.query.guard import check
from kg.rdf.terms import KG, local_name
from kg.serve.endpoint import acceptable, written
from kg.serve.negotiation import GRAPHS, PAGE
from kg.serve.pages import page
from kg.serve.protocol import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

    from kg.serve.site import Site

__all__ = ["PATHS", "described", "thing", "vocabulary"]

PATHS = ("id", "event", "state", "claim", "article", "local", "attribution", "naming", "graph", "extractor")
_MOST = 2000
_TRIPLES = "CONSTRUCT {{ {0} ?p ?o . ?s ?q {0} }} WHERE {{ {{ {0} ?p ?o }} UNION {{ ?s ?q {0} }} }} LIMIT {1}"
_ROWS = """SELECT ?out ?p ?o ?label ?from ?relation ?to WHERE {{
  {{ {0} ?p ?o . BIND(true AS ?out) }} UNION {{ ?o ?p {0} . BIND(false AS ?out) }}
  OPTIONAL {{ ?o rdfs:label ?name1 }} OPTIONAL {{ ?o kg:name ?name2 }} OPTIONAL {{ ?o schema:headline ?name3 }}
  OPTIONAL {{ ?o oa:exact ?name4 }}
  BIND(COALESCE(?name1, ?name2, ?name3, ?name4) AS ?label)
  OPTIONAL {{ ?o kg:subject/rdfs:label ?from ; kg:predicate ?relation ; kg:object/rdfs:label ?to }}
}} ORDER BY DESC(?out) ?p ?o LIMIT {1}"""


@dataclass(slots=True)
class _Line:
    """One property, with its values: text, and where it leads (None: nowhere)."""

    name: str
    href: str | None
    out: bool
    values: list[tuple[str, str | None, str]] = field(default_factory=list)


async def thing(request: Request) -> Response:
    """The thing whose IRI is this address's path under the base."""
    site: Site = request.app.state.site
    path = request.scope["raw_path"].partition(b"?")[0].decode("ascii", "replace").removeprefix("/")
    return await _description(request, site, f"{site.terms.base}{path}")


async def described(request: Request) -> Response:
    """The thing that ``?iri=`` names."""
    return await _description(request, request.app.state.site, request.query_params.get("iri", ""))


async def _description(request: Request, site: Site, iri: str) -> Response:
    try:
        node = ox.NamedNode(iri)
    except ValueError as error:
        raise Refused(400, f"not an IRI: {error}") from error
    offer = acceptable(request, (*GRAPHS, PAGE))
    if offer is not PAGE:
        answer = await site.workers.query(check(_TRIPLES.format(node, _MOST)), offer.media)
        if not await _known(site, node):
            raise Refused(404, f"nothing is said of {iri}")
        return written(answer, offer)
    lines = _lines(site, await site.workers.query(check(_ROWS.format(node, _MOST)), "application/sparql-results+json"))
    if not lines:
        raise Refused(404, f"nothing is said of {iri}")
    return page(request, "thing.html.j2", iri=iri, lines=lines, title=_title(lines, iri), most=_MOST)


async def _known(site: Site, node: ox.NamedNode) -> bool:
    ask = check(f"ASK {{ {{ {node} ?p ?o }} UNION {{ ?s ?q {node} }} }}")
    return (await site.workers.query(ask, "text/csv")).strip() == b"true"


def _lines(site: Site, answer: bytes) -> list[_Line]:
    found: dict[tuple[bool, str], _Line] = {}
    rows: Any = ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)
    for row in rows:
        predicate, out = row["p"].value, row["out"].value == "true"
        line = found.setdefault((out, predicate), _Line(_short(site, predicate), _href(site, predicate), out))
        value = row["o"]
        href = _href(site, value.value) if isinstance(value, ox.NamedNode) else None
        shown = (_shown(site, row), href, getattr(value, "language", None) or "")
        if shown not in line.values:
            line.values.append(shown)
    return list(found.values())


def _shown(site: Site, row: Any) -> str:
    """What a person reads for a value: a fact's or claim's statement, else a name, else the value."""
    ends = [row[name] for name in ("from", "relation", "to")]
    if all(end is not None for end in ends):
        said = f"{ends[0].value} {local_name(ends[1].value)} {ends[2].value}"
        return f"{said}: “{row['label'].value}”" if row["label"] is not None else said
    if row["label"] is not None:
        return str(row["label"].value)
    value = row["o"]
    return _short(site, value.value) if isinstance(value, ox.NamedNode) else str(value.value)


def _short(site: Site, iri: str) -> str:
    fitting = [(p, n) for p, n in site.prefixes.items() if iri.startswith(n)]
    prefix, namespace = max(fitting, key=lambda pair: len(pair[1]), default=("", ""))
    return f"{prefix}:{iri.removeprefix(namespace)}" if namespace else iri


def _href(site: Site, iri: str) -> str | None:
    """Where a link goes: to a description here, to the web, or nowhere."""
    if iri.startswith(KG):
        return f"/ontology#{local_name(iri)}"
    if iri.startswith(site.terms.base):
        return "/" + iri.removeprefix(site.terms.base)
    return iri if iri.startswith(("http://", "https://")) else None


def _title(lines: list[_Line], iri: str) -> str:
    names = (line.values[0][0] for line in _named(lines))
    return next(names, iri)


def _named(lines: list[_Line]) -> Iterator[_Line]:
    for wanted in ("rdfs:label", "schema:headline", "kg:name", "oa:exact"):
        yield from (line for line in lines if line.out and line.name == wanted)


async def vocabulary(request: Request) -> Response:
    """The vocabulary: its page, or the file."""
    offer = acceptable(request, (*GRAPHS, PAGE))
    text = (shipped_dir() / "vocabulary.ttl").read_bytes()
    if offer is PAGE:
        from kg.rdf.vocabularypage import vocabulary_page

        return Response(
            vocabulary_page(request.query_params.get("lang") or "en"),
            headers={
                "Content-Type": "text/html; charset=utf-8",
                "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
                "Vary": "Accept",
            },
        )
    if offer.media == "text/turtle":
        return written(text, offer)
    form: Any = ox.RdfFormat.from_media_type(offer.media)
    triples = (quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))
    return written(ox.serialize(triples, format=form) or b"", offer)
