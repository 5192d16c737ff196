"""The query page, the named queries that it offers, and the picture."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response

from kg.serve.protocol import Refused
from kg.yamltext import yaml_value

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.serve.site import Site

__all__ = ["bound_query", "language", "page", "picture", "queries", "query_page"]

_HERE = Path(__file__).parent
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined)


@cache
def _strings() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml_value((_HERE / "strings.yaml").read_text("utf-8"))
    return found


def language(request: Request) -> str:
    """``fr`` or ``en``: as the address says (``?lang=fr``), else the browser."""
    asked = request.query_params.get("lang") or request.headers.get("accept-language", "")
    return "fr" if asked.strip().lower().startswith("fr") else "en"


def page(request: Request, template: str, **values: Any) -> Response:
    """A page of ours, in the reader's language."""
    lang = language(request)
    words = {name: said[lang] for name, said in _strings().items()}
    html = _templates().get_template(template).render(lang=lang, words=words, **values)
    return HTMLResponse(html, headers={"Content-Security-Policy": _POLICY, "Vary": "Accept, Accept-Language"})


async def query_page(request: Request) -> Response:
    """The editor with the named queries beside it."""
    site: Site = request.app.state.site
    return page(request, "query.html.j2", base=site.terms.base, seconds=site.settings.seconds, rows=site.settings.rows)


async def queries(request: Request) -> Response:
    """The named queries: what the query page shows."""
    site: Site = request.app.state.site
    lang = language(request)
    found = [
        {
            "name": query.name,
            "title": query.title[lang],
            "description": query.description[lang],
            "sparql": query.sparql,
            "parameters": [
                {"name": p.name, "type": p.type, "required": p.required, "description": p.description[lang]}
                for p in query.parameters.values()
            ],
        }
        for _, query in sorted(site.queries.items())
    ]
    return JSONResponse({"queries": found, "prefixes": dict(site.prefixes)}, headers={"Vary": "Accept-Language"})


async def bound_query(request: Request) -> Response:
    """The text of a named query, with the values that the address gives in it."""
    site: Site = request.app.state.site
    name = request.path_params["name"]
    if name not in site.queries:
        raise Refused(404, f"no query named {name!r}")
    given = {key: value for key, value in request.query_params.items() if value.strip()}
    text = await run_in_threadpool(site.bound, name, given)
    return PlainTextResponse(text, headers={"Content-Type": "application/sparql-query; charset=utf-8"})


async def picture(request: Request) -> Response:
    """The picture: the page that was built beside the store, else one made now."""
    site: Site = request.app.state.site
    policy = {"Content-Security-Policy": "frame-ancestors 'none'"}  # the page has a stricter one inside
    if site.picture is not None and site.picture.is_file():
        return FileResponse(site.picture, media_type="text/html", headers=policy)
    html = await run_in_threadpool(lambda: site.graph().to_html(lang=language(request)))
    return HTMLResponse(html, headers=policy)
