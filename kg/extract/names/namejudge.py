"""What a found name is: whether a name at all, and of which type by its own words and those beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.extract.names.lexicon import WordLists
from kg.extract.names.listednames import opens_sentence, product_code
from kg.extract.names.mentions import Mention
from kg.extract.names.nametypes import named_product, type_by_context, type_by_shape
from kg.extract.parsing.language import Language
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["NameJudge", "agree"]

_URGING = ("ons", "ez")
_PARTICIPLES = ("é", "ée", "és", "ées", "ed")
_FULL = 2  # words of a full name
_SEATED = frozenset({"general", "group", "startup", "giant", "publisher", "chipmaker", "carmaker"})  # told by a town
_NO_NAMES = ("Ex-", "D-", "R-")  # « Ex-Novateur »: somebody who was with it; "R-Texas": a senator's party and state
_SURE = 4  # votes of a mention whose own words, or those beside it, tell its type
_YEAR = 4  # digits
_LETTERED = frozenset({"startup", "general", "lab"})  # nouns behind which one letter is a company's name


class NameJudge:
    """Judges the names that were found in one article."""

    def __init__(self, doc: Doc, words: WordLists, language: Language) -> None:
        self.doc, self.words, self.language = doc, words, language
        self._inside = {t.text for t in doc if t.text[:1].isupper() and not opens_sentence(t)}

    def is_name(self, m: Mention) -> bool:
        """Not a place, not an event, and no ordinary word that only its place in the sentence gives a capital."""
        text = m.text(self.doc)
        if text in self.words.places or (text.isupper() and text.title() in self.words.places):
            return False  # datelines have them in capitals
        if text.startswith(_NO_NAMES) or (text.isdigit() and len(text) == _YEAR and m.source != "list"):
            return False  # « la branche Conseil de 2004 à 2007 »
        if self.doc[m.end - 1].lower_ in self.words.events or self._form_or_department(m) or self._position(m):
            return False
        if (
            (len(text) == 1 and m.source != "list" and not self._called(text))
            or self._people(m)
            or self._portfolio(m)
            or self._seat(m)
            or self._end_of_name(m)
            or self._plural(m)
            or self._of_a_place(m)
            or self._town(m)
            or self._taught(m)
        ):
            return False
        first = self.doc[m.start]
        if m.end - m.start == 1 and first.text[-1:].isdigit() and m.end < len(self.doc) and self.doc[m.end].like_num:
            return False  # "a INR29 billion round"
        return m.end - m.start > 1 or not opens_sentence(first) or self._opening_name(first, m.end)

    def _position(self, m: Mention) -> bool:
        """ "quit as Marketing Head": a department and a position, which a model takes for an organisation."""
        tokens = self.doc[m.start : m.end]
        possessed = m.start > 0 and self.doc[m.start - 1].tag_ == "POS"
        owned = possessed and tokens[-1].lower_ in self.language.cues("organs")
        titled = len(tokens) > 1 and (owned or tokens[-1].lower_ in self.words.role_words) and m.source != "list"
        tokens = tokens[:-1] if owned else tokens  # "Nova's Business Division"
        plain = all(t.lower_ in self.words.departments or t.lower_ in self.words.role_words for t in tokens)
        return titled and plain and bool(self.language.labels["possessor"])

    def _called(self, letter: str) -> bool:
        """Whether the article calls a company by one letter: « la start-up parisienne H »."""
        nouns = self.language.nominals["organization"]
        for t in self.doc:
            if t.text == letter and t.text.isupper() and not t.is_sent_start:
                before = [k for k in self.doc[max(0, t.i - 3) : t.i] if k.pos_ != "ADJ"]
                if before and nouns.get(before[-1].lower_) in _LETTERED:
                    return True
        return False

    def _opening_name(self, first: Token, end: int) -> bool:
        """Whether the one word that begins a sentence is a name there."""
        if self._urges(first):
            return False
        if first.lower_ in self.words.departments and first.text not in self._inside and end < len(self.doc):
            return not self.doc[end].is_lower  # "Security vendor Nova"
        if self._shares_noun(first, end):
            return False
        if first.pos_ == "PROPN" and not self._participle(first):
            return True
        return first.text in self._inside or not self.doc.vocab.has_vector(first.lower_)

    def _shares_noun(self, first: Token, end: int) -> bool:
        """ "Banking and financial clients": a common word that "and" joins to an adjective."""
        after = self.doc[end : end + 3]
        joined = len(after) > 2 and after[0].lower_ in self.language.conjunctions and after[1].is_lower
        noun = joined and after[1].pos_ == "ADJ" and after[2].pos_ == "NOUN"
        return noun and first.text not in self._inside and self.doc.vocab.has_vector(first.lower_)

    def _of_a_place(self, m: Mention) -> bool:
        """ "the London AI company"."""
        ai = m.end - m.start > 1 and self.doc[m.end - 1].text == "AI"
        return ai and self.doc.text_of(m.start, m.end - 1) in self.words.places

    def _taught(self, m: Mention) -> bool:
        """ "Professor of [American] Foreign Policy at Nova University": what somebody teaches."""
        if m.source == "list" or self.doc.lowers[m.end : m.end + 1] != ["at"]:
            return False
        first = m.start - (m.start > 0 and self.doc[m.start - 1].ent_type_ == "NORP")
        before = self.doc.lowers[max(0, first - 3) : first]
        chairs = self.language.role_words.get("named_after", ())
        return bool(before) and before[-1] in self.language.of and any(w in chairs for w in before[:-1])

    def _town(self, m: Mention) -> bool:
        """ "of Ada, Okla.", where a state's name is shortened; « la société de Darmstadt »."""
        if self._home(m):
            return True
        if m.source == "list" or self.doc.lowers[m.end : m.end + 1] != [","]:
            return False
        state = self.doc[m.end + 1].text if m.end + 1 < len(self.doc) else ""
        return state.endswith(".") and state in self.words.places

    def _home(self, m: Mention) -> bool:
        """« l'entreprise de Darmstadt »: where a company is at home, for nobody says its own name so."""
        if m.source == "list" or m.type == "Person" or m.end - m.start > 1 or self.language.labels["possessor"]:
            return False
        before = self.doc.lowers[max(0, m.start - 3) : m.start]
        led = len(before) == 3 and before[0] in ("la", "l'") and before[2] in ("de", "d'")
        return led and before[1] in self.language.cues("firms")

    def _form_or_department(self, m: Mention) -> bool:
        """ "LLP", "Incorporated" by themselves; "Engineering", where positions are held, "Chief [Product] Officer"."""
        tokens = self.doc[m.start : m.end]
        if all(t.lower_.rstrip(".") in self.words.legal_forms for t in tokens):
            return True
        after = self.doc[m.end].lower_ if m.end < len(self.doc) else ""
        part = after in self.language.cues("business_parts")
        if part and any(t.text == "&" for t in tokens):
            return True  # "the Parks & Resorts business"
        before = self.doc[m.start - 1].lower_ if m.start else ""
        if before in self.language.articles and m.start > 1:
            before = self.doc[m.start - 2].lower_  # "president of the Technology Group"
        apart = m.source != "list" and (m.end - m.start == 1 or before == "'s")
        ranked = before in self.language.cues("ranks") or apart
        titled = part or (ranked and after in self.words.role_words)
        titled = titled and bool(self.language.labels["possessor"]) and m.source != "list"
        beside = (before, after)
        listed = m.source != "list" and "," in beside and bool(self.language.labels["possessor"])
        listed = listed and not m.sure  # "managed Corporate Services, Marketing, Finance and other roles"
        led = titled or listed or before in self.language.cues("department_leads")
        departments = self.words.departments | self.language.cues("department_joints")
        return led and all(t.lower_ in departments for t in tokens)

    def _people(self, m: Mention) -> bool:
        """« l'Australienne », « le Bavarois Alma »: a people by itself, or before a name."""
        if m.place and m.end < len(self.doc) and self.doc[m.start].ent_type_ == "NORP":
            after, adjective = self.doc[m.end], self.doc[m.end - 1].tag_ == "JJ"
            plain = (after.is_lower and after.pos_ == "NOUN") or (adjective and after.lower_ in self.words.role_words)
            if m.source != "list" and self.language.labels["possessor"] and plain:
                return True  # "South Korean giant", "Soviet President"
        if m.end - m.start > 1 or m.end >= len(self.doc):
            return False
        token = self.doc[m.start]
        before_name = token.lower_ in self.language.peoples and self.doc[m.end].text[:1].isupper()
        return token.text in self.words.demonyms or before_name

    def _end_of_name(self, m: Mention) -> bool:
        """« Nova Solutions and [Networks] »: the last word of an English name that the model has cut."""
        last = m.end - m.start == 1 and self.doc[m.start].lower_ in self.words.organization_words and m.source != "list"
        if not last or m.start < 2:
            return False
        if not self.language.labels["possessor"]:
            return self.doc[m.start - 1].lower_ == "and"
        return self.doc[m.start - 2].text == "-" and not self.doc[m.start - 2].whitespace_  # "Agri-food [Bank]"

    def _plural(self, m: Mention) -> bool:
        """« le déploiement des Superchargeurs », « les Insoumis »: several things of a kind, or people."""
        if m.end - m.start > 1 or m.source == "list" or not m.start or self.language.labels["possessor"]:
            return False
        several = self.doc[m.start - 1].lower_ in self.language.cues("of_many")
        return several and self.doc[m.start].text.endswith(("s", "x"))

    def _seat(self, m: Mention) -> bool:
        """« l'entreprise de Darmstadt », « la firme de Cupertino »: a company is told by its town."""
        if not m.place or m.start < 2 or self.language.labels["possessor"]:
            return False
        noun, led = self.doc[m.start - 2], self.doc[m.start - 1].lower_ in self.language.of
        definite = noun.i > 0 and self.doc[noun.i - 1].lower_ in self.language.definite
        return led and definite and self.language.nominals["organization"].get(noun.lower_) in _SEATED

    def _portfolio(self, m: Mention) -> bool:
        """« le ministre de l'Intérieur », « le directeur général de la Santé »: a department of state by itself."""
        i = m.start - 1
        while i > 0 and self.doc[i].lower_ in self.language.articles | self.language.to:
            i -= 1
        alone = m.end - m.start == 1 and self.doc[m.start].lower_ in self.language.departments
        return alone or (i >= 0 and i < m.start - 1 and self.doc[i].lower_ in self.language.portfolios)

    def _urges(self, token: Token) -> bool:
        """« Rappelons que », « Notons enfin »: a verb in the first person plural, which a model may take for a name."""
        if self.language.labels["possessor"] or not token.lower_.endswith(_URGING):
            return False
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        leads = following is not None and (following.lower_ in self.language.object_only or following.pos_ == "ADV")
        return leads or (following is not None and following.lower_ in self.language.articles)

    def _participle(self, token: Token) -> bool:
        """« Débauché par Alma, il ... »: a word that the model takes for a name."""
        following = self.doc[token.i + 1].lower_ if token.i + 1 < len(self.doc) else ""
        leads = self.language.by if self.language.labels["possessor"] else self.language.by | self.language.to
        return token.lower_.endswith(_PARTICIPLES) and following in leads

    def type_all(self, mentions: list[Mention]) -> None:
        """What the name's own words and the words beside it say outweighs the model."""
        for m in mentions:
            if m.source == "list" or m.sure:
                continue
            shape = type_by_shape(self.doc, m.start, m.end, self.words)
            if shape == "Person" and self._no_person(m):
                shape = None
            if m.type == "Person" and self._with_article(m):
                m.type = None
            if shape is None and m.type != "Person" and self._titled(m):
                m.type, m.place = "Person", False
            if m.type == "Person" and self._workplace(m):
                m.type, shape = "Organization", None
            kind = shape or type_by_context(self.doc, m.start, m.end, self.words, self.language)
            if kind is not None:
                m.type, m.place, m.sure = kind, False, True
            elif self._product(m):
                m.type, m.place = "Product", False

    def _with_article(self, m: Mention) -> bool:
        """« La Fée Dorée », no « Le Goff »: of three words and more, no person's name in French."""
        led = self.doc[m.start].lower_ in self.language.articles and m.end - m.start > _FULL
        return led and not self.language.labels["possessor"]

    def _product(self, m: Mention) -> bool:
        if m.type is None and m.end - m.start == 1 and product_code(m.text(self.doc)):
            return True
        coded = m.end - m.start > 1 and product_code(m.text(self.doc).split()[-1].replace("-", ""))
        if coded and m.type != "Person" and bool(self.language.labels["possessor"]):
            return True  # "Lumio AR-22"
        if m.type == "Person" and any(t.text[:1].isdigit() for t in self.doc[m.start + 1 : m.end]):
            return True  # "Vega 64"
        given = self.doc[m.start].text in self.words.given_names
        return not given and named_product(self.doc, m.end, self.words, self.language)

    def _titled(self, m: Mention) -> bool:
        """ "chief medical officer Jaewon Ryu": two plain words right behind a position in small letters."""
        before = self.doc[m.start - 1] if m.start else None
        position = before is not None and before.is_lower and before.lower_ in self.words.role_words
        plain = m.end - m.start == _FULL and all(t.is_title and t.is_alpha for t in self.doc[m.start : m.end])
        return position and plain and m.source != "list" and bool(self.language.labels["possessor"])

    def _workplace(self, m: Mention) -> bool:
        """ "an analyst at William Blair": nobody works "at" a person."""
        at = m.start > 1 and self.doc[m.start - 1].lower_ in self.language.role_words.get("employers", ())
        return at and self.doc[m.start - 2].lower_ in self.words.role_words

    def _no_person(self, m: Mention) -> bool:
        """ "Florence", "Virginia Beach": what begins like a person's name and is none."""
        return m.type == "Product" or (m.place and self.doc[m.start].text in self.words.places)


def agree(doc: Doc, mentions: list[Mention]) -> None:
    """One name, one type in an article: the witnesses of all its mentions are counted together."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    places = Counter(m.text(doc) for m in mentions if m.place and m.type is None)
    for m in mentions:
        if m.type is not None:
            votes[m.text(doc)][m.type] += 10 if m.source == "list" else _SURE if m.sure else 1
    for m in mentions:
        name = m.text(doc)
        if m.source == "list" or not votes[name]:
            continue
        if votes[name].keys() == {"Person"} and places[name] >= votes[name]["Person"] < _SURE:
            m.type, m.place = None, True  # « la mosquée de Bayonne », once taken for somebody
            continue
        best = max(votes[name].values())
        kinds = sorted(t for t, n in votes[name].items() if n == best)
        m.type = m.type if m.type in kinds else kinds[0]
        m.place = m.place and m.type is None
