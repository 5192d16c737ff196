"""People listed with something said of each: « fondée par Anne Petit, une ancienne de Meta, Paul Roy et Luc Morel ».

Whoever one of them is to a verb, so are the others. What a noun or a position says holds of one of them alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language
from kg.extract.syntax.clauses import phrase_length
from kg.extract.syntax.fillers import Filler

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["Parties"]

_TITLE = 5  # tokens of a position before the name that holds it
_ASIDE = 18  # tokens that may be said of a person between two names
_INSIDE = frozenset({"-", "of", "for", "&", "'s", "'"})
_TITLES = frozenset({"NOUN", "ADJ", "PROPN", "DET"})


class Parties:
    """The lists of one article; ``mentions`` in text order."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], language: Language) -> None:
        self.doc, self.language = doc, language
        people = [m for m in mentions if m.type == "Person" and m.kind == "name"]
        self._of = {m.start: group for group in self._groups(people) for m in group}
        firms = [m for m in mentions if m.type == "Organization" and m.kind == "name"]
        self._likewise = [(m, i) for m in people if (i := self._led_by(m, language.likewise)) is not None]
        self._firms_likewise = [(m, i) for m in firms if (i := self._led_by(m, language.likewise)) is not None]

    def of(self, fillers: Sequence[Filler], verb: int) -> list[Filler]:
        """``fillers`` and everyone whom the text lists with them, but for a ``verb`` that is said of one of them."""
        found = {f.mention.start: f for f in fillers}
        for f in fillers:
            group = self._of.get(f.mention.start, [f.mention])
            last = f.mention.start == group[-1].start and len(fillers) == 1
            alone = last and (self._relative(f.mention.end) or self._in_aside(f.mention.end, verb))
            if not alone and not group[0].start < verb < group[-1].start:
                for m in group:
                    found.setdefault(m.start, Filler(m, f.witness))
        if fillers and not any(f.mention.start > verb for f in fillers):
            for m in self._joining(verb, self._likewise):
                found.setdefault(m.start, Filler(m, fillers[0].witness))
        return [found[start] for start in sorted(found)]

    def and_firms(self, fillers: Sequence[Filler], verb: int) -> list[Filler]:
        """``fillers`` and the companies that do the same: « Acme remet au pot, de même que Zeta »."""
        found = {f.mention.start: f for f in fillers}
        if fillers and not any(f.mention.start > verb for f in fillers):
            for m in self._joining(verb, self._firms_likewise):
                found.setdefault(m.start, Filler(m, fillers[0].witness))
        return [found[start] for start in sorted(found)]

    def _in_aside(self, i: int, verb: int) -> bool:
        """Whether a ``verb`` is a participle of what is said of the name before ``i``: "Ann Lee, hired from Acme"."""
        if verb < i or self.doc[i].text != "," or self.doc[verb].tag_ != "VBN":
            return False
        return not any(t.text == "," or _finite(t) for t in self.doc[i + 1 : verb])

    def _relative(self, i: int) -> bool:
        """Whether ", who" stands at ``i``: the grammar knows of how many its clause speaks."""
        return i + 1 < len(self.doc) and self.doc[i + (self.doc[i].text == ",")].lower_ in self.language.relatives

    def _joining(self, verb: int, led_in: Sequence[tuple[Mention, int]]) -> Iterator[Mention]:
        """« Anne a rejoint Acme, tout comme Paul »: who does the same, behind the verb."""
        end = self.doc[verb].sent.end
        for m, led in led_in:
            between = self.doc[verb + 1 : led]
            other = any(_finite(t) or (t.pos_ == "VERB" and self.doc[t.i - 1].pos_ == "CCONJ") for t in between)
            if verb < m.start < min(end, verb + _ASIDE) and not other:
                yield m
                yield from (k for k in self._of.get(m.start, ()) if k.start > m.start)

    def _led_by(self, m: Mention, phrases: Sequence[tuple[str, ...]]) -> int | None:
        """Token of such a phrase right before the name or the position before it ("followed by [head of news] Ann")."""
        starts = {m.start, self._before_title(m.start)} if phrases else set()
        leads = ((i - len(p), p) for i in sorted(starts) for p in phrases if i > len(p))
        return next((k for k, p in leads if phrase_length(self.doc, k, p)), None)

    def _before_title(self, i: int) -> int:
        first = max(i - _TITLE, self.doc[i].sent.start)
        titled = self.language.of | self.language.articles
        while i > first and (self.doc[i - 1].pos_ in ("NOUN", "ADJ") or self.doc[i - 1].lower_ in titled):
            i -= 1
        return i

    def _groups(self, people: Sequence[Mention]) -> Iterator[list[Mention]]:
        """A list ends with "and" before its last name; at least one of its members has something said of it."""
        group: list[Mention] = []
        links: list[str] = []
        for m in people:
            link = self._link(group[-1], m) if group else ""
            if not link or (links and links[-1] == "and"):
                yield from self._closed(group, links)
                group, links = [m], []
            else:
                group.append(m)
                links.append(link)
        yield from self._closed(group, links)

    def _closed(self, group: list[Mention], links: Sequence[str]) -> Iterator[list[Mention]]:
        if links and links[-1] == "and" and not self._of_a_source(group[0]):
            yield group

    def _of_a_source(self, first: Mention) -> bool:
        """« Selon Anne Petit, la directrice, Paul Roy et Luc Morel ... »: Anne only says it."""
        return first.start > 0 and self.doc[first.start - 1].lower_ in self.language.cues("telling_before")

    def _link(self, left: Mention, right: Mention) -> str:
        """How two names are joined across what is said of the first: "and", "," or "" (not at all)."""
        between = [self.doc[i] for i in range(left.end, right.start)]
        if not between or len(between) > _ASIDE or self.doc[left.start].sent.start != self.doc[right.start].sent.start:
            return ""
        while between and between[-1].lower_ in self._passed():
            between.pop()
        if not self._own_clause(right):
            between = self._without_title(between)
        while len(between) > 1 and between[-1].pos_ == "ADV" and between[-2].lower_ in self.language.conjunctions:
            between.pop()  # « ou encore »
        joined = bool(between) and between[-1].lower_ in self.language.conjunctions
        between = between[:-1] if joined else between
        if not between:
            return "and" if joined else ""
        closed = between[-1].text in (",", ")", ";")
        if not closed or not (self._said_of_one(between) or self._told_of_one(between, right)):
            return ""
        return "and" if joined else ","

    def _without_title(self, between: list[Token]) -> list[Token]:
        """ "and [LinkedIn billionaire] Paul Roy": without what introduces the second name, up to the joint."""
        k = len(between)
        while k and (between[k - 1].pos_ in _TITLES or between[k - 1].lower_ in _INSIDE):
            k -= 1
        comma = {","} if k + 1 < len(between) else set()  # "Ann Lee, [Vice President of Sales] Paul Roy"
        led = 0 < k < len(between) and between[k - 1].lower_ in self.language.conjunctions | comma
        return between[:k] if led else between

    def _own_clause(self, m: Mention) -> bool:
        """ "hired Ann Lee, and Acme chief Paul Roy resigned": the second name is another verb's subject."""
        return m.end < len(self.doc) and _finite(self.doc[m.end])

    def _passed(self) -> frozenset[str]:
        return self.language.articles | self.language.of | self.language.prepositions

    def _said_of_one(self, tokens: Sequence[Token]) -> bool:
        """A comma alone, or an apposition between commas or in parentheses, without a verb of its own."""
        if len(tokens) == 1:
            return tokens[0].text == ","
        if tokens[0].text not in (",", "("):
            return False
        return not any(_finite(t) or self._left(t) or t.text in (";", ":", ".", "»", "«") for t in tokens)

    def _told_of_one(self, tokens: Sequence[Token], right: Mention) -> bool:
        """ "Ann Lee, a vice president who runs sales; [Paul Roy ...]", "Ann Lee, who is retiring, [and ...]"."""
        if tokens[0].text != "," or self._own_clause(right) or not self.language.labels["possessor"]:
            return False
        inner = tokens[1:-1]
        relative = bool(inner) and inner[0].lower_ in self.language.relatives and all(t.text != "," for t in inner)
        stops = any(t.text in (";", ":", ".") for t in inner)
        return not stops and (tokens[-1].text == ";" or relative)

    def _left(self, token: Token) -> bool:
        """ "Ann Lee, a founder, left in May, and Paul Roy ...": no passive participle, whatever the tagger says."""
        return token.tag_ == "VBN" and token.lower_ in self.language.active_participles


def _finite(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and "Part" not in token.morph.get("VerbForm", [])
