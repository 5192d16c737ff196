"""Words for something named before: pronouns, « l'entreprise », "the Oslo-based bank", « les deux hommes »."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extract.coref.nominals import NominalReader
from kg.extract.coref.ordinals import ordinal_at
from kg.extract.coref.plurals import list_in
from kg.extract.names.mentions import Anaphor, Mention
from kg.extract.parsing.language import Language
from kg.extract.syntax.clauses import phrase_length
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Span, Token

__all__ = ["LaterReader", "pronoun_gender"]

_MODIFIERS = 4  # words between a number and its noun


class LaterReader:
    """Finds such words in a Doc. ``taken`` are the tokens of names, ``places`` the words that name places."""

    def __init__(self, doc: Doc, language: Language, taken: set[int], places: frozenset[str] = frozenset()) -> None:
        self.doc, self.language, self.taken = doc, language, taken
        self._text = doc.text
        self._two, self._latter, self._openers = _wordings(language)
        self._nominals = NominalReader(doc, language, taken, places)
        self._behind = not language.labels["possessor"]  # adjectives and complements stand behind their noun

    def read(self, sentence: Span) -> list[Anaphor]:
        """Unresolved mentions of one sentence, in text order."""
        found: list[Anaphor] = []
        ways = (self._several, self._latter_one, self._ordinal, self._nominals.at, self._pronoun)
        for token in sentence:
            if not self._may_open(token) or token.i in self.taken or (found and token.i < found[-1].mention.end):
                continue
            anaphor = next((a for way in ways if (a := way(token)) is not None), None)
            if anaphor is not None:
                found.append(anaphor)
        return found

    def _may_open(self, token: Token) -> bool:
        """Whether any of the ways can begin with a word: most words of a text are none of these."""
        word = token.lower_
        return token.pos_ == "PRON" or word in self._openers or word[:2] in self._two or word[:2] in self._latter

    def _matches(self, token: Token, phrases: Mapping[str, list[str]]) -> int:
        """Number of tokens of the longest of ``phrases`` (lower case) that begins at ``token``, else 0."""
        near = phrases.get(token.lower_[:2])
        return max(self._length(token, phrase) for phrase in near) if near else 0

    def _length(self, token: Token, phrase: str) -> int:
        start, end = token.idx, token.idx + len(phrase)
        if self._text[start:end].lower() != phrase or (end < len(self._text) and self._text[end].isalnum()):
            return 0
        i = token.i
        while i < len(self.doc) and self.doc[i].idx < end:
            i += 1
        return i - token.i

    def _several(self, token: Token) -> Anaphor | None:
        """« les deux hommes », "the trio", "all four founders", "four engineers", "they", "both" as a subject."""
        for n, count in ((self._matches(token, self._two), 2), self._counted(token)):
            if n and not (self._goes_on(token.i + n) and count):
                return self._people(token.i, token.i + n, count)
        acts = token.i + 1 < len(self.doc) and self.doc[token.i + 1].pos_ in ("VERB", "AUX", "ADV")
        if acts and token.lower_ in self.language.pronouns.get("they", ()):
            return self._people(token.i, token.i + 1, 0)
        if acts and token.is_sent_start and token.lower_ in self.language.pronouns.get("both", ()):
            return self._people(token.i, token.i + 1, 2)
        return self._numbered(token) or self._heralded(token)

    def _people(self, start: int, end: int, count: int, *, ahead: bool = False) -> Anaphor:
        mention = Mention(start, end, "Person", "coreference", "pronoun", plural=(-1,))
        return Anaphor(mention, count=count, ahead=ahead)

    def _goes_on(self, i: int) -> bool:
        """ "the two companies", "the three of them" are other words than "the two"."""
        return i < len(self.doc) and (self.doc[i].pos_ in ("NOUN", "ADJ", "PROPN") or self.doc[i].text == "-")

    def _counted(self, token: Token) -> tuple[int, int]:
        """Length and count of "the trio", "all three" at a token."""
        phrases = self.language.counted
        found = (p for p in phrases if p[0] == token.lower_)
        return next(((n, phrases[p]) for p in found if (n := phrase_length(self.doc, token.i, p))), (0, 0))

    def _numbered(self, token: Token) -> Anaphor | None:
        """ "the two former executives", "all four founders" were named before; "four engineers" may be afterwards."""
        i, last = token.i, min(token.i + 2, len(self.doc))
        led = token.lower_ in self.language.definite or token.lower_ in self.language.totals
        while i < last and self.doc[i].lower_ in self.language.definite | self.language.totals:
            i += 1
        count = self.language.numerals.get(self.doc[i].lower_, 0) if i < len(self.doc) else 0
        if not count:
            return None
        dozens = i + 1 < len(self.doc) and self.doc[i + 1].lower_ in self.language.dozens  # "two dozen people"
        count, i = (0, i + 1) if dozens else (count, i)
        for k in range(i + 1, min(i + 2 + _MODIFIERS, token.sent.end)):
            if k in self.taken:
                return None
            if self.doc[k].lower_ in self.language.people:
                return None if self._nominals.named(k + 1) else self._people(token.i, k + 1, count, ahead=not led)
            if self.doc[k].pos_ not in ("ADJ", "NOUN"):
                return None
        return None

    def _heralded(self, token: Token) -> Anaphor | None:
        """ "hired several researchers. Among them are Ann Lee and Paul Roy": people whom the next sentence names."""
        people, sentence = self.language.people, token.sent
        if token.lower_ not in people or sentence.end >= len(self.doc):
            return None
        if any(t.lower_ in people for t in self.doc[token.i + 1 : sentence.end]):
            return None
        presented = list_in(self.doc[sentence.end].sent, self.language)
        return self._people(token.i, token.i + 1, 0, ahead=True) if presented else None

    def _latter_one(self, token: Token) -> Anaphor | None:
        """« ce dernier », "the latter": type and gender are those of whoever was named last."""
        n = self._matches(token, self._latter)
        if not n or self._nominals.named(token.i + n):
            return None
        feminine = token.lower_ in ("cette", "celle", "celle-ci")
        gender = ("feminine" if feminine else "masculine") if self._behind else ""
        return Anaphor(Mention(token.i, token.i + n, None, "coreference", "nominal"), "latter", gender)

    def _ordinal(self, token: Token) -> Anaphor | None:
        """« le premier », « la seconde »: of the two named last."""
        place = ordinal_at(token, self.language) if token.i + 1 not in self.taken else -1
        if place < 0:
            return None
        mention = Mention(token.i, token.i + 2, None, "coreference", "nominal")
        return Anaphor(mention, ("first", "second")[place])

    # -- pronouns --------------------------------------------------------------------------------------------------

    def _pronoun(self, token: Token) -> Anaphor | None:
        word = token.lower_.lstrip("-")
        if (token.pos_ != "PRON" and word not in ("he", "she")) or self._only_stresses(token):
            return None
        if word in self.language.pronouns.get("ourselves", ()):
            return Anaphor(Mention(token.i, token.i + 1, "Organization", "coreference", "pronoun"), "we")
        rest = self._text[token.idx : token.idx + 24].lower()
        impersonal = (p for p in self.language.impersonal if rest.startswith(p))
        if any(not rest[len(p) : len(p) + 1].isalnum() for p in impersonal) and not self._acts(token):
            return None
        for key, kind in (("person", "Person"), ("organization", "Organization")):
            if word in self.language.pronouns[key]:
                mention = Mention(token.i, token.i + 1, _TYPES[kind], "coreference", "pronoun")
                return Anaphor(mention, "", pronoun_gender(word, self.language))
        return None

    def _acts(self, token: Token) -> bool:
        """ "it is planning", "it was bought by Nova", « il est nommé »: no impersonal "it"."""
        verb = token.head
        if self._has_done(token):
            return True
        going = verb.tag_ == "VBG" and token.dep_ in self.language.labels["subject"]
        agents = {self.doc[verb.i + 1].lower_ if verb.i + 1 < len(self.doc) else "", *self._agents(verb)}
        done = verb.tag_ == "VBN" and not agents.isdisjoint(self.language.by)
        owned = any(c.dep_ in self.language.labels["attribute"] and self._owned(c) for c in verb.children)
        told = going or done or owned or self._is_said_of(token) or self._is_somewhere(token)
        return token.i < verb.i and told

    def _agents(self, verb: Token) -> set[str]:
        """The prepositions of who does it: "it was founded in 1992 [by] Ann Lee"."""
        return {c.lower_ for c in verb.children if c.dep_ == "agent"}

    def _owned(self, noun: Token) -> bool:
        """ "it is Nova's main supplier", "it is a subsidiary of Nova"."""
        kind = "" if self._behind else self.language.nominals["organization"].get(noun.lower_, "")
        unit = kind == "unit" and any(c.lower_ in self.language.of for c in noun.children)
        return unit or (not self._behind and any(c.dep_ == "poss" and c.i in self.taken for c in noun.children))

    def _is_somewhere(self, token: Token) -> bool:
        """« il est depuis à l'origine de Nova », « il est à la tête de ... »: no impersonal « il est »."""
        rest = self._text[token.idx : token.idx + _SOMEWHERE].lower()
        return any(p in rest for p in self.language.pronouns.get("at_places", ()))

    def _has_done(self, token: Token) -> bool:
        """« il y avait d'abord dirigé la recherche », but not « il y avait un laboratoire », « il y a eu »."""
        if not self._behind or token.i + 2 >= len(self.doc) or token.nbor(1).pos_ != "PRON":
            return False
        done = next((t for t in self.doc[token.i + 3 : token.i + 7] if t.pos_ not in ("ADV", "ADP")), None)
        if done is None or token.nbor(2).pos_ != "AUX" or done.pos_ != "VERB":
            return False
        return "Past" in done.morph.get("Tense", [])

    def _is_said_of(self, token: Token) -> bool:
        """« il est nommé », « il est directeur »: what the parse takes for a subject, of a participle or a noun."""
        verb = token.head
        participle = verb.pos_ == "VERB" and "Part" in verb.morph.get("VerbForm", [])
        subject = token.dep_ in self.language.labels["subject"] and self._behind
        return subject and (participle or (verb.pos_ == "NOUN" and verb.lower_ not in self.language.fillers))

    def _only_stresses(self, token: Token) -> bool:
        """« Nova détient lui aussi », « Ann Petit, elle, ... »: said of what the clause has already."""
        if not self._behind or not 0 < token.i < len(self.doc) - 1:
            return False
        before, after = token.nbor(-1), token.nbor(1)
        return after.lower_ == "aussi" or before.text == after.text == ","


