"""``corrections.yaml``: what a reader of the graph has put right, applied at every derivation.

::

    reject:                       # claims that no fact may rest on
      - claim: 0f3a9c5d7e1b2468   # its id
        reason: the article retracts it
      - article: a1               # or the article's id (the one it was given, its URL or path, or its hash),
        quote: joins Microsoft    # words of the claim's quote,
        relation: joined          # and the relation; any two of the three or all
    merge:                        # names that are one thing
      - names: [Sam Altman, Sama]
        type: Person              # only names of that type; without it, names of one type are merged with each other
        label: Sam Altman         # optional; the first of the names without it
    split:                        # a name that is someone else in one article
      - article: a2
        name: Martin
        as: Lucas Martin          # optional; without it, a thing of its own
    set:                          # by any name of the thing, or by its id in the graph
      - name: OpenAI
        label: OpenAI             # each of the three is optional
        type: Organization
        wikidata: Q21708200

Everything in the file may be left out. What the corrections did is written beside the names (``Merge.why`` is
``correction``) and rejected claims stay on record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from kg.errors import CorrectionsError
from kg.model import Claim, EntityType, digest

__all__ = ["Applied", "Corrections", "MergeNames", "Reject", "SetEntity", "SplitName", "load_corrections"]

_TYPES = get_args(EntityType)


@dataclass(frozen=True, slots=True)
class Reject:
    """Claims with this id, or with all of the other fields that are given."""

    claim: str | None = None
    article: str | None = None
    quote: str | None = None
    relation: str | None = None
    reason: str = ""

    def matches(self, claim: Claim) -> bool:
        """Whether ``claim`` is rejected by this entry."""
        if self.claim is not None:
            return claim.id == self.claim
        return (
            (self.article is None or is_article(self.article, claim.article))
            and (self.quote is None or self.quote in claim.quote)
            and (self.relation is None or self.relation == claim.relation)
        )


@dataclass(frozen=True, slots=True)
class MergeNames:
    """``names`` (of ``type`` if given) are one thing, called ``label``."""

    names: tuple[str, ...]
    label: str
    type: EntityType | None = None


@dataclass(frozen=True, slots=True)
class SplitName:
    """``name`` in ``article`` is another thing than elsewhere: the one named ``as_name``, or one of its own."""

    article: str
    name: str
    as_name: str | None = None


@dataclass(frozen=True, slots=True)
class SetEntity:
    """The thing with this ``name`` (or id) has this label, type or Wikidata id."""

    name: str
    label: str | None = None
    type: EntityType | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """Claims kept, those rejected, and the entries of ``reject`` that match no claim (for a warning)."""

    claims: tuple[Claim, ...]
    rejected: tuple[Claim, ...]
    unused: tuple[Reject, ...]


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections of one file; without arguments, none."""

    reject: tuple[Reject, ...] = ()
    merge: tuple[MergeNames, ...] = ()
    split: tuple[SplitName, ...] = ()
    set: tuple[SetEntity, ...] = ()

    def apply_claims(self, claims: Iterable[Claim]) -> Applied:
        """Tell rejected claims from the others; the order of ``claims`` is kept."""
        kept: list[Claim] = []
        rejected: list[Claim] = []
        used: set[Reject] = set()
        for claim in claims:
            hits = [r for r in self.reject if r.matches(claim)]
            used.update(hits)
            (rejected if hits else kept).append(claim)
        return Applied(tuple(kept), tuple(rejected), tuple(r for r in self.reject if r not in used))


def is_article(given: str, article: str) -> bool:
    """Whether ``given`` (an article's identity or its hash) names the article with the id ``article``."""
    return article in (given, digest(given))


def load_corrections(path: Path) -> Corrections:
    """Read a file in the format above.

    Raises:
        CorrectionsError: the file or an entry is wrong; the message names both.
    """
    content = _content(path)
    sections = {}
    for name, read in _READERS.items():
        entries = content.get(name) or []
        if not isinstance(entries, list):
            raise CorrectionsError(f"{path}: {name}: must be a list of entries")
        sections[name] = tuple(_entry(path, f"{name}[{i}]", raw, read) for i, raw in enumerate(entries, 1))
    return Corrections(**sections)


def _content(path: Path) -> Mapping[str, Any]:
    try:
        content = yaml.safe_load(path.read_text("utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise CorrectionsError(f"{path}: not readable as YAML: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict) or set(content) - set(_READERS):
        raise CorrectionsError(f"{path}: expected the keys {', '.join(_READERS)}")
    return content


def _entry(path: Path, where: str, raw: Any, read: Callable[[_Fields], Any]) -> Any:
    try:
        fields = _Fields(raw)
        entry = read(fields)
        fields.end()
    except ValueError as error:
        raise CorrectionsError(f"{path}: {where}: {error}") from error
    return entry


class _Fields:
    """The keys of one entry, each taken once; what is left over is a mistake."""

    def __init__(self, raw: Any) -> None:
        if not isinstance(raw, dict):
            raise ValueError("must be a mapping of keys to values")
        self._left = dict(raw)

    def text(self, key: str) -> str | None:
        value = self._left.pop(key, None)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)  # an id that YAML takes for a number
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"{key}: must be text")
        return value.strip()

    def needed(self, key: str) -> str:
        value = self.text(key)
        if value is None:
            raise ValueError(f"{key}: is missing")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._left.pop(key, None)
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise ValueError(f"{key}: must be a list of names")
        return tuple(v.strip() for v in value)

    def type(self) -> EntityType | None:
        value = self.text("type")
        if value is not None and value not in _TYPES:
            raise ValueError(f"type: {value!r} is none of {', '.join(_TYPES)}")
        return cast("EntityType | None", value)

    def end(self) -> None:
        if self._left:
            raise ValueError(f"unknown key {sorted(map(str, self._left))[0]!r}")


def _reject(fields: _Fields) -> Reject:
    keys = ("claim", "article", "quote", "relation")
    given = {key: fields.text(key) for key in keys}
    entry = Reject(**given, reason=fields.text("reason") or "")
    others = sum(given[key] is not None for key in keys[1:])
    if (given["claim"] is None and others < 2) or (given["claim"] is not None and others):
        raise ValueError("give either a claim's id, or two of article, quote and relation")
    return entry


def _merge(fields: _Fields) -> MergeNames:
    names = fields.texts("names")
    if len(set(names)) < 2:
        raise ValueError("names: give two different names or more")
    return MergeNames(names, fields.text("label") or names[0], fields.type())


def _split(fields: _Fields) -> SplitName:
    return SplitName(fields.needed("article"), fields.needed("name"), fields.text("as"))


def _set(fields: _Fields) -> SetEntity:
    entry = SetEntity(fields.needed("name"), fields.text("label"), fields.type(), fields.text("wikidata"))
    if entry.wikidata is not None and not re.fullmatch(r"Q[1-9][0-9]{0,11}", entry.wikidata):
        raise ValueError(f"wikidata: {entry.wikidata!r} is no Wikidata id (Q and digits)")
    if entry.label is None and entry.type is None and entry.wikidata is None:
        raise ValueError("give a label, a type or a Wikidata id")
    return entry


_READERS: dict[str, Callable[[_Fields], Any]] = {"reject": _reject, "merge": _merge, "split": _split, "set": _set}
