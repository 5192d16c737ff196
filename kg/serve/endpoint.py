"""``/sparql`` (SPARQL 1.1 Protocol) and ``/store`` (Graph Store HTTP Protocol)."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from kg.errors import StoreError
from kg.query.guard import check, check_update
from kg.query.prefixes import require_prefixes
from kg.serve.negotiation import GRAPHS, PAGE, ROWS, Offer, choose
from kg.serve.protocol import Asked, Refused, read_body, read_request
from kg.store.oxterms import triples_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from kg.serve.site import Site

__all__ = ["graph_store", "sparql"]

_PAUSE = 5  # seconds after which a client that found no place may come again


async def sparql(request: Request) -> Response:
    """A query or an update; without either, what this service is."""
    site: Site = request.app.state.site
    asked = await read_request(request, site.settings.query_bytes, site.settings.write_bytes)
    if asked is None:
        return _service(request, site)
    if asked.update is not None:
        require_token(request, site)
        await site.workers.update(await run_in_threadpool(check_update, asked.update))
        return Response(status_code=204)
    return await _answer(request, site, asked)


async def _answer(request: Request, site: Site, asked: Asked) -> Response:
    query = await run_in_threadpool(check, asked.query or "")
    require_prefixes(query.text, site.prefixes)
    offer = acceptable(request, GRAPHS if query.form in ("CONSTRUCT", "DESCRIBE") else ROWS)
    answer = await site.workers.query(query, offer.media, asked.default, asked.named)
    return written(answer, offer)


def acceptable(request: Request, offers: Sequence[Offer]) -> Offer:
    """The offer that the client takes best.

    Raises:
        Refused: it takes none.
    """
    offer = choose(request.headers.get("accept"), offers)
    if offer is None:
        raise Refused(406, f"to be had: {', '.join(o.media for o in offers)}")
    return offer


def written(content: bytes | str, offer: Offer, status: int = 200) -> Response:
    """A response in a format that depends on what the client accepts."""
    charset = "; charset=utf-8" if offer.media.startswith("text/") else ""
    return Response(content, status, {"Content-Type": f"{offer.media}{charset}", "Vary": "Accept"})


def require_token(request: Request, site: Site) -> None:
    """Refuses who may not write.

    Raises:
        Refused: nobody may (403), or the client has not shown the token (401).
    """
    if site.settings.token is None:
        raise Refused(403, "this server is read-only")
    kind, _, shown = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not hmac.compare_digest(shown.strip().encode(), site.settings.token.encode()):
        raise Refused(401, "writing needs the token: Authorization: Bearer ...", {"WWW-Authenticate": "Bearer"})


def _service(request: Request, site: Site) -> Response:
    offer = acceptable(request, (*GRAPHS, PAGE))
    if offer is PAGE:
        return RedirectResponse("/", 303)
    form: Any = ox.RdfFormat.from_media_type(offer.media)
    triples = ox.parse(site.service_description(str(request.url_for("sparql"))), format=ox.RdfFormat.TURTLE)
    prefixes = {"sd": "http://www.w3.org/ns/sparql-service-description#", "void": "http://rdfs.org/ns/void#"}
    return written(ox.serialize((q.triple for q in triples), format=form, prefixes=prefixes) or b"", offer)


async def graph_store(request: Request) -> Response:
    """One graph, named by ``?graph=IRI``: read, replaced, added to or dropped."""
    site: Site = request.app.state.site
    graph = _graph(request)
    if request.method in ("GET", "HEAD"):
        return await _graph_out(request, site, graph)
    require_token(request, site)
    if request.method == "DELETE":
        await _require_graph(site, graph)
        await site.workers.update(f"DROP GRAPH {graph}")
        return Response(status_code=204)
    data = await run_in_threadpool(_triples, request, await read_body(request, site.settings.write_bytes))
    drop = f"DROP SILENT GRAPH {graph} ; " if request.method == "PUT" else ""
    await site.workers.update(f"{drop}INSERT DATA {{ GRAPH {graph} {{\n{data}}} }}")
    return Response(status_code=204)


def _graph(request: Request) -> ox.NamedNode:
    names = request.query_params.getlist("graph")
    if len(names) != 1 or "default" in request.query_params:
        raise Refused(400, "name one graph: ?graph=IRI (the default graph is the union of all, and not written to)")
    try:
        return ox.NamedNode(names[0])
    except ValueError as error:
        raise Refused(400, f"graph: not an IRI: {error}") from error


async def _require_graph(site: Site, graph: ox.NamedNode) -> None:
    there = await site.workers.query(check(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}"), "text/csv")
    if there.strip() != b"true":
        raise Refused(404, f"no graph {graph}")


async def _graph_out(request: Request, site: Site, graph: ox.NamedNode) -> Response:
    offer = acceptable(request, GRAPHS)
    await _require_graph(site, graph)
    query = check(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    return written(await site.workers.query(query, offer.media), offer)


def _triples(request: Request, body: bytes) -> str:
    """The triples of a body, in a syntax that an update takes: what they say cannot become part of it."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in {offer.media for offer in GRAPHS}:
        raise Refused(415, f"Content-Type is none of {', '.join(offer.media for offer in GRAPHS)}")
    form = ox.RdfFormat.from_media_type(media)
    try:
        return triples_text(ox.parse(body, format=form)) if form else ""
    except (SyntaxError, ValueError) as error:
        raise Refused(400, " ".join(str(error).split())) from error


def failed(error: Exception) -> Refused:
    """What went wrong as a status and a line."""
    from kg.serve.workers import Busy, Overdue

    if isinstance(error, Refused):
        return error
    if isinstance(error, Busy):
        return Refused(503, str(error), {"Retry-After": str(_PAUSE)})
    if isinstance(error, Overdue):
        return Refused(503, str(error))
    return Refused(503 if isinstance(error, StoreError) else 400, str(error))
