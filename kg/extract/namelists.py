"""Names in one list are of one kind: « Pfizer, Intuit et Perplexity »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.language import Language

if TYPE_CHECKING:
    from kg.extract.lexicon import WordLists
    from kg.extract.mentions import Mention
    from kg.extract.parsed import Doc

__all__ = ["type_by_company", "type_by_models"]


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


def type_by_models(doc: Doc, mentions: Sequence[Mention], words: WordLists, language: Language) -> None:
    """« ses modèles Alma, Nova et Lumio »: what a plural noun before a list tells of each name."""
    for listed in _lists(doc, mentions, language):
        i = listed[0].start - 1
        if i < 0 or words.nouns.get(doc[i].lower_.removesuffix("s")) != "Product" or not doc[i].lower_.endswith("s"):
            continue
        for m in listed:
            if m.source != "list" or m.type == "Product" or _also_a_word(m):
                m.type, m.place, m.sure = "Product", False, True


def _also_a_word(mention: Mention) -> bool:
    return mention.entry is not None and mention.entry.ambiguous


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
