"""One verb for several people, each with a position."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from kg.model import Article

CASES = [
    (
        "en",
        "Adobe named Karl Weiss as chief financial officer and Eva Lund as chief product officer.",
        {("Karl Weiss", "Adobe", "chief financial officer"), ("Eva Lund", "Adobe", "chief product officer")},
    ),
    (
        "en",
        "Adobe announced the hiring of Karl Weiss as chairman and of Eva Lund as chief executive.",
        {("Karl Weiss", "Adobe", "chairman"), ("Eva Lund", "Adobe", "chief executive")},
    ),
    (
        "en",
        "Karl Weiss joined Adobe as chairman, Eva Lund as chief executive and Rosa Vidal as finance chief.",
        {("Karl Weiss", "Adobe", "chairman"), ("Eva Lund", "Adobe", "chief executive")}
        | {("Rosa Vidal", "Adobe", "finance chief")},
    ),
    (
        "en",
        "Alphabet named Karl Weiss as chief executive of Waymo and Eva Lund as chairman of Verily.",
        {("Karl Weiss", "Waymo", "chief executive"), ("Eva Lund", "Verily", "chairman")},
    ),
    (
        "fr",
        "Microsoft annonce la nomination de Karl Weiss comme directeur financier et d'Eva Lund au poste de directrice "
        "technique.",
        {("Karl Weiss", "Microsoft", "directeur financier"), ("Eva Lund", "Microsoft", "directrice technique")},
    ),
    (
        "en",
        "Adobe named Karl Weiss as chief executive and Eva Lund congratulated him.",
        {("Karl Weiss", "Adobe", "chief executive")},
    ),
]


@pytest.mark.parametrize(("lang", "text", "joined"), CASES, ids=[c[1][:40] for c in CASES])
def test_each_person_has_the_position_beside(
    extractor: Extractor, lang: str, text: str, joined: set[tuple[str, str, str]]
) -> None:
    (extraction,) = extractor.extract([Article(key="a", text=text, lang=lang)])
    found = {
        (c.subject.name, c.object.name, c.role.label)
        for c in extraction.claims
        if c.relation == "joined" and c.role is not None
    }
    assert found == joined
