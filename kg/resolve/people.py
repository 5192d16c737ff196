"""What a person's name is made of: given names, surname, and which given names stand for one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.ontology import Ontology
from kg.resolve.fold import Folding, folding
from kg.resolve.listed import strings

__all__ = ["PersonName", "PersonNames", "initials", "is_initial", "person_names"]

_UNITS = re.compile(r"[\s,]+|(?<=\.)(?=[^\W\d_])")  # "J.P. Morgan" has three parts, "Jean-Pierre" is one


@dataclass(frozen=True, slots=True, order=True)
class PersonName:
    """``given`` holds folded given names, a hyphenated one as one (``jean pierre``); none for a bare surname."""

    surname: str
    given: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        return self.given[0] if self.given else ""

    @property
    def middle(self) -> str:
        return self.given[1] if len(self.given) > 1 else ""

    @property
    def letters(self) -> int:
        return len(self.surname.replace(" ", "")) + sum(len(g.replace(" ", "")) for g in self.given)


@dataclass(frozen=True, slots=True)
class PersonNames:
    """Reads names of people with the ontology's word lists."""

    folding: Folding
    honorifics: Mapping[str, frozenset[str]]
    suffixes: frozenset[str]
    particles: frozenset[str]
    weak_surnames: frozenset[str]
    formal: Mapping[str, frozenset[str]]

    def clean(self, name: str, lang: str) -> str:
        """``name`` without titles before it and suffixes after it."""
        parts = name.split()
        titles = self.honorifics.get(lang, frozenset())
        while len(parts) > 1 and self.folding.fold(parts[0]) in titles:
            parts = parts[1:]
        while len(parts) > 1 and self.folding.fold(parts[-1]) in self.suffixes:
            parts = parts[:-1]
        return " ".join(parts).rstrip(",")

    def parse(self, name: str) -> PersonName:
        """Given names and surname of a clean name. Particles belong to neither."""
        units = [self.folding.fold(u) for u in _UNITS.split(name) if u.strip(" .,")]
        if not units:
            return PersonName(self.folding.fold(name))
        given = units[:-1]
        while given and self._is_particle(given):
            given = given[:-1]
        return PersonName(units[-1], tuple(given))

    def _is_particle(self, given: list[str]) -> bool:
        """Ben in Ben Horowitz stands first and is a given name; in Mehdi ben Salah it is neither."""
        return given[-1] in self.particles and (len(given) > 1 or given[-1] not in self.formal)

    def formals(self, given: str) -> frozenset[str]:
        """The given names that ``given`` may stand for, itself included."""
        return self.formal.get(given, frozenset()) | {given}


def is_initial(given: str) -> bool:
    """``s`` or, for ``J.-P.``, ``j p``."""
    return all(len(part) == 1 for part in given.split())


def initials(given: str) -> str:
    """``j p`` for ``jean pierre``."""
    return " ".join(part[0] for part in given.split())


@lru_cache(maxsize=8)
def person_names(ontology: Ontology) -> PersonNames:
    """The reader of names for an ontology; any of its word lists may be absent."""
    fold = folding(ontology)
    words = ontology.data("names", "person_names") or {}
    given = ontology.data("names", "given_names") or {}

    def folded(data: Iterable[str]) -> frozenset[str]:
        return frozenset(fold.fold(s) for s in data)

    weak = [*strings(words.get("common_surnames")), *strings(given.get("given_names"))]
    return PersonNames(
        folding=fold,
        honorifics={lang: folded(titles) for lang, titles in (words.get("honorifics") or {}).items()},
        suffixes=folded(strings(words.get("suffixes"))),
        particles=folded([*strings(given.get("particles")), *strings(words.get("particles"))]),
        weak_surnames=folded(weak),
        formal=_formal(fold, ontology.data("names", "nicknames") or {}),
    )


def _formal(fold: Folding, nicknames: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    formal: dict[str, set[str]] = {}
    for name, short_forms in nicknames.items():
        for short in short_forms:
            formal.setdefault(fold.fold(short), set()).add(fold.fold(name))
    return {short: frozenset(names) for short, names in formal.items()}
