"""Positions that people hold: « PDG de Renault », "Microsoft's chief executive", "X, formerly head of research at Y".

A role phrase is found by its head word (``ontologies/roles.yaml``), widened over its modifiers and complement, and bound
to the organisation it belongs to and, where the text puts one beside it, to its holder. Which relation that makes
(``worksFor``, ``left``, ``founded``) is a matter of the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.errors import OntologyError
from kg.extract.clauses import follows
from kg.extract.grammar import Filler, Scene
from kg.extract.language import load_language
from kg.extract.mentions import Mention
from kg.model import Tense
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["RoleBook", "RoleHit", "RolePhrase", "find_roles", "load_roles"]

_REACH = (
    14  # tokens from a role's head to its organisation (« directrice senior des partenariats mondiaux chez Apple »)
)
_NOUN_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ", "NUM", "X"})
_COUNTED = frozenset({"autre", "autres", "another", "other", "one", "deux", "trois", "quatre", "cinq", "two", "three"})
_PAIRS = frozenset({",", "(", "–", "—", "-", ":"})


@dataclass(frozen=True, slots=True, eq=False)
class RoleBook:
    """One language's role words. ``forms`` maps a first word to (words, key, plural), longest first."""

    forms: Mapping[str, tuple[tuple[tuple[str, ...], str, bool], ...]]
    functional: frozenset[str]
    rank: Mapping[str, int]
    modifiers: tuple[tuple[str, ...], ...]
    former: tuple[tuple[str, ...], ...]
    complements: frozenset[str]
    lead_ins: tuple[tuple[str, ...], ...]
    copulas: frozenset[str]
    past_copulas: frozenset[str]
    asides: frozenset[str]


