"""One string to parse for an article, and the way back to the article's own offsets.

Title and text are parsed together, so that a surname in the title finds its bearer in the text. The parser sees plain
apostrophes and spaces, which it knows best, headlines in the case of the text, and no signs of shares after names; a
replacement has the same length, and what is left out is remembered.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from kg.extract.parsing.headlines import lower_capitals, lower_headline, title_case
from kg.extract.parsing.language import Language
from kg.extract.parsing.listings import Cut, listings_in
from kg.model import Article, Span

__all__ = ["Layout", "lay_out"]

_BREAK = "\n\n"
_ALL = 1.0
_NAMES = 40  # characters up to which a headline may hold only names, where Title Case is not usual
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " "})


@dataclass(frozen=True, slots=True)
class Layout:
    """``text`` is what is parsed; ``offset`` is where the article's text starts after its title (0 without a title).

    ``cuts`` are where something was left out of title and text, in ``text``'s characters, each with how many characters
    of title and text are missing from there on.
    """

    article: Article
    text: str
    offset: int
    cuts: tuple[Cut, ...] = ()
    titled: bool = False  # whether the first line is a headline in Title Case

    def span(self, start: int, end: int) -> Span:
        """The article's own span of ``[start, end)`` of the parsed text."""
        start, end = self._whole(start), self._whole(end - 1) + 1
        if start < self.offset:
            return Span(start, min(end, len(self.article.title)), "title")
        return Span(start - self.offset, end - self.offset, "text")

    def _whole(self, i: int) -> int:
        """Where what stands at ``i`` of the parsed text stands in title and text."""
        k = bisect_right(self.cuts, i, key=lambda cut: cut[0])
        return i + self.cuts[k - 1][1] if k else i

    def quote(self, span: Span) -> str:
        """The exact wording at ``span``."""
        source = self.article.title if span.field == "title" else self.article.text
        return source[span.start : span.end]


def lay_out(article: Article, language: Language) -> Layout:
    """Title (unless the text opens with it) and text as one string; a headline in Title Case is read in lower case."""
    title = article.title
    apart = bool(title.strip()) and not article.text.startswith(title)
    text = ((title + _BREAK) * apart + article.text).translate(_PLAIN)
    text = lower_capitals(text)
    first, parted, _ = text.partition("\n")
    usual = bool(language.headline_words)
    titled = bool(parted) and (title_case(first) if usual else len(first) > _NAMES and title_case(first, _ALL))
    text = lower_headline(text, language.headline_words, language.headline_names)
    text, cuts = _without(text, listings_in(text, language.listings))
    return Layout(article, text, len(title) + len(_BREAK) if apart else 0, cuts, titled)


def _without(text: str, parts: Sequence[Cut]) -> tuple[str, tuple[Cut, ...]]:
    """``text`` without ``parts``, and where each was, with the number of characters missing from there on."""
    if not parts:
        return text, ()
    ends = [0, *(start + length for start, length in parts)]
    starts = [*(start for start, _ in parts), len(text)]
    missing = list(accumulate(length for _, length in parts))
    places = (start - gone for (start, _), gone in zip(parts, [0, *missing], strict=False))
    kept = "".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    return kept, tuple(zip(places, missing, strict=True))
