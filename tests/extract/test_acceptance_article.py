"""A French article on OpenAI and Microsoft, read as of the day it appeared."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract import Extractor
from kg.model import Article, Claim, PartialDate

ARTICLE = Path(__file__).parents[3] / "shared" / "articles" / "openai-microsoft.fr.txt"

pytestmark = pytest.mark.skipif(
    not ARTICLE.is_file(), reason="the article is not there: no ../shared/articles beside the checkout"
)

WANTED = {
    ("Sam Altman", "joined", "Microsoft"),
    ("Greg Brockman", "joined", "Microsoft"),
    ("Sam Altman", "left", "OpenAI"),
    ("Greg Brockman", "left", "OpenAI"),
    ("OpenAI", "dependsOn", "Microsoft"),
    ("Microsoft", "supplies", "OpenAI"),
    ("Microsoft", "partnersWith", "OpenAI"),
    ("Emmett Shear", "joined", "OpenAI"),
    ("Emmett Shear", "worksFor", "OpenAI"),
    ("René Cotton", "founded", "WiziShop"),
    ("René Cotton", "worksFor", "WiziShop"),
}


@pytest.fixture(scope="module")
def claims() -> tuple[Claim, ...]:
    article = Article(key="acceptance", text=ARTICLE.read_text("utf-8"), lang="fr", published=PartialDate("2023-11-20"))
    (extraction,) = Extractor().extract([article])
    return extraction.claims


def _triples(claims: tuple[Claim, ...]) -> set[tuple[str, str, str]]:
    """Facts claimed; the ends of a partnership in alphabetical order."""
    triples = set()
    for c in claims:
        ends = (c.subject.name, c.object.name)
        s, o = sorted(ends) if c.relation == "partnersWith" else ends
        if c.status in ("asserted", "announced"):
            triples.add((s, c.relation, o))
    return triples


def test_at_least_nine_of_the_eleven_facts_and_at_most_two_wrong(claims: tuple[Claim, ...]) -> None:
    found = _triples(claims)
    assert len(found & WANTED) >= 9, f"missing: {sorted(WANTED - found)}"
    assert len(found - WANTED) <= 2, f"wrong: {sorted(found - WANTED)}"


@pytest.mark.parametrize("person", ["Sam Altman", "Greg Brockman"])
def test_the_dismissals_have_their_day_and_manner(claims: tuple[Claim, ...], person: str) -> None:
    left = [c for c in claims if c.relation == "left" and c.subject.name == person]
    assert [(c.object.name, c.manner, c.date and c.date.value) for c in left] == [("OpenAI", "dismissed", "2023-11-17")]


def test_a_successor_is_announced_and_a_position_has_its_role(claims: tuple[Claim, ...]) -> None:
    assert {c.status for c in claims if c.subject.name == "Emmett Shear"} == {"announced"}
    roles = {c.role.label for c in claims if c.relation == "worksFor" and c.subject.name == "René Cotton" and c.role}
    assert any("CTO" in label for label in roles)


def test_what_is_asked_or_feared_is_not_asserted(claims: tuple[Claim, ...]) -> None:
    for c in claims:
        if "?" in c.quote or "pourrait" in c.quote:
            assert c.status not in ("asserted", "announced"), c.quote
