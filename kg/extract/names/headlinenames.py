"""Names that only a headline in Title Case has: there, capitals say nothing ("Founder Class Is Stepping Aside").

What the text below names too is one, and so is what a list knows, or a given name with a surname.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.names.lexicon import WordLists
from kg.extract.names.mentions import Mention

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["borne_out"]

_BODY = 40  # tokens of a text that names again whom its headline names


def borne_out(doc: Doc, mentions: Sequence[Mention], words: WordLists) -> list[Mention]:
    """``mentions`` in text order without those of such a headline, the first line, that nothing bears out."""
    end = next((t.i for t in doc if t.is_space and "\n" in t.text), 0)
    if not end or len(doc) - end < _BODY:
        return list(mentions)
    text = [m for m in mentions if m.start >= end]
    below = {m.text(doc) for m in text}
    below |= {t.text for m in text if m.type == "Person" for t in doc[m.start : m.end]}
    head = [m for m in mentions if m.start < end and _known(doc, m, below, words)]
    return [*head, *text]


def _known(doc: Doc, m: Mention, below: set[str], words: WordLists) -> bool:
    """Whether it is borne out, cut to the part that the text names ("HP Scandal" to "HP") or that a list knows."""
    person = m.end - m.start > 1 and doc[m.start].text in words.given_names
    if m.source == "list" or person or m.text(doc) in below:
        return True
    spans = [(i, j) for i in range(m.start, m.end) for j in range(m.end, i, -1)]
    found = next((s for s in sorted(spans, key=lambda s: s[0] - s[1]) if doc.text_of(*s) in below), None)
    if found is None:
        return False
    m.start, m.end = found
    return True
