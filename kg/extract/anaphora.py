"""Words for something named before: pronouns, « l'entreprise », "the Oslo-based bank", « les deux hommes »."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.clauses import phrase_length
from kg.extract.language import Language
from kg.extract.likeness import PLACES, telling
from kg.extract.mentions import Mention
from kg.extract.ordinals import ordinal_at
from kg.extract.sectors import over_sector
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsed import Doc, Span, Token

__all__ = ["Anaphor", "LaterReader", "pronoun_gender"]

_MODIFIERS = 4  # words between "the" and its noun
_GENDERS = frozenset({"masculine", "feminine"})
_SECTORAL = frozenset(
    {
        "startup",
        "lab",
        "giant",
        "maker",
        "publisher",
        "software",
        "operator",
        "platform",
        "group",
        "general",
        "bank",
        "retailer",
    }
)  # « l'éditeur de logiciels », « la pépite de la logistique »: a complement tells the trade, not a name
_OF_TRADES = frozenset({"startup", "giant"})
_TOWNS_NAME = frozenset({"university", "bank", "exchange", "regulator", "newspaper", "nonprofit"})


@dataclass(slots=True)
class Anaphor:
    """A mention that waits for its antecedent.

    ``word`` is the class of its noun ("startup"), "latter", "first", "second", or "" for a pronoun; ``gender``
    masculine, feminine or "".
    ``told_apart`` by words that say which one is meant ("the grocery delivery company"), which are ``telling``,
    ``placed`` by "based", ``local`` by a place or a people ("the Milan company", "the Irish group"). Of several
    people, ``count`` tells how many (0: any number), ``ahead`` that their names follow ("four engineers: ...").
    """

    mention: Mention
    word: str = ""
    gender: str = ""
    told_apart: bool = False
    placed: bool = False
    count: int = 0
    ahead: bool = False
    telling: tuple[str, ...] = ()
    local: bool = False


class LaterReader:
    """Finds such words in a Doc. ``taken`` are the tokens of names, ``places`` the words that name places."""

    def __init__(self, doc: Doc, language: Language, taken: set[int], places: frozenset[str] = frozenset()) -> None:
        self.doc, self.language, self.taken, self.places = doc, language, taken, places
        self._text = doc.text  # spaCy builds it anew at each call
        self._two = _by_start(language.pronouns["two"])
        self._latter = _by_start(language.latter)
        self._nouns = {kind: _by_first(language.nominals[key]) for key, kind in _KINDS}
        self._behind = not language.labels["possessor"]  # adjectives and complements stand behind their noun

    def read(self, sentence: Span) -> list[Anaphor]:
        """Unresolved mentions of one sentence, in text order."""
        found: list[Anaphor] = []
        ways = (self._several, self._latter_one, self._ordinal, self._nominal, self._pronoun)
        for token in sentence:
            if token.i in self.taken or (found and token.i < found[-1].mention.end):
                continue
            anaphor = next((a for way in ways if (a := way(token)) is not None), None)
            if anaphor is not None:
                found.append(anaphor)
        return found

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
        return self._numbered(token)

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
        for k in range(i + 1, min(i + 2 + _MODIFIERS, token.sent.end)):
            if k in self.taken:
                return None
            if self.doc[k].lower_ in self.language.people:
                return None if self._named(k + 1) else self._people(token.i, k + 1, count, ahead=not led)
            if self.doc[k].pos_ not in ("ADJ", "NOUN"):
                return None
        return None

    def _latter_one(self, token: Token) -> Anaphor | None:
        """« ce dernier », "the latter": type and gender are those of whoever was named last."""
        n = self._matches(token, self._latter)
        if not n or self._named(token.i + n):
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

    # -- « l'entreprise », "the Frankfurt-based exchange" ----------------------------------------------------------

    def _nominal(self, token: Token) -> Anaphor | None:
        """A determiner, words that only describe, and a noun that stands for something named before."""
        if token.lower_ not in self.language.definite:
            return None
        limit = min(token.i + 2 + _MODIFIERS, token.sent.end)
        for i in range(token.i + 1, limit):
            for kind, nouns in self._nouns.items():
                found = self._noun_at(i, nouns)
                if found is not None and (anaphor := self._anaphor(token, i, kind, *found)) is not None:
                    return anaphor
            if not self._describes(i):
                return None
        return None

    def _noun_at(self, first: int, nouns: Mapping[str, list[tuple[str, ...]]]) -> tuple[int, str] | None:
        """Token after the longest listed noun that begins at token ``first``, and its class."""
        for *phrase, name in nouns.get(self.doc[first].lower_, ()):
            end = first + len(phrase)
            if [t.lower_ for t in self.doc[first:end]] == phrase:
                return end, name
        return None

    def _describes(self, i: int) -> bool:
        word = self.doc[i]
        if word.lower_ in self.language.another or (i in self.taken and not self._in_compound(i)):
            return False
        if self._behind:
            return word.pos_ == "ADJ" or word.lower_ in self.language.describing
        return word.pos_ in ("ADJ", "NOUN", "PROPN", "VERB", "NUM") or word.text == "-"

    def _in_compound(self, i: int) -> bool:
        """ "the Nova group" names itself; "the London-based group" does not."""
        return i + 1 < len(self.doc) and self.doc[i + 1].text == "-"

    def _anaphor(self, token: Token, noun: int, kind: EntityType, after: int, name: str) -> Anaphor | None:
        start = token.i + (token.lower_ in ("du", "au"))  # the preposition is no part of the noun phrase
        end = self._over_description(after, name)
        if self._named(end) or (end == after and not self._behind and self._hyphen(end)):
            return None
        gender = name if name in _GENDERS else ""
        mention = Mention(start, end, kind, "coreference", "nominal")
        words = self.doc[token.i + 1 : noun]
        told = end > after if self._behind else any(w.pos_ in ("NOUN", "PROPN") for w in words)
        placed = any(w.lower_ == "based" for w in words)
        said = () if self._behind else telling(words)
        local = not (self._behind or placed) and any(w.ent_type_ in PLACES for w in words)
        return Anaphor(
            mention, "" if kind == "Person" else name, gender, told or placed, placed, telling=said, local=local
        )

    def _hyphen(self, i: int) -> bool:
        return i < len(self.doc) and self.doc[i].text == "-"

    def _over_description(self, i: int, name: str) -> int:
        """« le constructeur japonais », « la firme de Redmond »: what only describes, with no name after it."""
        if not self._behind:
            return i
        k = i
        while k < len(self.doc) and k < i + 2 and self._is_adjective(k):
            k += 1
        if name not in _TOWNS_NAME and self._of_a_town(k):
            k += 2
        elif name in _SECTORAL:
            k = over_sector(self.doc, k, self.taken, self.language, definite=name in _OF_TRADES)
        return k if k > i and not self._named(k) else i

    def _of_a_town(self, k: int) -> bool:
        town = k + 1 < len(self.doc) and self.doc[k + 1].text in self.places and k + 1 not in self.taken
        return town and self.doc[k].lower_ in self.language.of

    def _is_adjective(self, k: int) -> bool:
        word = self.doc[k]
        participle = word.text.endswith(("é", "és", "ée", "ées"))
        return word.pos_ == "ADJ" and word.is_lower and word.is_alpha and not participle

    def _named(self, i: int) -> bool:
        """« la firme de Jean Petit », "the company behind", « le groupe Renault » name themselves."""
        if i >= len(self.doc):
            return False
        after = self.doc[i]
        if after.lower_ in self.language.of:
            return not self._counts(i + 1)
        if i in self.taken or after.lower_ in self.language.named_by:
            return True
        if self._behind:
            return self._named_behind(i)
        return after.pos_ in ("PROPN", "NOUN") and after.ent_type_ not in ("DATE", "TIME")  # "told the company Monday"

    def _named_behind(self, i: int) -> bool:
        """« le groupe Renault », « la filiale cloud d'Iliad »; a small word is a verb, whatever the tagger says."""
        if self.doc[i].text[:1].isupper():
            return not self.doc[i].is_sent_start
        k = i
        while k < len(self.doc) and k < i + 3 and self.doc[k].pos_ in ("NOUN", "ADJ"):
            k += 1
        return i < k < len(self.doc) and self.doc[k].lower_ in self.language.of and not self._counts(k + 1)

    def _counts(self, i: int) -> bool:
        """« le dirigeant de 51 ans », « la start-up d'une trentaine de salariés » say only how many."""
        return i < len(self.doc) and (self.doc[i].like_num or self.doc[i].lower_ in self.language.indefinite)

    # -- pronouns --------------------------------------------------------------------------------------------------

    def _pronoun(self, token: Token) -> Anaphor | None:
        word = token.lower_.lstrip("-")
        if (token.pos_ != "PRON" and word not in ("he", "she")) or self._only_stresses(token):
            return None
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
        """ "it is planning", "it was bought by Nova": no impersonal "it"."""
        verb = token.head
        going = verb.tag_ == "VBG" and token.dep_ in self.language.labels["subject"]
        done = verb.tag_ == "VBN" and verb.i + 1 < len(self.doc) and self.doc[verb.i + 1].lower_ in self.language.by
        return token.i < verb.i and (going or done)

    def _only_stresses(self, token: Token) -> bool:
        """« Nova détient lui aussi », « Ann Petit, elle, ... »: said of what the clause has already."""
        if not self._behind or not 0 < token.i < len(self.doc) - 1:
            return False
        before, after = token.nbor(-1), token.nbor(1)
        return after.lower_ == "aussi" or before.text == after.text == ","


_TYPES: dict[str, EntityType] = {"Person": "Person", "Organization": "Organization"}
_KINDS: tuple[tuple[str, EntityType], ...] = (("organization", "Organization"), ("person", "Person"))


def pronoun_gender(word: str, language: Language) -> str:
    """masculine, feminine, or "" for a pronoun that tells neither."""
    return next((g for g in ("masculine", "feminine") if word in language.pronouns.get(g, ())), "")


def _by_start(phrases: Iterable[str]) -> dict[str, list[str]]:
    """Phrases under their first two characters, so that few are compared at each token."""
    table: dict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        table[phrase[:2]].append(phrase)
    return dict(table)


def _by_first(nouns: Mapping[str, str]) -> dict[str, list[tuple[str, ...]]]:
    """Words of each noun and its class, under its first word, the longest first."""
    table: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for noun, name in nouns.items():
        whole = noun.replace("'", "' ")
        for words in {tuple(whole.split()), tuple(whole.replace("-", " - ").split())}:  # as a tokenizer may cut it
            table[words[0]].append((*words, name))
    return {first: sorted(found, key=lambda w: (-len(w), w)) for first, found in table.items()}
