"""Whom the grammar of a clause lets a pronoun mean: not who acts on it, nor whom it is listed with."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from kg.extract.coref.salience import Salience
from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["Binding", "Place", "place_of"]

_RELATIVE = 6  # tokens from "who" to "the company"
_FRONTED = 4  # tokens from the start of a sentence to a name in a phrase set in front of it (« Passée par Nova, »)
_STOPS = frozenset({";", ":", "—", "–", "«", "“"})
Place = str  # "subject", "object", "oblique" or "other"


class Binding:
    """What the grammar of one article says of its mentions' meaning one another."""

    def __init__(self, doc: Doc, language: Language, salience: Salience) -> None:
        self.doc, self.language, self.salience = doc, language, salience
        self._compounds = bool(language.labels["possessor"])

    def apposed(self, m: Mention) -> Mention | None:
        """ "Alma, the startup that ...": the name before the comma."""
        i = m.start - 1
        if m.kind != "nominal" or i < 1 or self.doc[i].text != ",":
            return None
        name = self.salience.at.get(i - 1)
        if name is None or name.end != i or name.kind != "name" or name.type not in (m.type, None):
            return None
        opened = self.doc[self.doc[m.start].sent.start].pos_ != "VERB" and self._done_by(m.end)
        if place_of(self.doc, m, self.language) == "subject" and not (opened or self._goes_on(m, name)):
            return None  # « Passée par Meta, la start-up ... »
        after = self.doc[m.end] if m.end < len(self.doc) else None
        return None if after is not None and after.text in ("'s", "'") else name

    def _done_by(self, i: int) -> bool:
        """« un ancien d'Alma, la société rachetée par Nova, »: a participle, and by whom."""
        past = i + 1 < len(self.doc) and "Past" in self.doc[i].morph.get("Tense", [])
        return past and self.doc[i].pos_ == "VERB" and self.doc.lowers[i + 1] in self.language.by

    def qualifying(self, m: Mention) -> Mention | None:
        """ "a Nova executive who left the company", "an executive at Nova who ...": whose he is of whom it is said."""
        first = max(self.doc[m.start].sent.start, m.start - _RELATIVE)
        who = next((i for i in range(m.start - 1, first, -1) if self.doc[i].lower_ in self.language.relatives), 0)
        if m.kind != "nominal" or not who or self.doc[who].lower_ != "who":
            return None
        named = [k for i in range(who - 1, max(first, who - 4), -1) if (k := self.salience.at.get(i)) is not None]
        if named and named[0].type == "Person" and self.doc[named[0].start - 1].tag_ == "POS":
            named = [k for k in [self.salience.at.get(named[0].start - 2)] if k is not None]  # "Nova's Ann Lee, who"
        firm = named[0] if named and named[0].type == "Organization" and named[0].kind == "name" else None
        return firm if firm is not None and all(t.pos_ != "VERB" for t in self.doc[firm.end : who]) else None

    def departed(self, m: Mention) -> Mention | None:
        """ "Nova co-founder Ann Lee resigned as the chipmaker's chairman": who resigns there is introduced so."""
        words, first = self.language.cues("departing"), self.doc[m.start].sent.start
        verb = next((i for i in range(m.start - 1, first, -1) if self.doc.lowers[i] in words), 0)
        person = self.salience.at.get(verb - 1) if verb else None
        if m.kind != "nominal" or person is None or person.type != "Person" or not self._compounds:
            return None
        i = person.start - 1
        while i > first and i not in self.salience.at and self.doc[i].pos_ in ("NOUN", "ADJ", "PROPN", "PUNCT", "PART"):
            i -= 1
        firm = self.salience.at.get(i)
        former = i > 0 and firm is not None and self.doc[firm.start - 1].lower_ in self.language.origins
        between = any(self.salience.at[k].type == "Organization" for k in range(verb, m.start) if k in self.salience.at)
        return firm if firm is not None and firm.type == "Organization" and not (former or between) else None

    def _goes_on(self, m: Mention, name: Mention) -> bool:
        """« chez Nova, l'incubateur dont ... », « Nova, la division créée lundi, est »: no phrase set in front."""
        after = self.doc[m.end] if m.end < len(self.doc) else None
        relative = after is not None and after.lower_ in self.language.relatives
        participle = after is not None and "Part" in after.morph.get("VerbForm", []) and not self._compounds
        distance = name.start - self.doc[m.start].sent.start
        return relative and distance > _FRONTED if distance else relative or participle

    def bound(self, m: Mention, before: Sequence[Mention]) -> set[int | None]:
        """Entities of the same clause that ``m`` cannot mean: who acts on it, whom it is listed with or said of."""
        above = list(self.doc.root_of(m.start, m.end).ancestors)
        ancestors = {t.i for t in above}
        nouns = {t.i for t in takewhile(lambda t: t.pos_ not in ("VERB", "AUX"), above)}  # "his book, which he wrote"
        start = self._clause(m.start)
        subject = place_of(self.doc, m, self.language) == "subject"
        out: set[int | None] = self._listed_after(m)
        for at, k in enumerate(before):
            if k.start < start or k.end > m.start or k.entity is None:
                continue
            head = self.doc.root_of(k.start, k.end)
            acts = not subject and place_of(self.doc, k, self.language) == "subject" and self._acts_on(head, ancestors)
            acts = acts and not self._another_acts(m, head)
            if any(self.listed_with(j, k) and j.entity in out for j in before[:at][-1:]):
                out.add(k.entity)  # who is listed with the one that acts
            if acts or head.i in ancestors or self.listed_with(k, m) or self._owns(head, nouns):
                out.add(k.entity)
        return out

    def firm_before(self, m: Mention, before: Sequence[Mention]) -> int | None:
        """« Acme possède des parts de Zeta. Il a ... »: the subject of a sentence before that names no person."""
        token = self.doc[m.start]
        pronoun = token.lower_ in self.language.pronouns["organization"] and not self._compounds
        if not pronoun or not token.is_sent_start or not token.i:
            return None
        last = self.doc[token.i - 1].sent.start
        said = [k for k in before if k.start >= last and k.kind != "pronoun" and k.entity is not None]
        firms = {
            k.entity for k in said if k.type == "Organization" and place_of(self.doc, k, self.language) == "subject"
        }
        return firms.pop() if len(firms) == 1 and not any(k.type == "Person" for k in said) else None

    def _owns(self, head: Token, ancestors: Collection[int]) -> bool:
        """ "OpenAI's purchase of the startup"."""
        owner = head.dep_ in self.language.labels["possessor"] and head.head.pos_ == "NOUN"
        return owner and head.head.i in ancestors

    def _acts_on(self, subject: Token, ancestors: Collection[int]) -> bool:
        """Whether the clause of ``subject`` is one that the mention hangs in, with nothing said in between."""
        while subject.dep_ in self.language.labels["coordination"] and subject.head is not subject:
            subject = subject.head  # the last of a list acts too
        return subject.head.i in ancestors or subject.head.head.i in ancestors

    def _another_acts(self, m: Mention, subject: Token) -> bool:
        """ "Acme has seen executives leave the company": the verb over the mention has a subject of its own."""
        verb = next((t for t in self.doc.root_of(m.start, m.end).ancestors if t.pos_ in ("VERB", "AUX")), None)
        if verb is None or verb.dep_ != "ccomp" or verb.i <= subject.head.i or subject.head.i <= subject.i:
            return False
        return any(c.dep_ in self.language.labels["subject"] and c.i < verb.i for c in verb.children)

    def listed_with(self, k: Mention, m: Mention) -> bool:
        """Whether only "and", "or" or a comma stands between two mentions."""
        between = [t.lower_ for t in self.doc[k.end : m.start]]
        return between in (["and"], ["et"], ["or"], ["ou"], ["&"], [","])

    def _listed_after(self, m: Mention) -> set[int | None]:
        """« une fusion entre le constructeur et Nova »."""
        i = m.end
        if i + 1 < len(self.doc) and self.doc[i].lower_ in ("and", "et") and (other := self.salience.at.get(i + 1)):
            return {other.entity}
        return set()

    def _clause(self, i: int) -> int:
        """Where the clause of token ``i`` begins; a relative clause begins with what it says something of."""
        first = self.doc[i].sent.start
        for k in range(i - 1, first, -1):
            word = self.doc[k]
            if word.text in _STOPS:
                return k + 1
            if word.lower_ in self.language.relatives and word.pos_ != "DET":
                return max(first, k - 6) if self._after_name(k) else k + 1
            if word.pos_ == "SCONJ" and word.lower_ in self.language.breaks:
                return k + 1
        return first

    def _after_name(self, k: int) -> bool:
        i = k - 2 if self.doc[k - 1].text == "," else k - 1
        return i in self.salience.at


def place_of(doc: Doc, m: Mention, language: Language) -> Place:
    """What the parse makes of a mention in its clause; a member of a list is what the list is."""
    token = doc.root_of(m.start, m.end)
    labels = language.labels
    for _ in range(3):
        if token.dep_ in labels["subject"]:
            return "subject"
        if token.dep_ in labels["object"]:
            return "object"
        if token.dep_ in labels["agent"] | labels["oblique"] | labels["case_child"]:
            return "oblique"
        if token.dep_ not in labels["coordination"]:
            break
        token = token.head
    return "other"
