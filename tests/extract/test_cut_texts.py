"""No text is too odd to be read: articles cut anywhere, headlines without a full stop."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from kg.extract import Extractor
from kg.model import Article

GOLD = Path(__file__).parents[2] / "examples" / "gold"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_articles_cut_anywhere_are_read(extractor: Extractor, lang: str) -> None:
    dice = random.Random(7)  # noqa: S311 (no secret)
    documents = [json.loads(p.read_text("utf-8")) for p in sorted(GOLD.glob("*.json"))]
    words = [d["text"].split(" ") for d in documents if d["lang"] == lang]
    pieces = []
    for text in (w for w in words for _ in range(4)):
        start = dice.randrange(len(text))
        pieces.append(" ".join(text[start : start + dice.randrange(2, 50)]))
    articles = [Article(key=str(n), text=piece, lang=lang) for n, piece in enumerate(pieces)]
    assert len(list(extractor.extract(articles))) == len(pieces) > 100


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "At the spring fair in Oslo, Nokia's engineers and"),
        ("en", "Both vendors were dropped from Nokia's list, to be succeeded by Karl Wei"),
        ("en", "Ann Lee left Nokia as co-founder"),
        ("en", "drugs against a type of cancer known as melanoma,"),
        ("en", "In a bid to please another customer, the regional bank"),
        ("fr", "Anne Petit, directrice et"),
    ],
)
def test_what_ends_with_a_word_is_read(extractor: Extractor, lang: str, text: str) -> None:
    assert len(list(extractor.extract([Article(key="a", text=text, lang=lang)]))) == 1
