"""Signs of shares, which papers set after a company's name ("Broadvane BVNE", "Broadvane (BVNE)")."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.names.mentions import Mention
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["abbreviations", "bracketed", "ticker"]

_LONGEST = 5  # letters
_SPELT = 3  # letters of a short form that is explained behind it
_EXCHANGE = 6  # tokens of an exchange's name and the bracket before it


def ticker(token: Token) -> bool:
    """ "Broadvane BVNE": capitals right after a name that are letters of it, in their order."""
    name, letters = token.nbor(-1).text, iter(token.nbor(-1).text.upper())
    short = 1 < len(token.text) < min(len(name), _LONGEST + 1) and token.text.isupper() and token.is_alpha
    return short and not name.isupper() and name[0] == token.text[0] and all(c in letters for c in token.text)


def abbreviations(doc: Doc) -> frozenset[str]:
    """Short forms of ordinary words that an article explains in brackets: "virtual network operator (VNO)".

    Also the other way round: "makes FPGA (Field Programmable Gate Array) chips".
    """
    found = {doc[t.i - 1].text for t in doc[1:-1] if t.text == "(" and _explained(doc, t.i)}
    for token in doc[2:-1]:
        short = token.text.rstrip("s")
        if len(short) < 2 or not short.isupper() or token.nbor(-1).text != "(" or token.nbor().text != ")":
            continue
        words = [t for t in doc[max(0, token.i - 4 - 2 * len(short)) : token.i - 1] if t.is_alpha][-len(short) :]
        spelt = "".join(t.lower_[0] for t in words) == short.lower() or _shortens(short, words)
        if spelt and all(t.is_lower for t in words):
            found.add(token.text)
            found.add(short)
    return frozenset(found)


def bracketed(doc: Doc, m: Mention) -> bool:
    """ "Broadvane's (BVNE) Lumio unit", "Broadvane (Euronext: BVNE)": capitals that brackets hold as a sign.

    So are the words that explain a common short form.
    """
    if doc[m.start - 1].text == "(" and m.start > 1 and _explained(doc, m.start - 1):
        return True
    if m.end - m.start > 1 or m.start < 2 or m.end >= len(doc):
        return False
    if doc[m.start - 1].text == ":" and doc[m.start].text.isupper():
        return doc[m.end].text in (")", ";", ",") and any(
            t.text == "(" for t in doc[max(0, m.start - _EXCHANGE) : m.start]
        )
    inside = doc[m.start - 1].text == "(" and doc[m.end].text == ")"
    return inside and doc[m.start - 2].tag_ == "POS" and doc[m.start].text.isupper()


def _explained(doc: Doc, i: int) -> bool:
    """Whether brackets that open at ``i`` hold the words of the capitals before them, and a common noun follows."""
    short = doc[i - 1].text
    end = i + 1 + len(short)
    if len(short) < _SPELT or not short.isupper() or end + 1 >= len(doc) or doc[end].text != ")":
        return False
    initials = "".join(t.text[0] for t in doc[i + 1 : end])
    return initials.upper() == short and doc[end + 1].pos_ == "NOUN" and doc[end + 1].is_lower


def _shortens(short: str, words: list[Token]) -> bool:
    """ "extreme ultraviolet (EUV)": the last words' letters in their order, the first letter of each among them."""
    for k in range(1, min(len(short), len(words) + 1)):
        last = words[-k:]
        letters = iter("".join(t.lower_ for t in last))
        initials = iter(short.lower())
        if last[0].lower_[0] == short[0].lower() and all(c in letters for c in short.lower()):
            return all(t.lower_[0] in initials for t in last)
    return False
