"""One language's words and patterns for dates, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.errors import OntologyError
from kg.extract.parsing.wordpatterns import Matcher, Word, WordClass, is_capitalised
from kg.extract.temporal import datevalues
from kg.extract.temporal.datevalues import Fields
from kg.ontology import Ontology, compiled

__all__ = ["DateCues", "load_date_cues"]

_VALUES = frozenset({"date", "year_before", "weekday", "weekday_day", "day_of_month", "season", "shift", "none"})


@dataclass(frozen=True, slots=True, eq=False)
class DateCues:
    """One language's rules, compiled.

    ``future``, ``past`` and ``present`` are words (and endings) of verbs near a date; ``always_past`` words before one
    that is over, ``about`` words before a distance that is not counted from; ``when`` phrases behind a date that open
    the clause it dates, and ``begins`` verbs by which a position begins, ``openings`` verbs
    that only lead in a date.
    """

    matcher: Matcher[Mapping[str, Any]]
    units: Mapping[str, datevalues.Unit]
    future: tuple[frozenset[str], tuple[str, ...]]
    past: tuple[frozenset[str], tuple[str, ...]]
    present: frozenset[str]
    not_before: frozenset[str]
    reporting: frozenset[str]
    separators: frozenset[str]
    since: frozenset[str]
    until: frozenset[str]
    fillers: frozenset[str]
    always_past: frozenset[str]
    about: frozenset[str]
    when: tuple[tuple[str, ...], ...]
    begins: frozenset[str]
    openings: frozenset[str]


@lru_cache(maxsize=16)
def load_date_cues(ontology: Ontology, lang: str) -> DateCues:
    """The language's date rules.

    Raises:
        OntologyError: ``cues/<lang>/dates.yaml`` is missing or malformed.
    """
    raw, file = ontology.data("cues", lang, "dates"), f"cues/{lang}/dates.yaml"
    return compiled(raw, file, _build, missing="missing; a language needs its words for dates")


def _build(raw: Mapping[str, Any]) -> DateCues:
    for rule in raw["rules"]:
        if rule["value"] not in _VALUES:
            raise OntologyError(f"date rule {rule['pattern']!r}: value {rule['value']!r}; known are {sorted(_VALUES)}")
    rules = [(rule["pattern"], rule) for rule in raw["rules"]]
    return DateCues(
        matcher=Matcher(rules, _classes(raw)),
        units={w: unit for unit, words in raw["units"].items() for w in words},
        future=_verbs(raw["future"]),
        past=_verbs(raw["past"]),
        present=frozenset(raw.get("present", ())),
        not_before=frozenset(raw["not_before"]),
        reporting=frozenset(raw["reporting"]),
        separators=frozenset(raw["separators"]),
        since=frozenset(raw["since"]),
        until=frozenset(raw["until"]),
        fillers=frozenset(raw["fillers"]),
        always_past=frozenset(raw.get("always_past", ())),
        about=frozenset(raw.get("about", ())),
        when=tuple(tuple(phrase.split()) for phrase in raw.get("when", ())),
        begins=frozenset(raw.get("begins", ())),
        openings=frozenset(raw.get("openings", ())),
    )


def _verbs(raw: Mapping[str, Sequence[str]]) -> tuple[frozenset[str], tuple[str, ...]]:
    return frozenset(raw["words"]), tuple(raw["endings"])


def _classes(raw: Mapping[str, Any]) -> dict[str, WordClass]:
    capital = bool(raw.get("capitalised"))
    months = {w: number for number, words in raw["months"].items() for w in words}
    weekdays = {w: number for number, w in enumerate(raw["weekdays"])}
    unclear = set(raw["ambiguous_months"])
    numbers = raw["numbers"]
    units = {w: w for words in raw["units"].values() for w in words}
    return {
        "month": _table(months, capital=capital),
        "clear_month": _table({w: n for w, n in months.items() if w not in unclear}, capital=capital),
        "weekday": _table(weekdays, capital=capital),
        "unit": _table(units, capital=False),
        "season": _table({w: month for month, words in raw.get("seasons", {}).items() for w in words}, capital=False),
        "number": lambda w: numbers.get(w.norm) or _integer(w.text, 1, 99),
        "day": lambda w: _integer(w.text, 1, 31) if len(w.text) <= 2 else None,
        "year": lambda w: _integer(w.text, 1800, 2099),
        "iso": _iso,
        "numeric": lambda w: _numeric(w.text, raw["numeric_order"]),
    }


def _table(values: Mapping[str, Any], *, capital: bool) -> WordClass:
    if not capital:
        return lambda w: values.get(w.norm)
    return lambda w: values.get(w.norm) if is_capitalised(w) else None


def _integer(text: str, low: int, high: int) -> int | None:
    if len(text) > 4 or not text.isdecimal():  # a wall of digits is no number worth reading
        return None
    return int(text) if low <= int(text) <= high else None


def _iso(word: Word) -> Fields | None:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", word.text) is None:
        return None
    year, month, day = (int(x) for x in word.text.split("-"))
    return Fields(year, month, day) if datevalues.exact(year, month, day) else None


def _numeric(text: str, orders: Sequence[str]) -> Fields | str | None:
    """17/11/2023 in the language's orders; two that differ leave it unresolved."""
    parts = re.split("[/.]", text)
    if len(parts) != 3 or not all(p.isdecimal() for p in parts):
        return None
    first, second, year = (int(p) for p in parts)
    readings = {Fields(year, second, first) if order == "dmy" else Fields(year, first, second) for order in orders}
    possible = [f for f in readings if datevalues.exact(f.year or 0, f.month, f.day)]
    return possible[0] if len(possible) == 1 else ("ambiguous" if possible else None)
