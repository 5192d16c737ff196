"""Small questions about the words around a token that several parts of the extractor ask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extract.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["follows", "governing_verb", "phrase_length", "sentence_bounds"]


def phrase_length(doc: Doc, i: int, words: Iterable[str]) -> int:
    """Number of tokens that spell ``words`` (lower case) from token ``i``; 0 when the Doc has something else there."""
    wanted = tuple(words)
    window = tuple(t.lower_ for t in doc[i : i + len(wanted)])
    return len(wanted) if window == wanted else 0


def follows(doc: Doc, i: int, phrases: Iterable[tuple[str, ...]]) -> int:
    """Length in tokens of the first of ``phrases`` that stands at token ``i``, or 0."""
    return next((n for p in phrases if (n := phrase_length(doc, i, p))), 0)


def governing_verb(token: Token, language: Language) -> Token | None:
    """The verb that a word hangs on, itself excluded; None at the root of a verbless sentence."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in ("VERB", "AUX") or ancestor.lower_ in language.be:
            return ancestor
    return None


def sentence_bounds(doc: Doc, i: int) -> tuple[int, int]:
    """Half-open token range of the sentence that holds token ``i``."""
    sentence = doc[i].sent
    return sentence.start, sentence.end
