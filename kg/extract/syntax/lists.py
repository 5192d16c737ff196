"""Which names of an article are listed together: « Acme, Zeta et l'éditeur Eta », « auprès d'Acme et de Zeta »."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extract.names.leadingnames import led_names
from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["NameLists", "closes_aside"]

_GAP = 8  # tokens between two names of a list (« et le groupe de presse américain Acme »)
_STOPS = frozenset({".", ";"})
_WORDS = 3  # tokens from a bracket to the one name that it holds (« (groupe Zeta) »)
_BRACKETS = 6  # tokens that brackets after a name may hold
_LED = 4  # tokens before a list's first name that may hold the preposition which the others repeat


class NameLists:
    """The lists of a parsed article; ``mentions`` in text order, ``at`` by token.

    ``mixed`` lists hold people and organisations together (« auprès d'Acme, d'Anne Petit et de Zeta »).
    """

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[Mention],
        at: dict[int, Mention],
        language: Language,
        *,
        mixed: bool = False,
    ) -> None:
        self.doc, self.at, self.language = doc, at, language
        self._alike = _of_actors if mixed else _alike
        self._possessives = frozenset(language.pronouns["possessive"] if language.labels["possessor"] else ())
        self._leads = language.articles | self._possessives
        self._joints = self._leads | language.of | language.prepositions
        self._parting = frozenset(language.lists.get("parting", ()))
        self._adding = frozenset(language.lists.get("adding", ()))
        self._lists: dict[int, list[Mention]] = {}
        self._leading, self._openings = led_names(doc, mentions, at, language)
        self._read(mentions)

    def fellows(self, mention: Mention) -> list[Mention]:
        """The mention and those it is listed with."""
        return self._lists.get(mention.start) or [mention]

    def led(self, mention: Mention) -> Mention:
        """ "[Acme]-backed Zeta": Zeta, which the mention only describes; any other mention itself."""
        return self._leading.get(mention.start, mention)

    def _read(self, mentions: Sequence[Mention]) -> None:
        current: list[Mention] = []
        closed = reopened = False
        apart: list[Mention] = []  # "Acme (a joint venture of Nova and Zeta)": what brackets hold is a list of its own
        for mention in mentions:
            if mention.start in self._leading:
                continue
            if current and (self._short_form(current[-1], mention) or self._inside(current[-1].end, mention)):
                apart.append(mention)
                continue
            link = self._link(current[-1], mention) if current else ""
            if link == "and" and len(current) == 1 and self.doc[current[0].end].text == ",":
                ends = closes_aside(self.doc, current[0], self.at, self.language) or self._acts(current[0], mention)
                link = "" if ends else link
            if current and link and (reopened or not (closed and link == ",")):
                current.append(mention)
                closed = closed or link != ","
                anew = link == "anew" or (link == "and" and self.doc[mention.start - 1].tag_ == "NNS")
                reopened = anew or (reopened and link == ",")  # "Acme and insiders Nova, Zeta and Eta"
            else:
                self._close(current, closed=closed)
                current, closed, reopened = [mention], False, False
        self._close(current, closed=closed)
        if apart:
            self._read(apart)

    def _acts(self, left: Mention, right: Mention) -> bool:
        """ "Ann Lee retired from Acme, and Nova now sells ...": the second is a subject, and the first is none."""
        first, second = self.doc.root_of(left.start, left.end), self.doc.root_of(right.start, right.end)
        subject = self.language.labels["subject"]
        closes = right.end < len(self.doc) and self.doc[right.end].text == ")"
        return second.dep_ in subject and second.head.i > second.i and first.dep_ not in subject and not closes

    def _close(self, group: list[Mention], *, closed: bool) -> None:
        """A list ends with "and" before its last name, with « A, B et d'autres », "etc." or a bracket."""
        if self._told_number(group):
            group = group[1:]
        if len(group) > 1 and (closed or self._goes_on(group[-1].end) or self._bracketed(group)):
            first = 0
            for k, mention in enumerate(group):
                first = k if self._owned(mention) or mention.start in self._openings else first
                self._lists[mention.start] = list(group[first:])

    def _owned(self, mention: Mention) -> bool:
        """ "Acme and its parent Zeta": what is said of the parent is not said of Acme, though both may be bought."""
        i = mention.start - 1
        while i > 0 and self._describes(i):
            i -= 1
        return i > 0 and self.doc[i].lower_ in self._possessives

    def _told_number(self, group: list[Mention]) -> bool:
        """« deux filiales d'Acme, Zeta et Eta »: the names after the first are the two."""
        i = group[0].start - 1 if group else 0
        if i < 2 or self.doc[i].lower_ not in self.language.of:
            return False
        before = [t.lower_ for t in self.doc[max(0, i - 4) : i]]
        return any(self.language.numerals.get(w) == len(group) - 1 for w in before)

    def _goes_on(self, i: int) -> bool:
        return i + 1 < len(self.doc) and self.doc[i].lower_ in self.language.conjunctions and i + 1 not in self.at

    def _bracketed(self, group: list[Mention]) -> bool:
        """« (Acme, Zeta, Eta) », « auprès d'Acme, Zeta, etc. », « Acme, Zeta, Eta. »: a list that needs no "and"."""
        i, first = group[-1].end, group[0].start - 1
        i += i < len(self.doc) and self.doc[i].text == "," and i + 1 < len(self.doc) and i + 1 not in self.at
        if i >= len(self.doc):
            return False
        if self.doc[i].lower_ in self.language.lists.get("and_so_on", ()) or (
            len(group) > 2 and self.doc[i].text in _STOPS
        ):
            return True
        return first >= 0 and self.doc[first].text == "(" and self.doc[i].text == ")"

    def _link(self, left: Mention, right: Mention) -> str:
        """How ``right`` follows a list whose last name is ``left``: "and", "anew", "," or "" (not at all)."""
        opening = self._openings.get(right.start, right.start)
        if not self._alike(left, right) or right.kind == "pronoun" or opening - left.end > _GAP + _BRACKETS:
            return ""
        start = self._past_aside(left)
        if opening - start > _GAP:
            return ""
        words = [t.lower_ for t in self.doc[start:opening]]
        if not self._parting.isdisjoint(words):
            return ""
        return "anew" if " ".join(words[words[:1] == [","] :]) in self._adding else self._joint(left, opening, start)

    def _joint(self, left: Mention, right: int, start: int) -> str:
        """The same of what stands between tokens ``start`` and ``right``, without what introduces the name there."""
        stop = self._before_joints(start, right)
        if stop < right and not self._repeats(left, self.doc[stop].lower_):
            return ""
        words = [t.lower_ for t in self.doc[start:stop]]
        if words == [","]:
            return ","
        words = words[1:] if words[:1] == [","] else words
        if len(words) > 1 and words[-1] in self.language.lists.get("adverbs", ()):
            words = words[:-1]  # "Acme, Nova and now Zeta"
        joined = " ".join(words)
        return "and" if joined in self.language.conjunctions else ""

    def _short_form(self, name: Mention, m: Mention) -> bool:
        """ "Nokia Siemens Networks (NSN)", and what stands alone in brackets after a name."""
        inside = m.start == name.end + 1 and self.doc[name.end].text == "("
        return (inside and m.entity is not None and m.entity == name.entity) or self._alone(name.end, m)

    def _alone(self, i: int, m: Mention) -> bool:
        """« Anne Petit (Nova) et Paul Roy (ex-Zeta) », « le FEI (Fonds européen d'investissement) et Nova »."""
        if self._possessives or not 0 < m.start - i <= _WORDS or self.doc[i].text != "(":
            return False
        led = self.doc.lowers[i + 1] in self.language.by  # « le rachat de Nova (par Zeta) »: who does it
        return not led and self.doc.lowers[m.end : m.end + 1] == [")"]

    def _past_aside(self, left: Mention) -> int:
        """« Zeta en 2018 et Eta en 2019 », « Zeta (10 %) et Eta »: token after the year or the brackets."""
        i = left.end
        if i + 1 < len(self.doc) and self.doc[i].lower_ in self.language.dating and self.doc[i + 1].like_num:
            return i + 2
        if i + 2 < len(self.doc) and self.doc[i].lower_ in self.language.cues("placed") and self._town(i + 1):
            return i + 2  # "Acme in India and the builder Zeta"
        if i + 3 < len(self.doc) and self._set_in_place(i):
            return i + 3
        if i < len(self.doc) and self.doc[i].text == "(":
            closing = next((t.i for t in self.doc[i : i + _BRACKETS] if t.text == ")"), -1)
            inside = [self.at[k] for k in range(i, closing) if k in self.at]
            alone = bool(inside) and self._alone(i, inside[0])
            if closing > 0 and ({m.entity for m in inside} <= {left.entity} or self._describing(i) or alone):
                return closing + 1  # "Zeta (an Acme subsidiary)"
        return i

    def _describing(self, i: int) -> bool:
        """ "Zeta (an Acme subsidiary)": brackets at ``i`` that an article opens say what Zeta is."""
        return bool(self._possessives) and self.doc[i + 1].lower_ in self.language.articles

    def _inside(self, i: int, mention: Mention) -> bool:
        """Whether a name stands in brackets at ``i`` that only describe."""
        opened = i + 1 < mention.start and self.doc[i].text == "(" and self._describing(i)
        return opened and not any(t.text == ")" for t in self.doc[i : mention.start])

    def _town(self, i: int) -> bool:
        joined = self.doc[i + 1].lower_ in self.language.conjunctions or self.doc[i + 1].text == ","
        return joined and self.doc[i].ent_type_ in ("GPE", "LOC") and i not in self.at and bool(self._possessives)

    def _set_in_place(self, i: int) -> bool:
        """« confié à Acme[, à Lyon], et à Zeta, à Lille »: where the first of a list is, between commas."""
        comma, led, town, close = self.doc[i : i + 4]
        closed = comma.text == close.text == ","
        placed = led.lower_ in self.language.cues("placed") and town.text[:1].isupper() and town.i not in self.at
        return closed and placed and any(w in self.language.conjunctions for w in self.doc.lowers[i + 4 : i + 5])

    def _before_joints(self, start: int, end: int) -> int:
        """The token where articles, prepositions and the noun that a name is set beside begin, left of ``end``."""
        i, nouns = end, end
        while nouns > start and self._describes(nouns - 1):
            nouns -= 1
        if nouns < end and nouns > start and self.doc[nouns - 1].lower_ in self._leads:
            i = nouns  # "Acme and its parent company Zeta"
        elif start < nouns < end and self._introduces(nouns, end):
            i = nouns  # "Acme and South African insurer Zeta"
        while i > start and self.doc[i - 1].lower_ in self._joints:
            i -= 1
        return i

    def _introduces(self, nouns: int, name: int) -> bool:
        """Whether "and" and a noun that tells its kind lead to an organisation; of people much else is said so."""
        if self.at[name].type == "Person":  # "Ann Lee, finance chief Paul Roy and ..."
            joined = self.doc[nouns - 1].lower_ in self.language.conjunctions or self.doc[nouns - 1].text == ","
            return joined and self.doc[name - 1].lower_ in self.language.cues("titles")
        kind = self.doc[name - 1].lower_ not in self.language.relational
        return bool(self._possessives) and kind and self.doc[nouns - 1].lower_ in self.language.conjunctions

    def _describes(self, i: int) -> bool:
        """A noun or an adjective beside the name, or the « de » of its kind (« le fabricant de puces Acme »)."""
        if self.doc[i].lower_ in self.language.of_kind:
            return i + 1 not in self.at and self.doc[i + 1].pos_ == "NOUN" and self.doc[i - 1].pos_ == "NOUN"
        word = self.doc[i]
        if word.tag_ == "POS" and self.doc[i - 1].ent_type_ == "GPE":
            return i - 1 not in self.at  # "and Britain's Acme"
        if word.pos_ == "ADJ" or word.ent_type_ in ("NORP", "GPE"):  # "and South African insurer Acme"
            return i not in self.at
        return word.pos_ == "NOUN" and word.is_lower

    def _repeats(self, left: Mention, word: str) -> bool:
        """« par Acme et par Zeta », but not « par Acme dans Zeta, par Eta »: the preposition leads both."""
        kind = next((f for f in (self.language.of, self.language.to) if word in f), frozenset({word}))
        if word in self._leads or word not in self.language.prepositions:
            return True
        for t in reversed(self.doc[max(0, left.start - _LED) : left.start]):
            if t.lower_ in self.language.prepositions:
                return t.lower_ in kind
        return False


def closes_aside(doc: Doc, mention: Mention, at: Mapping[int, Mention], language: Language) -> bool:
    """Whether the comma after a name closes what one after another name opened ("Acme, a unit of Nova, and ...")."""
    first = mention.start
    opening = next((t.i for t in reversed(doc[doc[first].sent.start : first]) if t.text == ","), -1)
    if opening <= 0 or opening - 1 not in at or opening + 1 >= first:
        return False
    word = doc[opening + 1]
    said = word.is_lower and (word.pos_ in ("NOUN", "VERB") or word.lower_ in language.articles)
    return said and not any(k in at for k in range(opening, first))


def _alike(left: Mention, right: Mention) -> bool:
    """Of one type; a type that only a model guessed does not part a list."""
    if left.type == right.type:
        return True
    return (
        not (left.sure and right.sure) and "pronoun" not in (left.kind, right.kind) and None in (left.type, right.type)
    )


def _of_actors(left: Mention, right: Mention) -> bool:
    actors = ("Person", "Organization")
    return left.type in actors and right.type in actors and left.kind == right.kind == "name"
