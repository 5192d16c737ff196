"""The listed names (``ontologies/names``) as an index from any of a thing's names to its entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from kg.model import EntityType
from kg.ontology import Ontology
from kg.resolve.fold import Folding, folding

__all__ = ["Entry", "NameList", "name_list", "strings"]

_FILES: dict[str, EntityType] = {
    "organizations": "Organization",
    "bodies": "Organization",
    "products": "Product",
    "people": "Person",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed thing. ``epithets`` are (description, language)."""

    label: str
    type: EntityType
    kind: str = ""
    aliases: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    epithets: tuple[tuple[str, str], ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class NameList:
    """Entries by (type, label) and by their names; legal forms as folded word sequences."""

    folding: Folding
    entries: Mapping[tuple[EntityType, str], Entry]
    legal_forms: frozenset[tuple[str, ...]] = frozenset()
    units: set[str] = field(default_factory=set)
    _index: dict[tuple[EntityType, str], str | None] = field(default_factory=dict)

    def find(self, kind: EntityType, name: str) -> Entry | None:
        """The one entry of that type with that name, whatever its spelling and legal form."""
        label = self._index.get((kind, self.key(name)))
        return self.entries[kind, label] if label is not None else None

    def is_unit(self, name: str) -> bool:
        """Whether ``name`` is a part that counts as its organisation (Azure, Microsoft)."""
        return self.key(name) in self.units

    def key(self, name: str) -> str:
        """Comparison form of a name of an organisation or a product: ``Open AI, Inc.`` is ``OpenAI``."""
        return "".join(self._without_legal_form(self.folding.words(name)))

    def _without_legal_form(self, words: tuple[str, ...]) -> tuple[str, ...]:
        for size in range(min(5, len(words) - 1), 0, -1):
            if words[-size:] in self.legal_forms:
                return self._without_legal_form(_without_and(words[:-size]))
        return words


def _without_and(words: tuple[str, ...]) -> tuple[str, ...]:
    """``Mitsui & Co.`` loses its ``&`` with the form that it belongs to."""
    return words[:-1] if len(words) > 1 and words[-1] == "and" else words


@lru_cache(maxsize=8)
def name_list(ontology: Ontology) -> NameList:
    """The lists of an ontology; any of the files may be absent."""
    fold = folding(ontology)
    legal = strings(ontology.data("names", "legal_forms"))
    entries = {(e.type, e.label): e for e in _entries(ontology)}
    names = NameList(fold, entries, frozenset(fold.words(form) for form in legal))
    _fill(names)
    return names


def _entries(ontology: Ontology) -> Iterator[Entry]:
    for file, kind in _FILES.items():
        content = ontology.data("names", file)
        for raw in content if isinstance(content, list) else ():
            yield _entry(raw, kind)


def _entry(raw: Mapping[str, Any], kind: EntityType) -> Entry:
    epithets = raw.get("epithets") or {}
    return Entry(
        label=raw["name"],
        type=kind,
        kind=raw.get("kind") or "",
        aliases=(*(raw.get("aliases") or ()), *(raw.get("former") or ())),
        units=tuple(raw.get("units") or ()),
        epithets=tuple((e, lang) for lang in sorted(epithets) for e in epithets[lang]),
        wikidata=raw.get("wikidata"),
    )


def _fill(names: NameList) -> None:
    """A label beats an alias, an alias a unit; a name that two entries share at one rank stands for neither."""
    ranks: tuple[Callable[[Entry], tuple[str, ...]], ...] = (
        lambda e: (e.label,),
        lambda e: e.aliases,
        lambda e: e.units,
    )
    names.units.update(names.key(unit) for entry in names.entries.values() for unit in entry.units)
    for rank in ranks:
        found: dict[tuple[EntityType, str], set[str]] = {}
        for entry in names.entries.values():
            for form in rank(entry):
                found.setdefault((entry.type, names.key(form)), set()).add(entry.label)
        for key, labels in found.items():
            names._index.setdefault(key, labels.pop() if len(labels) == 1 else None)


def strings(data: Any) -> Iterable[str]:
    """All strings of a list, or of a mapping of lists however deep; none of what is absent."""
    if isinstance(data, dict):
        return [s for value in data.values() for s in strings(value)]
    if isinstance(data, list):
        return [s for value in data for s in strings(value)]
    return [] if data is None else [str(data)]
