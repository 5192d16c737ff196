"""What an article is speaking of at a place: whom « son », "it", « le directeur technique » without more can mean.

One possible answer nearby is taken; among several, the organisation that the whole article is about; else none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from kg.extract.coref.backgrounds import in_background, looks_on, origin_of
from kg.extract.coref.sections import Sections
from kg.extract.coref.unknownsubjects import unknown_subject
from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["Salience"]

_BACK = 2  # sentences before this one that may hold what is meant
_DOMINANT = 1.5  # the topic is mentioned so many times as often as the next organisation
_BRACKETS = 4  # tokens from a bracket to a name in it
_OPENING = 2  # extra votes for standing in the first sentence


class Salience:
    """Answers for one article; ``mentions`` in text order."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], language: Language) -> None:
        self.doc, self._language = doc, language
        self.at = {i: m for m in mentions for i in range(m.start, m.end)}
        self._known = {
            kind: [
                m
                for m in mentions
                if m.entity is not None and m.type == kind and not m.place and not looks_on(doc, m, language)
            ]
            for kind in ("Organization", "Person")
        }
        self._ending = {m.end: m for m in self._known["Organization"]}
        self._starts = {kind: [m.start for m in known] for kind, known in self._known.items()}
        self._sections = Sections(doc, language, self.at, self._spoken_of)
        self.topic = self._most_named()
        self.lead = self._sections.leading()

    def organization(self, i: int, without: Collection[int] = ()) -> Mention | None:
        """The organisation spoken of at token ``i``, none of the entities ``without``.

        What the passage is about comes first where no owner is named (« le conseil », "the chief executive"); then
        subjects and objects before what only a preposition brings in (« passé par Meta »), near ones before far ones.
        """
        if unknown_subject(self.doc, i, self.at, self._language):
            return None
        spoken_of = [
            [m for m in w if not (self.in_background(m) or self._quoted(m, i) or self._bracketed(m, i))]
            for w in self._windows("Organization", i, without)
        ]
        windows = [w for w in spoken_of if w]
        topic = self.topic_at(i)
        owned = "Yes" in self.doc[i].morph.get("Poss", [])
        if topic is not None and not owned and any(m.entity == topic for w in windows for m in w):
            return self._latest(topic, i)
        for k, window in enumerate(windows):
            if self._listed(window, topic) and any(m.entity == topic for w in windows[k + 1 :] for m in w):
                return self._latest(topic, i)
            straight = [m for m in window if not self._oblique(m)]
            if owned and not straight and self._of_no_clause(window, i):
                straight = window
            if (found := self._one_of(straight, topic)) is not None:
                return found
        if topic is not None and topic not in without and (latest := self._latest(topic, i)) is not None:
            return latest
        return next((w[-1] for w in windows if len({m.entity for m in w}) == 1), None) if windows else None

    def _of_no_clause(self, window: Sequence[Mention], i: int) -> bool:
        """« Idem pour Nova, contrainte d'appeler sa rivale »: no subject stands before the possessive at ``i``."""
        before = self.doc[self.doc[i].sent.start : i]
        here = bool(window) and window[0].start >= self.doc[i].sent.start
        labels = self._language.labels
        return here and not labels["possessor"] and not any(t.dep_ in labels["subject"] for t in before)

    def _quoted(self, m: Mention, i: int) -> bool:
        """« "Nova nous manque", dit Anne Petit, sa présidente »: what is quoted is not the speaker's own."""
        between = [t.text for t in self.doc[m.end : i]]
        return m.start >= self.doc[i].sent.start and "»" in between and "«" not in between

    def _bracketed(self, m: Mention, i: int) -> bool:
        """« Anne Petit, ex-directrice d'Alma (groupe Zeta), nommée directrice »: only told in brackets, now closed."""
        before, after = (
            self.doc.lowers[max(0, m.start - _BRACKETS) : m.start],
            self.doc.lowers[m.end : min(i, m.end + 2)],
        )
        return "(" in before and ")" not in before and ")" in after

    @staticmethod
    def _listed(window: Sequence[Mention], topic: int | None) -> bool:
        """Whether a sentence speaks of several others than the topic: what follows is rather of the topic."""
        entities = {m.entity for m in window}
        return topic is not None and len(entities) > 2 and topic not in entities

    def nearest(self, i: int, without: Collection[int] = ()) -> Mention | None:
        """Whom a pronoun beside a verb means (« avant de [la] vendre »): the one organisation of its sentence.

        Among several the only object; where the sentence has none, what is spoken of.
        """
        here = self._between("Organization", self.doc[i].sent.start, i)
        fits = [m for m in here if m.entity not in without and not self.in_background(m)]
        objects = [m for m in fits if self.doc.root_of(m.start, m.end).dep_ in self._language.labels["object"]]
        for found in (fits, objects):
            if len({m.entity for m in found}) == 1:
                return found[-1]
        return None if fits else self.organization(i, without)

    def another_named(self, i: int, found: Mention) -> bool:
        """Whether the sentence has named another organisation than ``found`` before token ``i``, which may be meant."""
        here = self._between("Organization", self.doc[i].sent.start, i)
        return any(m.entity != found.entity and not self.in_background(m) for m in here)

    def undisputed(self, i: int, found: Mention, without: Collection[int | None] = ()) -> bool:
        """Whether no other organisation disputes what is meant at token ``i``: the topic, or the only one near.

        ``without``: entities that cannot be meant.
        """
        if found.entity == self.topic_at(i):
            return True
        here = self.doc[i].sent.start
        start = self.doc[here - 1].sent.start if here else 0
        near = [
            m for m in self._between("Organization", start, i) if not self.in_background(m) and not self._quoted(m, i)
        ]
        near = [m for m in near if m.entity not in without]
        if found in near and self._leads(found, near, i):
            return True
        return {m.entity for m in near} <= {found.entity}

    def _leads(self, found: Mention, near: Sequence[Mention], i: int) -> bool:
        """« OpenAI se fournit chez Oracle. Anne Petit, sa directrice »: the others stand behind prepositions."""
        subject = self.doc.root_of(found.start, found.end).dep_.startswith("nsubj")
        if any(t.text == ":" for t in self.doc[found.end : i]):  # "Nova is hiring: its chief, Ann Petit, ..."
            near = [m for m in near if m.start >= self.doc[found.start].sent.start]
        return subject and {m.entity for m in near if not self._oblique(m)} <= {found.entity}

    def in_background(self, m: Mention) -> bool:
        """Whether a mention only tells where somebody comes from (« un ancien de Nokia »)."""
        return in_background(self.doc, m, self._language, self._ending)

    def in_stay(self, m: Mention) -> bool:
        """Whether a mention only tells where somebody has been for a time (« après un passage chez Nokia »)."""
        at = origin_of(self.doc, m, self._language, self._ending) if m.kind == "name" else None
        return at is not None and self.doc[at].lower_ in self._language.stays

    def looks_on(self, m: Mention) -> bool:
        """Whether a mention is of a kind that mostly speaks of what others do: press, regulators, universities."""
        return looks_on(self.doc, m, self._language)

    def topic_at(self, i: int) -> int | None:
        """The organisation that the section's heading names, else the one that the article names most."""
        headed = self._sections.organization_at(i)
        return headed if headed is not None else self.topic

    def latest_topic(self, i: int) -> Mention | None:
        """The last mention before token ``i`` of what is spoken of there."""
        return self._latest(self.topic_at(i), i)

    def _one_of(self, window: Sequence[Mention], topic: int | None) -> Mention | None:
        """The only organisation of a window, or its only subject, or the topic among several."""
        if len({m.entity for m in window}) <= 1:
            return window[-1] if window else None
        subjects = [m for m in window if self.doc.root_of(m.start, m.end).dep_.startswith("nsubj")]
        opening = [m for m in window if m.start - self.doc[m.start].sent.start <= 1]
        topical = [m for m in window if m.entity == topic]
        if len({m.entity for m in subjects}) > 1:
            opening, topical = ([m for m in found if m in subjects] for found in (opening, topical))
        for found in (subjects, opening, topical):
            if len({m.entity for m in found}) == 1:
                return found[-1]
        return None

    def _oblique(self, m: Mention) -> bool:
        """Whether a preposition stands before the mention (articles between), or a noun that it qualifies after it.

        Not of the owner of a subject (« la patronne de Nova rejoint »).
        """
        if self._qualifies(m):
            return True
        root = self.doc.root_of(m.start, m.end)
        if root.dep_ == "nmod" and root.head.dep_.startswith("nsubj"):
            return False
        if self._does(m):
            return False
        k = m.start - 1
        whole = self.doc[m.start].pos_ == "DET" and m.kind == "nominal"  # "Over six months the software giant"
        while k > 0 and k not in self.at and self._before_noun(k) and not whole:
            k -= 1
        if k >= 0 and self.doc[k].is_sent_start and self.doc[k].lower_ in self._language.role_words["settings"]:
            return False  # « Chez Nova, la révolte gagne »: what is said next is of Nova
        if k > 0 and (self.doc[k].pos_ == "CCONJ" or self.doc[k].lower_ == "puis"):
            before = self._ending.get(k)
            return before is not None and self._oblique(before)  # « chez Canal+ puis Netflix »
        return k >= 0 and self.doc[k].pos_ == "ADP"

    def _does(self, m: Mention) -> bool:
        """« permettra à Nova de réduire sa dépendance »: who does what the infinitive says."""
        language = self._language
        if language.labels["possessor"] or not m.start or m.end + 1 >= len(self.doc):
            return False
        led = self.doc[m.start - 1].lower_ in language.to and self.doc[m.end].lower_ in language.of
        return led and any("Inf" in t.morph.get("VerbForm", []) for t in self.doc[m.end + 1 : m.end + 3])

    def _before_noun(self, k: int) -> bool:
        """ "for [its rival] Acme", « chez [l'éditeur] Acme »: what stands between a preposition and a name."""
        token = self.doc[k]
        return token.pos_ in ("DET", "ADJ", "NUM") or token.tag_ == "PRP$" or (token.pos_ == "NOUN" and token.is_lower)

    def _qualifies(self, m: Mention) -> bool:
        """ "a former Palantir engineer": the engineer is spoken of, not the company."""
        after = self.doc[m.end] if m.end < len(self.doc) else None
        compound = self.doc[m.end - 1].dep_ in ("compound", "nmod", "amod") and m.kind == "name"
        return compound and after is not None and after.pos_ in ("NOUN", "ADJ") and after.is_lower

    def two(self, i: int) -> list[Mention]:
        """The two organisations that « les deux groupes » at token ``i`` means; none where there are fewer or more."""
        windows = self._windows("Organization", i, ())
        found = _two_latest(windows)
        here = bool(windows) and windows[0][-1].start >= self.doc[i].sent.start
        if here and (not found or self._holders(windows[0], i)):
            # "Acme and Zorba merge. Nova holds shares in both companies.", "Nova and Eta are shareholders in both ..."
            own = {m.entity for m in windows[0]}
            others = _two_latest(windows[1:])
            others = [m for m in others if (len(own) == 1 or self._holders(windows[0], i)) and m.entity not in own]
            found = others if len(others) == 2 or not found else found
        return sorted(found, key=lambda m: m.start) if len(found) == 2 else []

    def _holders(self, window: Sequence[Mention], i: int) -> bool:
        """Whether the organisations of a clause are its subjects and what stands at token ``i`` is none."""
        roots = [self.doc.root_of(m.start, m.end) for m in window]
        if len({m.entity for m in window}) < 2:
            return False
        listed = all(t.dep_.startswith("nsubj") or (t.dep_ == "conj" and t.head in roots) for t in roots)
        return listed and self.doc[i].dep_ == "pobj"

    def person(self, i: int, without: Collection[int] = ()) -> Mention | None:
        """The one person spoken of before token ``i``, near enough for a pronoun."""
        for window in self._windows("Person", i, without):
            return window[-1] if len({m.entity for m in window}) == 1 else None
        return None

    def _windows(self, kind: EntityType, i: int, without: Collection[int]) -> list[list[Mention]]:
        """Mentions before ``i``, sentence by sentence backwards, sentences without any left out."""
        windows, start, end = [], self.doc[i].sent.start, i
        for _ in range(_BACK + 1):
            found = [m for m in self._between(kind, start, end) if m.entity not in without]
            if found:
                windows.append(found)
            if not start:
                break
            start, end = self.doc[start - 1].sent.start, start
        return windows

    def _between(self, kind: EntityType, start: int, end: int) -> list[Mention]:
        starts = self._starts[kind]
        return self._known[kind][bisect_left(starts, start) : bisect_left(starts, end)]

    def _spoken_of(self, start: int, end: int) -> list[Mention]:
        """Organisations between two tokens, but for where somebody comes from ("Former Nova chief Ann Lee ...")."""
        return [m for m in self._between("Organization", start, end) if not self.in_background(m)]

    def _latest(self, entity: int | None, i: int) -> Mention | None:
        before = [m for m in self._between("Organization", 0, i) if m.entity == entity]
        return before[-1] if before else None

    def _most_named(self) -> int | None:
        """The organisation that the article names most, by far."""
        counts: Counter[int] = Counter()
        opening = next(iter(self.doc.sents)).end if len(self.doc) else 0
        for m in self._known["Organization"]:
            if m.entity is not None:
                behind = self.in_background(m)
                opens = m.start < opening and not (behind or self._sections.destination(m))
                counts[m.entity] += (0 if behind else 1) + (_OPENING if opens else 0)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < _OPENING + 1:
            return None
        second = ranked[1][1] if len(ranked) > 1 else 0
        return ranked[0][0] if ranked[0][1] >= _DOMINANT * second else None


def _two_latest(windows: Sequence[Sequence[Mention]]) -> list[Mention]:
    """The two entities of the nearest windows that have two; none where they have more."""
    latest: dict[int | None, Mention] = {}
    for window in windows:
        latest.update({m.entity: m for m in window if m.entity not in latest})
        if len(latest) > 1:
            break
    return list(latest.values()) if len(latest) == 2 else []
