"""Nouns that stand for an organisation or a person named before: « l'entreprise », "the Oslo-based bank"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extract.coref.homes import countries
from kg.extract.coref.likeness import PLACES, telling
from kg.extract.coref.sectors import over_sector
from kg.extract.names.mentions import Anaphor, Mention
from kg.extract.parsing.language import Language
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["NominalReader"]

_MODIFIERS = 4  # words between "the" and its noun
_YOUNG = 13  # years of a company that papers tell the age of
_GENDERS = frozenset({"masculine", "feminine"})
_ARTICLES = {
    "le": "masculine",
    "ce": "masculine",
    "du": "masculine",
    "au": "masculine",
    "la": "feminine",
    "cette": "feminine",
}
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
_ENDS = frozenset({"VERB", "AUX", "ADP", "ADV", "PUNCT", "CCONJ"})  # after « l'américain », which is then a noun
_POST = "post"  # positions: they open a sentence where they mean whom the one before has named
_POINTED = "pointed"  # class of nouns that mean something named before only after « ce »
_OF_A_PEOPLE = "people"  # not a class: whoever is meant must be known to be at home there
_OF_TRADES = frozenset({"startup", "giant"})
_OWN = frozenset({"startup"})  # classes of nouns that "his", "their" may lead in too ("their startup")
_TOWNS_NAME = frozenset({"university", "bank", "exchange", "regulator", "newspaper", "nonprofit"})
_KINDS: tuple[tuple[str, EntityType], ...] = (("organization", "Organization"), ("person", "Person"))


class NominalReader:
    """Finds such nouns in a Doc. ``taken`` are the tokens of names, ``places`` the words that name places."""

    def __init__(self, doc: Doc, language: Language, taken: set[int], places: frozenset[str] = frozenset()) -> None:
        self.doc, self.language, self.taken, self.places = doc, language, taken, places
        self._nouns = _nouns(language)
        self._behind = not language.labels["possessor"]  # adjectives and complements stand behind their noun

    def at(self, token: Token) -> Anaphor | None:
        """A determiner, words that only describe, and a noun that stands for something named before."""
        own = token.lower_ in self.language.pronouns.get("ones_own", ())
        if token.lower_ not in self.language.definite and not own:
            return None
        if (people := self._people(token)) is not None:
            return people
        limit = min(token.i + 2 + _MODIFIERS, token.sent.end)
        for i in range(token.i + 1, limit):
            for kind, nouns in self._nouns.items():
                found = self._noun_at(i, nouns)
                if own and (found is None or found[1] not in _OWN):
                    continue
                if found is not None and (anaphor := self._anaphor(token, i, kind, *found)) is not None:
                    return anaphor
            if not self._describes(i):
                return None
        return None

    def _people(self, token: Token) -> Anaphor | None:
        """« L'américain a racheté ... », « concurrencer le Coréen dans ... »: a company of that people."""
        i = token.i + 1
        verb = self.doc[i + 1] if i + 1 < token.sent.end and i not in self.taken else None
        if verb is None or verb.pos_ not in _ENDS or self.doc[i].lower_ not in self.language.peoples:
            return None
        mention = Mention(token.i, i + 1, "Organization", "coreference", "nominal")
        return Anaphor(mention, _OF_A_PEOPLE, told_apart=True, countries=countries(self.doc[i : i + 1], self.language))

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
        held = i + 1 < len(self.doc) and self.doc[i + 1].text == "-"  # "privately-held"
        return held or word.pos_ in ("ADJ", "NOUN", "PROPN", "VERB", "NUM") or word.text == "-"

    def _in_compound(self, i: int) -> bool:
        """ "the Nova group" names itself; "the London-based group" does not."""
        return i + 1 < len(self.doc) and self.doc[i + 1].text == "-"

    def _anaphor(self, token: Token, noun: int, kind: EntityType, after: int, name: str) -> Anaphor | None:
        if kind == "Person" and self._said_of_subject(token):
            return None
        if name == _POST and not (token.is_sent_start and self._goes_on_alone(after)):
            return None
        if name == _POINTED and token.lower_ not in self.language.demonstratives:
            return None
        start = token.i + (token.lower_ in ("du", "au"))  # the preposition is no part of the noun phrase
        end = self._over_description(after, name)
        if self.named(end) or (end == after and not self._behind and self._hyphen(end)):
            return None
        gender = name if name in _GENDERS else _ARTICLES.get(token.lower_, "") if kind == "Person" else ""
        mention = Mention(start, end, kind, "coreference", "nominal")
        words = self.doc[token.i + 1 : noun]
        end, of_whom = (end + 1, True) if self._done_by(end) else (end, False)
        told = of_whom or end > after if self._behind else any(w.pos_ in ("NOUN", "PROPN") for w in words)
        based = any(w.lower_ in ("based", "headquartered") for w in words)
        placed = based or (end > after and self._of_a_town(after) == end - after)
        said = () if self._behind else telling(words)
        local = not (self._behind or placed) and any(w.ent_type_ in PLACES or self._lesser(w) for w in words)
        return Anaphor(
            mention,
            "" if kind == "Person" else name,
            gender,
            told or placed,
            placed,
            telling=said,
            local=local,
            countries=countries(self.doc[token.i + 1 : end], self.language),
        )

    def _done_by(self, i: int) -> bool:
        """« l'entreprise [dirigée] par Anne Petit »: told apart by who does it."""
        if not self._behind or i + 1 >= len(self.doc) or self.doc[i + 1].lower_ not in self.language.by:
            return False
        return "Past" in self.doc[i].morph.get("Tense", []) and self.doc[i].is_lower

    def _lesser(self, word: Token) -> bool:
        """ "privately-held", "two-year-old": said of companies that readers hardly know."""
        if word.lower_ in self.language.cues("lesser"):
            return True
        if word.lower_ != "year" or self.doc[word.i - 1].text != "-":
            return False
        years = self.doc[word.i - 2].lower_
        return years in self.language.numerals or (years.isdigit() and int(years) < _YOUNG)

    def _said_of_subject(self, token: Token) -> bool:
        """« Anne Petit, qui en fut ensuite la patronne »: it says what she was, and stands for nobody else."""
        i = token.i - 1
        while i > token.sent.start and self.doc[i].pos_ == "ADV":
            i -= 1
        return self._behind and i >= 0 and self.doc[i].lower_ in self.language.be

    def _goes_on_alone(self, i: int) -> bool:
        """« Le directeur technique a ... », « Le directeur technique, passé par Nova, »: nobody is named there."""
        comma = i + 1 < len(self.doc) and self.doc[i].text == ","
        after = self.doc[i + comma] if i + comma < len(self.doc) else None
        return after is not None and after.i not in self.taken and (comma or after.pos_ in ("VERB", "AUX"))

    def _hyphen(self, i: int) -> bool:
        return i < len(self.doc) and self.doc[i].text == "-"

    def _over_description(self, i: int, name: str) -> int:
        """« le constructeur japonais », « la firme de Redmond »: what only describes, with no name after it."""
        if not self._behind:
            return i
        k = i
        while k < len(self.doc) and k < i + 2 and self._is_adjective(k):
            k += 1
        if name not in _TOWNS_NAME and (town := self._of_a_town(k)):
            k += town
        elif name in _SECTORAL:
            k = over_sector(self.doc, k, self.taken, self.language, definite=name in _OF_TRADES)
        return k if k > i and not self.named(k) else i

    def _of_a_town(self, k: int) -> int:
        """Tokens of « de Redmond », « de Santa Clara »; 0 where no town is named."""
        if k + 1 >= len(self.doc) or self.doc[k].lower_ not in self.language.of or k + 1 in self.taken:
            return 0
        if self.doc[k + 1].text in self.places:
            return 2
        end = k + 1
        while end < len(self.doc) and end not in self.taken and self._in_town(end, k + 1):
            end += 1
        return end - k if end > k + 1 else 0

    def _in_town(self, i: int, start: int) -> bool:
        token = self.doc[i]
        return token.text[:1].isupper() and token.ent_type_ in PLACES and (i == start or token.ent_iob_ == "I")

    def _is_adjective(self, k: int) -> bool:
        word = self.doc[k]
        participle = word.text.endswith(("é", "és", "ée", "ées", "ra", "ront", "rait", "raient"))  # or a future
        plain = word.is_lower and word.text.replace("-", "").isalpha()
        return plain and ((word.pos_ == "ADJ" and not participle) or word.lower_ in self.language.peoples)

    def _names(self, i: int) -> bool:
        """ "The company [named] Ann Lee chief", not "the company named Acme grew": the sentence's only finite verb."""
        finite = ("VBD", "VBZ", "VBP", "MD")
        named = self.doc[i].tag_
        return named == "VBD" or (named == "VBN" and not any(t.tag_ in finite for t in self.doc[i].sent))

    def named(self, i: int) -> bool:
        """« la firme de Jean Petit », "the company behind", « le groupe Renault » name themselves."""
        if i >= len(self.doc):
            return False
        after = self.doc[i]
        if after.lower_ in self.language.of:
            return not self._counts(i + 1)
        if i in self.taken or (after.lower_ in self.language.named_by and not self._names(i)):
            return True
        if self._behind:
            return self._named_behind(i)
        return after.pos_ in ("PROPN", "NOUN") and after.ent_type_ not in ("DATE", "TIME")  # "told the company Monday"

    def _named_behind(self, i: int) -> bool:
        """« le groupe Renault », « la filiale cloud d'Iliad »; a small word is a verb, whatever the tagger says."""
        if self.doc[i].text[:1].isupper():
            return not self.doc[i].is_sent_start
        if self._adjectives_to_name(i):
            return True
        k = i
        while k < len(self.doc) and k < i + 3 and (self._plain(k) or (k == i and self._field(k))):
            k += 1
        if k + 1 < len(self.doc) and self.doc[k].is_quote:
            return self.doc[k + 1].text[:1].isupper()  # « la plateforme "Nova" », « la société américaine « Nova » »
        peoples = i < k < len(self.doc) and self.doc[k - 1].lower_ in self.language.peoples
        if peoples and self.doc[k].text[:1].isupper():
            return True  # « la pépite cyber française Nova », known as a name or not
        return i < k < len(self.doc) and self.doc[k].lower_ in self.language.of and not self._counts(k + 1)

    def _adjectives_to_name(self, i: int) -> bool:
        """« le groupe chinois Nova »; of another gender than the noun, what is taken for an adjective is a verb."""
        k, noun = i, self.doc[i - 1]
        while k < min(i + 2, len(self.doc)) and k not in self.taken and self._agrees(self.doc[k], noun):
            k += 1
        return i < k < len(self.doc) and k in self.taken and self.doc[k].text[:1].isupper()

    @staticmethod
    def _agrees(word: Token, noun: Token) -> bool:
        genders = {*word.morph.get("Gender", []), *noun.morph.get("Gender", [])}
        return word.is_lower and word.dep_ == "amod" and word.head is noun and len(genders) < 2

    def _plain(self, k: int) -> bool:
        """A noun or an adjective; « la branche [cloud] du groupe » is one too, though a tagger may see a name."""
        word = self.doc[k]
        return word.pos_ in ("NOUN", "ADJ") or (word.pos_ in ("PROPN", "X") and word.is_lower and k not in self.taken)

    def _field(self, k: int) -> bool:
        """« la banque [en] ligne d'Orange », « le spécialiste [en] paie de Nova »: a bare noun follows."""
        after = self.doc[k + 1] if k + 1 < len(self.doc) else None
        if self.doc[k - 1].lower_ not in self.language.nominals["organization"]:
            return False  # « ce diplômé en sciences de Louvain »
        return self.doc[k].lower_ == "en" and after is not None and after.pos_ == "NOUN" and after.is_lower

    def _counts(self, i: int) -> bool:
        """« le dirigeant de 51 ans », « la start-up d'une trentaine de salariés » say only how many."""
        return i < len(self.doc) and (self.doc[i].like_num or self.doc[i].lower_ in self.language.indefinite)


@lru_cache(maxsize=16)
def _nouns(language: Language) -> dict[EntityType, dict[str, list[tuple[str, ...]]]]:
    """The nouns of each kind that a language lists."""
    return {kind: _by_first(language.nominals[key]) for key, kind in _KINDS}


def _by_first(nouns: Mapping[str, str]) -> dict[str, list[tuple[str, ...]]]:
    """Words of each noun and its class, under its first word, the longest first."""
    table: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for noun, name in nouns.items():
        whole = noun.replace("'", "' ")
        for words in {tuple(whole.split()), tuple(whole.replace("-", " - ").split())}:  # as a tokenizer may cut it
            table[words[0]].append((*words, name))
    return {first: sorted(found, key=lambda w: (-len(w), w)) for first, found in table.items()}
