"""What the page's script is given: entities, facts, claims and articles as plain JSON, without the articles' texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.model import Article, Entity, Fact, Knowledge
from kg.ontology import Ontology
from kg.page.anchors import direction
from kg.page.behind import OPEN_END, Behind, Told, last_day
from kg.page.links import safe_url
from kg.page.words import LANGS, interface, listed_relations, look, phrase, relation_label

__all__ = ["drawing", "payload", "used_entities"]


def used_entities(knowledge: Knowledge, facts: Sequence[Fact]) -> dict[str, Entity]:
    """Entities that a fact is about, by id; the others are not shown."""
    used = {end for f in facts for end in (f.subject, f.object)}
    return {i: knowledge.resolution.entities[i] for i in sorted(used)}


def payload(
    told: Told, facts: Sequence[Fact], ontology: Ontology, articles: Sequence[str], base: str
) -> dict[str, Any]:
    """Facts oldest first; ``claims`` and ``articles`` are lists that they point into, claims as JSON in the short form.

    ``articles`` are the ids of those that are cited; ``base`` is that of the graph's IRIs.
    """
    knowledge = told.knowledge
    claims: dict[str, Sequence[str]] = {}
    for fact in facts:
        for claim in told.behind(fact).claims:
            claims.setdefault(claim[0], claim)
    place = {a: i for i, a in enumerate(articles)}
    number = {c: i for i, c in enumerate(claims)}
    phrases = sorted({_phrases(ontology, f) for f in facts})
    worded = {p: i for i, p in enumerate(phrases)}
    states = {f.relation for f in facts if f.kind == "state"}
    return {
        "entities": [_entity(e) for e in used_entities(knowledge, facts).values()],
        "facts": [
            _fact(told.behind(f), f, [number[c] for c, *_ in told.behind(f).claims], worded[_phrases(ontology, f)])
            for f in facts
        ],
        "claims": [f'["{c}",{place.get(article, -1)},{rest}]' for c, article, rest in claims.values()],
        "articles": [_article(knowledge.articles[a]) for a in articles],
        "relations": [_relation(ontology, r, r in states) for r in _relations(facts)],
        "phrases": {lang: [p[i] for p in phrases] for i, lang in enumerate(LANGS)},
        "strings": {lang: interface(lang) for lang in LANGS},
        "base": base,
    }


def _phrases(ontology: Ontology, fact: Fact) -> tuple[str, ...]:
    return tuple(phrase(ontology, fact, lang) for lang in LANGS)


def _lean(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is not known (or 0), for size."""
    return {k: v for k, v in values.items() if v}


def _entity(entity: Entity) -> dict[str, Any]:
    # names, not descriptions (« le géant de Redmond »): nobody looks for a company by those
    aliases = sorted({name for name, _ in entity.aliases if not name[:1].islower()} - {entity.label})
    return _lean({"id": entity.id, "label": entity.label, "type": entity.type, "aliases": aliases,
                  "wikidata": entity.wikidata, "turn": _turn(entity)})  # fmt: skip


def _turn(entity: Entity) -> float | None:
    """Of a company, the direction in which it lies (`kg.page.anchors.direction`)."""
    return round(direction(entity.label), 4) if entity.type == "Organization" else None


def _fact(behind: Behind, fact: Fact, claims: list[int], phrase_number: int) -> dict[str, Any]:
    """What goes without saying is left out: ``asserted``, an open end, a first or last day that the date gives.

    So is the day of the first report, which the articles tell, and the position, which the table has.
    """
    first, last, reported = behind[:3]
    date = fact.date or fact.since
    day = first if reported else date.first_day if date else ""
    end = _end(fact, day)
    return {
        "id": fact.id, "s": fact.subject, "o": fact.object, "r": fact.relation, "p": phrase_number, "c": claims,
        **_lean({
            "st": fact.status if fact.status != "asserted" else None,
            "a": first if first != day else None,
            "z": last if last != end else None,
            "d": date and date.value,
            "until": fact.until and fact.until.value,
            "ended": fact.ended,
            "rep": int(reported),
            "manner": fact.manner,
            "amount": fact.amount and {"v": fact.amount.value, "c": fact.amount.currency},
            "stake": fact.stake,
            "from": list(fact.derived_from),
            "undone": fact.reversed_by,
        }),
    }  # fmt: skip


def _end(fact: Fact, day: str) -> str:
    """The last day on which it may be seen, as the script works it out too."""
    if fact.kind == "event":
        return last_day(fact.date) if fact.date else day
    return fact.until.first_day if fact.until else OPEN_END


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        **_lean({
            "title": article.title,
            "lang": article.lang,
            "publisher": article.publisher,
            "d": article.published and article.published.value,
            "url": safe_url(article.url),
            "source": article.source,
            "sourceUrl": safe_url(article.source_url),
        }),
    }  # fmt: skip


def _relations(facts: Sequence[Fact]) -> list[str]:
    """Relations that occur: moves first, in the order of the looks' file, then those of overlays."""
    used = {f.relation for f in facts}
    listed = [r for r in listed_relations() if r in used]
    return listed + sorted(used - set(listed))


def _relation(ontology: Ontology, name: str, is_state: bool) -> dict[str, Any]:
    drawn = look(name)
    return {
        "id": name, "label": {lang: relation_label(ontology, name, lang) for lang in LANGS},
        "light": drawn["light"], "dark": drawn["dark"], "width": drawn["width"], "dashes": drawn.get("dashes", []),
        "cls": ontology.relations[name].cls if name in ontology.relations else "",
        "state": is_state,
        "on": bool(drawn.get("default", True)), "arrow": drawn.get("arrow", "to"),
        "tail": drawn.get("tail", "subject"),
    }  # fmt: skip


def drawing(nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Of the network, what its facts and entities do not say already: places and bends in each layout."""
    return {
        "nodes": [_lean({"id": n["id"], "main": n["main"]}) | {"places": n["places"]} for n in nodes],
        "edges": [{"id": e["id"], "places": e["places"]} for e in edges],
    }
