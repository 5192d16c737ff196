"""Who is speaking: the noun phrase of a head, and whether it is hearsay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.modality.statuscues import StatusCues, norm

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["STOPS", "Speaker", "head_after", "is_medium", "phrase_of", "speaker_of"]

STOPS = frozenset({",", ".", ";", ":", "!", "?", "«", "»", "“", "”", '"', "(", ")", "—", "–"})
_OUTSIDE = frozenset({"cc", "punct", "relcl", "case", "mark"})
_BEFORE_HEAD = frozenset({"compound", "amod", "nmod", "poss", "nummod"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """``span`` is None for a pronoun. ``hearsay``: media or unnamed sources; ``self_report``: of its own doings."""

    span: tuple[int, int] | None
    hearsay: bool
    self_report: bool = False


def speaker_of(doc: Doc, head: Token, cues: StatusCues, *, own: bool, before: int = -1) -> Speaker:
    """The speaker whose noun phrase has this head; it ends before token ``before`` if it starts before it."""
    start, end = phrase_of(doc, head, cues)
    end = before if start < before < end else end
    words = {norm(t) for t in doc[start:end]}
    hearsay = bool(words & cues.unnamed) or is_medium(doc, (start, end), cues)
    pronoun = norm(head) in cues.pronouns or start == end
    return Speaker(None if pronoun else (start, end), hearsay, own)


def is_medium(doc: Doc, span: tuple[int, int], cues: StatusCues) -> bool:
    """Whether a phrase names or describes a newspaper, a site, an agency."""
    start, end = span
    if any(norm(t) in cues.media for t in doc[start:end]):
        return True
    names = {t.i for t in doc[start:end] if t.text[:1].isupper() and t.pos_ != "DET"}
    # capitalised, which « le monde » is not, and the whole name, which "Capital" is not in "Sequoia Capital"
    return bool(names) and any(names <= set(range(a, b)) for a, b, _ in cues.press.within(doc, start, end))


def phrase_of(doc: Doc, head: Token, cues: StatusCues) -> tuple[int, int]:
    """The noun phrase of ``head``: a name with its article, or a description up to the next sign or verb."""
    if head.pos_ == "PROPN" or (head.text[:1].isupper() and not head.is_sent_start):
        return _name(doc, head)
    start = min([head.i, *(c.i for c in head.children if c.i < head.i and c.dep_ not in _OUTSIDE)])
    while start > 0 and doc[start - 1].pos_ in ("DET", "NUM", "ADJ") and not doc[start - 1].is_sent_end:
        start -= 1
    end = head.i + 1
    if head.pos_ in ("VERB", "AUX"):  # mistaken for one: what hangs on it cannot be trusted
        return start, end
    limit = min(len(doc), head.i + 9)
    while end < limit and _continues(doc[end], head, cues):
        end += 1
    return start, end


def _continues(token: Token, head: Token, cues: StatusCues) -> bool:
    if token.text in STOPS or token.pos_ in ("SCONJ", "AUX", "CCONJ") or token.is_space:
        return False
    if norm(token) in cues.complementizers | cues.language.relatives:
        return False
    inside = head.is_ancestor(token) and not token.dep_.startswith(("relcl", "acl:relcl", "ccomp"))
    return inside and (token.pos_ != "VERB" or token.dep_ in ("acl", "amod"))


def _name(doc: Doc, head: Token) -> tuple[int, int]:
    start = end = head.i
    while end + 1 < len(doc) and _capital(doc[end + 1]) and not doc[end + 1].is_sent_start:
        end += 1
    while start > 0 and _capital(doc[start - 1]) and (not doc[start].is_sent_start or doc[start].text == "-"):
        start -= 1
    if start > 0 and doc[start - 1].pos_ == "DET" and not doc[start].is_sent_start:
        start -= 1
    return start, end + 1


def _capital(token: Token) -> bool:
    if token.text == "-" and 0 < token.i < len(token.doc) - 1:
        return token.nbor(-1).text[:1].isupper() and token.nbor().text[:1].isupper()
    return token.text[:1].isupper() and any(c.isalpha() for c in token.text)


def head_after(doc: Doc, k: int) -> Token | None:
    """The head of the noun phrase that begins at token ``k``; after an article the first word that is no adjective."""
    determined = False
    for j in range(k, min(k + 6, len(doc))):
        token = doc[j]
        if token.text in STOPS:
            return None
        if token.pos_ in ("DET", "NUM") or token.dep_ == "poss":
            determined = True
        elif token.pos_ in ("PROPN", "NOUN", "X") or token.text[:1].isupper():
            return _noun_head(token, k)
        elif token.pos_ == "PRON" or (determined and token.pos_ != "ADJ"):
            return token
    return None


def _noun_head(token: Token, start: int) -> Token:
    while token.i < token.head.i < start + 8 and token.dep_ in _BEFORE_HEAD:
        token = token.head
    return token
