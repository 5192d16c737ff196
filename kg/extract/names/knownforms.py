"""Short forms of names that the article has in full: a bare surname, the first word of a company's name.

A model often passes over them where they open a sentence ("Boatwright comes from ..."), or takes them for the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.extract.names.lexicon import WordLists
from kg.extract.names.listednames import opens_sentence
from kg.extract.names.mentions import Mention
from kg.extract.names.nametypes import type_by_shape
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["short_forms", "type_as_full"]

_SHORTEST = 3  # letters of a short form


def _surnames(doc: Doc, mentions: Iterable[Mention], words: WordLists) -> set[str]:
    """Last words of full names of people."""
    full = (m for m in mentions if m.type == "Person" and m.end - m.start > 1)
    lasts = {doc[m.end - 1].text for m in full if m.sure or doc[m.start].text in words.given_names}
    return {w for w in lasts if len(w) >= _SHORTEST and w[:1].isupper() and w not in words.not_names}


def _first_words(doc: Doc, mentions: Iterable[Mention], words: WordLists) -> set[str]:
    """First words of longer names of organisations, where they are no ordinary word, place or given name."""
    full = (m for m in mentions if m.type == "Organization" and m.sure and m.entry is None and m.end - m.start > 1)
    return {doc[m.start].text for m in full if _distinctive(doc[m.start], words)}


def _said_again(doc: Doc, mentions: Iterable[Mention], words: WordLists) -> set[str]:
    """Names of organisations, and the first word of longer ones, that stand where no sentence gives them a capital."""
    found = (m for m in mentions if m.entry is None and not m.place and _organization(doc, m, words))
    inside = (doc[m.start] for m in found if m.sure or not opens_sentence(doc[m.start]))
    return _unlike_words(doc, {t.text for t in inside if _distinctive(t, words)})


def _organization(doc: Doc, m: Mention, words: WordLists) -> bool:
    shape = type_by_shape(doc, m.start, m.end, words)
    return shape == "Organization" or (shape is None and m.type == "Organization")


def _untyped(doc: Doc, mentions: Iterable[Mention], words: WordLists) -> set[str]:
    """Names of one word and of a kind not known yet."""
    found = (m for m in mentions if m.type is None and m.entry is None and not m.place and m.end - m.start == 1)
    inside = (doc[m.start] for m in found if not opens_sentence(doc[m.start]))
    return _unlike_words(doc, {t.text for t in inside if _distinctive(t, words)})


def _unlike_words(doc: Doc, again: set[str]) -> set[str]:
    """Without what the article also writes small."""
    return again - {t.text.capitalize() for t in doc if t.is_lower} if again else again


def _distinctive(token: Token, words: WordLists) -> bool:
    if not (token.is_title and token.is_alpha and len(token.text) > _SHORTEST):
        return False
    heads = (words.institutions, words.lower_heads, words.organization_words, words.role_words)
    listed = (words.not_names, words.places, words.given_names, words.demonyms)
    return not any(token.lower_ in known for known in heads) and not any(token.text in known for known in listed)


def short_forms(doc: Doc, mentions: Sequence[Mention], free: Sequence[bool], words: WordLists) -> list[Mention]:
    """Mentions of those short forms at tokens that no mention has yet."""
    kinds: dict[str, EntityType | None] = dict.fromkeys(_untyped(doc, mentions, words))
    kinds |= dict.fromkeys(_first_words(doc, mentions, words) | _said_again(doc, mentions, words), "Organization")
    kinds |= dict.fromkeys(_surnames(doc, mentions, words), "Person")
    found = []
    for token in doc:
        kind = kinds.get(token.text)
        if token.text in kinds and free[token.i] and not _in_a_name(doc, token.i):
            found.append(Mention(token.i, token.i + 1, kind, "shape"))
    return found


def _in_a_name(doc: Doc, i: int) -> bool:
    """Whether a capitalised word that is no mention stands right before: "Green Boatwright"."""
    before = doc[i - 1] if i and not doc[i].is_sent_start else None
    return before is not None and before.is_title and before.pos_ == "PROPN"


def type_as_full(doc: Doc, mentions: Sequence[Mention], words: WordLists) -> None:
    """An organisation's first word is the organisation, though a model took the word alone for a person."""
    firsts = _first_words(doc, mentions, words) - _surnames(doc, mentions, words)
    for m in mentions:
        if m.end - m.start == 1 and not m.sure and m.type != "Organization" and doc[m.start].text in firsts:
            m.type, m.place = "Organization", False
