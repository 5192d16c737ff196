"""Companies that bear a person's name: who has a founder or a chief executive is none ("chief executive of ...")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["type_by_heads"]

_POSITION = 4  # words of a position between a firm and the name of who holds it


def type_by_heads(doc: Doc, mentions: Sequence[Mention], language: Language) -> None:
    """Makes organisations of the unlisted names of people right after such a position and "of", or before somebody."""
    heads = tuple(tuple(str(p).split()) for p in language.role_words.get("of_firms", ()))
    leads = language.of.union(language.role_words.get("employers", ()))
    starts = {m.start: m for m in mentions if m.type == "Person"}
    for m in mentions:
        if m.type != "Person" or m.source == "list":
            continue
        if _before_somebody(doc, m, starts, language):
            m.type, m.sure = "Organization", True
            continue
        if m.start < 2 or doc[m.start - 1].lower_ not in leads:
            continue
        end = m.start - 1
        if any(tuple(doc.lowers[max(0, end - len(p)) : end]) == p for p in heads):
            m.type, m.sure = "Organization", True


def _before_somebody(doc: Doc, m: Mention, starts: Mapping[int, Mention], language: Language) -> bool:
    """ "William Blair analyst Ann Lee", "Piper Sandler's Ann Lee": nobody but a firm has such people, so named."""
    positions = language.role_words.get("of_staff", ())
    if not positions or m.end >= len(doc) or doc[m.end].is_sent_start:
        return False
    if doc[m.end].tag_ == "POS":
        return m.end - m.start > 1 and _full_name(starts.get(m.end + 1))
    for i in range(m.end, min(m.end + _POSITION, len(doc) - 1)):
        if not doc[i].is_lower or doc[i].pos_ not in ("NOUN", "ADJ"):
            return False
        if doc[i].lower_ in positions and i + 1 in starts:
            return _full_name(starts[i + 1])
    return False


def _full_name(m: Mention | None) -> bool:
    return m is not None and m.end - m.start > 1
