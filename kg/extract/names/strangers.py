"""Names that no list and no dictionary knows (« Lumineo »), which a model takes for towns and people as it likes.

Where the language's model knows its words by vectors, a capitalised word without one was coined. Such a name, when it
stands without an article and as the press speaks of companies, is no place; a rule may tell both its ends by
themselves (« Lumineo a noué un partenariat avec Tarvex »). What is spoken of as a place even once stays one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.names.lexicon import WordLists
from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["find_strangers"]

_SHORTEST = 4  # letters of a coined name: shorter ones are acronyms of anything


def find_strangers(doc: Doc, mentions: Sequence[Mention], words: WordLists, language: Language) -> None:
    """Marks coined names as ``coined``; those that a model took for places are of an unknown kind from then on."""
    if not doc.vocab.vectors_length or not language.local:
        return
    people = {t.text for m in mentions if m.type == "Person" and m.end - m.start > 1 for t in doc[m.start : m.end]}
    coined = [m for m in mentions if _coined(doc, m, words) and doc[m.start].text not in people]
    towns = {m.text(doc) for m in coined if _local(doc, m, words, language)}
    free = {m.text(doc) for m in coined if not (m.place and m.start and doc[m.start - 1].lower_ in language.of)}
    for m in coined:
        if m.text(doc) in free - towns:  # « les machines de Veldhoven » may be a town's
            m.coined, m.place = True, False


def _coined(doc: Doc, m: Mention, words: WordLists) -> bool:
    """One capitalised word that has no vector and that no list knows."""
    token = doc[m.start]
    if m.end - m.start > 1 or m.sure or m.source == "list" or m.type == "Product":
        return False
    lists = (words.given_names, words.places, words.demonyms, words.not_names)
    shaped = token.text[:1].isupper() and token.is_alpha and len(token.text) >= _SHORTEST
    return shaped and not any(token.text in names for names in lists) and not doc.vocab.has_vector(token.lower_)


def _local(doc: Doc, m: Mention, words: WordLists, language: Language) -> bool:
    """« à Béthoncourt », « le maire de Béthoncourt », « la Seugne », « Béthoncourt (Doubs) »."""
    if m.end + 1 < len(doc) and doc[m.end].text == "(" and doc[m.end + 1].text in words.places:
        return True
    i = m.start - 1
    if i < 0:
        return False
    before = doc[i].lower_
    given = {doc[m.end - 1].head.lower_, doc[i - 1].lower_} & language.given_to if before in language.to else set()
    if given:
        return False
    if before in language.local or (m.place and before in language.articles and before not in language.of):
        return True
    return i > 0 and before in language.of and doc[i - 1].lower_ in language.local_nouns
