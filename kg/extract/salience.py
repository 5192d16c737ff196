"""What an article is speaking of at a place: whom « son », "it", « le directeur technique » without more can mean.

One possible answer nearby is taken; among several, the organisation that the whole article is about; else none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from kg.extract.mentions import Mention
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Salience"]

_BACK = 2  # sentences before this one that may hold what is meant
_DOMINANT = 1.5  # the topic is mentioned so many times as often as the next organisation
_ONLOOKERS = frozenset({"press", "government", "regulator", "university"})
_OPENING = 2  # extra votes for standing in the first sentence


class Salience:
    """Answers for one article; ``mentions`` in text order, with their entities."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self._known = {
            kind: [m for m in mentions if m.entity is not None and m.type == kind and not _looks_on(m) and not m.place]
            for kind in ("Organization", "Person")
        }
        self._starts = {kind: [m.start for m in known] for kind, known in self._known.items()}
        self.topic = self._topic()

    def organization(self, i: int, without: Collection[int] = ()) -> Mention | None:
        """The organisation spoken of at token ``i``, none of the entities ``without``."""
        for window in self._windows("Organization", i, without):
            entities = {m.entity for m in window}
            if len(entities) == 1 and not self._background(window[-1], i):
                return window[-1]
            if (subject := self._subject(window)) is not None:
                return subject
            topical = [m for m in window if m.entity == self.topic]
            if topical:
                return topical[-1]
            if len(entities) > 1:
                return None
        return self._topical(i) if self.topic not in without else None

    def two(self, i: int) -> list[Mention]:
        """The two organisations that « les deux groupes » at token ``i`` speaks of; none where there are fewer or more."""
        latest: dict[int | None, Mention] = {}
        for window in self._windows("Organization", i, ()):
            latest.update({m.entity: m for m in window if m.entity not in latest})
            if len(latest) >= 2:
                break
        return sorted(latest.values(), key=lambda m: m.start) if len(latest) == 2 else []

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

    def _subject(self, window: Sequence[Mention]) -> Mention | None:
        """The window's one organisation that is a subject, or that opens its sentence."""
        subjects = [m for m in window if self.doc[m.start : m.end].root.dep_.startswith("nsubj")]
        opening = [m for m in window if m.start - self.doc[m.start].sent.start <= 1]
        found = subjects or opening
        return found[0] if len({m.entity for m in found}) == 1 else None

    def _background(self, mention: Mention, i: int) -> bool:
        """Named in passing, in an earlier sentence, while the article is about another."""
        if self.topic is None or mention.entity == self.topic or mention.start >= self.doc[i].sent.start:
            return False
        root = self.doc[mention.start : mention.end].root
        return not root.dep_.startswith("nsubj") and root.dep_ != "ROOT"

    def _topical(self, i: int) -> Mention | None:
        before = [m for m in self._known["Organization"] if m.entity == self.topic and m.start < i]
        return before[-1] if before else None

    def _topic(self) -> int | None:
        """The organisation that the article names most, by far."""
        counts: Counter[int] = Counter()
        opening = next(iter(self.doc.sents)).end if len(self.doc) else 0
        for m in self._known["Organization"]:
            if m.entity is not None:
                counts[m.entity] += 1 + (_OPENING if m.start < opening else 0)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < _OPENING + 1:
            return None
        second = ranked[1][1] if len(ranked) > 1 else 0
        return ranked[0][0] if ranked[0][1] >= _DOMINANT * second else None


def _looks_on(m: Mention) -> bool:
    """A newspaper, a regulator, a university is mostly named for what it says of others."""
    return m.entry is not None and m.entry.kind in _ONLOOKERS
