"""Names set beside nouns: « le groupe Renault », "its rival Lyft", "Lyft, a rival of Uber", "Alphabet's Waymo"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.coref.salience import Salience
from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language
from kg.extract.syntax.fillers import Filler, Witness
from kg.extract.syntax.lists import NameLists

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["NamesBesideNouns"]

_BRACKETS = 8  # tokens that brackets after a name may hold
_PLACES = frozenset({"GPE", "LOC"})
_ROUND_LETTERS = 3  # more than in what follows "Series"
_QUOTES = frozenset({'"', "«", "“", "‘"})


class NamesBesideNouns:
    """A parsed article with its mentions."""

    def __init__(self, doc: Doc, mentions: Iterable[Mention], language: Language) -> None:
        self.doc, self.language = doc, language
        self.mentions = sorted(mentions, key=lambda m: (m.start, m.end))
        self.at: dict[int, Mention] = {i: m for m in self.mentions for i in range(m.start, m.end)}
        self._lists = NameLists(doc, self.mentions, self.at, language)
        self._actors = NameLists(doc, self.mentions, self.at, language, mixed=True)
        self.salience = Salience(doc, self.mentions, language)
        self._instance_words = tuple(tuple(p.split()) for p in language.instances)

    def led(self, mention: Mention) -> Mention:
        """The name that a name before "-backed", "developer" only describes, else the mention itself."""
        return self._lists.led(mention)

    def fellows(self, mention: Mention) -> list[Mention]:
        """The mention and those it is listed with (« Altman, Brockman et Sutskever »), of the same type."""
        return self._lists.fellows(mention)

    def listed_before(self, i: int) -> list[Mention]:
        """The organisations that "they", "them", "their" at token ``i`` mean: its sentence's one list before it."""
        first = self.doc[i].sent.start
        firms = [m for m in self.mentions if first <= m.start < i and m.type == "Organization" and m.kind == "name"]
        lists = {tuple(k.start for k in group): group for m in firms if len(group := self.fellows(m)) > 1}
        people = any(m.type == "Person" for m in self.mentions if first <= m.start < i)
        return list(next(iter(lists.values()))) if len(lists) == 1 and not people else []

    def actors(self, fillers: Sequence[Filler]) -> list[Filler]:
        """The fillers with the people and organisations that they are listed with."""
        found = {f.mention.start: f for f in fillers}
        for f in fillers:
            for m in self._actors.fellows(f.mention):
                found.setdefault(m.start, Filler(m, f.witness, f.proxy))
        return [found[start] for start in sorted(found)]

    def each(self, mentions: Iterable[Mention], witness: Witness) -> Iterator[Filler]:
        """Fillers of mentions and their fellows."""
        for mention in mentions:
            for m in self.fellows(mention):
                yield Filler(m, witness)

    def described(self, mention: Mention, noun: Token) -> list[Mention]:
        """« Acme et Zeta, filiale d'Eta »: a noun in the singular describes the last of a list alone."""
        opened = mention.end < len(self.doc) and self.doc[mention.end].text == "("
        if opened and (self.compounds or "Plur" not in noun.morph.get("Number", [])):
            return [mention]  # "Acme (a unit of Eta), Zeta and Nova"
        fellows = self.fellows(mention)
        alone = not self.compounds and "Sing" in noun.morph.get("Number", []) and fellows[-1] is mention
        return [mention] if alone else fellows

    def name_after(self, token: Token, *, nouns: bool = False) -> Mention | None:
        """ "its rival Lyft", « le groupe automobile français Renault », « une start-up nommée Acme ».

        With ``nouns`` also "rival chip maker Lyft", where a noun may qualify another.
        """
        i, last = token.i + 1, min(len(self.doc), token.i + 8)
        while i < last and i not in self.at and (n := self._steps_to_name(i, nouns=nouns)):
            i += n
        mention = self.at.get(i)
        return mention if mention is not None and mention.kind == "name" else None

    def _steps_to_name(self, i: int, *, nouns: bool) -> int:
        """How many tokens at ``i`` may stand between a noun and its name; « de jeux », « d'assurance » count two."""
        if self._before_name(self.doc[i], nouns=nouns):
            return 1
        if i + 1 >= len(self.doc) or i + 1 in self.at:
            return 0
        after = self.doc[i + 1]
        if self.doc[i].text == "," and self._names(after):
            return 2
        kind = self.doc[i].lower_ in self.language.of_kind and self._common(i + 1)
        if kind and after.lower_ not in self.language.proxies:
            return 3 if i + 2 < len(self.doc) and i + 2 not in self.at and self._common(i + 2) else 2
        return 0

    def _common(self, i: int) -> bool:
        return self.doc[i].pos_ == "NOUN" and self.doc[i].is_lower

    def owned(self, mention: Mention) -> Mention:
        """ "Alphabet's Waymo", "Uber's truck maker Otto", "Uber chief Ann Lee": whom an owner leads to; else itself."""
        i = mention.end
        if i >= len(self.doc) or self.doc[i].tag_ != "POS":
            return self._titled(mention) or mention
        i += 1
        while i < min(len(self.doc), mention.end + 5) and i not in self.at and self.doc[i].pos_ in ("ADJ", "NOUN"):
            i += 1
        after = self.at.get(i)
        return after if after is not None and after.type == "Organization" and after.kind == "name" else mention

    def _titled(self, mention: Mention) -> Mention | None:
        """The person whom an organisation and a position introduce: "Uber executive Ann Lee"."""
        i = mention.end
        while (
            i < min(len(self.doc), mention.end + 4)
            and i not in self.at
            and self.doc[i].pos_ in ("ADJ", "NOUN", "PROPN")
        ):
            i += 1
        named = self.at.get(i) if self.compounds and i > mention.end and mention.type == "Organization" else None
        return named if named is not None and named.type == "Person" and named.kind == "name" else None

    def stands_for_itself(self, filler: Filler) -> bool:
        """Not as the owner of something else ("IBM's plant"), nor as what qualifies a thing ("Google shares")."""
        end = filler.mention.end
        if end < len(self.doc) and self.compounds and filler.mention.kind != "pronoun" and self._common(end):
            return self._a_whole(end)
        if filler.proxy or end >= len(self.doc) or filler.mention.kind == "pronoun":
            return not filler.proxy
        word = self.doc[end]
        owns = word.lower_ in ("'s", "'", "’s", "’") and word.whitespace_ and word.tag_ == "POS"
        return not owns or self._plans(end + 1)

    def _plans(self, i: int) -> bool:
        """ "Adobe's [decision to buy Figma]", "Adobe's [interest in buying Figma]": the owner does it."""
        while i < len(self.doc) - 2 and i not in self.at and self.doc[i].pos_ in ("ADJ", "NOUN"):
            i += 1
        led = self.doc[i - 1].pos_ == "NOUN" and i + 1 < len(self.doc)
        form = {"TO": "VB", "IN": "VBG"}.get(self.doc[i].tag_) if led else None
        return form is not None and self.doc[i + 1].tag_ == form

    def _a_whole(self, i: int) -> bool:
        """ "the Lumio [robotics startup]" is one, "the Lumio [subsea cable]" is a thing: the nouns from token ``i``."""
        last = i
        while last + 1 < len(self.doc) and self._common(last + 1):
            last += 1
        return bool({self.doc[i].lower_, self.doc[last].lower_} & self.language.wholes)

    def _before_name(self, token: Token, *, nouns: bool = False) -> bool:
        if nouns and self.compounds and token.pos_ in ("NOUN", "PROPN") and token.is_lower:
            return True
        adjective = token.pos_ == "ADJ" or (token.dep_ == "amod" and token.is_lower)
        return adjective or self._names(token) or token.text in _QUOTES

    def _names(self, token: Token) -> bool:
        """ "called", "dubbed"; "as" only in "known as"."""
        word = token.lower_
        known = token.i > 0 and self.doc[token.i - 1].lower_ in self.language.naming
        return word in self.language.naming and (word not in self.language.presented_as or known)

    def name_before(self, token: Token) -> Mention | None:
        """ "Lyft, a fierce rival of Uber", "Lyft, Uber's rival": the name before the comma that opens the phrase."""
        i, first = self.before_owner(token), token.sent.start
        opened = i >= first and self.doc[i].text in (",", "(", "–", "—", "-", "--")
        i = self._before_brackets(i) if opened and self.doc[i].text == "," else i
        mention = self.at.get(i - 1) if opened else None
        return mention if mention is not None and mention.end == i and mention.kind != "pronoun" else None

    def before_owner(self, token: Token) -> int:
        """The token before a noun's phrase and its owner: "[is] another of Acme's backers", "[,] an Acme unit"."""
        i, first = token.i - 1, token.sent.start
        while i > first and i not in self.at and (self._in_opening(self.doc[i]) or self._pairs_nouns(i)):
            i -= 1
        possessive = i > first and self.doc[i].tag_ == "POS" and i - 1 in self.at
        compound = i > first and i == token.i - 1 and i in self.at and self.compounds
        if not (possessive or compound):
            return i
        i = self.at[i - possessive].start - 1
        while i > first and i not in self.at and self._in_opening(self.doc[i]):
            i -= 1
        return i

    def _pairs_nouns(self, i: int) -> bool:
        """« partenaire et premier actionnaire »: a conjunction right after a common noun."""
        return self.doc[i].lower_ in self.language.conjunctions and (self._common(i - 1) or self._place(i - 1))

    def _before_brackets(self, i: int) -> int:
        """« WMG (Warwick Manufacturing Group), un département de ... »: token where the brackets before ``i`` open."""
        k = i - 1
        if k < 0 or self.doc[k].text != ")":
            return i
        while k > i - _BRACKETS and k > 0 and self.doc[k].text != "(":
            k -= 1
        return k if self.doc[k].text == "(" else i

    def _in_opening(self, token: Token) -> bool:
        if token.pos_ == "DET" or self._qualifies(token) or token.lower_ in self.language.pronouns["possessive"]:
            return True
        if self.compounds and (self._place(token.i) or (token.pos_ == "ADP" and self._place(token.i + 1))):
            return True  # "the largest maker of brushes in North America and a subsidiary"
        word, language = token.lower_, self.language
        return word in language.articles or word in language.of or word in language.to or word in language.determiners

    def _place(self, i: int) -> bool:
        return i < len(self.doc) and self.doc[i].ent_type_ in _PLACES and i not in self.at

    def _round(self, i: int) -> bool:
        """ "Acme's [Series B] financing": both words of a round's name."""
        first = i - (len(self.doc[i].text) < _ROUND_LETTERS and i > 0)
        return self.doc[first].lower_ == "series" and first < len(self.doc) - 1 and self.doc[first].is_title

    def _qualifies(self, token: Token) -> bool:
        """Adjectives and nouns before a noun, and the parts of "self-driving"."""
        if token.pos_ in ("ADJ", "NOUN", "ADV", "NUM") or token.text in ("$", "€", "£"):
            return True
        i, last = token.i, len(self.doc) - 1
        if self.compounds and token.tag_ == "VBN" and i < last and self.doc[i + 1].pos_ in ("NOUN", "ADJ"):
            return True  # "Acme's newly formed unit"
        if self.compounds and token.i not in self.at and self._round(i):
            return True
        if token.text == "-":
            return 0 < i < last and i - 1 not in self.at and not self.doc[i - 1].whitespace_ and not token.whitespace_
        after = i < last and self.doc[i + 1].text == "-" and not token.whitespace_
        before = i > 0 and self.doc[i - 1].text == "-" and not self.doc[i - 1].whitespace_
        return (after or before) and token.is_lower

    def _past_paired(self, i: int) -> int:
        """ "Acme's partners [and] customers": the token before what shares its owner with another noun."""
        paired = i > 1 and self.compounds and self.doc[i].lower_ in self.language.conjunctions
        k = i - 1
        while paired and k > 0 and k not in self.at and self._qualifies(self.doc[k]):
            k -= 1
        owned = k < i - 1 and k > 0 and self.doc[k].tag_ == "POS" and k - 1 in self.at
        return k if paired and owned else i

    @property
    def compounds(self) -> bool:
        """Whether a name may stand before the noun it qualifies ("OpenAI board"): where labels have possessors."""
        return bool(self.language.labels["possessor"])
