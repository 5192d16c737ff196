"""When two names count as the same in scoring."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["normalise"]

_LEGAL = """
    inc incorporated corp corporation co company ltd limited llc plc lp llp pty pte sa sas sasu sarl eurl se gmbh ag kg
    ab asa oyj nv bv spa srl kk
"""
_LEGAL_FORMS = frozenset(_LEGAL.split())
_ARTICLES = frozenset(("the", "le", "la", "les", "l"))
_POSSESSIVE = re.compile(r"['’]s\b")
_MARKS = re.compile(r"[®™©]")
_ABBREVIATION = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_SEPARATORS = re.compile(r"[^\w&+]+")


def normalise(name: str) -> str:
    """Case, accents and punctuation folded; legal forms dropped from the end and articles from the start."""
    decomposed = unicodedata.normalize("NFKD", name)
    folded = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    folded = _MARKS.sub("", _POSSESSIVE.sub("", folded))
    words = _SEPARATORS.sub(" ", _ABBREVIATION.sub("", folded)).split()  # S.A. is one word
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    while len(words) > 1 and words[0] in _ARTICLES:
        words.pop(0)
    return " ".join(words)
