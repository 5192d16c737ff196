"""Who gives a company money is an organisation: « lève 12 millions d'euros auprès de Nova, Lumio et 50 Partners ».

A small model takes the funds' names for people and towns. Full names of people stay people: they invest too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extract.coref.descriptions import among_investors
from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.names.lexicon import WordLists
    from kg.extract.parsing.parsed import Doc

__all__ = ["type_by_money"]


def type_by_money(doc: Doc, mentions: Iterable[Mention], words: WordLists, language: Language) -> None:
    """Makes organisations of the unsure names in a list of investors, in a sentence that speaks of a round."""
    rounds = language.cues("rounds")
    if language.labels["possessor"] or not rounds or rounds.isdisjoint(doc.lowers):
        return
    for m in mentions:
        full = m.type == "Person" and m.end - m.start > 1
        if m.source == "list" or m.sure or full or doc.text_of(m.start, m.end) in words.places:
            continue
        if not rounds.isdisjoint(doc.lowers[doc[m.start].sent.start : m.start]) and among_investors(doc, m, language):
            m.type, m.place, m.sure = "Organization", False, True
