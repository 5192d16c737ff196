"""Positions that people hold: « PDG de Renault », "Microsoft's chief executive", "X, formerly head of research at Y".

A role phrase is found by its head word (``ontologies/roles.yaml``), widened over its modifiers and complement, and
bound to the organisation it belongs to and, where the text puts one beside it, to its holder. Which relation that makes
(``worksFor``, ``left``, ``founded``) is a matter of the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.extract.parsing.language import load_language
from kg.extract.syntax.grammar import Filler
from kg.model import Tense
from kg.ontology import Ontology, compiled

__all__ = ["RoleBook", "RoleHit", "RolePhrase", "load_roles"]


@dataclass(frozen=True, slots=True, eq=False)
class RoleBook:
    """One language's role words. ``forms`` maps a first word to (words, key, plural), longest first.

    ``local`` positions are held in places too (the president of a country), ``personal`` ones with a person (« son
    avocat »); ``settings``
    open a sentence with the organisation it is set in (« chez »); ``companies`` are nouns that a company's name is set
    beside (« le fabricant Nvidia »); ``distributives`` give listed people one position each (« respectivement »).
    """

    forms: Mapping[str, tuple[tuple[tuple[str, ...], str, bool], ...]]
    functional: frozenset[str]
    rank: Mapping[str, int]
    modifiers: tuple[tuple[str, ...], ...]
    former: tuple[tuple[str, ...], ...]
    complements: frozenset[str]
    employers: frozenset[str]
    lead_ins: tuple[tuple[str, ...], ...]
    copulas: frozenset[str]
    past_copulas: frozenset[str]
    asides: frozenset[str]
    local: frozenset[str]
    personal: frozenset[str]
    settings: tuple[tuple[str, ...], ...]
    companies: frozenset[str]
    distributives: frozenset[str]
    acting: frozenset[str]
    not_acting: frozenset[str]
    houses: frozenset[str]
    there: frozenset[str]
    only: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    others: frozenset[str]
    named_after: frozenset[str]
    times: frozenset[str]
    since: frozenset[str]
    kin: frozenset[str]
    founding: frozenset[str]
    hired: frozenset[str]


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

    ``begins`` is the first token of all that belongs to it, owner and articles included.
    ``organizations`` and ``holders`` are what the text binds to it, if anything; ``led_in`` when a verb does
    (« nommé PDG », "as CEO"), ``predicated`` when a copula gives it its holder; ``guessed`` when the organisation is
    the one the passage is about.
    """

    begins: int
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
    def founding(self) -> bool:
        """Whether it says that its holder founded the organisation, and nothing else."""
        return set(self.keys) == {"founder"}

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
    words = load_language(ontology, lang).role_words
    missing = "missing; it names the positions that people hold"
    return compiled(ontology.data("roles"), "roles.yaml", lambda raw: _build(raw, lang, words), missing=missing)


def _build(raw: Mapping[str, Any], lang: str, words: Mapping[str, Any]) -> RoleBook:
    roles = {k: v for k, v in raw.items() if k not in ("modifiers", "former")}
    index: dict[str, list[tuple[tuple[str, ...], str, bool]]] = defaultdict(list)
    for key, role in roles.items():
        borrowed = [f for code in words.get("borrows", ()) for f in role.get(code) or () if len(str(f).split()) > 1]
        for form, plural in _spellings([*(role.get(lang) or ()), *borrowed]):
            index[form[0]].append((form, key, plural))
    return RoleBook(
        forms={w: tuple(sorted(f, key=lambda x: (-len(x[0]), x[2], x[1]))) for w, f in index.items()},
        functional=frozenset(k for k, v in roles.items() if v.get("functional")),
        rank={k: int(v.get("rank", 50)) for k, v in roles.items()},
        modifiers=_phrases(raw["modifiers"][lang]),
        phrases=tuple(p for p in _phrases(raw["modifiers"][lang]) if len(p) > 1),
        former=_phrases(raw["former"][lang]),
        complements=frozenset(words["complements"]),
        employers=frozenset(words.get("employers", ())),
        lead_ins=_phrases(words["lead_ins"]),
        copulas=frozenset(words["copulas"]),
        past_copulas=frozenset(words["past_copulas"]),
        asides=frozenset(words["asides"]),
        local=frozenset(k for k, v in roles.items() if v.get("local")),
        personal=frozenset(k for k, v in roles.items() if v.get("personal")),
        settings=_phrases(words.get("settings", ())),
        companies=frozenset(words.get("companies", ())),
        distributives=frozenset(words.get("distributives", ())),
        acting=frozenset(words.get("acting", ())),
        not_acting=frozenset(words.get("not_acting", ())),
        houses=frozenset(words.get("houses", ())),
        there=frozenset(words.get("there", ())),
        only=frozenset(words.get("only", ())),
        others=frozenset(words.get("others", ())),
        named_after=frozenset(words.get("named_after", ())),
        times=frozenset(words.get("times", ())),
        since=frozenset(words.get("since", ())),
        kin=frozenset(words.get("kin", ())),
        founding=frozenset(words.get("founding", ())),
        hired=frozenset(k for k, v in roles.items() if v.get("hired")),
    )


def _phrases(items: Iterable[object]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((_split(str(x)) for x in items), key=lambda p: -len(p)))


def _split(text: str) -> tuple[str, ...]:
    """Words as the tokenizers cut them: elided articles are words of their own (« chargé d'affaires »)."""
    return tuple(text.lower().replace("’", "'").replace("'", "' ").split())


def _spellings(forms: Iterable[str]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Each form and its plurals: the ``s`` may stand on any of its words (« directrices générales »)."""
    given = {_split(str(f)) for f in forms}
    for words in sorted(given):
        yield words, words[-1].endswith("s") and len(words) == 1 and (words[0][:-1],) in given
        for plural in {(*words[:-1], words[-1] + "s"), (words[0] + "s", *words[1:]), tuple(w + "s" for w in words)}:
            if plural not in given:
                yield plural, True
