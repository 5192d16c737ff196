"""What a claim says besides: who leaves a post held it, a founder who leaves founded what is left."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from kg.model import Article

CASES = [
    (
        "Nokia lost its chief. Karl Weiss, likewise a co-founder, left in February.",
        {("founded", "Karl Weiss", "Nokia"), ("left", "Karl Weiss", "Nokia")},
    ),
    (
        "Karl Weiss has resigned as president of Nokia.",
        {("worksFor", "Karl Weiss", "Nokia"), ("left", "Karl Weiss", "Nokia")},
    ),
    ("Karl Weiss left Nokia in February.", {("left", "Karl Weiss", "Nokia")}),
    ("Karl Weiss has left Nokia as founder", {("left", "Karl Weiss", "Nokia"), ("founded", "Karl Weiss", "Nokia")}),
    (
        "Only Karl Weiss, a founder of the question-and-answer site Quora, stays.",
        {("founded", "Karl Weiss", "Quora")},
    ),
]


@pytest.mark.parametrize(("text", "claims"), CASES, ids=[c[0][:40] for c in CASES])
def test_what_is_implied(extractor: Extractor, text: str, claims: set[tuple[str, str, str]]) -> None:
    (extraction,) = extractor.extract([Article(key="a", text=text, lang="en")])
    assert {(c.relation, c.subject.name, c.object.name) for c in extraction.claims} == claims


def test_a_founding_has_not_the_date_of_the_leaving(extractor: Extractor) -> None:
    (extraction,) = extractor.extract([Article(key="a", text=CASES[0][0] + " That was in 2024.", lang="en")])
    assert [c.date for c in extraction.claims if c.relation == "founded"] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Lumio was founded by three people. Karl Weiss, the third founder, has a seat on Microsoft's board.",
        "Nokia is growing. Karl Weiss, the chief executive, sits on Microsoft's board.",
    ],
)
def test_a_position_elsewhere_is_not_the_one_on_the_board(extractor: Extractor, text: str) -> None:
    (extraction,) = extractor.extract([Article(key="a", text=text, lang="en")])
    (seat,) = [c for c in extraction.claims if c.relation == "worksFor" and c.object.name == "Microsoft"]
    assert seat.role is None
