""" "We", "our" in a quotation: the company of whoever is quoted, where the words around the quotation name one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["speakers_house"]

_QUOTE = 90  # tokens that a quotation may run on either side of the word
_LED = 3  # tokens before a name that may hold what leads it ("at the annual")
_OPENING = frozenset({"“", '"', "«"})
_CLOSING = frozenset({"”", '"', "»"})


def speakers_house(doc: Doc, i: int, at: Mapping[int, Mention], language: Language) -> int | None:
    """Entity of the one organisation named with the quoted person's position; None where none or several are."""
    bounds = _quotation(doc, i)
    if bounds is None:
        return None
    opening, closing = bounds
    spans = [(closing + 1, doc[closing + 1].sent.end)] if closing + 1 < len(doc) and _goes_on(doc, closing) else []
    spans += [(doc[opening - 1].sent.start, opening)] if opening else []
    found = (_house(doc, start, end, at, language) for start, end in spans if _one_speaks(start, end, at))
    return next((entity for entity in found if entity is not None), None)


def _goes_on(doc: Doc, closing: int) -> bool:
    """Whether what follows a quotation belongs to it: "..., said Ann Lee"."""
    return doc[closing - 1].text in (",", "!", "?") or doc[closing + 1].text in (",", "—", "–")


def _one_speaks(start: int, end: int, at: Mapping[int, Mention]) -> bool:
    people = {at[k].entity for k in range(start, end) if k in at and at[k].type == "Person"}
    return len(people) == 1


def _house(doc: Doc, start: int, end: int, at: Mapping[int, Mention], language: Language) -> int | None:
    told = language.cues("told")
    firms = [at[k] for k in range(start, end) if k in at and at[k].type == "Organization"]
    houses = {m.entity for m in firms if not _aside(doc, m.start, told)}
    return houses.pop() if len(houses) == 1 else None


def _aside(doc: Doc, i: int, told: frozenset[str]) -> bool:
    """ "Told [Reuters]", "interviewed by [Bloomberg]", "said at the [Motor Show]": who is spoken to, and where."""
    led = next((t for t in reversed(doc[max(0, i - _LED) : i]) if t.pos_ == "ADP" or t.lower_ in told), None)
    return led is not None and (led.lower_ in told or led.head.pos_ in ("VERB", "AUX"))


def _quotation(doc: Doc, i: int) -> tuple[int, int] | None:
    """(opening, closing) marks around a token; straight ones open where an even number stands before."""
    marks = _OPENING | _CLOSING
    left = next((k for k in range(i - 1, max(i - _QUOTE, -1), -1) if doc[k].text in marks), -1)
    right = next((k for k in range(i + 1, min(i + _QUOTE, len(doc))) if doc[k].text in marks), -1)
    if left < 0 or right < 0 or doc[left].text not in _OPENING or doc[right].text not in _CLOSING:
        return None
    odd = doc[left].text == '"' and sum(t.text == '"' for t in doc[:left]) % 2
    return None if odd else (left, right)
