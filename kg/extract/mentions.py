"""Typed mentions of people, organisations and products in a parsed Doc.

Four witnesses are heard, the surest first: the lists of names, the model's own entities, the shape of a name (a given name,
a legal form), and the same name elsewhere in the article. What the grammar of a rule requires settles the rest later.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from kg.extract.language import Language
from kg.extract.lexicon import Entry, Hit, Lexicon, WordLists
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Mention", "Source", "find_mentions"]

Source = Literal["list", "model", "shape", "context", "coreference"]

_MODEL_TYPES: dict[str, EntityType] = {
    "PER": "Person",
    "PERSON": "Person",
    "ORG": "Organization",
    "PRODUCT": "Product",
    "WORK_OF_ART": "Product",
}
_PLACES = frozenset({"LOC", "GPE", "NORP", "FAC"})
_NEVER = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LAW", "LANGUAGE"})
_SPLITTERS = frozenset({",", ";", "(", ")", ":", "«", "»", '"', "“", "”", "/", "|", "–", "—", "\n"})


@dataclass(slots=True)
class Mention:
    """Tokens ``[start, end)`` that speak of something.

    ``type`` is None for a name of a kind not known yet; ``place`` marks what the model takes for one. ``entry`` is the listed
    thing, if any. ``sure`` when more than a model's guess says the type. ``entity`` is set by coreference: an index into the article's entities, or None when it abstains.
    """

    start: int
    end: int
    type: EntityType | None
    source: Source
    kind: Literal["name", "nominal", "pronoun"] = "name"
    entry: Entry | None = None
    place: bool = False
    entity: int | None = None
    sure: bool = False
    plural: tuple[int, ...] = field(default=())

    def text(self, doc: Doc) -> str:
        """The wording."""
        return doc[self.start : self.end].text

    def may_be(self, types: Sequence[EntityType]) -> bool:
        """Whether the grammar may take it for one of ``types``: what only a model typed, a rule may type anew."""
        return self.type in types or (self.kind == "name" and not self.sure)


def find_mentions(doc: Doc, lexicon: Lexicon, words: WordLists, language: Language) -> list[Mention]:
    """Names and epithets in ``doc``, in text order, none overlapping."""
    listed = _listed(doc, lexicon)
    free = _unclaimed(doc, listed)
    found = listed + _model_names(doc, free, words, language)
    found += _shaped(doc, _unclaimed(doc, found), words, language)
    found = [m for m in found if m.source == "list" or m.text(doc) not in words.places]
    found.sort(key=lambda m: m.start)
    _agree(doc, found, words)
    return found


def _unclaimed(doc: Doc, mentions: Iterable[Mention]) -> list[bool]:
    free = [True] * len(doc)
    for m in mentions:
        free[m.start : m.end] = [False] * (m.end - m.start)
    return free


def _listed(doc: Doc, lexicon: Lexicon) -> list[Mention]:
    hits = sorted(lexicon.hits(doc), key=lambda h: (h.start - h.end, h.start, h.epithet, h.entry.type, h.entry.label))
    taken = [False] * len(doc)
    chosen = []
    for hit in hits:
        if any(taken[hit.start : hit.end]) or not _stands(doc, hit) or _inside_longer(doc, hit):
            continue
        taken[hit.start : hit.end] = [True] * (hit.end - hit.start)
        kind: Literal["name", "nominal"] = "nominal" if hit.epithet else "name"
        chosen.append(Mention(hit.start, hit.end, hit.entry.type, "list", kind, hit.entry, sure=True))
    return chosen


def _stands(doc: Doc, hit: Hit) -> bool:
    """Whether a listed form is the thing, and not part of a longer name or an ordinary word."""
    before = doc[hit.start - 1] if hit.start else None
    after = doc[hit.end] if hit.end < len(doc) else None
    if hit.epithet:
        return True
    first = doc[hit.start]
    if (
        before is not None
        and before.ent_type_ in ("PER", "PERSON")
        and first.ent_iob_ == "I"
        and hit.end - hit.start == 1
    ):
        return False  # « Jean Orange »: the tail of a person's name
    if not hit.entry.ambiguous:
        return True
    named = first.ent_type_ in ("ORG", "PRODUCT", "MISC") or first.pos_ == "PROPN" or _bare_subject(first, after)
    longer = after is not None and after.is_title and after.ent_type_ in ("PER", "PERSON")
    return named and not longer


def _inside_longer(doc: Doc, hit: Hit) -> bool:
    """« Mozilla Europe », "Toyota Research Institute": a listed name that is only part of a longer one is another thing."""
    if hit.epithet or hit.entry.type == "Product" and hit.start and doc[hit.start - 1].text[:1].isupper():
        return False
    after = doc[hit.end] if hit.end < len(doc) else None
    if after is None or not (after.text[:1].isupper() and after.pos_ == "PROPN" and after.is_alpha) or after.is_sent_start:
        return False
    return after.ent_iob_ == "I"  # the model too takes both for one name


def _bare_subject(first: Token, after: Token | None) -> bool:
    """ "Snowflake relies on ...": neither language lets a common noun stand as a subject without a determiner."""
    capital = first.text[:1].isupper() and not first.text.isupper()
    return capital and first.is_sent_start is True and after is not None and (after.pos_ in ("VERB", "AUX") or after.text == "'s")


def _model_names(doc: Doc, free: list[bool], words: WordLists, language: Language) -> list[Mention]:
    found = []
    for ent in doc.ents:
        if ent.label_ in _NEVER:
            continue
        for start, end in _pieces(doc, ent.start, ent.end, free):
            trimmed = _trim(doc, start, end, language, words)
            if trimmed is None:
                continue
            if ent.label_ in ("PER", "PERSON"):
                trimmed = _grow(doc, *trimmed, free)
            kind = _MODEL_TYPES.get(ent.label_)
            found.append(Mention(*trimmed, kind, "model", place=ent.label_ in _PLACES))
            free[trimmed[0] : trimmed[1]] = [False] * (trimmed[1] - trimmed[0])
    return found


def _pieces(doc: Doc, start: int, end: int, free: list[bool]) -> list[tuple[int, int]]:
    """The parts of a model's entity that no listed name takes and no punctuation divides."""
    pieces, begin = [], None
    for i in range(start, end + 1):
        inside = i < end and free[i] and doc[i].text not in _SPLITTERS and not doc[i].is_space
        if inside and begin is None:
            begin = i
        if not inside and begin is not None:
            pieces.append((begin, i))
            begin = None
    return pieces


