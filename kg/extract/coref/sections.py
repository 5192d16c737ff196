"""What each part of an article is about: the organisation that its heading names, or that a paragraph is set in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language
from kg.extract.parsing.lines import lines

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["Sections"]

_HEADING = 20  # tokens that a heading may have
_BULLETS = frozenset({"-", "–", "—", "•", "·"})
_PARAGRAPH = 130  # tokens of a paragraph that is about what it opens with


class Sections:
    """The sections of one article; ``at``: mentions by token, ``named``: the organisations between two tokens."""

    def __init__(
        self,
        doc: Doc,
        language: Language,
        at: Mapping[int, Mention],
        named: Callable[[int, int], Sequence[Mention]],
    ) -> None:
        self.doc, self._language, self._at, self._named = doc, language, at, named
        self._sections = self._headed()

    def organization_at(self, i: int) -> int | None:
        """The entity that the section of token ``i`` is about, if its heading or its opening tells."""
        k = bisect_right([start for start, _ in self._sections], i) - 1
        return self._sections[k][1] if k >= 0 else None

    def leading(self) -> int | None:
        """The organisation with which the headline begins and of which the first sentence says something.

        None in English, where "it" is as often another's and the subject nearby is the better guess.
        """
        opening = [s for s in self.doc.sents if any(not t.is_space for t in s)][:2]
        firms = [self._named(s.start, s.end) for s in opening]
        labels = self._language.labels
        if labels["possessor"] or len(firms) < 2 or not firms[0] or not firms[1]:
            return None
        first = firms[0][0]
        told = {m.entity for m in firms[1] if self.doc.root_of(m.start, m.end).dep_ in labels["subject"]}
        return first.entity if first.start <= opening[0].start + 1 and first.entity in told else None

    def destination(self, m: Mention) -> bool:
        """« passe chez Nova », « quitte Zeta pour Nova »: the rest is as likely about what is left."""
        words, before = self._language.role_words, self.doc[m.start - 1].lower_ if m.start > 1 else ""
        leads = before in words.get("onward", ())
        onward = leads and bool(self._named(self.doc[m.start].sent.start, m.start))
        return onward or before in words.get("destinations", ())

    def _headed(self) -> list[tuple[int, int | None]]:
        """First token of each section, and the one organisation that its heading (or the title) names."""
        sections: list[tuple[int, int | None]] = []
        heading: int | None = None
        for start, end in lines(self.doc):
            listed = self.doc[start].text in _BULLETS  # a point of a list, or of what a paper sets under its headline
            if end - start <= _HEADING and not self.doc[end - 1].is_punct and not listed:
                named = {m.entity for m in self._named(start, end) if not self.destination(m)}
                heading = named.pop() if len(named) == 1 else None
                sections.append((start, heading))
            elif (setting := self._set_in(start, end)) is not None or (sections and sections[-1][1] != heading):
                sections.append((start, heading if setting is None else setting))
        return sections

    def _set_in(self, start: int, end: int) -> int | None:
        """« Chez Nova, la révolte gagne »: the organisation that a paragraph opens with is what it is about."""
        after = self._at.get(start + 1)
        opens = self.doc[start].lower_ in self._language.role_words["settings"] and 2 < end - start < _PARAGRAPH
        closed = opens and after is not None and self._sets(self.doc[after.end])
        return after.entity if closed and after is not None and after.type == "Organization" else None

    def _sets(self, token: Token) -> bool:
        """Whether a paragraph's matter begins after "At Nova": a comma, or "he", "they"."""
        pronouns = self._language.pronouns
        return token.text == "," or token.lower_ in (*pronouns["person"], *pronouns.get("they", ()))
