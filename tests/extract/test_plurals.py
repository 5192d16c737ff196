"""Words for several people, and the people they mean."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from kg.model import Article

LEFT = [
    ("Karl Weiss and Eva Lund founded Nokia. They left Google in 2021.", {"Karl Weiss", "Eva Lund"}),
    ("Karl Weiss wrote the paper with Rosa Vidal. They quit Google in 2021.", {"Karl Weiss", "Rosa Vidal"}),
    ("Karl Weiss and Eva Lund met Omar Haddad. The trio left Google.", {"Karl Weiss", "Eva Lund", "Omar Haddad"}),
    ("Karl Weiss met Eva Lund. The two former executives left Google in May.", {"Karl Weiss", "Eva Lund"}),
    (
        "Meta hired Karl Weiss, Eva Lund and Rosa Vidal. Omar Haddad was angry. All three researchers left Google.",
        {"Karl Weiss", "Eva Lund", "Rosa Vidal"},
    ),
    (
        "Three engineers have left Google. They are Karl Weiss, who ran its office; Eva Lund; and Rosa Vidal.",
        {"Karl Weiss", "Eva Lund", "Rosa Vidal"},
    ),
    ("Two researchers have left Google: Karl Weiss and Eva Lund.", {"Karl Weiss", "Eva Lund"}),
    ("Nokia praised Karl Weiss and Eva Lund. Both left Google in May.", {"Karl Weiss", "Eva Lund"}),
    ("Several engineers have left Google. Among them are Karl Weiss and Eva Lund.", {"Karl Weiss", "Eva Lund"}),
    ("Some twenty researchers quit Google. Karl Weiss and Eva Lund are among them.", {"Karl Weiss", "Eva Lund"}),
    ("Three researchers have left Google. They include Karl Weiss and Eva Lund.", {"Karl Weiss", "Eva Lund"}),
    (
        "Nokia hired several researchers from Google. Among them are chief scientist Karl Weiss and Eva Lund.",
        {"Karl Weiss", "Eva Lund"},
    ),
]

LEFT_FRENCH = [
    ("Plusieurs cadres ont quitté Google. Parmi eux figurent Karl Weiss et Eva Lund.", {"Karl Weiss", "Eva Lund"}),
    ("Trois chercheurs ont quitté Google. Il s'agit de Karl Weiss et d'Eva Lund.", {"Karl Weiss", "Eva Lund"}),
    ("Plusieurs ingénieurs ont quitté Google. Karl Weiss et Eva Lund en font partie.", {"Karl Weiss", "Eva Lund"}),
    ("Trois chercheurs ont quitté Google en mai, dont Karl Weiss et Eva Lund.", {"Karl Weiss", "Eva Lund"}),
    ("Plusieurs cadres ont quitté Google. Karl Weiss et Eva Lund ont protesté.", set()),
]

OPEN = [
    "Karl Weiss met Rosa Vidal. They left Google.",
    "Karl Weiss and Eva Lund praised Nokia. Several employees are angry. They left Google.",
    "Karl Weiss, Eva Lund and Omar Haddad met. The pair left Google.",
    "Nokia and Ericsson praised Karl Weiss and Eva Lund. They left Google.",
    "Four engineers have left Google: Karl Weiss and Eva Lund.",
    "Karl Weiss met Eva Lund. The two companies left Google.",
    "Several engineers have left Google. Among them there was anger. Karl Weiss and Eva Lund apologised.",
    "Several engineers have left Google. Karl Weiss and Eva Lund are angry.",
]


def _left(extractor: Extractor, text: str, lang: str = "en") -> set[str]:
    (extraction,) = extractor.extract([Article(key="a", text=text, lang=lang)])
    return {c.subject.name for c in extraction.claims if c.relation == "left" and c.object.name == "Google"}


@pytest.mark.parametrize(("text", "people"), LEFT)
def test_several_people_are_meant(extractor: Extractor, text: str, people: set[str]) -> None:
    assert _left(extractor, text) == people


@pytest.mark.parametrize(("text", "people"), LEFT_FRENCH)
def test_several_people_are_meant_in_french(extractor: Extractor, text: str, people: set[str]) -> None:
    assert _left(extractor, text, "fr") == people


@pytest.mark.parametrize("text", OPEN)
def test_nobody_is_meant_where_others_could_be(extractor: Extractor, text: str) -> None:
    assert _left(extractor, text) == set()


def test_both_companies_are_the_two_before_who_holds_shares_in_them(extractor: Extractor) -> None:
    text = "Acme and Zorba agreed to merge. Sequoia Capital has a stake in both companies."
    (extraction,) = extractor.extract([Article(key="a", text=text, lang="en")])
    held = {c.object.name for c in extraction.claims if c.relation == "investedIn"}
    assert held == {"Acme", "Zorba"}
