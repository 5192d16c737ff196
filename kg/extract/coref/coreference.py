"""Which mentions of one article speak of the same thing.

Rules only, and each abstains when two antecedents are possible: a wrong link puts one person's move on another. Order:
listed names; full names; surnames, acronyms and short forms; then nominals and pronouns with one possible antecedent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.coref.anaphora import LaterReader
from kg.extract.coref.antecedents import Antecedents
from kg.extract.coref.descriptions import describe
from kg.extract.coref.groups import Group, given_gender, types_clash
from kg.extract.coref.homes import homes_of
from kg.extract.coref.likeness import said_words
from kg.extract.coref.ordinals import the_one_of_two
from kg.extract.coref.plurals import PluralAntecedents
from kg.extract.coref.pronounonly import unnamed_group
from kg.extract.coref.salience import Salience
from kg.extract.coref.surnames import share_surnames
from kg.extract.names.lexicon import WordLists
from kg.extract.names.mentions import Anaphor, Mention
from kg.extract.names.nameforms import (
    abbreviates,
    acronym,
    fold,
    fuller,
    in_brackets,
    initials_fit,
    name_words,
    same_but_form,
)
from kg.extract.parsing.language import Language
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["Group", "link"]

_INITIALS = 3  # letters that a name shortened to its first word has at least one more of
_OFTEN = 2  # times that a shorter name stands for each of a longer one
_OWNED = 9  # tokens from a part's name to the owner's
_NOBODY = 60  # tokens without any person in which « il » may be an organisation


def link(doc: Doc, mentions: list[Mention], language: Language, words: WordLists) -> tuple[list[Group], list[Mention]]:
    """Groups of the article's names, and all mentions (names, nominals, pronouns) in text order with ``entity`` set."""
    linker = _Linker(doc, language, words.organization_words)
    inside = [in_brackets(doc, m.start, m.end) for m in mentions]  # « Nova Business (NB) » explains "NB" elsewhere
    order = sorted(zip(mentions, inside, strict=True), key=lambda p: (*_surest_first(p[0]), not p[1], p[0].start))
    for m, _ in order:
        linker.add_name(m)
    linker.merge_titles()
    linker.name_as_written()
    share_surnames(doc, linker.groups, language)
    linker.share_sureness()
    later = linker.resolve_later(mentions, words)
    everything = sorted([*mentions, *later], key=lambda m: (m.start, m.end))
    return linker.groups, everything


