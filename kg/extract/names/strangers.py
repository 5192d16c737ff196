"""Names that no list and no dictionary knows (« Lumineo »), which a model takes for towns and people as it likes.

A capitalised word that the language's model does not know was coined: one without a vector, or where a model has none,
one that it came without (`known_words`). Such a name, when it stands without an article and as the press speaks of
companies, is no place; a rule may tell both its ends by themselves (« Lumineo a noué un partenariat avec Tarvex »).
What is spoken of as a place even once stays one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from kg.extract.names.lexicon import WordLists
from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from spacy.vocab import Vocab

    from kg.extract.parsing.parsed import Doc

__all__ = ["find_strangers", "known_words"]

_SHORTEST = 4  # letters of a coined name: shorter ones are acronyms of anything


def known_words(vocab: Vocab) -> frozenset[str]:
    """The words that a model without vectors has met; to be asked before it reads anything, for it remembers."""
    return frozenset() if vocab.vectors_length else frozenset(vocab.strings)


def find_strangers(
    doc: Doc, mentions: Sequence[Mention], words: WordLists, language: Language, known: Collection[str]
) -> None:
    """Marks coined names as ``coined``; those that a model took for places are of an unknown kind from then on.

    ``known`` are the model's `known_words`.
    """
    if not language.local:
        return
    longer = (m for m in mentions if m.end - m.start > 1 and m.type != "Organization")  # people, or it may be
    people = {t.text for m in longer for t in doc[m.start : m.end]}
    starts = {m.start for m in mentions}
    people |= {t.text for m in mentions if m.end in starts for t in doc[m.start : m.end + 1]}  # a name cut in two
    coined = [m for m in mentions if _coined(doc, m, words, known) and doc[m.start].text not in people]
    towns = {m.text(doc) for m in coined if _local(doc, m, words, language)}
    free = {m.text(doc) for m in coined if not (m.place and _anybodys(doc, m, words, language))}
    for m in coined:
        if m.text(doc) in free - towns:
            m.coined, m.place = True, False


def _coined(doc: Doc, m: Mention, words: WordLists, known: Collection[str]) -> bool:
    """One capitalised word that neither the model nor a list knows."""
    token = doc[m.start]
    if m.end - m.start > 1 or m.sure or m.source == "list" or m.type == "Product":
        return False
    lists = (words.given_names, words.places, words.demonyms, words.not_names)
    shaped = token.text[:1].isupper() and token.is_alpha and len(token.text) >= _SHORTEST
    if not shaped or any(token.text in names for names in lists):
        return False
    return not (doc.vocab.has_vector(token.lower_) or token.text in known or token.lower_ in known)


def _anybodys(doc: Doc, m: Mention, words: WordLists, language: Language) -> bool:
    """« les machines de Veldhoven », but not "the general manager of Veldhoven"."""
    i = m.start - 1
    return i >= 0 and doc[i].lower_ in language.of and doc[i - 1].lower_ not in words.role_words


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
