"""A small hand-made Knowledge: who moved in November 2023, in two articles, with every kind of fact."""

from __future__ import annotations

from kg.model import (
    Amount,
    Argument,
    Article,
    Claim,
    Entity,
    EntityType,
    Extraction,
    Fact,
    Knowledge,
    LocalEntity,
    Merge,
    PartialDate,
    Resolution,
    Role,
    Span,
    Status,
)

ENGLISH = (
    "OpenAI said that Sam Altman left. Microsoft said he will join its team. "
    "Microsoft put 10 billion dollars into OpenAI. OpenAI depends on Microsoft."
)
FRENCH = "Sam Altman revient chez OpenAI comme directeur général. Meta et IBM seraient partenaires."

A = Article(
    key="https://news.example/a",
    text=ENGLISH,
    lang="en",
    published=PartialDate("2023-11-20"),
    title='Altman "out"',
    url="https://news.example/a",
    publisher="The Example",
)
B = Article(key="b.fr.md", text=FRENCH, lang="fr", published=PartialDate("2023-11"), title="Altman revient")

_PEOPLE = {"Sam Altman"}


def _type(name: str) -> EntityType:
    return "Person" if name in _PEOPLE else "Organization"


def _spans(article: Article, name: str) -> tuple[Span, ...]:
    starts = [i for i in range(len(article.text)) if article.text.startswith(name, i)]
    return tuple(Span(i, i + len(name)) for i in starts)


def _end(article: Article, name: str) -> Argument:
    return Argument(name, _type(name), name, _spans(article, name)[0])


def claim(article: Article, triple: str, quote: str, status: Status, **more) -> Claim:
    """A claim at the first place of ``quote``."""
    subject, relation, obj = triple.split(" / ")
    start = article.text.index(quote)
    return Claim(
        article=article.id,
        lang=article.lang,
        relation=relation,
        subject=_end(article, subject),
        object=_end(article, obj),
        status=status,
        quote=quote,
        span=Span(start, start + len(quote)),
        rule=f"{relation}-rule",
        confidence=0.95,
        **more,
    )


LEFT = claim(
    A, "Sam Altman / left / OpenAI", "Sam Altman left", "asserted", said_by=("OpenAI", "sources"), manner="dismissed"
)
JOINS = claim(A, "Sam Altman / joined / Microsoft", "he will join its team", "announced", said_by=("Microsoft",))
MONEY = claim(
    A,
    "Microsoft / investedIn / OpenAI",
    "Microsoft put 10 billion dollars into OpenAI",
    "asserted",
    amount=Amount(1e10, "USD"),
    stake=49.5,
)
DEPENDS = claim(A, "OpenAI / dependsOn / Microsoft", "OpenAI depends on Microsoft", "asserted", tense="present")
CHIEF = Role("directeur général", "fr", "ceo")
BACK = claim(
    B, "Sam Altman / joined / OpenAI", "Sam Altman revient chez OpenAI", "asserted", date=PartialDate("2023-11-22")
)
WORKS = claim(B, "Sam Altman / worksFor / OpenAI", "comme directeur général", "asserted", tense="present", role=CHIEF)
PARTNERS = claim(B, "Meta / partnersWith / IBM", "Meta et IBM seraient partenaires", "rumoured", tense="present")
CLAIMS = (LEFT, JOINS, MONEY, DEPENDS, BACK, WORKS, PARTNERS)


def extraction(article: Article) -> Extraction:
    """What the claims above say of one article."""
    claims = tuple(c for c in CLAIMS if c.article == article.id)
    names = sorted({end.name for c in claims for end in (c.subject, c.object)})
    entities = [LocalEntity(n, _type(n), _spans(article, n), kb=n) for n in names]
    in_order = tuple(sorted(entities, key=lambda e: e.mentions))
    return Extraction(article, in_order, claims, ("a date was left unresolved",) if article is A else ())


def _resolution() -> Resolution:
    names = {
        (x.article.id, e.name, e.type): e.name.replace(" ", "_") for x in map(extraction, (A, B)) for e in x.entities
    }
    entities = {
        slug: Entity(slug, name, kind, aliases=((f"{name} !", None), (f"{name} s.a.", "fr")))
        for (_, name, kind), slug in names.items()
    }
    merge = (Merge("Altman", "same name", (A.id, B.id)), Merge("Sam Altman", "same name", (A.id,)))
    entities["Sam_Altman"] = Entity("Sam_Altman", "Sam Altman", "Person", (("Altman", "en"),), "Q7407093", merge)
    return Resolution(entities, names)


_NOVEMBER = {day: PartialDate(f"2023-11-{day}") for day in (17, 20, 22)}
FACTS = (
    Fact(
        "01",
        "Leaving",
        "event",
        "left",
        "Sam_Altman",
        "OpenAI",
        "asserted",
        (LEFT.id,),
        _NOVEMBER[17],
        manner="dismissed",
    ),
    Fact(
        "02",
        "Joining",
        "event",
        "joined",
        "Sam_Altman",
        "Microsoft",
        "reversed",
        (JOINS.id,),
        _NOVEMBER[20],
        reversed_by="03",
    ),
    Fact("03", "Joining", "event", "joined", "Sam_Altman", "OpenAI", "asserted", (BACK.id,), _NOVEMBER[22], role=CHIEF),
    Fact(
        "04",
        "Tenure",
        "state",
        "worksFor",
        "Sam_Altman",
        "OpenAI",
        "asserted",
        (LEFT.id,),
        until=_NOVEMBER[17],
        derived_from=("01",),
    ),
    Fact(
        "05",
        "Tenure",
        "state",
        "worksFor",
        "Sam_Altman",
        "Microsoft",
        "reversed",
        (JOINS.id,),
        since=_NOVEMBER[20],
        until=_NOVEMBER[22],
        derived_from=("02", "03"),
    ),
    Fact(
        "06",
        "Tenure",
        "state",
        "worksFor",
        "Sam_Altman",
        "OpenAI",
        "asserted",
        tuple(sorted((BACK.id, WORKS.id))),
        since=_NOVEMBER[22],
        role=CHIEF,
        derived_from=("03",),
    ),
    Fact(
        "07",
        "Investment",
        "event",
        "investedIn",
        "Microsoft",
        "OpenAI",
        "asserted",
        (MONEY.id,),
        amount=Amount(1e10, "USD"),
        stake=49.5,
    ),
    Fact("08", "Dependency", "state", "dependsOn", "OpenAI", "Microsoft", "asserted", (DEPENDS.id,)),
    Fact("09", "Partnership", "state", "partnersWith", "IBM", "Meta", "unconfirmed", (PARTNERS.id,)),
)


def affair() -> Knowledge:
    """All of it."""
    extractions = [extraction(A), extraction(B)]
    return Knowledge(
        articles={x.article.id: x.article for x in extractions},
        claims={c.id: c for c in CLAIMS},
        resolution=_resolution(),
        facts=FACTS,
        local_entities={x.article.id: x.entities for x in extractions},
        notes={x.article.id: x.notes for x in extractions},
        replaced={"Samuel_Altman": "Sam_Altman"},
    )
