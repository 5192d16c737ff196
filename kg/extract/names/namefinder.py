"""Typed names of people, organisations and products in a parsed Doc.

Witnesses are heard, the surest first: the lists of names, institutions by their head word, the model's own entities,
the shape of a name (a given name, a legal form), the noun beside it, and the same name elsewhere in the article. What
the grammar of a rule requires settles the rest later.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Literal

from kg.extract.names.boundaries import camel, ends_name, glued, initial, name_like, pieces, starts_person, trim
from kg.extract.names.funders import type_by_money
from kg.extract.names.headedfirms import type_by_heads
from kg.extract.names.headlinenames import borne_out
from kg.extract.names.institutions import Institutions
from kg.extract.names.knownforms import short_forms, type_as_full
from kg.extract.names.lexicon import Hit, Lexicon, WordLists
from kg.extract.names.listednames import ListedNames, acronym, number_word
from kg.extract.names.mentions import Mention
from kg.extract.names.namecontext import type_by_verbs
from kg.extract.names.namejudge import NameJudge, agree
from kg.extract.names.namelists import type_by_company, type_by_models
from kg.extract.names.nametypes import numbered, type_by_shape
from kg.extract.names.setoff import take_forms
from kg.extract.names.splitnames import echoed, joined, mend_ends, unlead
from kg.extract.names.strangers import find_strangers
from kg.extract.names.tickers import abbreviations, bracketed, ticker
from kg.extract.names.unnamed import parts, unnamed
from kg.extract.parsing.language import Language
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["find_mentions"]

_THINGS: dict[str, EntityType] = {"PRODUCT": "Product", "WORK_OF_ART": "Product"}
_MODEL_TYPES: dict[str, EntityType] = {"PER": "Person", "PERSON": "Person", "ORG": "Organization", **_THINGS}
_PLACES = frozenset({"LOC", "GPE", "NORP", "FAC"})
_NEVER = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LAW", "LANGUAGE"})
_NOMINAL = frozenset({"PROPN", "X", "NOUN", "ADJ"})
_FUNCTIONS = frozenset({"DET", "PRON", "ADP", "SCONJ", "CCONJ", "AUX"})
_COMPANIES = frozenset({"company", "lab", "investor"})
_SURNAMES = ("Mc", "Mac", "De", "Di", "Du", "Da", "La", "Le", "Li", "Van", "Von", "O'", "Fitz")
_MARKS = frozenset({'"', "“", "”", "‘", "’", "'", "(", ")"})
_LONGEST = 6  # tokens of a name that only its capitals tell


def find_mentions(
    doc: Doc,
    lexicon: Lexicon,
    words: WordLists,
    language: Language,
    taken: Collection[int] = (),
    *,
    titled: bool = False,
    known: Collection[str] = (),
) -> list[Mention]:
    """Names and epithets in ``doc``, in text order, none overlapping, none in the tokens ``taken``.

    ``titled``: the first line is a headline in Title Case. ``known``: words that the model has met.
    """
    finder, judge = _Finder(doc, words, language), NameJudge(doc, words, language)
    for i in (*unnamed(doc, language), *taken):
        finder.free[i] = False
    finder.nicknamed()
    finder.listed(lexicon)
    for i in parts(doc, language):
        finder.free[i] = False
    finder.modelled()
    finder.shaped()
    finder.found += list(echoed(doc, finder.found, finder.free))
    finder.found += short_forms(doc, finder.found, finder.free, words)
    short = abbreviations(doc)
    found = [m for m in finder.found if (m.source == "list" or judge.is_name(m)) and not bracketed(doc, m)]
    found = [m for m in found if m.source == "list" or doc[m.start].text not in short or m.end - m.start > 1]
    found = unlead(doc, list(joined(doc, sorted(found, key=lambda m: m.start))), language)
    found = borne_out(doc, found, words) if titled else found
    for m in (k for k in found if k.source != "list"):
        mend_ends(doc, m, language, words)
    judge.type_all(found)
    type_by_models(doc, found, words, language)
    type_by_money(doc, found, words, language)
    type_by_verbs(doc, found, words, language)
    type_by_heads(doc, found, language)
    type_as_full(doc, found, words)
    type_by_company(doc, found, words, language)
    agree(doc, found)
    find_strangers(doc, found, words, language, known)
    take_forms(doc, found, language)
    return found


class _Finder:
    def __init__(self, doc: Doc, words: WordLists, language: Language) -> None:
        self.doc, self.words, self.language = doc, words, language
        self.free = [True] * len(doc)
        self.found: list[Mention] = []
        self._proper = {t.text for t in doc if t.pos_ == "PROPN"}

    def _keep(self, mention: Mention) -> None:
        self.found.append(mention)
        self.free[mention.start : mention.end] = [False] * (mention.end - mention.start)

    # -- lists of names and institutions ------------------------------------------------------------------------

    def listed(self, lexicon: Lexicon) -> None:
        """The longest listed forms; where one is only a part of a longer name, the longer name."""
        judge = ListedNames(self.doc, self.words, self.free)
        hits = judge.choose(lexicon.hits(self.doc))
        self._institutions(hits)
        starts = {h.start: h for h in reversed(hits)}  # the longest come first
        self._models(judge, hits)
        for hit in hits:
            if all(self.free[hit.start : hit.end]):
                end = hit.end if hit.epithet else judge.end_of(hit, starts)
                counted = not hit.epithet and numbered(self.doc, hit.start - 1, end, self.free, self.words)
                longer = end > hit.end or counted
                self._keep(self._longer(hit, end) if longer else self._listed(hit))

    def _listed(self, hit: Hit) -> Mention:
        kind: Literal["name", "nominal"] = "nominal" if hit.epithet else "name"
        return Mention(hit.start, hit.end, hit.entry.type, "list", kind, hit.entry, sure=True)

    def _models(self, judge: ListedNames, hits: Sequence[Hit]) -> None:
        """« la Renault Clio », and then "Renault Clio" without an article too."""
        models: set[str] = set()
        longest = {h.start: h.end for h in reversed(hits)}
        companies = [h for h in hits if _company(h) and longest[h.start] == h.end]
        for _ in range(2):  # an article may show only later what the title names without one
            ends = [(h, judge.model_end(h, self.language.model_articles, models)) for h in companies]
        for hit, end in ends:
            if end > hit.end and all(self.free[hit.start : end]):
                self._keep(Mention(hit.start, end, "Product", "shape", sure=True))

    def _longer(self, hit: Hit, end: int) -> Mention:
        sure = hit.entry.type == "Product" or self._organization(hit.start, end)
        start = hit.start - (hit.start > 0 and self.free[hit.start - 1] and self._begins(hit.start - 1, end))
        return Mention(start, end, hit.entry.type, "shape", sure=sure)

    def _organization(self, start: int, end: int) -> bool:
        return type_by_shape(self.doc, start, end, self.words) == "Organization"

    def _institutions(self, hits: Sequence[Hit]) -> None:
        """Institutions whose name has lower-case words, unless the list knows them under that very name."""
        products = frozenset(h.start for h in hits if h.entry.type == "Product")
        stops = frozenset(h.start for h in hits if h.entry.kind in _COMPANIES and h.entry.type == "Organization")
        known = {h.start: h.end for h in reversed(hits) if not h.epithet}  # the longest form, which comes first, wins
        finder = Institutions(self.doc, self.language, self.words, known, stops=stops, products=products)
        for token in self.doc:
            span = finder.at(token) if self.free[token.i] else None
            if span is None or any(h.start <= span[0] and h.end >= span[1] and not h.epithet for h in hits):
                continue
            if all(self.free[span[0] : span[1]]):
                self._keep(Mention(*span, "Organization", "shape", sure=True))

    def nicknamed(self) -> None:
        """'Robert "Bob" Lee': a given name, a nickname in quotation marks, a surname."""
        marks = [t.i for t in self.doc if t.text in _MARKS]
        for i in (k - 1 for k in marks if 0 < k < len(self.doc) - 3):
            first, opened, nickname, closed, surname = self.doc[i : i + 5]
            if closed.text not in _MARKS or not (nickname.text[:1].isupper() and surname.is_title):
                continue
            given = first.text in self.words.given_names or (first.pos_ == surname.pos_ == "PROPN" and first.is_title)
            short = {first.text, nickname.text} <= self.words.given_names  # "Alessandro (Alex) Lind"
            given = given and (opened.text != "(" or short or "PERSON" in (first.ent_type_, surname.ent_type_))
            second = i > 0 and initial(first) and self.doc[i - 1].text in self.words.given_names
            if given and surname.text not in self.words.not_names:
                self._keep(Mention(i - second, i + 5, "Person", "shape", sure=True))

    # -- the model's entities -----------------------------------------------------------------------------------

    def modelled(self) -> None:
        """The model's entities, cut and trimmed to what a name is, and grown where it goes on."""
        for ent in self.doc.ents:
            if ent.label_ in _NEVER:
                continue
            for start, end in pieces(self.doc, ent.start, ent.end, self.free, self.words):
                span = trim(self.doc, start, end, self.language, self.words)
                if span is not None and not (span[1] - span[0] == 1 and initial(self.doc[span[0]])):
                    self._model_name(*span, ent.label_)

    def _model_name(self, start: int, end: int, label: str) -> None:
        start, end = self._grow(start + self._platform(start, end), end, label in ("PER", "PERSON"))
        kind = _MODEL_TYPES.get(label)
        if kind == "Person" and end - start == 1 and (self.doc[start].text.isupper() or _coined(self.doc[start])):
            kind = "Organization"  # nobody is called "IBM" or "FitBuddy"
        self._keep(Mention(start, end, kind, "model", place=label in _PLACES))

    def _grow(self, start: int, end: int, person: bool) -> tuple[int, int]:
        """A name goes on over hyphens, and over words that the model left out: a surname, "Capital", "Labs"."""
        start, end = glued(self.doc, start, end, self.free)
        while end < len(self.doc) and self.free[end] and self._grows_over(end, person):
            end += 1
        while start > 0 and self.free[start - 1] and self._begins(start - 1, end):
            start -= 1
        return start, end

    def _begins(self, i: int, end: int) -> bool:
        """ "Ilya" left out of "Ilya Sutskever", "OCTO" of "OCTO Technology", "360" of "360 Capital Partners"."""
        if self.doc[i + 1].is_sent_start:
            return False
        if self.doc[i].is_digit and self.doc[i + 1].text[:1].isupper():
            return numbered(self.doc, i, end, self.free, self.words)
        given = self.doc[i].text in self.words.given_names and end - i == 2 and self.doc[i + 1].is_title
        return (given and not self._organization(i, end)) or (
            acronym(self.doc[i], self.words) and self._organization(i, end)
        )

    def _grows_over(self, i: int, person: bool) -> bool:
        token = self.doc[i]
        titled = token.is_title or (token.text.isupper() and token.lower_ in self.words.organization_words)  # "Nova VC"
        if not titled or token.is_sent_start or token.text in self.words.not_names:
            return False
        if ends_name(self.doc, i, self.words) or starts_person(self.doc, i, self.words):
            return False
        before = self.doc[i - 1]
        bare = before.text in self.words.given_names and before.ent_iob_ == "B" and token.is_alpha
        surname = token.pos_ == "PROPN" or (bare and token.ent_type_ == "")
        return (person and surname) or token.lower_ in self.words.organization_words

    def _platform(self, start: int, end: int) -> int:
        """1 where "X." before a full name is the platform and ends a sentence ("wrote on X. Ann Lee ..."), else 0."""
        led = start > 0 and self.doc[start - 1].lower_ in ("on", "sur") and self.doc[start].text in ("X.", "X")
        return int(led and end - start > 2 and self.doc[start + 1].text in self.words.given_names)

    # -- capitalised words that the model passed over -----------------------------------------------------------

    def shaped(self) -> None:
        """Capitalised runs that nobody has named yet."""
        i = 0
        while i < len(self.doc):
            if (end := self._run(i) if self.free[i] and self.doc[i].lex.has_capital else i) == i:
                i += 1
                continue
            first = self.doc[i]
            start, end = glued(self.doc, i, end, self.free)
            end = max(end, self._run(end)) if self.doc[end - 2].text == "-" and end < len(self.doc) else end
            kind = type_by_shape(self.doc, start, end, self.words)
            alone_at_start = first.is_sent_start and end - i == 1 and first.pos_ != "PROPN" and not self._lists(end)
            alone_at_start = alone_at_start and not (camel(first) or self._coined_and_named_again(first))
            if kind is not None or (not alone_at_start and self._opens_name(first, end) and end - i <= _LONGEST):
                self._keep(Mention(start, end, kind, "shape", sure=kind is not None))
            i = end

    def _opens_name(self, first: Token, end: int) -> bool:
        return first.pos_ in _NOMINAL or camel(first) or (number_word(first) and end - first.i > 1)

    def _coined_and_named_again(self, first: Token) -> bool:
        """ "Brightloom poaches ...": no word of the language, and a name elsewhere in the article."""
        return first.text in self._proper and not self.doc.vocab.has_vector(first.lower_)

    def _lists(self, i: int) -> bool:
        """« Pfizer, Intuit et ... »: a comma and another name follow."""
        return i + 1 < len(self.doc) and self.doc[i].text == "," and not self.free[i + 1]

    def _run(self, start: int) -> int:
        """End of the run of name-like words that begins at ``start`` (``start`` itself when there is none)."""
        i = start
        while i < len(self.doc) and self.free[i] and self._part_of_name(i, start):
            i += 1
        while i > start and not name_like(self.doc[i - 1]):
            i -= 1
        if i - start == 1 and self._says_nothing(self.doc[start]):
            return start
        return i

    def _says_nothing(self, token: Token) -> bool:
        common = {token.text, token.text.rstrip(".")} & self.words.not_names
        plural = len(token.text) < 5 and token.text[-1] == "s" and token.text[:-1].isupper()  # "TVs", "PCs"
        home = token.lower_.endswith("-based")
        return bool(common) or plural or home or len(token.text) < 3 or (token.i > 0 and ticker(token))

    def _part_of_name(self, i: int, start: int) -> bool:
        token, words = self.doc[i], self.words
        if token.lower_.removeprefix("ex-") in words.role_words:
            return False
        if ends_name(self.doc, i, words) or (i > start and (token.is_sent_start or starts_person(self.doc, i, words))):
            return False
        plain = token.text[:1].isupper() and token.text.isalnum()
        if plain or (any(c.isupper() for c in token.text[1:]) and token.text[0].isalnum()):
            counts = number_word(token) and i + 1 < len(self.doc) and self.free[i + 1] and self.doc[i + 1].is_title
            named = token.text not in words.not_names or counts  # "Seven Bridges"
            return named and (token.pos_ not in _FUNCTIONS or camel(token))
        particle = i > start and token.lower_ in words.particles and i + 1 < len(self.doc)
        return particle and self.doc[i + 1].text[:1].isupper()


def _coined(token: Token) -> bool:
    """ "FitBuddy", "Lumio.com", but not "McCarthy", "DiCaprio", "O'Neill": a capital after a word of its own."""
    domain = token.text.rpartition(".")[2] in ("com", "net", "org", "io", "ai")
    return domain or (camel(token) and not token.text.startswith(_SURNAMES))


def _company(hit: Hit) -> bool:
    return hit.entry.kind in _COMPANIES and hit.entry.type == "Organization" and not hit.epithet
