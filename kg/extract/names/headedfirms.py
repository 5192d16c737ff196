"""Companies that bear a person's name: who has a founder or a chief executive is none ("chief executive of ...")."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["type_by_heads"]


def type_by_heads(doc: Doc, mentions: Iterable[Mention], language: Language) -> None:
    """Makes organisations of the unlisted names of people right after such a position and "of"."""
    heads = tuple(tuple(str(p).split()) for p in language.role_words.get("of_firms", ()))
    leads = language.of.union(language.role_words.get("employers", ()))
    for m in mentions:
        if m.type != "Person" or m.source == "list" or m.start < 2 or doc[m.start - 1].lower_ not in leads:
            continue
        end = m.start - 1
        if any(tuple(doc.lowers[max(0, end - len(p)) : end]) == p for p in heads):
            m.type, m.sure = "Organization", True
