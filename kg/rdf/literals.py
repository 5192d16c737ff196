"""Literals with one lexical form each: what is written twice must be the same bytes, in every store.

Oxigraph writes ``0.50`` back as ``0.5``; so only the canonical form is written. Dates have one datatype, ``xsd:date``:
a filter silently drops any other. What is known of a date beyond the day it may begin on is in its precision.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal

from rdflib import Literal, URIRef
from rdflib.term import Node

from kg.model import PartialDate
from kg.rdf.terms import KG, XSD

__all__ = ["date", "decimal", "integer", "partial_date", "precision", "text"]

_LANG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_LENGTHS = {KG.day: 10, KG.month: 7, KG.year: 4}


def text(value: str, lang: str | None = None) -> Literal:
    """A string, tagged with ``lang`` if that is a language tag at all."""
    return Literal(value, lang=lang if lang and _LANG.fullmatch(lang) else None)


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer, normalize=False)


def decimal(value: float) -> Literal | None:
    """The shortest decimal that reads back as ``value``; None if it is not a finite number."""
    if not math.isfinite(value):
        return None
    digits = f"{Decimal(repr(float(value))):f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return Literal("0" if digits == "-0" else digits, datatype=XSD.decimal, normalize=False)


def date(value: PartialDate) -> Literal:
    """The first day that the date may mean."""
    return Literal(value.first_day, datatype=XSD.date, normalize=False)


def precision(value: PartialDate) -> URIRef:
    return KG[value.precision]


def partial_date(day: Node | None, to: Node | None) -> PartialDate | None:
    """The date back from its first day and its precision (the day, where none is given)."""
    return PartialDate(str(day)[: _LENGTHS.get(URIRef(str(to)), 10)]) if day is not None else None
