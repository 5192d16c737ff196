"""Typed mentions of people, organisations and products in a parsed Doc.

Witnesses are heard, the surest first: the lists of names, institutions by their head word, the model's own entities, the shape
of a name (a given name, a legal form), the noun beside it, and the same name elsewhere in the article. What the grammar of a rule
requires settles the rest later.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from kg.extract.boundaries import Institutions, ends_name, glued, name_like, pieces, starts_person, trim
from kg.extract.language import Language
from kg.extract.lexicon import Entry, Hit, Lexicon, WordLists
from kg.extract.nametypes import type_by_context, type_by_shape
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
_OPENERS = frozenset({":", "«", '"', "“", ".", "!", "?", "-", "–", "—", "•", "*"})  # a sentence may begin after these
_COMPANIES = frozenset({"company", "lab", "investor"})
_GLUED_END = re.compile(r"[.!?…]*[-–—…]+$")  # "Nadella.-": a new sentence that lacks its space


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
        return _GLUED_END.sub("", doc[self.start : self.end].text)

    def may_be(self, types: Sequence[EntityType]) -> bool:
        """Whether the grammar may take it for one of ``types``: what only a model typed, a rule may type anew."""
        return self.type in types or (self.kind == "name" and not self.sure)


def find_mentions(doc: Doc, lexicon: Lexicon, words: WordLists, language: Language) -> list[Mention]:
    """Names and epithets in ``doc``, in text order, none overlapping."""
    finder = _Finder(doc, words, language)
    finder.listed(lexicon)
    finder.modelled()
    finder.shaped()
    found = [m for m in finder.found if m.source == "list" or m.text(doc) not in words.places]
    found.sort(key=lambda m: m.start)
    finder.type_all(found)
    _agree(doc, found)
    return found


class _Finder:
    def __init__(self, doc: Doc, words: WordLists, language: Language) -> None:
        self.doc, self.words, self.language = doc, words, language
        self.free = [True] * len(doc)
        self.found: list[Mention] = []

    def _keep(self, mention: Mention) -> None:
        self.found.append(mention)
        self.free[mention.start : mention.end] = [False] * (mention.end - mention.start)

    # -- lists of names and institutions ------------------------------------------------------------------------

    def listed(self, lexicon: Lexicon) -> None:
        """The longest listed forms; where one is only a part of a longer name, the longer name."""
        hits = sorted(
            lexicon.hits(self.doc), key=lambda h: (h.start - h.end, h.start, h.epithet, h.entry.type, h.entry.name)
        )
        hits = [h for h in hits if self._stands(h)]
        self._institutions(hits)
        starts = {h.start for h in hits}
        for hit in hits:
            if not all(self.free[hit.start : hit.end]):
                continue
            end = hit.end if hit.epithet else self._longer(hit, starts)
            if end == hit.end:
                kind: Literal["name", "nominal"] = "nominal" if hit.epithet else "name"
                self._keep(Mention(hit.start, hit.end, hit.entry.type, "list", kind, hit.entry, sure=True))
            else:
                product = hit.entry.type == "Product"
                self._keep(
                    Mention(hit.start, end, hit.entry.type, "shape", sure=product or self._organization(hit.start, end))
                )

    def _organization(self, start: int, end: int) -> bool:
        return type_by_shape(self.doc, start, end, self.words) == "Organization"

    def _stands(self, hit: Hit) -> bool:
        """Whether a listed form is the thing, and not part of another name or an ordinary word."""
        if hit.epithet:
            return True
        doc, first = self.doc, self.doc[hit.start]
        before = doc[hit.start - 1] if hit.start else None
        after = doc[hit.end] if hit.end < len(doc) else None
        if before is not None and first.ent_iob_ == "I" and hit.end - hit.start == 1:
            person = before.ent_type_ in ("PER", "PERSON") and not before.text.isupper() and not before.is_punct
            if person or (hit.entry.ambiguous and before.text[:1].isupper()):
                return False  # « Jean Orange », "Nova Capital"
        if not hit.entry.ambiguous:
            return True
        longer = after is not None and after.is_title and after.ent_type_ in ("PER", "PERSON") and after.ent_iob_ == "I"
        return not longer and (_named(first) or self._opens(first, after))

    def _opens(self, first: Token, after: Token | None) -> bool:
        """ "Stripe relies on ...", "Stripe CTO Ann Lee", "Arm, Nvidia and ...": no bare common noun stands so in a sentence."""
        if not first.text[:1].isupper() or first.text.isupper() or after is None:
            return False
        listed = after.text == "," and after.i + 1 < len(self.doc) and after.nbor().text[:1].isupper()
        predicate = after.pos_ in ("VERB", "AUX") or after.text == "'s" or after.lower_ in self.words.role_words
        return listed or predicate

    def _institutions(self, hits: Sequence[Hit]) -> None:
        """Institutions whose name has lower-case words, unless the list knows them under that very name."""
        stops = frozenset(h.start for h in hits if h.entry.kind in _COMPANIES or h.entry.type == "Product")
        known = {h.start: h.end for h in reversed(hits) if not h.epithet}  # the longest form, which comes first, wins
        finder = Institutions(self.doc, self.language, self.words, known, stops)
        for token in self.doc:
            span = finder.at(token) if self.free[token.i] else None
            if span is None or any(h.start <= span[0] and h.end >= span[1] and not h.epithet for h in hits):
                continue
            if all(self.free[span[0] : span[1]]):
                self._keep(Mention(*span, "Organization", "shape", sure=True))

    def _longer(self, hit: Hit, starts: set[int]) -> int:
        """Token after the name that a listed form begins: « Mozilla Europe », "Toyota Research Institute", "Galaxy Book S"."""
        end = hit.end
        while end < len(self.doc) and end not in starts and self._goes_on(hit, end):
            end += 1
        tied = glued(self.doc, hit.start, end, self.free)[1]
        if tied > end and name_like(self.doc[tied - 1]) and tied - 1 not in starts:
            return tied
        product = hit.entry.type == "Product"
        last = self.doc[end - 1]
        if (
            end == hit.end
            or product
            or self._same_entity(hit.start, end)
            or last.lower_ in self.words.organization_words
        ):
            return end
        return end if last.text in self.words.places else hit.end

    def _goes_on(self, hit: Hit, i: int) -> bool:
        token, words = self.doc[i], self.words
        if (
            token.is_sent_start
            or not self.free[i]
            or ends_name(self.doc, i, words)
            or token.text.rstrip(".") in words.not_names
        ):
            return False
        if hit.entry.type == "Product":
            return _version(token) or (token.is_title and token.lower_ in words.editions)
        capital = (
            token.text[:1].isupper() and token.is_alpha and token.pos_ not in ("VERB", "AUX", "DET", "PRON", "ADP")
        )
        if not capital or token.text in words.given_names or token.lower_.rstrip(".") in words.legal_forms:
            return False
        return (
            token.lower_ in words.organization_words
            or token.text in words.places
            or self._same_entity(hit.start, i + 1)
        )

    def _same_entity(self, start: int, end: int) -> bool:
        """Whether the model takes the tokens for one name of an organisation."""
        first = self.doc[start]
        return first.ent_type_ in ("ORG", "MISC") and all(t.ent_iob_ == "I" for t in self.doc[start + 1 : end])

    # -- the model's entities -----------------------------------------------------------------------------------

    def modelled(self) -> None:
        """The model's entities, cut and trimmed to what a name is, and grown where it goes on."""
        for ent in self.doc.ents:
            if ent.label_ in _NEVER:
                continue
            for start, end in pieces(self.doc, ent.start, ent.end, self.free, self.words):
                span = trim(self.doc, start, end, self.language, self.words)
                if span is not None:
                    self._model_name(*span, ent.label_)

    def _model_name(self, start: int, end: int, label: str) -> None:
        start, end = self._grow(start, end, label in ("PER", "PERSON"))
        kind = _MODEL_TYPES.get(label)
        if kind == "Person" and end - start == 1 and self.doc[start].text.isupper():
            kind = "Organization"  # an acronym is nobody's name
        self._keep(Mention(start, end, kind, "model", place=label in _PLACES))

    def _grow(self, start: int, end: int, person: bool) -> tuple[int, int]:
        """A name goes on over hyphens, and over words that the model left out: a surname, "Capital", "Labs"."""
        start, end = glued(self.doc, start, end, self.free)
        while end < len(self.doc) and self.free[end] and self._grows_over(end, person):
            end += 1
        while start > 0 and self.free[start - 1] and self._acronym(start - 1) and self._organization(start - 1, end):
            start -= 1
        return start, end

    def _acronym(self, i: int) -> bool:
        token = self.doc[i]
        return (
            token.text.isupper() and len(token.text) > 1 and token.is_alpha and token.text not in self.words.not_names
        )

    def _grows_over(self, i: int, person: bool) -> bool:
        token = self.doc[i]
        if (
            not token.is_title
            or token.is_sent_start
            or ends_name(self.doc, i, self.words)
            or token.text in self.words.not_names
        ):
            return False
        return (person and token.pos_ == "PROPN") or token.lower_ in self.words.organization_words

    # -- capitalised words that the model passed over -----------------------------------------------------------

    def shaped(self) -> None:
        """Capitalised runs that nobody has named yet."""
        i = 0
        while i < len(self.doc):
            end = self._run(i)
            if end == i:
                i += 1
                continue
            first = self.doc[i]
            start, end = glued(self.doc, i, end, self.free)
            kind = type_by_shape(self.doc, start, end, self.words)
            alone_at_start = first.is_sent_start and end - i == 1 and first.pos_ != "PROPN"
            if kind is not None or (not alone_at_start and first.pos_ in ("PROPN", "X", "NOUN", "ADJ") and end - i < 7):
                self._keep(Mention(start, end, kind, "shape", sure=kind is not None))
            i = end

    def _run(self, start: int) -> int:
        """End of the run of name-like words that begins at ``start`` (``start`` itself when there is none)."""
        i = start
        while i < len(self.doc) and self.free[i] and self._part_of_name(i, start):
            i += 1
        while i > start and not name_like(self.doc[i - 1]):
            i -= 1
        if i - start == 1 and (self.doc[start].text in self.words.not_names or len(self.doc[start].text) < 3):
            return start
        return i

    def _part_of_name(self, i: int, start: int) -> bool:
        token, words = self.doc[i], self.words
        if token.lower_.removeprefix("ex-") in words.role_words:
            return False
        if ends_name(self.doc, i, words) or (i > start and (token.is_sent_start or starts_person(self.doc, i, words))):
            return False
        plain = token.text[:1].isupper() and token.text.isalnum()
        if plain or (any(c.isupper() for c in token.text[1:]) and token.text[0].isalnum()):
            return token.text not in words.not_names and token.pos_ not in (
                "DET",
                "PRON",
                "ADP",
                "SCONJ",
                "CCONJ",
                "AUX",
            )
        return (
            i > start
            and token.lower_ in words.particles
            and i + 1 < len(self.doc)
            and self.doc[i + 1].text[:1].isupper()
        )

    # -- types --------------------------------------------------------------------------------------------------

    def type_all(self, mentions: list[Mention]) -> None:
        """What the name's own words and the words beside it say outweighs the model."""
        for m in mentions:
            if m.source == "list" or m.sure:
                continue
            shape = type_by_shape(self.doc, m.start, m.end, self.words)
            if shape == "Person" and (m.type == "Product" or m.place and self.doc[m.start].text in self.words.places):
                shape = None
            kind = shape or type_by_context(self.doc, m.start, m.end, self.words, self.language)
            if kind is not None:
                m.type, m.place, m.sure = kind, False, True
            elif m.type is None and m.end - m.start == 1 and _product_code(m.text(self.doc)):
                m.type = "Product"


