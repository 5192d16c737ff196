"""What the verbs beside an unlisted name say of it: whoever hires is an organisation, and so is what people join.

Asked before antecedents are sought, for a small model takes an unknown company for a person or a town. What is said of
one mention holds for the name; the rules may still type it anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.language import Language
from kg.extract.lexicon import WordLists
from kg.extract.mentions import Mention

if TYPE_CHECKING:
    from kg.extract.parsed import Doc

__all__ = ["type_by_verbs"]

_BETWEEN = 4  # words between a name and its verb (auxiliaries, adverbs)


def type_by_verbs(doc: Doc, mentions: Sequence[Mention], words: WordLists, language: Language) -> None:
    """Makes organisations of the unsure names that hire, launch, are joined or left."""
    unsure = [m for m in mentions if _unsure(doc, m, words)]
    surnames = {doc[m.end - 1].text for m in mentions if m.type == "Person" and m.end - m.start > 1}
    found = {m.text(doc) for m in unsure if _acts(doc, m, words, language) or _joined(doc, m, words, language)}
    for m in unsure:
        if m.text(doc) in found - surnames:
            m.type, m.place = "Organization", False


def _unsure(doc: Doc, m: Mention, words: WordLists) -> bool:
    full = m.end - m.start > 1 and m.type == "Person"
    return m.source != "list" and not m.sure and not full and doc[m.start].text not in words.given_names


def _acts(doc: Doc, m: Mention, words: WordLists, language: Language) -> bool:
    """ "Nova has just hired", « Alma va lancer »: only auxiliaries and adverbs stand between."""
    for token in doc[m.end : min(m.end + _BETWEEN, len(doc))]:
        if token.is_sent_start:
            return False
        if token.lower_ in words.company_verbs and token.pos_ not in ("NOUN", "ADJ"):
            return token.tag_ != "VBN" or token.i > m.end  # "Nova named ...", not "the Nova named ..."
        passes = token.lower_ in language.skip | language.have or token.pos_ in ("AUX", "ADV")
        if not passes or token.lower_ in language.be:
            return False
    return False


def _joined(doc: Doc, m: Mention, words: WordLists, language: Language) -> bool:
    """ "She left Nova", « a rejoint Alma »: what people join, leave, run."""
    i = m.start - 1
    while i > 0 and doc[i].lower_ in language.articles:
        i -= 1
    return i >= 0 and doc[i].lower_ in words.joined_verbs and doc[i].pos_ not in ("NOUN", "ADJ")
