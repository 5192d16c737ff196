"""The server: routes, what is said of errors, and headers that keep what is served from doing harm in a browser."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import KgError
from kg.query.cells import terminal_safe
from kg.serve import endpoint, pages, things
from kg.serve.protocol import Refused
from kg.serve.site import Site

__all__ = ["make_app"]

_STATIC = Path(__file__).with_name("static")


def make_app(site: Site) -> Starlette:
    """An ASGI application that serves ``site``."""
    app = Starlette(
        routes=_routes(),
        middleware=_middleware(site),
        exception_handlers={Refused: _refused, KgError: _refused, HTTPException: _http},
        lifespan=_lifespan,
    )
    app.state.site = site
    return app


def _routes() -> list[Route | Mount]:
    things_paths = [Route(f"/{path}/{{name:path}}", things.thing, methods=["GET"]) for path in things.PATHS]
    return [
        Route("/", pages.query_page, methods=["GET"]),
        Route("/sparql", endpoint.sparql, methods=["GET", "POST"], name="sparql"),
        Route("/store", endpoint.graph_store, methods=["GET", "PUT", "POST", "DELETE"]),
        Route("/queries", pages.queries, methods=["GET"]),
        Route("/queries/{name}", pages.bound_query, methods=["GET"]),
        Route("/graph.html", pages.picture, methods=["GET"]),
        Route("/describe", things.described, methods=["GET"]),
        Route("/ontology", things.vocabulary, methods=["GET"]),
        *things_paths,
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]


def _middleware(site: Site) -> list[Middleware]:
    hosts = [host.strip("[]") if host.startswith("[") else host for host in site.settings.hosts]
    found = [Middleware(_Harmless), Middleware(TrustedHostMiddleware, allowed_hosts=[*hosts, *site.settings.hosts])]
    if site.settings.origins:
        origins = list(site.settings.origins)
        allowed = ["content-type", "accept"]
        found.append(
            Middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET", "POST"], allow_headers=allowed)
        )
    return found


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    yield
    await app.state.site.workers.close()


async def _refused(request: Request, error: Exception) -> Response:
    del request
    refused = endpoint.failed(error)
    return PlainTextResponse(terminal_safe(refused.words) + "\n", refused.status, refused.headers)


async def _http(request: Request, error: Exception) -> Response:
    del request
    assert isinstance(error, HTTPException)  # noqa: S101 (what it is registered for)
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)


class _Harmless:
    """Adds headers to every answer: no script but ours, no framing, no guessing of types."""

    _HEADERS = (
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    )

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._HEADERS:
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
            await send(message)

        await self._app(scope, receive, sending)
