"""Headlines in Title Case, read as if written like the text: "Acme to buy Zeta", not "Acme to Buy Zeta".

A parser takes a capitalised verb for a name. Only words that headlines are made of, listed in the language's data, and
those that the text below writes small are lowered; the length stays, so no offset moves. A headline all in capitals is
written as the text below writes its words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

__all__ = ["lower_capitals", "lower_headline", "title_case"]

_WORD = re.compile(r"[^\W\d_]+")
_INSIDE = re.compile(r"(?<=[^\W_A-Z][ ,])[ ]?([A-Z][^\W\d_]+)")  # a capital that no sentence's beginning gives
_BEFORE = re.compile(r"[^\W\d_]+ $")
_LONGEST = 160  # characters of a line that can be a headline
_SHARE = 0.6  # of the longer words after the first are capitalised in Title Case
_LONG = 4
_CAPITALS = 3  # longer words of a headline in capitals


def lower_headline(text: str, words: Collection[str], names: Sequence[str]) -> str:
    """``text`` with its first line's ``words`` (lower case) in lower case where that line is in Title Case.

    ``names`` hold such words and stay ("Best Buy"), as do those that the text below has after the same word.
    """
    line, found, body = text.partition("\n")
    if not words or len(line) > _LONGEST or (not found and line.rstrip().endswith(".")) or not title_case(line):
        return text
    kept = [m.span() for name in names for m in re.finditer(re.escape(name), line)]
    small, pieces, last = _written_small(body), [], 0
    for match in list(_WORD.finditer(line))[1:]:
        inside = any(start <= match.start() < end for start, end in kept)
        lowered = match[0].lower()
        if (
            (lowered in words or lowered in small)
            and match[0] == lowered.capitalize()
            and len(lowered) == len(match[0])
            and not inside
            and not _named_below(line, match, body)
        ):
            pieces += [line[last : match.start()], lowered]
            last = match.end()
    return "".join(pieces) + text[last:]


def _named_below(line: str, word: re.Match[str], body: str) -> bool:
    """ "Acme Cloud" in a headline, where the text has it too: its second word is no common noun there."""
    before = _BEFORE.search(line, 0, word.start())
    return before is not None and before[0][0].isupper() and before[0] + word[0] in body


def lower_capitals(text: str) -> str:
    """``text`` with a first line all in capitals written like the rest: "ACME BUYS ZETA" as "Acme buys Zeta"."""
    line, found, body = text.partition("\n")
    longer = [m[0] for m in _WORD.finditer(line) if len(m[0]) >= _LONG]
    if not found or len(line) > _LONGEST or len(longer) < _CAPITALS or not line.isupper():
        return text
    forms: dict[str, str] = {}
    for match in _WORD.finditer(body):
        word = match[0]
        forms[word.upper()] = word if word.islower() else forms.get(word.upper(), word)
    written = _WORD.sub(lambda m: _as_below(m[0], forms), line)
    return text if len(written) != len(line) else written[:1].upper() + written[1:] + found + body


def _as_below(word: str, forms: Mapping[str, str]) -> str:
    found = forms.get(word, word.lower())
    return found if len(found) == len(word) else word


def title_case(line: str, share: float = _SHARE) -> bool:
    """Whether a line is a headline in Title Case: ``share`` of its longer words are capitalised."""
    longer = [m[0] for m in list(_WORD.finditer(line))[1:] if len(m[0]) >= _LONG]
    return len(longer) > 1 and sum(w[0].isupper() for w in longer) >= share * len(longer)


def _written_small(body: str) -> frozenset[str]:
    """The longer words that a text writes small, and never with a capital but at the beginning of a sentence."""
    written = {m[0] for m in _WORD.finditer(body) if len(m[0]) >= _LONG - 1}
    named = {m[1].lower() for m in _INSIDE.finditer(body)}
    return frozenset(w for w in written if w.islower() and w not in named)
