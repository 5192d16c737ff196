"""The one person before a pronoun or a noun that it can mean; None where two are possible."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extract.coref.binding import Binding, place_of
from kg.extract.coref.cataphora import Cataphora
from kg.extract.coref.salience import Salience
from kg.extract.names.mentions import Anaphor, Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["PersonAntecedents"]

_PEOPLE_BACK = 2
_FAR_BACK, _FAR_ON = 5, 3  # sentences in which the only person that an article names may be meant
_FRONTED = 6  # tokens of "With Paul Roy" before "he"
_LONG_NAME = 4  # tokens of a name that is no person's


class PersonAntecedents:
    """Chooses for one article. ``genders``: of people, where known; ``people``: every mention by name."""

    def __init__(
        self,
        doc: Doc,
        language: Language,
        salience: Salience,
        genders: Mapping[int, str],
        people: Sequence[Mention],
    ) -> None:
        self.doc, self.language, self.salience = doc, language, salience
        self.genders, self._people = genders, people
        self._starts = [s.start for s in doc.sents]
        self._binding = Binding(doc, language, salience)
        self._ahead = Cataphora(doc, language, salience, people, self.agrees)

    def _near(self, pool: Sequence[Mention], i: int, back: int) -> list[Mention]:
        """Mentions of the pool in this sentence or one of the last ``back``."""
        number = self._sentence(i)
        start = self._starts[max(0, number - back)]
        return [m for m in pool if start <= m.start < i]

    def _sentence(self, i: int) -> int:
        return bisect_right(self._starts, i) - 1

    def _owner(self, a: Anaphor, before: Sequence[Mention]) -> Mention | None:
        """ "Ann Lee began her career": the one person who is a subject before a possessive owns what it leads."""
        token = self.doc[a.mention.start]
        parted = (t.i for t in self.doc[token.sent.start : token.i] if t.text == ";")
        start = max(parted, default=token.sent.start)
        here = [m for m in before if m.type == "Person" and m.entity is not None and m.start >= start]
        acting = [m for m in here if place_of(self.doc, m, self.language) == "subject" and self.agrees(a, m)]
        verb = next((t for t in token.ancestors if t.pos_ == "VERB"), token)
        own = [
            m for m in acting if self.doc.root_of(m.start, m.end).head.i == verb.i
        ]  # "Ann left and Roy kept his seat"
        acting = own or acting
        return acting[-1] if token.tag_ == "PRP$" and len({m.entity for m in acting}) == 1 else None

    def person(self, a: Anaphor, before: Sequence[Mention]) -> int | None:
        """The person that ``a`` means: the only one of this sentence, else of the nearest before it."""
        apposed = self._binding.apposed(a.mention)
        if a.mention.kind == "nominal" and apposed is not None and any(m is apposed for m in before):
            return apposed.entity
        ahead = self._ahead.of(a)
        if ahead is not None:
            a.mention.type = ahead.type or "Person"  # « Quant à Nova, il ... »
            return ahead.entity
        if (owner := self._owner(a, before)) is not None and owner.entity not in self._described(a.mention, before):
            return owner.entity
        out = self._binding.bound(a.mention, before) | self._described(a.mention, before)
        start = self._fronted(a.mention)
        known = [
            m for m in before if m.entity is not None and (m.type == "Person" or self._open(m)) and m.start < start
        ]
        fits = [m for m in known if m.entity not in out and self.agrees(a, m)]
        near = self._near(fits, a.mention.start, _PEOPLE_BACK)
        found = self._person_of(near, a) if near else self._only_one(a, out)
        return found if any(m.entity == found and m.type == "Person" for m in [*near, *self._people]) else None

    def _described(self, m: Mention, before: Sequence[Mention]) -> set[int | None]:
        """ "Paul Roy, his deputy, left": not he who is described so."""
        apposed = m.start > 1 and self.doc[m.start - 1].text == "," and self.doc[m.start].tag_ == "PRP$"
        return {k.entity for k in before if apposed and k.end == m.start - 1 and k.type == "Person"}

    def _fronted(self, m: Mention) -> int:
        """« Après avoir secondé Paul Roy, il ... »: nobody in a fronted infinitive's phrase is its unsaid subject.

        Nor in "With Paul Roy he ...". The first token of that phrase, or else the mention's.
        """
        first = self.doc[m.start].sent.start
        beside = self.doc[first].lower_ in self.language.accompanying and m.start - first <= _FRONTED
        if beside and m.kind == "pronoun" and not any(t.pos_ in ("VERB", "AUX") for t in self.doc[first : m.start]):
            return first
        opens = self.doc[first].lower_ in self.language.fronting and self.doc[m.start - 1].text == ","
        led = opens and any("Inf" in t.morph.get("VerbForm", []) for t in self.doc[first + 1 : first + 3])
        return first if led and m.kind == "pronoun" else m.start

    def _only_one(self, a: Anaphor, out: Collection[int | None]) -> int | None:
        """The only person whom the article names, if that is not far."""
        if a.mention.kind != "pronoun":
            return None
        entities = {m.entity for m in self._people if self.agrees(a, m)}
        here = self._sentence(a.mention.start)
        places = [self._sentence(m.start) - here for m in self._people if m.entity in entities]
        near = any(-_FAR_BACK <= d <= _FAR_ON and d for d in places)
        only = next(iter(entities)) if len(entities) == 1 else None
        return only if near and only not in out and 0 not in places else None

    def agrees(self, a: Anaphor, m: Mention) -> bool:
        """Whether the genders of a pronoun and of a person are not known to differ."""
        gender = self.genders.get(m.entity if m.entity is not None else -1, "")
        return not (a.gender and gender and a.gender != gender)

    def _person_of(self, near: Sequence[Mention], a: Anaphor) -> int | None:
        last = self._sentence(near[-1].start)
        nearest = [m for m in near if self._sentence(m.start) == last]
        entities = {m.entity for m in nearest}
        named = {m.entity for m in nearest if m.kind == "name"} if a.mention.kind == "nominal" else set()
        if len(entities) == 1 or len(named) == 1:  # "His successor is Ann Lee. The newcomer ..."
            return next(iter(named or entities))
        places = [(place_of(self.doc, m, self.language), m) for m in nearest]
        subjects = {m.entity for place, m in places if place == "subject"}
        if last == self._sentence(a.mention.start) or len(subjects) != 1:
            return None
        if self._still(a, [m for place, m in places if place == "subject"]):
            return subjects.pop()
        rivals = {m.entity for place, m in places if self._rivals(place, m) and not self._did_it(a, m)}
        return None if rivals - subjects else subjects.pop()  # « Altman a critiqué Musk. Il ... » stays open

    def _rivals(self, place: str, m: Mention) -> bool:
        """ "Lee met Roy" leaves open who "he" is; not "Lee had run Acme, where he replaced Roy"."""
        head = self.doc.root_of(m.start, m.end).head
        head = head.head if head.pos_ == "ADP" and self.language.labels["possessor"] else head  # "he started with Roy"
        clause = head.pos_ == "VERB" and head.dep_ in self.language.labels["relative"] | {"advcl"}
        return not clause and (place == "object" or (place == "oblique" and self._takes_part(m)))

    def _did_it(self, a: Anaphor, m: Mention) -> bool:
        """« Petit a été remerciée par Roy. Elle est remplacée ... »: to whom it was done, more is done."""
        agent = self.doc.root_of(m.start, m.end).dep_ in self.language.labels["agent"]
        return agent and self.doc[a.mention.start].dep_.endswith("pass")

    def _still(self, a: Anaphor, subjects: Sequence[Mention]) -> bool:
        """ "He hired Ann Lee's team. In May he ...": who was "he" as the subject before is still."""
        goes_on = a.mention.kind == "pronoun" and place_of(self.doc, a.mention, self.language) == "subject"
        word = self.doc[a.mention.start].lower_
        return goes_on and all(m.kind == "pronoun" and self.doc[m.start].lower_ == word for m in subjects)

    def _takes_part(self, m: Mention) -> bool:
        """ "met with Musk", but not "a friend of Musk"."""
        head = self.doc.root_of(m.start, m.end).head
        head = head.head if head.pos_ == "ADP" else head
        return head.pos_ in ("VERB", "AUX")

    def _open(self, k: Mention) -> bool:
        """A name of a kind not known may be a person too: then the one that is known is not the only one."""
        unknown = k.type is None and k.kind == "name" and not k.place and k.end - k.start < _LONG_NAME
        return unknown and place_of(self.doc, k, self.language) == "subject"
