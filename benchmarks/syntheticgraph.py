"""A graph of made-up events in the layout of this project, as N-Quads: a benchmark's data, the same for the same size.

Three claims an article, facts that one to several articles claim, tenures that joinings start and leavings end, chains
of dependencies, people with some moves each, and companies of which a few are met often and most seldom.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from kg.model import digest

BASE = "https://w3id.org/techkg/"
_KG, _XSD = "https://w3id.org/techkg/ontology#", "http://www.w3.org/2001/XMLSchema#"
_PREDICATES = {
    "a": "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>",
    "label": "<http://www.w3.org/2000/01/rdf-schema#label>",
    "id": "<http://purl.org/dc/terms/identifier>",
    "from_article": "<http://www.w3.org/ns/prov#wasDerivedFrom>",
    "published": "<https://schema.org/datePublished>",
    "quote": "<http://www.w3.org/ns/oa#exact>",
    "start": "<http://www.w3.org/ns/oa#start>",
}
_EVENTS = (
    ("Joining", "joined", 38),
    ("Leaving", "left", 24),
    ("Acquisition", "acquired", 12),
    ("Investment", "investedIn", 18),
    ("Dependency", "dependsOn", 8),
)
_START = date(2015, 1, 1)


def _kg(name: str) -> str:
    return f"<{_KG}{name}>"


def _day(value: date) -> str:
    return f'"{value.isoformat()}"^^<{_XSD}date>'


@dataclass(slots=True)
class Synthetic:
    """The graph of ``events`` events. Iterating over `lines` writes it; ``asked`` are names that queries can use."""

    events: int
    asked: dict[str, str] = field(default_factory=dict)

    def write(self, path: Path) -> int:
        """Write the file; the number of quads."""
        count = 0
        with path.open("w", encoding="utf-8") as file:
            for line in self.lines():
                file.write(line)
                count += 1
        return count

    def lines(self) -> Iterator[str]:
        rng = random.Random(7)  # noqa: S311 (the same data each time)
        people, companies = max(30, self.events // 5), max(20, self.events // 25)
        yield from _entities(people, companies)
        article = ""
        for number in range(self.events):
            if number % 3 == 0:
                article = digest(f"https://news.example/{number}")
                day = _START + timedelta(days=rng.randrange(3650))
                yield from _article(article, number, day)
            kind, relation, _ = rng.choices(_EVENTS, [weight for *_, weight in _EVENTS])[0]
            person = relation in ("joined", "left")
            subject = f"P{rng.randrange(people)}" if person else f"C{_skewed(rng, companies)}"
            obj = f"C{_skewed(rng, companies)}"
            yield from _fact(rng, number, article, kind, relation, subject, obj, day)
            if number == 0 or (relation == "joined" and "person" not in self.asked):
                self.asked |= {"person": f"Person {subject[1:]}"} if person else {}
        self.asked |= {"org": "Company 0"}


def _skewed(rng: random.Random, count: int) -> int:
    """A number below ``count``, the small ones far more often (Zipf-like)."""
    return min(count - 1, int(count * rng.random() ** 2))


def _entities(people: int, companies: int) -> Iterator[str]:
    graph = f"<{BASE}graph/entities>"
    for kind, letter, cls, count in (("Person", "P", "Person", people), ("Company", "C", "Organization", companies)):
        for i in range(count):
            node = f"<{BASE}id/{letter}{i}>"
            yield f"{node} {_PREDICATES['a']} <https://schema.org/{cls}> {graph} .\n"
            yield f'{node} {_PREDICATES["label"]} "{kind} {i}" {graph} .\n'


def _article(article: str, number: int, day: date) -> Iterator[str]:
    node, graph = f"<{BASE}article/{article}>", f"<{BASE}graph/article/{article}>"
    yield f"{node} {_PREDICATES['a']} <https://schema.org/NewsArticle> {graph} .\n"
    yield f'{node} {_PREDICATES["id"]} "https://news.example/{number}" {graph} .\n'
    yield f'{node} {_kg("contentHash")} "{article}" {graph} .\n'
    yield f'{node} <https://schema.org/inLanguage> "{"fr" if number % 2 else "en"}" {graph} .\n'
    yield f"{node} {_PREDICATES['published']} {_day(day)} {graph} .\n"
    yield f"{node} {_kg('datePrecision')} {_kg('day')} {graph} .\n"


def _fact(
    rng: random.Random, number: int, article: str, kind: str, relation: str, subject: str, obj: str, day: date
) -> Iterator[str]:
    state = kind == "Dependency"
    happened = day - timedelta(days=rng.randrange(10))
    fact = f"<{BASE}{'state' if state else 'event'}/{digest(relation, subject, obj, str(happened))}>"
    claim = f"<{BASE}claim/{digest(article, str(number))}>"
    status = rng.choices(("asserted", "announced", "contested", "unconfirmed"), (80, 10, 4, 6))[0]
    yield from _claim(claim, article, relation, number, status, happened)
    yield from _node(fact, kind, relation, subject, obj, status)
    graph = f"<{BASE}graph/derived>"
    yield f"{fact} {_kg('from' if state else 'date')} {_day(happened)} {graph} .\n"
    yield f"{fact} {_kg('fromPrecision' if state else 'datePrecision')} {_kg('day')} {graph} .\n"
    yield f"{claim} {_kg('about')} {fact} {graph} .\n"
    if status != "unconfirmed":
        yield f"<{BASE}id/{subject}> {_kg(relation)} <{BASE}id/{obj}> {graph} .\n"
    if relation in ("joined", "left"):
        yield from _tenure(rng, fact, claim, relation, subject, obj, status, happened)


def _tenure(
    rng: random.Random, fact: str, claim: str, relation: str, subject: str, obj: str, status: str, day: date
) -> Iterator[str]:
    tenure, graph = f"<{BASE}state/{digest('tenure', fact)}>", f"<{BASE}graph/derived>"
    yield from _node(tenure, "Tenure", "worksFor", subject, obj, status)
    yield f"{tenure} {_kg('derivedFromEvent')} {fact} {graph} .\n"
    yield f"{claim} {_kg('about')} {tenure} {graph} .\n"
    if relation == "joined":
        yield f"{tenure} {_kg('from')} {_day(day)} {graph} .\n"
        yield f"{tenure} {_kg('fromPrecision')} {_kg('day')} {graph} .\n"
    else:
        yield f"{tenure} {_kg('until')} {_day(day)} {graph} .\n"
        yield f"{tenure} {_kg('untilPrecision')} {_kg('day')} {graph} .\n"
    if rng.random() < 0.05:
        yield f'{tenure} {_kg("roleKey")} "ceo" {graph} .\n'


def _node(node: str, kind: str, relation: str, subject: str, obj: str, status: str) -> Iterator[str]:
    graph = f"<{BASE}graph/derived>"
    general = "State" if kind in ("Tenure", "Dependency") else "Event"
    yield f"{node} {_PREDICATES['a']} {_kg(general)} {graph} .\n"
    yield f"{node} {_PREDICATES['a']} {_kg(kind)} {graph} .\n"
    yield f"{node} {_kg('subject')} <{BASE}id/{subject}> {graph} .\n"
    yield f"{node} {_kg('predicate')} {_kg(relation)} {graph} .\n"
    yield f"{node} {_kg('object')} <{BASE}id/{obj}> {graph} .\n"
    yield f"{node} {_kg('status')} {_kg(status)} {graph} .\n"


def _claim(claim: str, article: str, relation: str, number: int, status: str, happened: date) -> Iterator[str]:
    graph = f"<{BASE}graph/article/{article}>"
    modality = {"contested": "denied", "unconfirmed": "rumoured"}.get(status, status)
    yield f"{claim} {_PREDICATES['a']} {_kg('Claim')} {graph} .\n"
    yield f"{claim} {_PREDICATES['from_article']} <{BASE}article/{article}> {graph} .\n"
    yield f"{claim} {_kg('predicate')} {_kg(relation)} {graph} .\n"
    yield f"{claim} {_kg('modality')} {_kg(modality)} {graph} .\n"
    yield f'{claim} {_PREDICATES["quote"]} "Sentence {number} of the article says that this is so." {graph} .\n'
    yield f"{claim} {_kg('date')} {_day(happened)} {graph} .\n"
    yield f'{claim} {_PREDICATES["start"]} "{number % 3 * 200}"^^<{_XSD}integer> {graph} .\n'
