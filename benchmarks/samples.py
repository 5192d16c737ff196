"""Articles to measure with: real length, as many as wanted, made of the packaged examples' own paragraphs."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path

from kg.model import Article, PartialDate
from kg.ontology import examples_dir
from kg.read import ReadOptions, read_inputs

__all__ = ["LENGTH", "corpus_articles", "recombined"]

LENGTH = 2_200  # code points: the mean of real news articles that we have seen
_SHARED = Path(__file__).resolve().parents[2] / "shared"  # beside the checkout, where it is present
_SENTENCES = _SHARED / "gold" / "sentivent.train.jsonl"  # English company news, a sentence a line
_SYLLABLES = ("ba", "cor", "del", "fen", "gor", "hal", "jun", "kel", "lom", "mar", "nov", "pel", "rin", "sol", "tev")


def recombined(lang: str, count: int, *, seed: int = 7, length: int = LENGTH) -> Iterator[Article]:
    """``count`` articles of ``lang``, each a title and paragraphs drawn from the examples, the same for a seed.

    Each is at least ``length`` code points long, which its last paragraph passes.

    Each has a company name of its own, as news do: what a pipeline keeps of every new word shows in its memory.
    """
    titles, paragraphs = _parts(lang)
    draw = random.Random(seed)  # noqa: S311 (no secret: the same texts at each run)
    for number in range(count):
        coined = "".join(draw.choice(_SYLLABLES) for _ in range(4)).capitalize()
        text: list[str] = []
        while sum(map(len, text)) < length:
            text.append(draw.choice(paragraphs).replace("Mistral", coined).replace("Anthropic", coined))
        date = PartialDate(f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}")
        yield Article(f"{lang}-{number}", "\n\n".join(text), lang, date, draw.choice(titles))


def _parts(lang: str) -> tuple[list[str], list[str]]:
    found = read_inputs([str(examples_dir())], ReadOptions(languages=("en", "fr")))
    articles = [a for a in found if isinstance(a, Article) and a.lang == lang]
    return [a.title for a in articles], [p for a in articles for p in a.text.split("\n\n") if len(p) > 80]


def corpus_articles(lang: str, count: int) -> Iterator[Article]:
    """Up to ``count`` news articles of ``lang`` from ``../shared`` beside the checkout; none where it is absent."""
    return islice(chain(_whole(lang), _put_together() if lang == "en" else ()), count)


def _whole(lang: str) -> Iterator[Article]:
    for file in sorted((_SHARED / "corpora").glob(f"*.{lang}.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield Article(str(row["id"]), row["text"], lang, None, row.get("title") or "")


def _put_together() -> Iterator[Article]:
    if not _SENTENCES.exists():
        return
    with _SENTENCES.open(encoding="utf-8") as lines:
        for document, rows in groupby(map(json.loads, lines), itemgetter("document")):
            title, *sentences = (row["text"] for row in rows)
            yield Article(document, " ".join(sentences), "en", None, title)
