"""English sentences that deny, weigh or only try something about a person: none may come out as a fact."""

from __future__ import annotations

import pytest

from ..readers import read_text

PEOPLE = {"joined", "left", "worksFor", "founded", "succeeded"}


@pytest.mark.parametrize(
    "text",
    [
        "Karl Weiss could become chief executive of Nokia.",
        "Karl Weiss may act as chief executive of Nokia.",
        "Karl Weiss did not hold the position of chief executive of Nokia.",
        "Karl Weiss might take over as chief executive of Nokia.",
        "Karl Weiss was considered for the post of chief executive of Nokia.",
        "Karl Weiss turned down a job at Nokia.",
        "Karl Weiss has not spent ten years at Nokia.",
        "Karl Weiss is not on Nokia's board.",
        "Karl Weiss is not the founder of Nokia.",
        "Nokia tried to poach Karl Weiss.",
        "Nokia has not named Eva Lund to succeed Karl Weiss.",
        "Karl Weiss met Eva Lund at Nokia.",
        "Karl Weiss started a fight with Nokia.",
        "Nokia left Karl Weiss without a phone.",
    ],
)
def test_nothing_is_asserted(text: str) -> None:
    found = read_text("en", text)
    assert [c for c in found.claims if c.relation in PEOPLE and c.status in ("asserted", "announced")] == []


@pytest.mark.parametrize(
    "text",
    [
        "Karl Weiss is no longer with Nokia.",
        "Karl Weiss is no longer the head of Nokia.",
        "Karl Weiss is no longer in charge of Nokia.",
    ],
)
def test_who_is_no_longer_there_does_not_work_there(text: str) -> None:
    found = read_text("en", text)
    assert [c for c in found.claims if c.relation == "worksFor" and c.status == "asserted"] == []


@pytest.mark.parametrize(
    "text",
    ["Nokia no longer owns Oracle.", "Nokia no longer supplies Oracle.", "Nokia is no longer a rival of Oracle."],
)
def test_what_is_no_longer_so_is_denied(text: str) -> None:
    found = read_text("en", text)
    assert {c.status for c in found.claims} <= {"denied"}


@pytest.mark.parametrize(
    ("lang", "text", "label"),
    [
        ("fr", "Jean Mercier, l'ex-directeur financier de Nokia, a rejoint Lumio.", "directeur financier"),
        ("fr", "Jean Mercier, ancien directeur financier de Nokia, a rejoint Lumio.", "directeur financier"),
        ("en", "Ex-CEO of Nokia Karl Weiss joined Lumio.", "CEO"),
    ],
)
def test_that_a_position_is_over_is_not_part_of_its_wording(lang: str, text: str, label: str) -> None:
    assert [c.role.label for c in read_text(lang, text).claims if c.relation == "left" and c.role] == [label]
