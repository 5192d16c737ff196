"""Signs of shares, which papers set after a company's name ("Broadvane BVNE", "Broadvane (BVNE)")."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.mentions import Mention
    from kg.extract.parsed import Doc, Token

__all__ = ["bracketed", "ticker"]

_LONGEST = 5  # letters


def ticker(token: Token) -> bool:
    """ "Broadvane BVNE": capitals right after a name that are letters of it, in their order."""
    name, letters = token.nbor(-1).text, iter(token.nbor(-1).text.upper())
    short = 1 < len(token.text) < min(len(name), _LONGEST + 1) and token.text.isupper() and token.is_alpha
    return short and not name.isupper() and name[0] == token.text[0] and all(c in letters for c in token.text)


def bracketed(doc: Doc, m: Mention) -> bool:
    """ "Broadvane's (BVNE) Lumio unit": capitals alone in brackets behind a possessive ending."""
    if m.end - m.start > 1 or m.start < 2 or m.end >= len(doc):
        return False
    inside = doc[m.start - 1].text == "(" and doc[m.end].text == ")"
    return inside and doc[m.start - 2].tag_ == "POS" and doc[m.start].text.isupper()
