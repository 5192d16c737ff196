"""Where a company's shares are listed, which papers set after its name: "Acme Inc. (NASDAQ: ACME)", "Acme <ACME.O>",
and the place and the agency that open a report: "PARIS (Reuters) - Acme ...".

No parser makes anything of it, so that it is left out of what is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

__all__ = ["Cut", "listings_in"]

Cut = tuple[int, int]  # where it stands in the text, and how many characters of it


def listings_in(text: str, words: Mapping[str, Sequence[str]]) -> tuple[Cut, ...]:
    """The listings in ``text``, in its order, each with the space before it.

    ``words``: names of ``markets``, the ``suffixes`` that agencies give the signs of shares, agencies (``wires``), and
    what papers link to in brackets (``notes``: "Acme (Research)").
    """
    if not words or not ("(" in text or "<" in text or "." in text):
        return ()
    pattern = _pattern(*(tuple(words.get(key, ())) for key in ("markets", "suffixes", "wires", "notes")))
    return tuple((m.start(), m.end() - m.start()) for m in pattern.finditer(text))


@lru_cache(maxsize=16)
def _pattern(
    markets: tuple[str, ...], suffixes: tuple[str, ...], wires: tuple[str, ...], notes: tuple[str, ...]
) -> re.Pattern[str]:
    market, suffix, wire = _any_of(markets), _any_of(suffixes), _any_of(wires)
    sign, long = (rf"(?!U\.S)[A-Z0-9]{{{n},6}}[a-z]?\.(?:{suffix})" for n in (1, 2))
    inside = rf"(?:(?:{market})\s*:[^()\n]{{1,60}}|{sign}(?:\s*[,;/]\s*{sign})*|(?:{_any_of(notes)}))"
    bare = rf"(?<=[a-zA-Z]) {long}(?=[ ,;:'’)])"
    owned = r"(?<=['’]s) \([A-Z]{1,5}(?:, ?[A-Z]{1,5})*\)(?= )"  # "Acme's (ACM, ACMB) chips"
    opening = rf"(?m:^[A-ZÀ-Ý][^()\n]{{1,50}}\((?:{wire})\) ?[-–—] )"
    return re.compile(rf"{opening}|[ \u00a0]?(?:\(\s*{inside}\s*\)|\[\s*{inside}\s*\]|<{sign}>)|{bare}|{owned}")


def _any_of(words: tuple[str, ...]) -> str:
    """One of the words; nothing where there are none."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"
