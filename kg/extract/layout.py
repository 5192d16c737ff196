"""One string to parse for an article, and the way back to the article's own offsets.

Title and text are parsed together, so that a surname in the title finds its bearer in the text. The parser sees plain
apostrophes and spaces, which it knows best, and headlines in the case of the text; every replacement
has the same length, so no offset moves.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.headlines import lower_headline
from kg.extract.language import Language
from kg.model import Article, Span

__all__ = ["Layout", "lay_out"]

_BREAK = "\n\n"
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " "})


@dataclass(frozen=True, slots=True)
class Layout:
    """``text`` is what is parsed; ``offset`` is where the article's text starts in it (0 without a title)."""

    article: Article
    text: str
    offset: int

    def span(self, start: int, end: int) -> Span:
        """The article's own span of ``[start, end)`` of the parsed text."""
        if start < self.offset:
            return Span(start, min(end, len(self.article.title)), "title")
        return Span(start - self.offset, end - self.offset, "text")

    def quote(self, span: Span) -> str:
        """The exact wording at ``span``."""
        source = self.article.title if span.field == "title" else self.article.text
        return source[span.start : span.end]


def lay_out(article: Article, language: Language) -> Layout:
    """Title (unless the text opens with it) and text as one string; a headline in Title Case is read in lower case."""
    title = article.title
    apart = bool(title.strip()) and not article.text.startswith(title)
    text = ((title + _BREAK) * apart + article.text).translate(_PLAIN)
    text = lower_headline(text, language.headline_words, language.headline_names)
    return Layout(article, text, len(title) + len(_BREAK) if apart else 0)