class _Linker:
    def __init__(self, doc: Doc, language: Language, organization_words: frozenset[str]) -> None:
        self.doc, self.language, self._kinds = doc, language, organization_words
        self.groups: list[Group] = []
        self._exact: dict[tuple[str, EntityType | None], int] = {}
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._ends: dict[int, int] = {}  # token after a mention -> its group

    def add_name(self, m: Mention) -> None:
        """Mentions come listed first, then by length, so that full names stand before their short forms."""
        text = m.text(self.doc)
        label = m.entry.name if m.entry else text
        index = self._find(m, fold(label))
        if index is None:
            index = self._new(m, text, label)
        elif index < 0:
            return
        group = self.groups[index]
        if m.type == "Person" and group.type == "Organization" and group.entry is None:
            self._make_person(group)
        m.entity = index
        m.place = m.place and group.type != "Person"  # "Shimada", a town to a model, after "Taro Shimada"
        self._ends[m.end] = index
        m.type = group.type = group.type or m.type
        group.mentions.append(m)
        if m.kind == "name" and self._better_name(m, text, group):
            group.name = text

    def _make_person(self, group: Group) -> None:
        """A name that only a model took for an organisation's, and whose last word a person bears by itself."""
        group.type = "Person"
        for m in group.mentions:
            m.type = "Person"

    def _better_name(self, m: Mention, text: str, group: Group) -> bool:
        """The listed name where the article uses it; otherwise the fullest form."""
        if m.entry is not None:
            return text == m.entry.name
        return group.entry is None and fuller(text, group.name)

    def name_as_written(self) -> None:
        """ "Nova EEG" said once beside "Nova" is what Nova makes rather than its fuller name."""
        for group in self.groups:
            first, _, last = group.name.rpartition(" ")
            if group.type != "Organization" or group.entry is not None or not (last.isupper() and last.isalpha()):
                continue
            texts = Counter(m.text(self.doc) for m in group.mentions)
            if last.lower() not in self._kinds and texts[first] > _OFTEN * texts[group.name]:
                group.name = first

    def _new(self, m: Mention, text: str, label: str) -> int:
        self.groups.append(Group(label if m.kind == "nominal" else text, m.type, m.entry))
        index = len(self.groups) - 1
        self._exact[(fold(label), m.type)] = index
        if m.entry is not None:
            self._exact.setdefault((fold(text), m.type), index)
        for word in set(name_words(fold(label))):
            self._by_word[word].append(index)
        if m.type == "Organization" and len(initials := acronym(text)) > 1:
            self._exact.setdefault((fold(initials), "Organization"), index)
        return index

    def _find(self, m: Mention, folded: str) -> int | None:
        """Index of the group, None for a new one, -1 when several fit (then the mention stays unresolved)."""
        kinds: tuple[EntityType | None, ...] = (m.type, None) if m.type else ("Person", "Organization", "Product", None)
        for kind in kinds:
            if (folded, kind) in self._exact:
                return self._exact[(folded, kind)]
        if m.entry is not None:
            return None
        defined = self._in_parentheses(m)
        return self._short_form(m, folded) if defined is None else defined

    def _in_parentheses(self, m: Mention) -> int | None:
        """The name that "(LSE)" abbreviates: it stands right before, and the letters are in it in that order."""
        text = m.text(self.doc)
        if m.start < 2 or self.doc[m.start - 1].text != "(" or not text.isupper() or len(text) < 2:
            return None
        index = self._ends.get(m.start - 1)
        if index is None or not abbreviates(text, self.groups[index].name):
            return None
        if self.groups[index].type == "Person" and any(k.sure for k in self.groups[index].mentions):
            return None  # « Jean Dupont (PS) »
        self._exact.setdefault((fold(text), self.groups[index].type), index)
        m.type = self.groups[index].type
        return index

    def _short_form(self, m: Mention, folded: str) -> int | None:
        words = name_words(folded)
        if not words or m.tail:
            return None  # "Nova, Inc.": whole
        fits = [i for i in self._by_word[words[-1]] if self._is_short_of(words, m, self.groups[i])]
        if len(fits) > 1:
            return -1
        return fits[0] if fits else None

    def _is_short_of(self, words: Sequence[str], m: Mention, group: Group) -> bool:
        full = name_words(fold(group.name))
        if self._surname_of(words, full, m, group):
            return True
        if self._part_of(m, group):
            return False
        if len(words) >= len(full) or types_clash(m, group):
            return initials_fit(words, full, m.type, group.type)
        if "Person" in (group.type, m.type) and group.type in ("Person", None):
            one = len(words) == 1 and words[0] in (full[-1], full[0])
            return one or list(words) == list(full[-len(words) :])
        rest = full[len(words) :]
        kind = len(words) == 1 and len(words[0]) > _INITIALS and len(rest) == 2 and rest[-1] in self._kinds
        return group.entry is None and list(words) == list(full[: len(words)]) and (kind or same_but_form(rest))

    def _part_of(self, m: Mention, group: Group) -> bool:
        """« Nova Lab, filiale du groupe Nova »: what owns a part is not the part."""
        units = self.language.nominals["organization"]
        if any(k.start and units.get(self.doc[k.start - 1].lower_) == "unit" for k in group.mentions):
            return True  # « sa filiale Nova Pay »
        before = [k for k in group.mentions if 0 < m.start - k.end <= _OWNED and self.doc[k.end].text in (",", "(")]
        behind = [k for k in group.mentions if 0 < k.start - m.end <= _OWNED]  # "Nova is a unit of Nova AG"
        between = [(k.end, m.start) for k in before[-1:]] + [(m.end, k.start) for k in behind[:1]]
        return any(units.get(t.lower_) == "unit" for first, last in between for t in self.doc[first:last])

    def _surname_of(self, words: Sequence[str], full: Sequence[str], m: Mention, group: Group) -> bool:
        """ "Adebayo", a person, after "Seun Adebayo", which a model alone takes for an organisation."""
        guessed = group.type == "Organization" and group.entry is None and not any(k.sure for k in group.mentions)
        plain = not self._kinds.intersection(full)
        return guessed and plain and m.type == "Person" and len(words) == 1 and len(full) == 2 and words[0] == full[-1]

    def merge_titles(self) -> None:
        """« M. Altman »: a title makes a Person of a name whose type was unknown."""
        for group in self.groups:
            titled = any(m.start and self.doc[m.start - 1].text in self.language.person_titles for m in group.mentions)
            if titled and group.entry is None:
                group.type = "Person"
                for m in group.mentions:
                    m.type = "Person"

    def share_sureness(self) -> None:
        """What is sure of one mention is sure of the same name elsewhere ("Nova, a startup, ... Nova sells ...")."""
        for group in self.groups:
            if any(m.sure and m.type == group.type for m in group.mentions):
                for m in group.mentions:
                    m.sure = m.sure or m.type == group.type

    def resolve_later(self, names: list[Mention], words: WordLists) -> list[Mention]:
        """Nominals (« l'entreprise »), pronouns and « les deux hommes », read from left to right."""
        reader = LaterReader(self.doc, self.language, {i for m in names for i in range(m.start, m.end)}, words.places)
        known = sorted((m for m in names if m.entity is not None), key=lambda m: m.start)
        salience = Salience(self.doc, known, self.language)
        genders = {i: given_gender(g.name, words) for i, g in enumerate(self.groups) if g.type == "Person"}
        classes = describe(self.doc, known, self.language, words)
        people = [m for m in known if m.type == "Person" and m.kind == "name"]
        plurals = PluralAntecedents(self.doc, self.language, known, salience.at)
        said = said_words(self.doc, known, self.language)
        homes = homes_of(self.doc, known, self.language, words)
        antecedents = Antecedents(self.doc, self.language, salience, classes, genders, people, said, homes)
        antecedents.told = describe(self.doc, known, self.language, words, listed=False) if classes else {}
        later = _Later(self, antecedents, plurals, genders)
        found: list[Mention] = []
        for sentence in self.doc.sents:
            for anaphor in reader.read(sentence):
                before = sorted([k for k in [*known, *found] if k.end <= anaphor.mention.start], key=lambda k: k.start)
                later.resolve(anaphor, before)
                if anaphor.mention.entity is not None or anaphor.mention.plural:
                    found.append(anaphor.mention)
        return found