@dataclass(frozen=True, slots=True)
class RoleHit:
    """Tokens ``[start, end)`` are a role's head."""

    start: int
    end: int
    key: str
    plural: bool


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A role as worded at tokens ``[start, end)``.

    ``organizations`` and ``holders`` are what the text binds to it, if anything; ``led_in`` when a verb does (« nommé PDG »,
    "as CEO"), ``predicated`` when a copula gives it its holder; ``guessed`` when the organisation is the one the passage is about.
    """

    start: int
    end: int
    head: int
    keys: tuple[str, ...]
    former: bool
    tense: Tense
    organizations: tuple[Filler, ...]
    holders: tuple[Filler, ...]
    led_in: bool
    guessed: bool = False
    predicated: bool = False

    @property
    def last(self) -> int:
        """Token after the whole phrase, its organisation included."""
        return max([self.end, *(f.mention.end for f in self.organizations if f.mention.start >= self.end)])


@lru_cache(maxsize=16)
def load_roles(ontology: Ontology, lang: str) -> RoleBook:
    """The language's roles.

    Raises:
        OntologyError: ``roles.yaml`` is missing or malformed.
    """
    raw, language = ontology.data("roles"), load_language(ontology, lang)
    if raw is None:
        raise OntologyError("roles.yaml: missing; it names the positions that people hold")
    try:
        return _build(raw, lang, language.role_words)
    except (KeyError, TypeError, AttributeError) as error:
        raise OntologyError(f"roles.yaml: missing or malformed key {error}") from error


def _build(raw: Mapping[str, Any], lang: str, words: Mapping[str, Any]) -> RoleBook:
    roles = {k: v for k, v in raw.items() if k not in ("modifiers", "former")}
    index: dict[str, list[tuple[tuple[str, ...], str, bool]]] = defaultdict(list)
    for key, role in roles.items():
        for form, plural in _spellings(role.get(lang) or ()):
            index[form[0]].append((form, key, plural))
    return RoleBook(
        forms={w: tuple(sorted(f, key=lambda x: (-len(x[0]), x[2], x[1]))) for w, f in index.items()},
        functional=frozenset(k for k, v in roles.items() if v.get("functional")),
        rank={k: int(v.get("rank", 50)) for k, v in roles.items()},
        modifiers=_phrases(raw["modifiers"][lang]),
        former=_phrases(raw["former"][lang]),
        complements=frozenset(words["complements"]),
        lead_ins=_phrases(words["lead_ins"]),
        copulas=frozenset(words["copulas"]),
        past_copulas=frozenset(words["past_copulas"]),
        asides=frozenset(words["asides"]),
    )


def _phrases(items: Iterable[object]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((_split(str(x)) for x in items), key=lambda p: -len(p)))


def _split(text: str) -> tuple[str, ...]:
    """Words as the tokenizers cut them: elided articles are words of their own (« chargé d'affaires »)."""
    return tuple(text.lower().replace("’", "'").replace("'", "' ").split())


def _spellings(forms: list[str]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Each form and its plurals: the ``s`` may stand on any of its words (« directrices générales », "vice-presidents")."""
    given = {_split(str(f)) for f in forms}
    for words in sorted(given):
        yield words, words[-1].endswith("s") and len(words) == 1 and (words[0][:-1],) in given
        for plural in {(*words[:-1], words[-1] + "s"), (words[0] + "s", *words[1:]), tuple(w + "s" for w in words)}:
            if plural not in given:
                yield plural, True


def find_roles(scene: Scene, book: RoleBook) -> list[RolePhrase]:
    """The role phrases of a scene, in text order."""
    finder = _Finder(scene, book)
    return [finder.phrase(group) for group in finder.groups()]


class _Finder:
    def __init__(self, scene: Scene, book: RoleBook) -> None:
        self.scene, self.doc, self.book, self.language = scene, scene.doc, book, scene.language

    # -- heads ---------------------------------------------------------------------------------------------------

    def groups(self) -> Iterator[list[RoleHit]]:
        """Heads that are said together of one holder (« fondateur et CEO », "president, CEO")."""
        group: list[RoleHit] = []
        for hit in self._hits():
            if group and self._together(group[-1], hit):
                group.append(hit)
                continue
            if group:
                yield group
            group = [hit]
        if group:
            yield group

    def _hits(self) -> Iterator[RoleHit]:
        i = 0
        while i < len(self.doc):
            hit = self._hit(i) if i not in self.scene.at else None
            if hit is not None:
                yield hit
            i = hit.end if hit else i + 1

    def _hit(self, i: int) -> RoleHit | None:
        token = self.doc[i]
        word = token.lower_.removeprefix("ex-")
        if token.pos_ in ("VERB", "AUX") and not token.text[:1].isupper() and word == token.lower_:
            return None  # « il dirigeant », "to chair": a verb
        for form, key, plural in self.book.forms.get(word, ()):
            rest = form[1:]
            if follows(self.doc, i + 1, [rest]) == len(rest):
                return RoleHit(i, i + len(form), key, plural)
        return None

    def _together(self, left: RoleHit, right: RoleHit) -> bool:
        """Only joining words between; a complement in the first role ends it (« fondateur de A et PDG de B »)."""
        if right.start - left.end > 4 or self.doc[left.start].sent.start != self.doc[right.start].sent.start:
            return False
        between = [t.lower_ for t in self.doc[left.end : right.start]]
        joins = self.language.conjunctions | {",", "/", "-", "et", "and", "also", "également", "aussi"}
        return bool(between) and all(w in joins or w in self.language.articles or self._modifies(w) for w in between)

    def _modifies(self, word: str) -> bool:
        return (word,) in self.book.modifiers or (word,) in self.book.former

    # -- extent --------------------------------------------------------------------------------------------------

    def phrase(self, group: list[RoleHit]) -> RolePhrase:
        """The phrase around a group of heads, with what it is bound to."""
        start, outer, former = self._left(group[0])
        end = self._right(group[-1])
        plural = any(h.plural for h in group)
        organizations, begins, label_end = self._organizations(outer, end)
        if n := self._ends_with(begins, self.book.former):  # "former Google engineer X"
            begins, former = self._before_articles(begins - n), True
        ends = max(label_end, max((f.mention.end for f in organizations if f.mention.start >= end), default=0))
        holders, how, tense = self._holders(begins, outer, ends, plural)
        guessed = False
        if not organizations and holders and self._of_the_passage(group, begins, holders):
            organizations, guessed = self._passage(outer), True
        return RolePhrase(
            start=start,
            end=label_end,
            head=group[0].start,
            keys=tuple(dict.fromkeys(h.key for h in group)),
            former=former,
            tense=tense,
            organizations=organizations,
            holders=holders,
            led_in=how == "led in",
            guessed=guessed,
            predicated=how == "copula",
        )

    def _left(self, hit: RoleHit) -> tuple[int, int, bool]:
        """First token of the wording and of all modifiers, and whether « ancien », "former" or "ex-" is among them."""
        i, first = hit.start, self.doc[hit.start].sent.start
        former = self.doc[i].lower_.startswith("ex-")
        while i > first and i - 1 not in self.scene.at:
            n = self._ends_with(i, self.book.former)
            if n:
                former, i = True, i - n
            elif self._qualifies(i - 1):
                i -= 1
            else:
                break
        outer = i
        while i < hit.start and (self._ends_with(i + 1, self.book.former) == 1 or self.doc[i].text in ("-", ",")):
            i += 1  # the label is « PDG », not « ancien PDG »
        return i, outer, former

    def _ends_with(self, i: int, phrases: tuple[tuple[str, ...], ...]) -> int:
        """Length of the phrase whose last token is ``i - 1``."""
        return next((len(p) for p in phrases if i >= len(p) and follows(self.doc, i - len(p), [p])), 0)

    def _qualifies(self, i: int) -> bool:
        """Whether token ``i`` belongs to the role's wording on its left ("chief restaurant officer", "interim CEO")."""
        token = self.doc[i]
        if (token.lower_,) in self.book.modifiers or token.text == "-":
            return True
        if not self.scene.compounds:
            return False
        noun = token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("compound", "nmod", "amod")
        return (noun or token.pos_ == "ADJ") and token.is_alpha and token.lower_ not in self.language.articles

    def _right(self, hit: RoleHit) -> int:
        end = hit.end
        while n := follows(self.doc, end, self.book.modifiers):
            end += n
        return end

    # -- organisation --------------------------------------------------------------------------------------------

    def _organizations(self, start: int, end: int) -> tuple[tuple[Filler, ...], int, int]:
        """Organisations, first token of the whole phrase, and the token after the role's own wording."""
        begins = self._before_articles(start)
        right = self._complement(end)
        if right is not None:
            return right[0], begins, right[1]
        for owner, first in self._owners(start):
            if _may_employ(owner):
                return (Filler(owner, "syntax"),), first, end
        return (), begins, self._label_end(end)

    def _before_articles(self, i: int) -> int:
        """The start of « l'un des trois [fondateurs] », "another of the [founders]"."""
        passed = self.language.articles | self.language.of | _COUNTED
        while i > 0 and i - 1 not in self.scene.at and (self.doc[i - 1].lower_ in passed or self.doc[i - 1].like_num):
            i -= 1
        return i

    def _owners(self, start: int) -> Iterator[tuple[Mention, int]]:
        """Whose role it is, from the left: "OpenAI's new CEO", "Airbus head", « son PDG »."""
        i = start - 1
        if i < 0:
            return
        if self.doc[i].lower_ in ("'s", "'") and i - 1 in self.scene.at:
            owner = self.scene.at[i - 1]
            yield owner, owner.start
        elif i in self.scene.at and self.scene.compounds:
            yield self.scene.at[i], self.scene.at[i].start
        elif self.doc[i].lower_ in self.language.pronouns["possessive"]:
            for owner in self.scene.possessor_of(i):
                yield owner, i

    def _complement(self, end: int) -> tuple[tuple[Filler, ...], int] | None:
        """« directeur [de la recherche] chez DeepMind »: the organisation after the role and its complement."""
        limit = min(self.doc[end - 1].sent.end, end + _REACH)
        for i in range(end, limit):
            mention = self.scene.at.get(i)
            if mention is not None:
                label_end = self._back_over_joints(mention.start, end)
                if not _may_employ(mention) or label_end == mention.start:
                    return None
                if mention.type != "Organization" and i > end + 3:
                    return None  # « responsable de l'attentat de ... »: too far for what may be a place or a thing
                return tuple(Filler(m, "order") for m in self.scene.fellows(mention)), label_end
            if not self._in_complement(i, end):
                return None
        return None

    def _in_complement(self, i: int, end: int) -> bool:
        token = self.doc[i]
        if i == end:  # a role's complement starts with a preposition, or with an adjective of the role
            goes_on = (
                token.pos_ == "CCONJ" and self.doc[i + 1].lower_ in self.language.of
            )  # « de la stratégie et de ... »
            return goes_on or token.lower_ in self.book.complements or token.pos_ in ("ADJ", "ADP", "NOUN")
        return (
            token.pos_ in _NOUN_PHRASE or token.lower_ in self.language.proxies or token.lower_ in self.book.complements
        )

    def _back_over_joints(self, i: int, end: int) -> int:
        """Token at which « de la société », "at the chipmaker" begins before an organisation at ``i``."""
        language = self.language
        joints = language.articles | language.of | self.book.complements | language.proxies
        while i > end and (self.doc[i - 1].lower_ in joints or self.doc[i - 1].pos_ in ("DET", "ADP")):
            i -= 1
        return i

    def _label_end(self, end: int) -> int:
        """A role without an organisation keeps its complement: « directrice des affaires publiques »."""
        i = end
        limit = min(self.doc[end - 1].sent.end, end + 6)
        if i >= limit or self.doc[i].lower_ not in self.language.of:
            return end
        while i < limit and i not in self.scene.at and self.doc[i].pos_ in ("NOUN", "ADJ", "ADP", "DET"):
            i += 1
        return i if i not in self.scene.at and self.doc[i - 1].pos_ in ("NOUN", "ADJ") else end

    def _of_the_passage(self, group: Sequence[RoleHit], begins: int, holders: Sequence[Filler]) -> bool:
        """A position without organisation is one in the company spoken of only if it is definite or one of a kind.

        « Le créateur du logiciel » is not: it is of something else; nor is « le président Anne Petit », who presides a country.
        """
        last = group[-1].end
        if last < len(self.doc) and self.doc[last].lower_ in self.language.of:
            return False
        opening = self.doc[begins].lower_
        if opening in self.language.pronouns["possessive"]:
            return True
        functional = any(h.key in self.book.functional for h in group)
        if not holders or holders[0].mention.start >= last:
            return functional and not any(h.key == "president" for h in group)
        return functional or opening in ("le", "la", "l'", "the")

    def _passage(self, start: int) -> tuple[Filler, ...]:
        """ "Chief Executive Lisa Su" in a passage about one company: that company, if it can be only one."""
        return tuple(Filler(m, "order") for m in self.scene.possessor_of(start))

    # -- holder --------------------------------------------------------------------------------------------------

    def _holders(self, begins: int, start: int, ends: int, plural: bool) -> tuple[tuple[Filler, ...], str, Tense]:
        before = self._apposed_before(begins)
        if before is not None:
            return self._with_fellows(before, plural), "beside", "present"
        led_in = self._led_in(begins, max(begins, start))
        after = self._beside_after(begins, ends)
        if after is not None and not led_in:
            return self._with_fellows(after, plural), "beside", "present"
        copula = self._copula(begins)
        if copula is not None:
            subjects = tuple(
                f for f in self.scene.fill("subject", copula, copula.i + 1, "active") if _is_person(f.mention)
            )
            past = copula.lower_ in self.book.past_copulas
            return subjects, "copula", "past" if past else "present"
        return (), "led in" if led_in else "", "present"

    def _with_fellows(self, mention: Mention, plural: bool) -> tuple[Filler, ...]:
        return tuple(Filler(m, "syntax") for m in (self.scene.fellows(mention) if plural else [mention]))

    def _apposed_before(self, begins: int) -> Mention | None:
        """ "X, [54,] [now] CEO of Y" and « X (PDG de Y) »."""
        i = begins - 1
        while i > 0 and (self.doc[i].lower_ in self.book.asides or self.doc[i].like_num):
            i -= 1
            if self.doc[i + 1].like_num and self.doc[i].text == ",":
                return self._person_ending_at(i)
        if i > 0 and self.doc[i].text in _PAIRS:
            return self._person_ending_at(i)
        beside = self._person_ending_at(begins)
        return beside if beside is not None and beside.kind == "name" else None

    def _person_ending_at(self, i: int) -> Mention | None:
        mention = self.scene.at.get(i - 1)
        return mention if mention is not None and mention.end == i and _is_person(mention) else None

    def _beside_after(self, begins: int, ends: int) -> Mention | None:
        """ "OpenAI CEO Sam Altman", « le patron de Bethesda, Robert Altman »."""
        i = ends
        comma = i < len(self.doc) and self.doc[i].text in (",", "(")
        i += comma
        i += i < len(self.doc) and self.doc[i].text in self.language.person_titles
        mention = self.scene.at.get(i)
        if mention is None or not _is_person(mention) or mention.kind == "pronoun":
            return None
        if not comma:
            return mention
        first = begins == self.doc[begins].sent.start
        article = self.doc[begins].lower_ in self.language.articles - self.language.of
        opened = first or begins in self.scene.at or article
        return mention if opened or self.doc[begins].lower_ in self.language.pronouns["possessive"] else None

    def _led_in(self, begins: int, start: int) -> bool:
        """Whether « nommé », "as" stands before the role, a date between at most (« nommé la veille patron »)."""
        if any(self._ends_with(i, self.book.lead_ins) for i in range(begins, start + 1)):
            return True
        i = begins
        while i > max(0, begins - 4) and self._dates(self.doc[i - 1]):
            i -= 1
            if self._ends_with(i, self.book.lead_ins):
                return True
        return False

    def _dates(self, token: Token) -> bool:
        return (
            token.like_num
            or token.lower_ in self.language.skip
            or token.lower_ in self.language.fillers
            or token.pos_ == "ADV"
        )

    def _copula(self, begins: int) -> Token | None:
        """The « être » or « devenir » right before the role."""
        i = begins - 1
        while i > 0 and (self.doc[i].pos_ == "ADV" or self.doc[i].lower_ in self.book.asides):
            i -= 1
        return self.doc[i] if i >= 0 and self.doc[i].lower_ in self.book.copulas else None


def _may_employ(mention: Mention) -> bool:
    return mention.may_be(("Organization",)) and not mention.place


def _is_person(mention: Mention) -> bool:
    return mention.may_be(("Person",)) and not mention.place
