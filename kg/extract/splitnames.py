"""Names that were cut wrongly: "Hock" and "Tan" side by side are one person, "Current Lumio" begins with no name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extract.language import Language
from kg.extract.mentions import Mention

if TYPE_CHECKING:
    from kg.extract.parsed import Doc

__all__ = ["joined", "unlead"]

_FULL = 2  # words of a name that an adjective may begin


def joined(doc: Doc, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """``mentions``, in text order, with the two halves of a person's name made one."""
    last: Mention | None = None
    for m in mentions:
        if last is not None and _halves(doc, last, m):
            last.end, last.type, last.place = m.end, "Person", False
            continue
        if last is not None and _firm_of(doc, last, m):
            last.end, last.type, last.place, last.sure = m.end, "Organization", False, True
            continue
        if last is not None:
            yield last
        last = m
    if last is not None:
        yield last


def unlead(doc: Doc, found: list[Mention], language: Language) -> list[Mention]:
    """ "Current Lumio customers" at the start of a sentence, where the article says "Lumio": an adjective before it."""
    names = {m.text(doc) for m in found}
    for m in found:
        if m.source == "list" or m.end - m.start < _FULL or doc[m.start].lower_ not in language.cues("before_names"):
            continue
        rest = doc.text_of(m.start + 1, m.end)
        if rest in names and sum(k.text(doc) == m.text(doc) for k in found) == 1:
            m.start += 1
    return found


def _firm_of(doc: Doc, first: Mention, second: Mention) -> bool:
    """ "Caufield & Byers", "Lee & Roy": partners' names make one name; in headlines "&" may stand for "and"."""
    if second.start != first.end + 1 or doc[first.end].text != "&" or "list" in (first.source, second.source):
        return False
    plain = [t for m in (first, second) for t in doc[m.start : m.end]]
    titled = all(t.text[:1].isupper() and t.is_alpha for t in plain) and second.end - second.start == 1
    people = first.type == second.type == "Person" and first.end - first.start > 1
    small = any(t.is_lower and t.is_alpha for t in doc[first.start].sent if t.pos_ in ("NOUN", "VERB"))
    return titled and small and not people


def _halves(doc: Doc, first: Mention, second: Mention) -> bool:
    """Whether a given name and a surname, one word each, stand side by side, one of them known for a person's."""
    if first.end != second.start or first.end - first.start > 1 or second.end - second.start > 1:
        return False
    if "list" in (first.source, second.source) or "Person" not in (first.type, second.type):
        return False
    words = (doc[first.start], doc[second.start])
    titled = all(t.is_title and t.is_alpha and t.pos_ == "PROPN" for t in words)
    return titled and not words[1].is_sent_start and {first.type, second.type} <= {"Person", None}
