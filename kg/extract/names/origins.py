"""Where a company is at home, said before its name: "Chicago-based Lumio", "Burbank, California-based Lumio".

To a parser it is a name, or two; here it is made an adjective, so that whatever reads up to a name reads past it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["based_before", "mark_origins"]

_CODE = 2  # letters of a state's code ("Bedford, MA-based")
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def mark_origins(doc: Doc, language: Language) -> frozenset[int]:
    """Makes adjectives of the tokens of such phrases, which it gives, and takes the model's entities in them away."""
    based = language.origin_phrases.get("based", ())
    inside: set[int] = set()
    for i, word in enumerate(doc.lowers):
        if word in based and i > 1 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_:
            inside.update(range(_start(doc, i - 2), i + 1))
    for i in inside:
        doc[i].pos_ = "ADJ"
    if inside:
        doc.ents = tuple(e for e in doc.ents if not inside.issuperset(range(e.start, e.end)))
    return frozenset(inside)


def _start(doc: Doc, i: int) -> int:
    """First token of the place whose last token is ``i``, with the town before a state."""
    start = _run(doc, i)
    comma = start - 1
    state = doc[i].text.isupper() and len(doc[i].text) == _CODE
    if 0 < comma < i and doc[comma].text == "," and (state or doc[comma - 1].ent_type_ in _PLACES):
        return _run(doc, comma - 1)
    return start


def _run(doc: Doc, i: int) -> int:
    """First of the capitalised tokens that end at ``i``; ``i`` + 1 where that one is not."""
    first = i + 1
    while first > 0 and doc[first - 1].text[:1].isupper() and not doc[first - 1].is_sent_start:
        first -= 1
    opens = first > 0 and doc[first - 1].text[:1].isupper()
    return first - opens


def based_before(doc: Doc, i: int, language: Language) -> bool:
    """Whether what begins at token ``i`` is said to be based in a place, or to be in few hands or many."""
    if not language.origin_phrases or i < 2:
        return False
    words, before = language.origin_phrases, doc.lowers[i - 1]
    held = before in words["held"] and doc.lowers[i - 2] in words["how"]  # "privately held Lumio"
    based = i > 2 and before in words["based"] and doc[i - 2].text == "-"
    return held or (based and doc[i - 3].ent_type_ in _PLACES)