def _named(first: Token) -> bool:
    """A capital in the middle of a sentence makes a name of an ordinary word; at its beginning the model is asked."""
    if first.ent_type_ in ("ORG", "PRODUCT", "MISC") or first.pos_ == "PROPN":
        return True
    inside = first.i > 0 and not first.is_sent_start and not first.nbor(-1).is_space
    return inside and first.text[:1].isupper() and first.nbor(-1).text not in _OPENERS


def _version(token: Token) -> bool:
    text = token.text
    return text[:1].isdigit() and len(text) < 6 or (len(text) == 1 and text.isupper()) or _product_code(text)


def _product_code(text: str) -> bool:
    """ "A350", "RTX4090": letters and digits in one word."""
    return text[:1].isupper() and any(c.isdigit() for c in text) and len(text) < 10 and text.isalnum()


def _agree(doc: Doc, mentions: list[Mention]) -> None:
    """One name, one type in an article: the witnesses of all its mentions are counted together."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for m in mentions:
        if m.type is not None:
            votes[m.text(doc)][m.type] += 10 if m.source == "list" else 4 if m.sure else 1
    for m in mentions:
        name = m.text(doc)
        if m.source == "list" or not votes[name]:
            continue
        best = max(votes[name].values())
        kinds = sorted(t for t, n in votes[name].items() if n == best)
        m.type = m.type if m.type in kinds else kinds[0]
        m.place = m.place and m.type is None