def _trim(doc: Doc, start: int, end: int, language: Language, words: WordLists) -> tuple[int, int] | None:
    """A name begins and ends with a capital or a digit; articles, titles and possessive endings are not part of it."""
    while start < end and (not _name_like(doc[start]) or doc[start].text in language.person_titles):
        start += 1
    while end > start and not _name_like(doc[end - 1]):
        end -= 1
    if start == end or (end - start == 1 and doc[start].text in words.not_names):
        return None
    return start, end


def _name_like(token: Token) -> bool:
    text = token.text
    return text[:1].isupper() or any(c.isupper() for c in text) or (text[:1].isdigit() and len(text) > 1)


def _grow(doc: Doc, start: int, end: int, free: list[bool]) -> tuple[int, int]:
    """A person's name goes on over capitalised words that the model left out."""
    while (
        end < len(doc) and free[end] and doc[end].is_title and doc[end].pos_ == "PROPN" and not doc[end].is_sent_start
    ):
        end += 1
    return start, end


def _shaped(doc: Doc, free: list[bool], words: WordLists, language: Language) -> list[Mention]:
    """Capitalised runs that the model passed over."""
    found, i = [], 0
    while i < len(doc):
        end = _run(doc, i, free, words)
        if end == i:
            i += 1
            continue
        kind = _type_by_shape(doc, i, end, words, language)
        alone_at_start = doc[i].is_sent_start and end - i == 1 and doc[i].pos_ != "PROPN"
        if kind is not None or (not alone_at_start and doc[i].pos_ in ("PROPN", "X", "NOUN") and end - i < 6):
            found.append(Mention(i, end, kind, "shape", sure=kind is not None))
        i = end
    return found


def _run(doc: Doc, start: int, free: list[bool], words: WordLists) -> int:
    """End of the run of name-like words that begins at ``start`` (``start`` itself when there is none)."""
    i = start
    while i < len(doc) and free[i] and _part_of_name(doc, i, start, words):
        i += 1
    while i > start and not _name_like(doc[i - 1]):
        i -= 1
    if i - start == 1 and (doc[start].text in words.not_names or len(doc[start].text) < 3):
        return start
    return i


def _part_of_name(doc: Doc, i: int, start: int, words: WordLists) -> bool:
    token = doc[i]
    if i > start and token.is_sent_start:
        return False
    if (
        token.text[:1].isupper()
        and token.is_alpha
        or (any(c.isupper() for c in token.text[1:]) and token.text[0].isalnum())
    ):
        return token.text not in words.not_names and token.pos_ not in ("DET", "PRON", "ADP", "SCONJ", "CCONJ", "AUX")
    return i > start and token.lower_ in words.particles and i + 1 < len(doc) and doc[i + 1].text[:1].isupper()


def _type_by_shape(doc: Doc, start: int, end: int, words: WordLists, language: Language) -> EntityType | None:
    tokens = doc[start:end]
    if start and doc[start - 1].text in language.person_titles:
        return "Person"
    if any(t.lower_ in words.organization_words for t in tokens) and end - start > 1:
        return "Organization"
    if end - start > 1 and tokens[-1].lower_.rstrip(".") in words.legal_forms:
        return "Organization"
    if 1 < end - start <= 4 and tokens[0].text in words.given_names:
        return "Person"
    return None


def _agree(doc: Doc, mentions: list[Mention], words: WordLists) -> None:
    """One name, one type in an article: the witnesses of all its mentions are counted together."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for m in mentions:
        if m.type is not None:
            votes[m.text(doc)][m.type] += 10 if m.source == "list" else 1
    for m in mentions:
        if m.source == "list":
            continue
        name = m.text(doc)
        first, *rest = name.split()
        if rest and first in words.given_names and len(rest) <= 3 and m.type != "Organization":
            m.type, m.place, m.sure = "Person", False, True
        elif votes[name]:
            best = max(votes[name].values())
            kinds = sorted(t for t, n in votes[name].items() if n == best)
            m.type = m.type if m.type in kinds else kinds[0]
            m.place = m.place and m.type is None
