"""Money and shares in a sentence: "$6.5 billion", « 1,3 milliard d'euros », "a 49 % stake".

The words are in ``cues/<lang>/amounts.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.model import Amount
from kg.ontology import Ontology, compiled

__all__ = ["AmountCues", "amount_in", "load_amount_cues", "stake_in"]

_NUMBER = r"(?P<number>\d{1,3}(?:[ ,.]\d{3})+(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,3})?)"


@dataclass(frozen=True, slots=True, eq=False)
class AmountCues:
    """One language's words for money, compiled."""

    money: tuple[re.Pattern[str], ...]
    stake: tuple[re.Pattern[str], ...]
    currencies: Mapping[str, str]
    scales: Mapping[str, float]
    decimal: str


@lru_cache(maxsize=16)
def load_amount_cues(ontology: Ontology, lang: str) -> AmountCues:
    """The language's words for money.

    Raises:
        OntologyError: ``cues/<lang>/amounts.yaml`` is missing or malformed.
    """
    raw, file = ontology.data("cues", lang, "amounts"), f"cues/{lang}/amounts.yaml"
    return compiled(raw, file, _build, missing="missing; a language needs its words for money")


def _build(raw: Mapping[str, Any]) -> AmountCues:
    currencies = {str(w).lower(): code for code, words in raw["currencies"].items() for w in words}
    scales = {str(w).lower(): float(value) for value, words in raw["scales"].items() for w in words}
    currency = f"(?P<currency>{_any(currencies)})"
    scale = rf"(?:[ -]?(?P<scale>{_any(scales)})(?![\w]))?"
    joint = rf"(?: (?:{_any(raw['joints'])})|[ ]|(?:{_any(raw['elided'])}))?" if raw.get("elided") else "[ ]?"
    money = (
        rf"(?<![\w]){currency}[ ]?{_NUMBER}{scale}",
        rf"(?<![\w.,]){_NUMBER}{scale}{joint}[ ]?{currency}(?![\w])",
    )
    percent = r"(?<![\w.,])(?P<number>\d{1,3}(?:[.,]\d{1,2})?)[ ]?(?:%|" + _any(raw["percent"]) + ")"
    stake = tuple(s.replace("{percent}", percent).replace("{words}", _any(raw["stake_words"])) for s in raw["stakes"])
    return AmountCues(
        tuple(re.compile(m, re.IGNORECASE) for m in money),
        tuple(re.compile(s, re.IGNORECASE) for s in stake),
        currencies,
        scales,
        raw["decimal"],
    )


def _any(words: Any) -> str:
    return "|".join(re.escape(str(w)) for w in sorted(words, key=lambda w: (-len(str(w)), str(w))))


def amount_in(text: str, cues: AmountCues) -> Amount | None:
    """The one sum of money that ``text`` names; None when there is none, or several to choose from."""
    found: dict[int, re.Match[str]] = {}
    for pattern in cues.money:
        for match in pattern.finditer(text.lower()):
            found.setdefault(match.start(), match)
    amounts = {_amount(m, cues) for m in found.values()}
    return amounts.pop() if len(amounts) == 1 else None


def _amount(match: re.Match[str], cues: AmountCues) -> Amount:
    scale = cues.scales[match["scale"].lower()] if match["scale"] else 1.0
    return Amount(round(_number(match["number"], cues) * scale, 2), cues.currencies[match["currency"].lower()])


def _number(text: str, cues: AmountCues) -> float:
    grouping = "," if cues.decimal == "." else "."
    plain = text.replace(" ", "")
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(grouping)}\d{{3}})+(?:{re.escape(cues.decimal)}\d+)?", plain):
        plain = plain.replace(grouping, "")
    return float(plain.replace(",", "."))


def stake_in(text: str, cues: AmountCues) -> float | None:
    """The share in percent (0-100) that ``text`` names, if exactly one."""
    shares = {_number(m["number"], cues) for p in cues.stake for m in p.finditer(text)}
    shares = {s for s in shares if 0 < s <= 100}
    return shares.pop() if len(shares) == 1 else None