_SOMEWHERE = 36  # characters from « il » to the end of « est depuis août à la tête »
_TYPES: dict[str, EntityType] = {"Person": "Person", "Organization": "Organization"}


def pronoun_gender(word: str, language: Language) -> str:
    """masculine, feminine, or "" for a pronoun that tells neither."""
    return next((g for g in ("masculine", "feminine") if word in language.pronouns.get(g, ())), "")


@lru_cache(maxsize=16)
def _wordings(language: Language) -> tuple[dict[str, list[str]], dict[str, list[str]], frozenset[str]]:
    """Phrases for two people and for the latter, and the words with which all other such wordings begin."""
    pronouns = language.pronouns
    openers = {
        *language.definite,
        *pronouns.get("ones_own", ()),
        *language.totals,
        *language.numerals,
        *(p[0] for p in language.counted),
    }
    openers.update(pronouns.get("they", ()), pronouns.get("both", ()), ("he", "she", "-he", "-she"), language.people)
    return _by_start(pronouns["two"]), _by_start(language.latter), frozenset(openers)


def _by_start(phrases: Iterable[str]) -> dict[str, list[str]]:
    """Phrases under their first two characters, so that few are compared at each token."""
    table: dict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        table[phrase[:2]].append(phrase)
    return dict(table)
