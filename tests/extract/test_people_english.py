"""Who does what in English sentences, and whose words they are."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from kg.model import Article, Claim

_CASES = [
    (
        "Nokia grew in May. He works with Ann Harrow and with Paul Quill, who joined as finance chief that month.",
        "joined",
        {("Paul Quill", "Nokia")},
    ),
]
_SPEAKERS = [  # of the claims about this person
    ("Paul Quill joined Nokia after Oracle had bought 49 per cent of his company.", "Paul Quill", ()),
    ("Paul Quill, who leads Nokia, promised all employees a share of the proceeds.", "Paul Quill", ()),
    ("Ann Harrow, who had quit Nokia on Friday, posted a first list of recruits.", "Ann Harrow", ()),
    ("Oracle chief Ann Harrow said that Paul Quill had left Nokia.", "Paul Quill", ("Ann Harrow",)),
    ("A spokesman for Oracle said that Paul Quill had left Nokia.", "Paul Quill", ("A spokesman for Oracle",)),
    ("Paul Quill has left Nokia, said Ann Harrow.", "Paul Quill", ("Ann Harrow",)),
]


def claims_of(extractor: Extractor, text: str) -> tuple[Claim, ...]:
    (extraction,) = extractor.extract([Article(key="a", text=text, lang="en")])
    return extraction.claims


@pytest.mark.parametrize(("text", "relation", "expected"), _CASES)
def test_people(extractor: Extractor, text: str, relation: str, expected: set[tuple[str, str]]) -> None:
    claims = claims_of(extractor, text)
    assert {(c.subject.name, c.object.name) for c in claims if c.relation == relation} == expected


@pytest.mark.parametrize(("text", "person", "speakers"), _SPEAKERS)
def test_a_speaker_is_who_heads_the_phrase(
    extractor: Extractor, text: str, person: str, speakers: tuple[str, ...]
) -> None:
    assert {c.said_by for c in claims_of(extractor, text) if c.subject.name == person} == {speakers}
