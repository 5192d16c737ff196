"""Names in one list are of one kind: « Pfizer, Intuit et Perplexity »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.language import Language

if TYPE_CHECKING:
    from kg.extract.mentions import Mention
    from kg.extract.parsed import Doc

__all__ = ["type_by_company"]


def type_by_company(doc: Doc, mentions: Sequence[Mention], language: Language) -> None:
    """Gives names of an unsure type the one type that the sure names of their list have. ``mentions`` in text order."""
    for listed in _lists(doc, mentions, language):
        kinds = {m.type for m in listed if m.sure}
        if len(kinds) != 1:
            continue
        (kind,) = kinds
        for m in listed:
            if not m.sure and not m.place and not (m.type == "Person" and m.end - m.start > 1):
                m.type = kind


def _lists(doc: Doc, mentions: Sequence[Mention], language: Language) -> Iterator[list[Mention]]:
    """Runs of mentions joined by commas that end with a conjunction, or by a conjunction alone."""
    current: list[Mention] = []
    for mention in mentions:
        link = _link(doc, current[-1], mention, language) if current else ""
        if link == "":
            current = []
        current.append(mention)
        if link == "and":
            yield current
            current = []


def _link(doc: Doc, left: Mention, right: Mention, language: Language) -> str:
    """How two neighbouring names are joined: "and", "," or "" (not at all)."""
    if right.kind != "name" or right.start - left.end > 4 or right.start <= left.end:
        return ""
    words = [t.lower_ for t in doc[left.end : right.start]]
    while words and words[-1] in language.articles | language.of | {"chez", "à", "at", "from", "with", "avec"}:
        words.pop()
    if words == [","]:
        return ","
    return "and" if [w for w in words if w != ","] in (["et"], ["ou"], ["and"], ["or"], ["&"]) else ""
