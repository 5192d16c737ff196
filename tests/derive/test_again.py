"""Facts derived again around a change are those of all claims derived at once."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

import pytest

from kg.assemble import assemble
from kg.corrections import Corrections
from kg.derive import derive_facts
from kg.derive.again import derive_again
from kg.model import Argument, Article, Claim, EntityType, Extraction, PartialDate, Role, Span
from kg.ontology import load_ontology
from kg.outcome import Outcome, moved_articles

from ..readers import gold_extractions

ONTOLOGY = load_ontology()
GOLD = gold_extractions()
PEOPLE = ["Ann Arbor", "Ben Birch", "Cleo Cedar", "Dan Dogwood"]
FIRMS = ["Akema", "Borulis", "Cyntra"]
DAYS = [
    None,
    *(PartialDate(f"2024-{month:02}-{day:02}") for month in (1, 2, 3) for day in (1, 9, 17)),
    PartialDate("2023"),
]
ROLES = [None, None, Role("chief executive", "en", "chief_executive"), Role("board member", "en", "board_member")]
MOVES = ["joined", "left", "worksFor"]
DEALS = ["acquired", "subsidiaryOf", "subsidiaryOf", "investedIn", "partnersWith"]


def claim(article: str, place: int, draw: random.Random) -> Claim:
    """A claim about few people and firms, so that it meets many others."""
    kind = draw.choice(["move", "move", "move", "succeeded", "deal"])
    relation = {"move": draw.choice(MOVES), "succeeded": "succeeded", "deal": draw.choice(DEALS)}[kind]
    kinds: dict[str, tuple[EntityType, EntityType]] = {
        "move": ("Person", "Organization"),
        "succeeded": ("Person", "Person"),
        "deal": ("Organization", "Organization"),
    }
    a, b = kinds[kind]
    first, second = draw.sample(PEOPLE if a == "Person" else FIRMS, 2)
    second = second if a == b else draw.choice(FIRMS)
    span = Span(100 * place, 100 * place + 50)
    ends = (Argument(first, a, first, span), Argument(second, b, second, Span(span.start + 20, span.end)))
    return Claim(
        *(article, "en", relation, *ends),
        status=draw.choice(["asserted", "asserted", "announced", "denied"]),
        quote=f"{first} {relation} {second}",
        span=span,
        rule="none",
        confidence=0.9,
        role=draw.choice(ROLES) if relation in MOVES else None,
        tense=draw.choice(["present", "past"]) if relation in ("worksFor", "subsidiaryOf") else None,
        date=draw.choice(DAYS),
    )


def succession(article: str, place: int, draw: random.Random) -> Claim:
    """Who heads one firm, or who came after whom."""
    said = claim(article, place, draw)
    new, old = (replace(said.subject, name=name, type="Person") for name in draw.sample(PEOPLE, 2))
    firm = replace(said.object, name=FIRMS[0], type="Organization")
    if draw.random() < 0.4:
        after = replace(old, span=said.object.span)
        return replace(said, relation="succeeded", subject=new, object=after, role=None, tense=None, status="asserted")
    held = replace(said, role=ROLES[2], tense="present", status="asserted")
    return replace(held, relation="worksFor", subject=new, object=firm)


def told(key: str, draw: random.Random, about=claim) -> Extraction:
    article = Article(key, "", "en", draw.choice(DAYS[:-1]))
    claims = (about(article.id, place, draw) for place in range(draw.randint(1, 3)))
    return Extraction(article, (), tuple(claims))


def rewritten(old: Extraction, draw: random.Random) -> Extraction:
    """A gold article with what another one says."""
    to = draw.choice(GOLD)
    return Extraction(old.article, to.entities, tuple(replace(c, article=old.article.id) for c in to.claims))


def check(before: Iterable[Extraction], after: Iterable[Extraction], changed: set[str]) -> None:
    was = assemble(list(before), ONTOLOGY, Corrections()).knowledge
    known = assemble(list(after), ONTOLOGY, Corrections()).knowledge
    moved = moved_articles(Outcome.of(was, ONTOLOGY.fingerprint), known.resolution, changed)
    altered = {i for i, c in (dict(was.claims) | dict(known.claims)).items() if c.article in moved}
    again = derive_again(was.facts, altered, known.claims, known.resolution, known.articles, ONTOLOGY)
    assert again == derive_facts(known.claims.values(), known.resolution, known.articles, ONTOLOGY)


@pytest.mark.parametrize("about", [claim, succession])
@pytest.mark.parametrize("seed", range(8))
def test_where_everything_hangs_together(seed: int, about) -> None:
    draw = random.Random(seed)  # noqa: S311 (no secret)
    for _ in range(40):
        before = {key: told(key, draw, about) for key in map(str, range(draw.randint(3, 16)))}
        after, changed = dict(before), draw.choice(sorted(before))
        if draw.random() < 0.2:
            del after[changed]
        else:
            after[changed] = told(changed, draw, about)
        check(before.values(), after.values(), {before[changed].article.id})


@pytest.mark.parametrize("seed", range(10))
def test_among_real_articles(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 (no secret)
    before = {x.article.id: x for x in GOLD}
    changed = draw.choice(sorted(before))
    check(before.values(), (before | {changed: rewritten(before[changed], draw)}).values(), {changed})
