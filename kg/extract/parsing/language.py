"""A language as data: labels, word lists and inflection from ``ontologies/languages/<lang>.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from kg.extract.parsing.inflection import FormClass, forms_of, inflection_rows, irregular_forms
from kg.ontology import Ontology, compiled

__all__ = ["FormClass", "Language", "load_language", "supported_languages"]


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """Word lists are lower case. ``labels`` name the parser's dependency labels by what they mean here; ``nominals``
    map nouns that stand for something named before to their class, for organisations and for people.

    ``headline_words`` are lowered in Title Case headlines, save in ``headline_names``.
    ``model_articles`` before a listed company and more capitals make the whole a product (« la Renault Clio »).
    ``openers`` are first words of sentences, cut off where they are glued to the word before (« chèreLe »).
    ``object_control`` are forms of verbs whose object does what an infinitive after it says (« choisit X pour ... »).
    ``whole_words`` are hyphened words that the tokenizer must not cut, each with the plain word that it is read like.
    ``local`` prepositions and ``local_nouns`` before a name make it a town's, unless the verb is one of ``given_to``.
    ``peoples`` map words such as « suédoise » to the codes of the countries they tell (« européenne »: several);
    ``homelands`` these and names of countries and towns.
    """

    lang: str
    model: str
    labels: Mapping[str, frozenset[str]]
    be: frozenset[str]
    have: frozenset[str]
    be_is_active: frozenset[str]
    perfect_is_past: bool
    skip: frozenset[str]
    by: frozenset[str]
    of: frozenset[str]
    relatives: frozenset[str]
    conjunctions: frozenset[str]
    breaks: frozenset[str]
    articles: frozenset[str]
    determiners: frozenset[str]
    proxies: frozenset[str]
    assets: frozenset[str]
    wholes: frozenset[str]
    relational: frozenset[str]
    person_titles: frozenset[str]
    pronouns: Mapping[str, tuple[str, ...]]
    nominals: Mapping[str, Mapping[str, str]]
    likening: tuple[tuple[str, ...], ...]
    definite: frozenset[str]
    latter: tuple[str, ...]
    another: frozenset[str]
    investing: tuple[tuple[str, ...], ...]
    joints: frozenset[str]
    describing: frozenset[str]
    named_by: frozenset[str]
    role_words: Mapping[str, tuple[str, ...]]
    impersonal: tuple[str, ...]
    inflection: tuple[Mapping[str, Any], ...]
    irregular: Mapping[str, Mapping[FormClass, tuple[str, ...]]]
    clitics: Mapping[str, tuple[str, ...]]
    object_only: frozenset[str]
    instances: tuple[str, ...]
    fillers: frozenset[str]
    prepositions: frozenset[str]
    to: frozenset[str]
    inside: frozenset[str]
    among: frozenset[str]
    reflexives: frozenset[str]
    naming: frozenset[str]
    presented_as: frozenset[str]
    onlookers: frozenset[str]
    indefinite: frozenset[str]
    judging: frozenset[str]
    choosing: frozenset[str]
    pair_words: frozenset[str]
    numerals: Mapping[str, int]
    inverting: frozenset[str]
    of_kind: frozenset[str]
    accompanying: frozenset[str]
    directions: frozenset[str]
    between: frozenset[str]
    restricting: frozenset[str]
    dating: frozenset[str]
    pair_nouns: frozenset[str]
    whole_words: Mapping[str, str]
    headline_words: frozenset[str]
    headline_names: tuple[str, ...]
    no_longer: frozenset[str] = frozenset()
    cue_words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    insiders: tuple[str, ...] = ()
    incoming: frozenset[str] = frozenset()
    preventing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    listings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    origin_phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    likewise: tuple[tuple[str, ...], ...] = ()
    counted: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    totals: frozenset[str] = frozenset()
    dozens: frozenset[str] = frozenset()
    likewise_firms: tuple[tuple[str, ...], ...] = ()
    companions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    presenting: tuple[tuple[str, ...], ...] = ()
    presented: tuple[tuple[str, ...], ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    leading: frozenset[str] = frozenset()
    object_control: frozenset[str] = frozenset()
    active_participles: frozenset[str] = frozenset()
    model_articles: frozenset[str] = frozenset()
    openers: tuple[str, ...] = ()
    origins: frozenset[str] = frozenset()
    stays: frozenset[str] = frozenset()
    ordinals: Mapping[str, int] = field(default_factory=dict)
    told_on: Mapping[str, frozenset[str]] = field(default_factory=dict)
    as_for: tuple[tuple[str, ...], ...] = ()
    families: Mapping[str, str] = field(default_factory=dict)
    causatives: frozenset[str] = frozenset()
    fronting: frozenset[str] = frozenset()
    demonstratives: frozenset[str] = frozenset()
    portfolios: frozenset[str] = frozenset()
    local: frozenset[str] = frozenset()
    local_nouns: frozenset[str] = frozenset()
    given_to: frozenset[str] = frozenset()
    peoples: Mapping[str, frozenset[str]] = field(default_factory=dict)
    homelands: Mapping[str, frozenset[str]] = field(default_factory=dict)
    departments: frozenset[str] = frozenset()

    def cues(self, key: str) -> frozenset[str]:
        """The words listed as ``cue_words`` under a key; none where the language lists none."""
        return self.cue_words.get(key, frozenset())

    def forms(self, verb: str) -> dict[FormClass, tuple[str, ...]]:
        """The inflected forms of a verb, by class, from the irregular table or the longest matching ending."""
        return forms_of(verb, self.irregular, self.inflection, self.lang)


def _words(items: Iterable[object]) -> frozenset[str]:
    return frozenset(str(x).lower() for x in items)


def _phrases(items: Iterable[object]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(str(x).lower().split()) for x in items)


def _ordered(groups: Mapping[str, Iterable[object]]) -> dict[str, tuple[str, ...]]:
    return {k: tuple(str(x).lower() for x in v) for k, v in groups.items()}


def _classes(groups: Mapping[str, Iterable[object]]) -> dict[str, str]:
    return {str(noun).lower(): name for name, nouns in groups.items() for noun in nouns}  # noun -> its class


@lru_cache(maxsize=16)
def load_language(ontology: Ontology, lang: str) -> Language:
    """The language's data.

    Raises:
        OntologyError: there is no ``languages/<lang>.yaml``, or it lacks a key.
    """
    missing = f"no such language; there are {', '.join(supported_languages(ontology))}"
    return compiled(ontology.data("languages", lang), f"languages/{lang}.yaml", _build, missing=missing)


def _build(raw: Mapping[str, Any]) -> Language:
    language = Language(
        lang=raw["lang"],
        model=raw["model"],
        labels={k: frozenset(v) for k, v in raw["labels"].items()},
        be=_words(raw["auxiliaries"]["be"]),
        have=_words(raw["auxiliaries"]["have"]),
        be_is_active=_words(raw["be_is_active"]),
        perfect_is_past=bool(raw.get("perfect_is_past")),
        skip=_words(raw["skip_in_verb_group"]),
        by=_words(raw["by"]),
        of=_words(raw["of"]),
        relatives=_words(raw["relative_pronouns"]),
        conjunctions=_words(raw["conjunctions"]),
        breaks=_words(raw["clause_breaks"]),
        articles=_words(raw["articles"]),
        determiners=_words(raw["determiners"]),
        proxies=_words(raw["proxies"]),
        assets=_words(raw["assets"]),
        relational=_words(raw.get("relational", ())),
        wholes=_words(raw.get("wholes", ())),
        person_titles=frozenset(str(x) for x in raw["person_titles"]),
        pronouns=_ordered(raw["pronouns"]),
        nominals={kind: _classes(raw["nominals"][kind]) for kind in ("organization", "person")},
        definite=_words(raw["nominals"]["determiners"]),
        likening=_phrases(raw.get("likening", ())),
        latter=tuple(str(x).lower() for x in raw["nominals"].get("latter", ())),
        another=_words(raw["nominals"].get("another", ())),
        investing=_phrases(raw["nominals"].get("investing", ())),
        joints=frozenset(w for c in raw["conjunctions"] for w in str(c).lower().split()),
        describing=_words(raw["nominals"].get("describing", ())),
        named_by=_words(raw["nominals"].get("named_by", ())),
        role_words=_ordered(raw["role_words"]),
        impersonal=tuple(str(x).lower() for x in raw["impersonal"]),
        inflection=inflection_rows(raw),
        irregular=irregular_forms(raw),
        clitics=_ordered(raw.get("clitics", {})),
        object_only=_words(raw.get("object_only", ())),
        instances=tuple(str(x).lower() for x in raw.get("instances", ())),
        fillers=_words(raw.get("filler_words", ())),
        prepositions=_words(raw.get("repeated_prepositions", ())),
        to=_words(raw.get("to", ())),
        inside=_words(raw.get("inside", ())),
        among=_words(raw.get("among", ())),
        reflexives=_words(raw.get("reflexives", ())),
        onlookers=_words(raw.get("onlookers", ())),
        model_articles=_words(raw.get("model_articles", ())),
        openers=tuple(str(w) for w in raw.get("openers", ())),
        origins=_words(raw.get("origins", ())),
        stays=_words(raw.get("stays", ())),
        ordinals={str(w).lower(): int(n) for w, n in raw["nominals"].get("ordinals", {}).items()},
        told_on={str(k).lower(): _words(v) for k, v in raw.get("told_on", {}).items()},
        as_for=_phrases(raw.get("as_for", ())),
        families=_classes(raw["nominals"].get("families", {})),
        fronting=_words(raw.get("fronting", ())),
        causatives=_words(raw.get("causatives", ())),
        demonstratives=_words(raw["nominals"].get("demonstratives", ())),
        portfolios=_words(raw.get("portfolios", ())),
        departments=_words(raw.get("departments", ())),
        local=_words(raw.get("local", {}).get("prepositions", ())),
        local_nouns=_words(raw.get("local", {}).get("nouns", ())),
        presented_as=_words(raw.get("presented_as", ())),
        naming=_words(raw.get("naming", ())),
        choosing=_words(raw.get("choosing_verbs", ())),
        judging=_words(raw.get("judging_verbs", ())),
        indefinite=_words(raw.get("indefinite", ())),
        numerals={str(w).lower(): int(n) for w, n in raw.get("numerals", {}).items()},
        inverting=_words(raw.get("inverting_relatives", ())),
        of_kind=_words(raw.get("of_kind", ())),
        dating=_words(raw.get("dating", ())),
        restricting=_words(raw.get("restricting", ())),
        between=_words(raw.get("between", ())),
        accompanying=_words(raw.get("accompanying", ())),
        directions=_words(raw.get("directions", ())),
        pair_words=_words(raw.get("pairs", {}).get("numerals", ())),
        pair_nouns=_words(raw.get("pairs", {}).get("nouns", ())),
        headline_words=_headline_words(raw),
        headline_names=tuple(str(x) for x in raw.get("headlines", {}).get("names", ())),
        likewise=_phrases(raw.get("likewise", ())),
        no_longer=_words(raw.get("no_longer", ())),
        cue_words={k: _words(v) for k, v in raw.get("cue_words", {}).items()},
        insiders=tuple(raw.get("insiders", ())),
        incoming=_words(raw.get("incoming", ())),
        preventing=_ordered(raw.get("preventing", {})),
        listings={k: tuple(str(x) for x in v) for k, v in raw.get("listings", {}).items()},
        origin_phrases=_ordered(raw.get("origin_phrases", {})),
        counted={tuple(str(p).lower().split()): int(n) for p, n in raw.get("several", {}).get("counted", {}).items()},
        totals=_words(raw.get("several", {}).get("totals", ())),
        likewise_firms=_phrases(raw.get("likewise_firms", ())),
        companions={k: _words(ws) for k, ws in raw.get("companions", {}).items()},
        dozens=_words(raw.get("several", {}).get("dozens", ())),
        people=_words(raw.get("several", {}).get("people", ())),
        presenting=_phrases(raw.get("several", {}).get("presenting", ())),
        presented=_phrases(raw.get("several", {}).get("presented", ())),
        lists=_ordered(raw.get("lists", {})),
        leading=_words(raw.get("leading", ())),
        peoples=_countries(raw, "peoples"),
        homelands={**_countries(raw, "peoples"), **_countries(raw, "homelands")},
        whole_words={str(k): str(v) for k, v in raw.get("whole_words", {}).items()},
    )
    return replace(
        language,
        object_control=_all_forms(language, raw.get("object_control", ())),
        given_to=_all_forms(language, raw.get("local", {}).get("unless_given_by", ())),
        active_participles=frozenset(f for v in language.be_is_active for f in language.forms(v)["participle"]),
    )


def _countries(raw: Mapping[str, Any], key: str) -> dict[str, frozenset[str]]:
    return {w.lower(): frozenset(codes.split()) for codes, ws in raw.get(key, {}).items() for w in ws}


def _all_forms(language: Language, verbs: Iterable[object]) -> frozenset[str]:
    return frozenset(form for verb in verbs for forms in language.forms(str(verb)).values() for form in forms)


def _headline_words(raw: Mapping[str, Any]) -> frozenset[str]:
    """All forms of the verbs that headlines use, and their other words."""
    data = raw.get("headlines", {})
    irregular, inflection = irregular_forms(raw), inflection_rows(raw)
    classes = (forms_of(str(v), irregular, inflection, raw["lang"]) for v in data.get("verbs", ()))
    return _words([*(f for c in classes for forms in c.values() for f in forms), *data.get("words", ())])


def supported_languages(ontology: Ontology) -> tuple[str, ...]:
    """Codes of the languages that have a file, sorted."""
    return tuple(sorted({f.stem for f in ontology.files("languages/*.yaml")}))
