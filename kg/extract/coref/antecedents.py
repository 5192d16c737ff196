"""The one thing before a pronoun or « l'entreprise » that it can mean; None where two are possible.

What cannot be meant is left out first: the subject of the clause for its object ("Acme bought the startup"), a woman
for "he", a giant for « la start-up ». Of what is left, the only one is taken; among several, what the same noun meant
before, the organisation that the passage is about, or the only subject of the nearest sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.coref.binding import place_of
from kg.extract.coref.descriptions import is_small, may_be_called, surely_called
from kg.extract.coref.firstpersons import speakers_house
from kg.extract.coref.homes import at_home
from kg.extract.coref.likeness import alike, elsewhere
from kg.extract.coref.personal import PersonAntecedents
from kg.extract.coref.reported import reporter
from kg.extract.coref.salience import Salience
from kg.extract.names.mentions import Anaphor, Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["Antecedents"]

_BACK = 3  # sentences back that an organisation may be looked for in, unless the passage is about it
_PREVAILS = 2
_TRADES = frozenset(
    {"platform", "publisher", "software", "operator", "maker"}
)  # with a trade behind: « la plateforme de paie »
_TELLING = frozenset({"newspaper", "agency", "regulator", "university", "nonprofit", "platform"})  # who may look on


class Antecedents(PersonAntecedents):
    """Chooses for one article. ``classes``: what each organisation was called; ``genders``: of people, where known.

    ``people``: every mention by name; ``said``: beginnings of the words that were said of each organisation;
    ``homes``: the countries where it is at home.
    """

    def __init__(
        self,
        doc: Doc,
        language: Language,
        salience: Salience,
        classes: Mapping[int, Collection[str]],
        genders: Mapping[int, str],
        people: Sequence[Mention],
        said: Mapping[int, frozenset[str]],
        homes: Mapping[int, frozenset[str]],
    ) -> None:
        super().__init__(doc, language, salience, genders, people)
        self.said, self.homes, self.classes = said, homes, classes
        self.told: Mapping[int, Collection[str]] = {}  # what the article itself calls them
        self._meant: dict[str, int] = {}  # class of a noun -> what it meant last

    # -- organisations ---------------------------------------------------------------------------------------------

    def organization(self, a: Anaphor, before: Sequence[Mention]) -> int | None:
        """The organisation that ``a`` means. ``before``: the mentions before it, in text order."""
        if a.word == "we":
            return speakers_house(self.doc, a.mention.start, self.salience.at, self.language)
        return self._named_before(a, before)

    def _named_before(self, a: Anaphor, before: Sequence[Mention]) -> int | None:
        binding, m = self._binding, a.mention
        apposed = binding.apposed(m) or binding.qualifying(m) or binding.departed(m)
        if apposed is not None and any(m is apposed for m in before) and not self._at_home_elsewhere(a, apposed):
            return apposed.entity
        out = binding.bound(m, before)
        named = (m for m in before if m.type == "Organization" and m.entity is not None and self._spoken_of(a, m))
        traded = a.word in _TRADES and any(t.lower_ in self.language.of for t in self.doc[m.start + 1 : m.end])
        word = "general" if traded else a.word
        pool = self._called(word, [m for m in named if m.entity not in out])
        if self.doc[m.start].lower_ in self.language.pronouns.get("ones_own", ()):  # "their startup"
            known = {k.entity for k in pool if surely_called(word, self.classes.get(k.entity or 0, ()))}
            return known.pop() if len(known) == 1 else None
        speaker = reporter(self.doc, a.mention, before, self.language)
        if speaker is not None:
            return speaker if any(m.entity == speaker for m in pool) else None
        pool, sure = at_home(a.countries, pool, self.homes) if a.countries else (pool, False)
        if sure and len({m.entity for m in pool}) == 1:
            return pool[-1].entity
        if a.word == "people":
            return None
        found = alike(a.telling, pool, self.said) if a.telling else self._persons_house(a, pool)
        found = found if found is not None or not a.local else self._lesser_known(a, pool)
        found = found if found is not None or self._after_stranger(a, before) else self._only(a, pool)
        if found is not None and a.word:
            self._meant[a.word] = found
        return found

    def _at_home_elsewhere(self, a: Anaphor, m: Mention) -> bool:
        """ "led by Accel and Walmart, the Bengaluru-based company said": it is not Walmart that is at home there."""
        known = self.homes.get(m.entity, frozenset()) if m.entity is not None else frozenset()
        return bool(known and a.countries) and known.isdisjoint(a.countries)

    def _persons_house(self, a: Anaphor, pool: Sequence[Mention]) -> int | None:
        """ "Acme's chief Ann Lee retired. She was replaced by the company's lawyer": the one that she is told with."""
        token = self.doc[a.mention.start]
        first = token.sent.start
        opens = self.doc[first].lower_ in ("he", "she") and a.mention.kind == "nominal" and not a.telling
        if not first or not opens or a.word not in ("", "general", "group"):
            return None
        told = [m for m in pool if self.doc[first - 1].sent.start <= m.start]
        return told[0].entity if len({m.entity for m in told}) == 1 and told[-1].start < first else None

    def _lesser_known(self, a: Anaphor, pool: Sequence[Mention]) -> int | None:
        """ "the Irish company": papers say where a company is at home of those that readers hardly know."""
        near = self._near(pool, a.mention.start, _BACK)
        known = {m.entity for m in pool if m.entry is not None and not is_small(self.classes.get(m.entity or 0, ()))}
        lesser = {m.entity for m in near if not elsewhere(a.telling, self.said.get(m.entity or 0, frozenset()))} - known
        topic = self.salience.topic_at(a.mention.start)
        return topic if topic in lesser else next(iter(lesser)) if len(lesser) == 1 else None

    def _after_stranger(self, a: Anaphor, before: Sequence[Mention]) -> bool:
        """Whether "it" follows a sentence whose subject ("the Austin company") nobody knows: it may be meant."""
        start = self.doc[a.mention.start].sent.start
        if a.mention.kind != "pronoun" or not start:
            return False
        last = self.doc[start - 1].sent
        subjects = [t for t in last if t.dep_ in self.language.labels["subject"] and t.head.dep_ == "ROOT"]
        known = {i for m in before for i in range(m.start, m.end)}
        strange = self.language.nominals["organization"]
        return any(t.lower_ in strange and t.i not in known and t.i - 1 not in known for t in subjects)

    def _spoken_of(self, a: Anaphor, m: Mention) -> bool:
        """Not a place, where somebody comes from, or who only tells it (« sur X », « selon Reuters »)."""
        if m.place or self.salience.in_background(m):
            return False
        return a.word in _TELLING or m.entity == self.salience.topic or not self.salience.looks_on(m)

    def _called(self, word: str, known: Sequence[Mention]) -> list[Mention]:
        """Those that were called so; if none was, those that could be."""
        if word not in ("", "general", "group"):
            sure = [m for m in known if surely_called(word, self.classes.get(m.entity or 0, ()))]
            if sure:
                return [m for m in sure if word in self.told.get(m.entity or 0, ())] or sure
        could = [m for m in known if may_be_called(word, self.classes.get(m.entity or 0, ()))]
        grown = [m for m in could if not is_small(self.classes.get(m.entity or 0, ()))] if word == "group" else []
        return grown or could

    def _only(self, a: Anaphor, pool: Sequence[Mention]) -> int | None:
        near = self._near(pool, a.mention.start, _BACK)
        if (found := self._joined_by(a, near)) is not None:
            return found
        only = near[-1].entity if len({m.entity for m in near}) == 1 else None
        topic = self.salience.topic_at(a.mention.start)
        if (pointed := self._pointed_at(a, near)) is not None:
            return pointed
        if self._told_apart(a) or (only is not None and topic in (only, None)):
            return only
        everywhere = {m.entity for m in pool}
        headed = topic if topic != self.salience.topic else None  # « Chez Nova, ... La firme ... »
        for meant in (headed, self._still_meant(a, near, topic), topic, only):
            if meant is not None and meant in everywhere:
                return meant
        if len(everywhere) == 1 and surely_called(a.word, self.classes.get(pool[-1].entity or 0, ())):
            return pool[-1].entity
        return self._of_several(a, near, pool, topic)

    def _still_meant(self, a: Anaphor, near: Sequence[Mention], topic: int | None) -> int | None:
        """What the same noun meant before, if it is spoken of nearby; what is about another since means another."""
        meant = self._meant.get(a.word)
        return meant if not near or meant == topic or any(m.entity == meant for m in near) else None

    def _of_several(
        self, a: Anaphor, near: Sequence[Mention], pool: Sequence[Mention], topic: int | None
    ) -> int | None:
        """The subject nearby; failing that, whom the headline leads with, or who is named most of those called so."""
        found, plain = self._subject_of(near), a.word in ("", "general", "group")
        weak = a.mention.kind == "pronoun" and bool(self.language.labels["possessor"])  # "it" may be any thing
        lead = self.salience.lead if plain and topic is None and not weak else None
        if any(m.entity == lead for m in pool) and not any(m.entity == found and self._acts(m) for m in near):
            return lead  # « Acme promet ... confié à Zeta. L'entreprise ... »: whom headline and opening are about
        return found if found is not None or plain else _prevailing(pool)

    def _acts(self, m: Mention) -> bool:
        return place_of(self.doc, m, self.language) == "subject"

    def _joined_by(self, a: Anaphor, near: Sequence[Mention]) -> int | None:
        """ "Ann Lee joined Acme in May, when it bought Zeta": the one object or place of what a person does before."""
        i, language = a.mention.start, self.language
        first = self.doc[i].sent.start
        here = [m for m in near if m.start >= first]
        subordinate = (
            self.doc[i - 1].lower_ in language.role_words.get("moments", ())
            and place_of(self.doc, a.mention, language) == "subject"
        )
        if a.mention.kind != "pronoun" or not subordinate or len({m.entity for m in here}) != 1:
            return None
        acting = [m for m in self._people if first <= m.start < here[-1].start]
        done = any(place_of(self.doc, m, language) == "subject" for m in acting)
        return here[-1].entity if done and place_of(self.doc, here[-1], language) != "subject" else None

    def _pointed_at(self, a: Anaphor, near: Sequence[Mention]) -> int | None:
        """« L'offre d'Acme séduit. Ce groupe ... »: it means the one organisation named right before."""
        token = self.doc[a.mention.start]
        if a.mention.kind != "nominal" or token.lower_ not in self.language.demonstratives or not near:
            return None
        if self.language.labels["possessor"] and near[-1].start >= token.sent.start:
            return near[-1].entity  # "worked at Nova until Acme bought that company"
        last = self._sentence(near[-1].start)
        named = {m.entity for m in near if self._sentence(m.start) == last}
        return near[-1].entity if len(named) == 1 and last == self._sentence(token.i) - 1 else None

    @staticmethod
    def _told_apart(a: Anaphor) -> bool:
        """ "the grocery delivery company": not just any company, so what the passage is about says nothing."""
        return a.placed or (a.told_apart and a.word in ("general", "group"))

    def _subject_of(self, near: Sequence[Mention]) -> int | None:
        """The only one of the nearest sentence, or its only subject beside what prepositions bring in."""
        if not near:
            return None
        last = self._sentence(near[-1].start)
        nearest = [m for m in near if self._sentence(m.start) == last]
        if len({m.entity for m in nearest}) == 1:
            return nearest[-1].entity
        places = [(place_of(self.doc, m, self.language), m.entity) for m in nearest]
        subjects = {e for place, e in places if place == "subject"}
        rivals = {e for place, e in places if place == "object"} - subjects
        pairs = [(a, b) for a, b in pairwise(nearest) if self._binding.listed_with(a, b)]
        listed = any(m.entity in subjects for pair in pairs for m in pair)
        return subjects.pop() if len(subjects) == 1 and not rivals and not listed else None

    def firm_spoken_of(self, a: Anaphor, before: Sequence[Mention]) -> int | None:
        """The organisation that « il » or « elle » means where the sentence before names no person."""
        return self._binding.firm_before(a.mention, before)

    def latter(self, before: Sequence[Mention], a: Anaphor) -> Mention | None:
        """« ce dernier »: whoever was named last, in this sentence or the one before."""
        named = [m for m in self._near(before, a.mention.start, 1) if m.entity is not None and not m.place]
        people = [m for m in named if m.type == "Person" and self.agrees(a, m)]
        others = [m for m in named if m.type == "Organization"]
        return people[-1] if people else others[-1] if others else None


def _prevailing(pool: Sequence[Mention]) -> int | None:
    """Who was spoken of at least twice as often as any other that the noun can mean."""
    ranked = Counter(m.entity for m in pool).most_common(2)
    clear = len(ranked) == 1 or (ranked and ranked[0][1] >= _PREVAILS * ranked[1][1])
    return ranked[0][0] if clear else None
