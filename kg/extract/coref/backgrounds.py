"""Names that only tell where somebody comes from: « un ancien de Nokia », « passée par SAP et Cegid ».

What is said next of « la société » or « son PDG » is not about these.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["in_background", "looks_on", "origin_of"]

_ONLOOKERS = frozenset({"press", "government", "regulator", "university"})
_REACH = 7  # tokens from the word that tells the origin to the name (« ancienne directrice scientifique de la »)
_RANKED = 3  # words from a house to the position of who speaks for it ("Acme senior analyst")
_WITHIN = frozenset({"DET", "ADP", "ADJ", "NOUN", "ADV", "NUM"})


def origin_of(doc: Doc, m: Mention, language: Language, ending: Mapping[int, Mention]) -> int | None:
    """Token of « ancien », « passée », « transfuge » that leads to the name ``m``; None where there is none.

    ``ending``: the mentions by the token after them, for names of a list (« passée par SAP et Cegid »).
    """
    if not language.origins:
        return None
    if (known := _told_after(doc, m, language)) is not None or (known := _source(doc, m, language)) is not None:
        return known
    i, first = m.start - 1, max(doc[m.start].sent.start, m.start - _REACH)
    while i >= first:
        token = doc[i]
        if token.lower_ in language.origins or token.lower_.startswith("ex-") or _stay(doc, i, language):
            return i
        listed = token.lower_ in language.conjunctions or (token.text == "," and not _acts(doc, m, language))
        if listed and (before := ending.get(i)) is not None and before.start < m.start:
            return origin_of(doc, before, language, ending)
        if token.pos_ not in _WITHIN or token.i + 1 in ending:
            return None
        i -= 1
    return None


def _acts(doc: Doc, m: Mention, language: Language) -> bool:
    """« Fondée par des anciens de Nova, [Acme] grandit »: the name after the comma is what is spoken of."""
    root = doc.root_of(m.start, m.end)
    return root.dep_ in language.labels["subject"] and root.head.i >= m.end


def _told_after(doc: Doc, m: Mention, language: Language) -> int | None:
    """ "Nova veteran Ann Lee", "Nova parent Acme": the word after the name tells it."""
    after = doc[m.end].lower_ if m.end < len(doc) else ""
    leads = after in language.cues("makers") and m.end + 1 < len(doc)
    leads = leads and (doc[m.end + 1].text[:1].isupper() or doc[m.end + 1].tag_ == "POS")
    return m.end if leads or after in language.origin_phrases.get("veterans", ()) else None


def _source(doc: Doc, m: Mention, language: Language) -> int | None:
    """ "joined Acme from Nova", "hired Ann Lee away from Nova": the verb that a preposition of origin hangs on."""
    i = m.start - 1
    while i > 0 and doc[i].pos_ in ("DET", "ADJ", "NOUN") and i + 1 != doc[i].sent.start:
        i -= 1
    verbs = language.origin_phrases.get(doc[i].lower_, ()) if i >= 0 and doc[i].pos_ == "ADP" else ()
    return i if doc[i].head.lower_ in verbs else None


def _stay(doc: Doc, i: int, language: Language) -> bool:
    """« après un bref séjour chez Nova », but not « le passage d'Anne Petit chez Nova », which may be news."""
    return doc[i].lower_ in language.stays and any(t.lower_ in language.indefinite for t in doc[max(0, i - 2) : i])


def in_background(doc: Doc, m: Mention, language: Language, ending: Mapping[int, Mention]) -> bool:
    """Whether ``m`` only tells where somebody comes from."""
    return m.kind == "name" and origin_of(doc, m, language, ending) is not None


def looks_on(doc: Doc, m: Mention, language: Language) -> bool:
    """A newspaper, a regulator, a ministry, a university is mostly named for what it says of others."""
    before = doc[m.start - 1].lower_ if m.start else ""
    if before in language.onlookers or doc[m.start].lower_ in language.told_on.get(before, ()):
        return True  # « selon Reuters », « sur X »
    if m.kind == "name" and _comments(doc, m, language):
        return True
    if m.entry is not None:
        return m.entry.kind in _ONLOOKERS
    return any(t.lower_ in language.onlookers for t in doc[m.start : m.end])


def _comments(doc: Doc, m: Mention, language: Language) -> bool:
    """ "Acme Securities analyst Ann Lee", "an analyst with the broker Acme": a house that is named for its opinion."""
    observers = language.role_words.get("observers", ())
    first = max(doc[m.start].sent.start, m.start - _REACH)
    if not any(w in observers for w in (*doc.lowers[first : m.start], *doc.lowers[m.end : m.end + _RANKED])):
        return False
    after = next((t for t in doc[m.end : m.end + _RANKED] if t.lower_ in observers), None)
    if after is not None and all(t.is_lower and not t.is_punct for t in doc[m.end : after.i]):
        return True
    i = m.start - 1
    while i >= first and doc[i].is_lower and doc[i].pos_ in _WITHIN and doc[i].lower_ not in observers:
        i -= 1
    led = any(t.pos_ == "ADP" for t in doc[i + 1 : m.start])
    return i >= first and led and doc[i].lower_ in observers
