"""Puts the page together: data, script, style and table in one file that loads nothing else."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from markupsafe import Markup

from kg.model import Fact, Knowledge
from kg.ontology import Ontology
from kg.page.behind import Told
from kg.page.compact import compact
from kg.page.links import digest_source, json_text
from kg.page.network import event_network
from kg.page.payload import drawing, payload, used_entities
from kg.page.rows import rows, sources
from kg.page.selection import drawn_facts, select
from kg.page.words import Lang, string
from kg.rdf.terms import DEFAULT_BASE

__all__ = ["PageReport", "render", "render_page", "write_page"]

_HERE = Path(__file__).resolve().parent
_SIZE = "@size@"  # written once the rest is, for it counts itself
_EARLY = 'document.documentElement.className = "js";'


@dataclass(frozen=True, slots=True)
class PageReport:
    """Size of a page in bytes, how many facts it holds and how many of them its map draws."""

    bytes: int
    facts: int
    drawn: int


def write_page(
    knowledge: Knowledge,
    path: Path,
    *,
    ontology: Ontology,
    lang: str = "en",
    title: str | None = None,
    focus: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    base: str = DEFAULT_BASE,
) -> PageReport:
    """Write the picture of ``knowledge`` as one offline HTML file.

    ``focus`` names entities: their facts and the moves of the people so found are kept. ``since`` and ``until`` are ISO
    dates of any precision. The interface starts in ``lang`` (``en`` or ``fr``) and can be switched in the page.
    ``base`` is that of the graph's IRIs.

    Raises:
        UnknownEntityError: a focused name is unknown or stands for several entities.
    """
    html, facts, drawn = render(
        knowledge, ontology=ontology, lang=lang, title=title, focus=focus, since=since, until=until, base=base
    )
    content = html.encode("utf-8")
    path.write_bytes(content)
    return PageReport(len(content), facts, drawn)


def render_page(
    knowledge: Knowledge,
    *,
    ontology: Ontology,
    lang: str = "en",
    title: str | None = None,
    focus: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    base: str = DEFAULT_BASE,
    layouts: MutableMapping[str, Any] | None = None,
    quoted: MutableMapping[str, Any] | None = None,
) -> str:
    """The page that ``write_page`` writes, as text.

    ``layouts`` are what another page has left there, to be taken where they fit; this one leaves its own. So is
    ``quoted`` what is behind facts, by their ids, to be taken as it is: of a page in the same language, and of facts
    whose claims are the same, with their articles.
    """
    return render(
        knowledge,
        ontology=ontology,
        lang=lang,
        title=title,
        focus=focus,
        since=since,
        until=until,
        base=base,
        layouts=layouts,
        quoted=quoted,
    )[0]


def render(
    knowledge: Knowledge,
    *,
    ontology: Ontology,
    lang: str,
    title: str | None,
    focus: Sequence[str],
    since: str | None,
    until: str | None,
    base: str = DEFAULT_BASE,
    layouts: MutableMapping[str, Any] | None = None,
    quoted: MutableMapping[str, Any] | None = None,
) -> tuple[str, int, int]:
    """The page, how many facts it holds and how many its map draws."""
    language: Lang = "fr" if lang == "fr" else "en"
    told = Told(knowledge, language, quoted)
    facts = select(knowledge, focus, since, until, told)
    entities = used_entities(knowledge, facts)
    network, geometry = event_network(entities, drawn_facts(facts), layouts)
    articles = told.cited(facts)
    data = payload(told, facts, ontology, articles, base)
    largest = "full" if "full" in geometry["boxes"] else "wide"
    drawn = sum(largest in edge["places"] for edge in network.edges)
    data |= {"lang": language, "title": title, "years": _years(facts), "drawn": drawn, **geometry}
    data |= {**drawing(network.nodes, network.edges), "options": network.options}
    context = _context(data, language) | {
        "count": len(facts),
        "rows": rows(told, facts, ontology, articles, language),
        "sources": sources(knowledge, articles, language),
    }
    network.templateEnv.globals.update(context)
    html = _with_size(network.generate_html())
    return html, len(facts), drawn


def _context(data: Mapping[str, Any], lang: Lang) -> dict[str, Any]:
    title = data["title"] or titles(data["years"], lang)
    counts = {kind: sum(e["type"] == kind for e in data["entities"]) for kind in ("Person", "Organization")}
    numbers = {"facts": len(data["facts"]), "people": counts["Person"], "organisations": counts["Organization"]}
    style, script, graph = stylesheet(), page_script(), graph_script()
    return {
        "t": lambda key, **values: string(lang, key, **values),
        "lang": lang,
        "title": title,
        "summary": string(lang, "summary", **numbers),
        "size": _SIZE,
        "policy": _policy([_EARLY, graph, script], style),
        "early": Markup(_EARLY),  # noqa: S704 (the project's own files, hashed in the policy)
        "style": Markup(style),  # noqa: S704
        "script": Markup(script),  # noqa: S704
        "graph": Markup(graph),  # noqa: S704
        "data": Markup(_json(compact(data))),  # noqa: S704 (escaped by json_text)
    }


def _json(data: dict[str, Any]) -> str:
    """The data with the claims, which are JSON already, at the end."""
    claims = ",".join(data.pop("claims"))
    return f'{json_text(data)[:-1]},"claims":[{claims}]}}'


def _with_size(html: str) -> str:
    """The page says how large it is where that matters: from 2 MB on."""
    size = len(html.encode("utf-8"))
    words = f"{size / 1e6:.1f} MB" if size >= 2_000_000 else ""
    return html.replace(f'data-size="{_SIZE}"', f'data-size="{words}"', 1)


def titles(years: str, lang: Lang) -> str:
    """The default title, with the years that the facts span."""
    title = string(lang, "title")
    return string(lang, "title_years", title=title, years=years) if years else title


def _years(facts: Sequence[Fact]) -> str:
    dates = sorted(d.value[:4] for f in facts for d in (f.date, f.since) if d)
    return "" if not dates else dates[0] if dates[0] == dates[-1] else f"{dates[0]}–{dates[-1]}"


def _policy(scripts: Sequence[str], style: str) -> str:
    """Nothing may be loaded, and only the page's own scripts and style may run."""
    return "; ".join((
        "default-src 'none'",
        "script-src " + " ".join(digest_source(s) for s in scripts),
        "style-src " + digest_source(style),
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
    ))  # fmt: skip


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """The page's own style."""
    return _lines((_HERE / "page.css").read_text("utf-8"))


@lru_cache(maxsize=1)
def page_script() -> str:
    """The files of js/ in the order of their names, as one script in one scope."""
    parts = [f.read_text("utf-8") for f in sorted((_HERE / "js").glob("*.js"))]
    return '(() => {\n"use strict";\n' + _lines("\n".join(parts)) + "})();\n"


def _lines(source: str) -> str:
    """Without indentation and whole-line comments: a fifth of the size. No string in them runs over a line's end."""
    lines = (line.strip() for line in source.split("\n"))
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


@lru_cache(maxsize=1)
def graph_script() -> str:
    """vis-network 9.1.2 as pyvis ships it (its licence is in its first lines), without the link to a source map."""
    source = files("pyvis").joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js").read_text("utf-8")
    return source.split("//# sourceMappingURL=")[0]
