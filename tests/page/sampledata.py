"""A Knowledge written by hand: about fifty facts with their claims, for the page's tests.

Names and dates are public facts; every quote and article was written for the tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.model import (
    Amount,
    Argument,
    Article,
    Claim,
    Entity,
    EntityType,
    Fact,
    FactStatus,
    Knowledge,
    PartialDate,
    Resolution,
    Role,
    Span,
    Status,
    digest,
)
from kg.ontology import load_ontology

Row = tuple[str, str, str, str, str]

# subject, relation, object, date, status of the fact
ROWS: tuple[Row, ...] = (
    ("Sam Altman", "left", "OpenAI", "2023-11-17", "asserted"),
    ("Greg Brockman", "left", "OpenAI", "2023-11-17", "asserted"),
    ("Sam Altman", "joined", "Microsoft", "2023-11-20", "reversed"),
    ("Greg Brockman", "joined", "Microsoft", "2023-11-20", "reversed"),
    ("Emmett Shear", "joined", "OpenAI", "2023-11-20", "asserted"),
    ("Sam Altman", "joined", "OpenAI", "2023-11-22", "asserted"),
    ("Greg Brockman", "joined", "OpenAI", "2023-11-22", "asserted"),
    ("Emmett Shear", "left", "OpenAI", "2023-11-22", "asserted"),
    ("Emmett Shear", "left", "Twitch", "2023-03-16", "asserted"),
    ("Andrej Karpathy", "left", "Tesla", "2022-07-13", "asserted"),
    ("Andrej Karpathy", "joined", "OpenAI", "2023-02-08", "asserted"),
    ("Andrej Karpathy", "left", "OpenAI", "2024-02-13", "asserted"),
    ("Andrej Karpathy", "founded", "Eureka Labs", "2024-07-16", "asserted"),
    ("Mustafa Suleyman", "left", "Inflection AI", "2024-03-19", "asserted"),
    ("Mustafa Suleyman", "joined", "Microsoft", "2024-03-19", "asserted"),
    ("Karén Simonyan", "left", "Inflection AI", "2024-03-19", "asserted"),
    ("Karén Simonyan", "joined", "Microsoft", "2024-03-19", "asserted"),
    ("Jan Leike", "left", "OpenAI", "2024-05-15", "asserted"),
    ("Jan Leike", "joined", "Anthropic", "2024-05-28", "asserted"),
    ("Ilya Sutskever", "left", "OpenAI", "2024-05-14", "asserted"),
    ("Ilya Sutskever", "founded", "Safe Superintelligence", "2024-06-19", "asserted"),
    ("Daniel Gross", "founded", "Safe Superintelligence", "2024-06-19", "asserted"),
    ("Daniel Gross", "left", "Safe Superintelligence", "2025-06-29", "asserted"),
    ("Daniel Gross", "joined", "Meta", "2025-07", "asserted"),
    ("John Schulman", "left", "OpenAI", "2024-08-05", "asserted"),
    ("John Schulman", "joined", "Anthropic", "2024-08-05", "asserted"),
    ("John Schulman", "left", "Anthropic", "2025-02", "asserted"),
    ("Mira Murati", "left", "OpenAI", "2024-09-25", "asserted"),
    ("Bob McGrew", "left", "OpenAI", "2024-09-25", "asserted"),
    ("Barret Zoph", "left", "OpenAI", "2024-09-25", "asserted"),
    ("Mira Murati", "founded", "Thinking Machines", "2025-02-18", "asserted"),
    ("Barret Zoph", "joined", "Thinking Machines", "2025-02-18", "asserted"),
    ("John Schulman", "joined", "Thinking Machines", "2025-02-18", "asserted"),
    ("Lilian Weng", "left", "OpenAI", "2024-11-08", "asserted"),
    ("Lilian Weng", "joined", "Thinking Machines", "2025-02", "asserted"),
    ("Durk Kingma", "left", "Google DeepMind", "2024-10-01", "contested"),
    ("Durk Kingma", "joined", "Anthropic", "2024-10-01", "asserted"),
    ("Sarah Friar", "joined", "OpenAI", "2024-06-10", "asserted"),
    ("Kevin Weil", "joined", "OpenAI", "2024-06-10", "asserted"),
    ("Fidji Simo", "joined", "OpenAI", "2025-08-18", "announced"),
    ("Wojciech Zaremba", "founded", "OpenAI", "2015-12-11", "asserted"),
    ("Kyle Kosic", "left", "xAI", "2024-04-30", "asserted"),
    ("Kyle Kosic", "joined", "OpenAI", "2024", "asserted"),
    ("Shengjia Zhao", "left", "OpenAI", "2025-06", "asserted"),
    ("Shengjia Zhao", "joined", "Meta", "2025-06-28", "asserted"),
    ("Andrew Tulloch", "left", "Thinking Machines", "2025-10-11", "asserted"),
    ("Andrew Tulloch", "joined", "Meta", "2025-10-11", "asserted"),
    ("Jony Ive", "joined", "OpenAI", "", "unconfirmed"),
    ("Satya Nadella", "left", "Microsoft", "", "refuted"),
    ("OpenAI", "dependsOn", "Microsoft", "2019-07-22", "asserted"),
    ("OpenAI", "dependsOn", "Oracle", "2024-06-11", "asserted"),
    ("Microsoft", "investedIn", "OpenAI", "2023-01-23", "asserted"),
    ("Nvidia", "supplies", "Microsoft", "", "asserted"),
    ("Anthropic", "competesWith", "OpenAI", "", "asserted"),
    ("OpenAI", "launched", "ChatGPT", "2022-11-30", "asserted"),
    ("Anthropic", "launched", "Claude", "2023-03-14", "asserted"),
    ("Emmett Shear", "succeeded", "Mira Murati", "2023-11-20", "asserted"),
    ("Sam Altman", "worksFor", "OpenAI", "2023-11-22", "asserted"),
    ("Mira Murati", "worksFor", "OpenAI", "", "asserted"),
)
_TYPES: dict[str, tuple[EntityType, ...]] = {
    "launched": ("Organization", "Product"),
    "succeeded": ("Person", "Person"),
    **dict.fromkeys(("joined", "left", "founded", "worksFor"), ("Person", "Organization")),
}
_SAID: dict[str, tuple[Status, ...]] = {
    "asserted": ("asserted",),
    "announced": ("announced",),
    "reversed": ("announced", "asserted"),
    "contested": ("asserted", "denied"),
    "unconfirmed": ("rumoured",),
    "refuted": ("denied",),
}
_DAY = "2025-11-01"


def slug(name: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in name)


def knowledge(rows: Iterable[Row] = ROWS) -> Knowledge:
    """The facts of ``rows``, each with the claims its status calls for."""
    rows = tuple(rows)
    entities = {slug(n): Entity(slug(n), n, t, _aliases(n), _wikidata(n)) for n, t in _named(rows)}
    articles: dict[str, Article] = {}
    claims: dict[str, Claim] = {}
    names: dict[tuple[str, str, EntityType], str] = {}
    facts = []
    for number, row in enumerate(rows):
        made = [_claim(number, row, said, articles) for said in _SAID[row[4]]]
        claims.update((c.id, c) for c in made)
        for claim in made:
            for end in (claim.subject, claim.object):
                names[claim.article, end.name, end.type] = slug(end.name)
        facts.append(_fact(row, made))
    return Knowledge(articles, claims, Resolution(entities, names), tuple(_undone(facts)))


def _named(rows: Iterable[Row]) -> list[tuple[str, EntityType]]:
    found: dict[str, EntityType] = {}
    for subject, relation, target, *_ in rows:
        kinds = _TYPES.get(relation, ("Organization", "Organization"))
        found[subject], found[target] = kinds
    return sorted(found.items())


def _aliases(name: str) -> tuple[tuple[str, str | None], ...]:
    return (("Altman", None), ("Samuel Altman", "fr")) if name == "Sam Altman" else ()


def _wikidata(name: str) -> str | None:
    return "Q21708200" if name == "OpenAI" else None


def _claim(number: int, row: Row, status: Status, articles: dict[str, Article]) -> Claim:
    subject, relation, target, date, _ = row
    kinds = _TYPES.get(relation, ("Organization", "Organization"))
    lang = "fr" if number % 3 == 0 else "en"
    label = load_ontology().relations[relation].label[lang]
    quote = f"{subject} {label} {target} ({status}, {date or 'sans date'})"
    key = f"press/{number // 2:02}-{status}.md"
    article = Article(
        key=key,
        text="",
        lang=lang,
        published=PartialDate(date if len(date) == 10 else _DAY),
        title=f"Who moved, {key}" if lang == "en" else f"Qui a bougé, {key}",
        url=f"https://news.example/{number // 2:02}/{status}",
        publisher="The Example" if lang == "en" else "L’Exemple",
        source="A public notice" if number % 5 == 0 else None,
        source_url="https://notice.example/" if number % 5 == 0 else None,
    )
    articles.setdefault(article.id, article)
    return Claim(
        article=article.id,
        lang=lang,
        relation=relation,
        subject=Argument(subject, kinds[0], subject, Span(0, len(subject))),
        object=Argument(target, kinds[1], target, Span(len(quote), len(quote) + 1)),
        status=status,
        quote=quote,
        span=Span(number, number + len(quote)),
        rule="hand",
        confidence=0.6 if status == "rumoured" else 0.9,
        said_by=("the board",) if status == "denied" else (),
        role=Role("chief executive", "en", "ceo") if subject == "Sam Altman" else None,
        manner="dismissed" if subject == "Sam Altman" and relation == "left" else None,
        date=PartialDate(date) if date else None,
    )


def _fact(row: Row, claims: Sequence[Claim]) -> Fact:
    subject, relation, target, date, status = row
    known = load_ontology().relations[relation]
    when = PartialDate(date) if date else None
    fact_status: FactStatus = status  # type: ignore[assignment]
    return Fact(
        id=digest(*row),
        cls=known.cls,
        kind=known.kind,
        relation=relation,
        subject=slug(subject),
        object=slug(target),
        status=fact_status,
        claims=tuple(c.id for c in claims),
        date=when if known.kind == "event" else None,
        since=when if known.kind == "state" else None,
        role=claims[0].role,
        manner=claims[0].manner,
        amount=Amount(10e9, "USD") if relation == "investedIn" else None,
    )


def _undone(facts: list[Fact]) -> list[Fact]:
    """A reversed move is undone by the same person's joining two days later."""
    back = {f.subject: f.id for f in facts if f.relation == "joined" and f.object == "OpenAI"}
    return [replace(f, reversed_by=back.get(f.subject)) if f.status == "reversed" else f for f in facts]


def many(count: int) -> tuple[Row, ...]:
    """``count`` rows of made-up people between made-up companies, for sizes."""
    companies = [f"Company {c:02}" for c in range(max(count // 25, 4))]
    return tuple(
        (
            f"Person {n // 2:04}",
            "left" if n % 2 else "joined",
            companies[(n * n // 7 + n) % len(companies)],
            f"{2015 + n % 10}-{1 + n % 12:02}-{1 + n % 28:02}",
            "asserted",
        )
        for n in range(count)
    )
