"""Headlines in Title Case, read as if written like the text: "Acme to buy Zeta", not "Acme to Buy Zeta".

A parser takes a capitalised verb for a name. Only words that headlines are made of, listed in the language's data, are
lowered; the length stays, so no offset moves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

__all__ = ["lower_headline"]

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 160  # characters of a line that can be a headline
_SHARE = 0.6  # of the longer words after the first are capitalised in Title Case
_LONG = 4


def lower_headline(text: str, words: Collection[str], names: Sequence[str]) -> str:
    """``text`` with its first line's ``words`` (lower case) in lower case where that line is in Title Case.

    ``names`` hold such words and stay ("Best Buy").
    """
    line, found, _ = text.partition("\n")
    if not words or len(line) > _LONGEST or (not found and line.rstrip().endswith(".")) or not _title_case(line):
        return text
    kept = [m.span() for name in names for m in re.finditer(re.escape(name), line)]
    pieces, last = [], 0
    for match in list(_WORD.finditer(line))[1:]:
        inside = any(start <= match.start() < end for start, end in kept)
        lowered = match[0].lower()
        if lowered in words and match[0] == lowered.capitalize() and len(lowered) == len(match[0]) and not inside:
            pieces += [line[last : match.start()], lowered]
            last = match.end()
    return "".join(pieces) + text[last:]


def _title_case(line: str) -> bool:
    longer = [m[0] for m in list(_WORD.finditer(line))[1:] if len(m[0]) >= _LONG]
    return len(longer) > 1 and sum(w[0].isupper() for w in longer) >= _SHARE * len(longer)