class _Later:
    """Sets the entity of what :class:`LaterReader` finds."""

    def __init__(
        self, linker: _Linker, antecedents: Antecedents, plurals: PluralAntecedents, genders: dict[int, str]
    ) -> None:
        self.linker, self.antecedents, self.plurals, self.genders = linker, antecedents, plurals, genders
        self.doc, self.language = linker.doc, linker.language

    def resolve(self, a: Anaphor, before: list[Mention]) -> None:
        """Sets ``entity`` (or ``plural``) of the anaphor's mention, or leaves it open."""
        m = a.mention
        if m.plural == (-1,):
            m.plural = self.plurals.people(a, before)
        elif a.word == "latter":
            last = self.antecedents.latter(before, a)
            if last is not None:
                m.type = last.type
                self._join(m, last.entity)
        elif a.word in ("first", "second"):
            named = the_one_of_two(self.doc, before, m.start, int(a.word == "second"), self.language)
            m.type = named.type if named is not None else None
            self._join(m, named.entity if named is not None else None)
        elif m.type == "Organization":
            self._join(m, self.antecedents.organization(a, before))
        elif (firm := self.antecedents.firm_spoken_of(a, before)) is not None:
            m.type = "Organization"
            self._join(m, firm)
        else:
            self._join(m, self.antecedents.person(a, before))
            self._no_person(a, before)
        self._unnamed(a, before)

    def _join(self, m: Mention, entity: int | None) -> None:
        if entity is not None:
            m.entity = entity
            self.linker.groups[entity].mentions.append(m)

    def _no_person(self, a: Anaphor, before: Sequence[Mention]) -> None:
        """« Il », « elle » where nobody was spoken of: the organisation of the passage."""
        m = a.mention
        start = self.doc[max(0, m.start - _NOBODY)].i
        people = (k for k in before if k.start >= start and k.type == "Person")
        nobody = m.entity is None and not any(self.antecedents.agrees(a, k) for k in people)
        if nobody and self.doc[m.start].lower_ in self.language.pronouns["organization"]:
            m.type = "Organization"
            self._join(m, self.antecedents.organization(a, before))

    def _unnamed(self, a: Anaphor, before: Sequence[Mention]) -> None:
        """ "He is a professor.", where nobody is named before: one whom the text does not name."""
        m, groups = a.mention, self.linker.groups
        group = unnamed_group(self.doc, m, before, groups, self.language)
        if group is not None:
            groups.append(group)
            m.type, self.genders[len(groups) - 1] = group.type, a.gender
            self._join(m, len(groups) - 1)


def _surest_first(m: Mention) -> tuple[bool, bool, int]:
    return m.entry is None, m.kind != "name", m.start - m.end
