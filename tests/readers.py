"""What reads texts in tests: the shipped extractor, loaded once, and readers in its place that need no model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from kg.extract import Extractor
from kg.model import Article, Extraction
from kg.ontology import examples_dir

from .goldclaims import gold_extraction

__all__ = ["Reader", "gold_extractions", "gold_reader", "read_text", "shipped_extractor"]


@cache
def shipped_extractor() -> Extractor:
    """The extractor of both languages as shipped; its models are loaded once, when they are needed."""
    return Extractor()


@cache
def read_text(lang: str, text: str) -> Extraction:
    """What the shipped extractor reads in a text without a title or a date."""
    (extraction,) = shipped_extractor().extract([Article(key="t", text=text, lang=lang)])
    return extraction


class Reader:
    """Gives the extractions that it was made with, by the key of the article. ``seen`` are the keys asked for."""

    def __init__(self, extractions: Iterable[Extraction], version: str = "1") -> None:
        self.extractions = {x.article.key: x for x in extractions}
        self.version = version
        self.seen: list[str] = []

    @property
    def articles(self) -> list[Article]:
        return [x.article for x in self.extractions.values()]

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for article in articles:
            self.seen.append(article.key)
            yield self.extractions[article.key]

    def fingerprint(self, lang: str) -> str:
        return f"{lang}-{self.version}"

    def model(self, lang: str) -> str:
        return f"gold_{lang} {self.version}"


@cache
def gold_extractions() -> tuple[Extraction, ...]:
    """What a perfect extractor would say of the packaged examples."""
    return tuple(gold_extraction(path) for path in sorted((examples_dir().parent / "gold").glob("*.json")))


def gold_reader() -> Reader:
    return Reader(gold_extractions())
