"""Words for several people: "the trio", "they", « les deux hommes », "four engineers" whom a list then names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Anaphor, Mention
from kg.extract.parsing.language import Language
from kg.extract.syntax.clauses import phrase_length
from kg.extract.syntax.lists import NameLists

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Span

__all__ = ["PluralAntecedents", "list_in"]

_LED = 6  # tokens that may lead to a list's first name ("Among them are former Acme engineer Ann Lee and ...")
_COMMON = 3  # people from whom on a list of exactly so many names may be meant from afar


def list_in(sentence: Span, language: Language) -> int:
    """The token where a sentence begins to name those told before ("They are ...", "... are among them"), or 0."""
    doc = sentence.doc
    start = next((t.i for t in sentence if not t.is_space), sentence.end)
    for phrase in language.presenting:
        if length := phrase_length(doc, start, phrase):
            return start + length
    behind = any(phrase_length(doc, i, p) for p in language.presented for i in range(start, sentence.end))
    return start if behind else 0


class PluralAntecedents:
    """The people that such words mean in one article; nobody where others could be meant.

    ``known`` are the linked names in text order, ``at`` the same by token.
    """

    def __init__(self, doc: Doc, language: Language, known: Sequence[Mention], at: Mapping[int, Mention]) -> None:
        self.doc, self.language, self.at = doc, language, at
        self.lists = NameLists(doc, known, dict(at), language)
        self.sentences = list(doc.sents)
        self._number = {s.start: n for n, s in enumerate(self.sentences)}

    def people(self, a: Anaphor, before: Sequence[Mention]) -> tuple[int, ...]:
        """Entities that ``a`` means, sorted. ``before``: the mentions before it, in text order."""
        n = self._number[self.doc[a.mention.start].sent.start]
        if a.ahead:
            return self._presented(a, n)
        known = [m for m in before if m.type == "Person" and (m.entity is not None or m.plural)]
        if a.count:
            return self._equated(a, n) or self._counted(a, known, n)
        return self._acting(a, known, n)

    # -- named afterwards ------------------------------------------------------------------------------------------

    def _presented(self, a: Anaphor, n: int) -> tuple[int, ...]:
        """ "four engineers: A, B, C and D": as many as told. "four engineers. They include A and B": no more."""
        sentence = self.sentences[n]
        colon = next((t.i for t in self.doc[a.mention.end : sentence.end] if t.text == ":"), None)
        if a.count and colon is not None and (found := self._so_many(colon + 1, a.count)):
            return found
        start = list_in(self.sentences[n + 1], self.language) if n + 1 < len(self.sentences) else 0
        named = self._heads(start) if start else ()
        return named if len(named) <= (a.count or len(named)) else ()

    def _heads(self, i: int) -> tuple[int, ...]:
        """Entities of the list that begins at token ``i``, what is said of each between semicolons left out."""
        first = next((self.at[k] for k in range(i, min(i + _LED, len(self.doc))) if self._opens(k)), None)
        if first is None or first.type != "Person":
            return ()
        heads = self.lists.fellows(first)
        if len(heads) == 1:
            heads = [first, *self._after_semicolons(first)]
        return _entities(heads)

    def _so_many(self, i: int, count: int) -> tuple[int, ...]:
        """Entities of the list that begins at token ``i``, if they are ``count``."""
        return next((found for found in (self._heads(i), self._parted(i)) if len(found) == count), ())

    def _equated(self, a: Anaphor, n: int) -> tuple[int, ...]:
        """ "The four directors who voted are A, B, C and D": those whom the sentence itself names."""
        be = (t.i for t in self.doc[a.mention.end : self.sentences[n].end] if t.lower_ in self.language.be)
        led = (i + 1 for i in be if i + 1 in self.at and self.at[i + 1].type == "Person")
        return next((found for i in led if (found := self._so_many(i, a.count))), ())

    def _parted(self, i: int) -> tuple[int, ...]:
        """Entities of a list from token ``i`` on whose names each follow a comma or "and", whatever is said of them."""
        joints, end = self.language.conjunctions | {",", ";", ":"}, self.doc[min(i, len(self.doc) - 1)].sent.end
        named = (m for k in range(i, end) if (m := self.at.get(k)) is not None and m.start == k)
        people = [m for m in named if m.type == "Person" and m.kind == "name"]
        return _entities([m for m in people if m.start == i or self.doc[m.start - 1].lower_ in joints])

    def _opens(self, i: int) -> bool:
        """Whether a list's first name begins at token ``i``, rather than an employer in its description."""
        m = self.at.get(i)
        return m is not None and (m.type == "Person" or self.doc[m.end - 1].pos_ == "PUNCT")

    def _after_semicolons(self, first: Mention) -> list[Mention]:
        found: list[Mention] = []
        end = len(self.doc)
        for t in self.doc[first.end : end]:
            if t.text in (".", "!", "?") or "\n" in t.text:
                break
            if t.text == ";":
                k = t.i + 1 + (t.i + 1 < end and self.doc[t.i + 1].lower_ in self.language.conjunctions)
                m = self.at.get(k)
                if m is not None and m.type == "Person" and m.start == k:
                    found.append(m)
        return found

    # -- named before ----------------------------------------------------------------------------------------------

    def _counted(self, a: Anaphor, known: Sequence[Mention], n: int) -> tuple[int, ...]:
        """ "the trio": the three of the nearest sentence that names anybody, else a list of three, else all so far."""
        nearest = next((found for k in range(n, max(-1, n - 3), -1) if (found := self._in(known, k))), [])
        if len(_entities(nearest)) == a.count:
            return _entities(nearest)
        if a.count >= _COMMON:
            listed = {_entities(group) for m in known if len(group := self.lists.fellows(m)) == a.count}
            if len(listed) == 1:
                return listed.pop()
        everybody = _entities(known)
        return everybody if len(everybody) == a.count else ()

    def _in(self, known: Sequence[Mention], n: int) -> list[Mention]:
        sentence = self.sentences[n]
        return [m for m in known if sentence.start <= m.start < sentence.end]

    def _acting(self, a: Anaphor, known: Sequence[Mention], n: int) -> tuple[int, ...]:
        """ "they": those who act together in this sentence or the one before, if no others are spoken of."""
        for k in (n, n - 1):
            if k < 0 or self._others(self.sentences[k], a.mention.start):
                return ()
            people = self._in(known, k)
            if people:
                return _entities(people) if self._together(people) else ()
        return ()

    def _others(self, sentence: Span, end: int) -> bool:
        """Whether a plural noun or several organisations are a subject: then they may be meant."""
        for t in self.doc[sentence.start : min(sentence.end, end)]:
            if t.dep_ not in self.language.labels["subject"]:
                continue
            m = self.at.get(t.i)
            if (m is None and t.tag_ in ("NNS", "NNPS")) or (m is not None and self._several(m)):
                return True
        return False

    def _several(self, m: Mention) -> bool:
        return m.type != "Person" and len(self.lists.fellows(m)) > 1

    def _together(self, people: Sequence[Mention]) -> bool:
        """Whether the people of a sentence are one list, one group, or one who does it "with" the other."""
        everybody = _entities(people)
        groups = [*(_entities(self.lists.fellows(m)) for m in people), *(m.plural for m in people)]
        if len(everybody) > 1 and everybody in [tuple(sorted(g)) for g in groups]:
            return True
        company = [m for m in people if m.start and self.doc[m.start - 1].lower_ in self.language.accompanying]
        return len(everybody) == 2 and len(company) == 1


def _entities(mentions: Sequence[Mention]) -> tuple[int, ...]:
    single = {m.entity for m in mentions if m.entity is not None}
    return tuple(sorted(single.union(*(m.plural for m in mentions if m.plural != (-1,)))))
