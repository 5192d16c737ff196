"""Forms of verbs, from the rows of endings and the irregular verbs of a language's data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args

from kg.errors import OntologyError

__all__ = ["FormClass", "forms_of", "inflection_rows", "irregular_forms"]

FormClass = Literal["participle", "gerund", "finite"]
_CLASSES: tuple[FormClass, ...] = get_args(FormClass)


def forms_of(
    verb: str,
    irregular: Mapping[str, Mapping[FormClass, tuple[str, ...]]],
    inflection: Iterable[Mapping[str, Any]],
    lang: str,
) -> dict[FormClass, tuple[str, ...]]:
    if verb in irregular:
        return dict(irregular[verb])
    for row in inflection:
        if verb.endswith(row["ends"]):
            return {c: tuple(verb[: len(verb) - len(row["ends"])] + e for e in row[c]) for c in _CLASSES}
    raise OntologyError(f"languages/{lang}.yaml: no inflection for the verb {verb!r}")


def inflection_rows(raw: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    return tuple(sorted(raw["inflection"], key=lambda row: -len(row["ends"])))


def irregular_forms(raw: Mapping[str, Any]) -> dict[str, dict[FormClass, tuple[str, ...]]]:
    return {v: {c: tuple(f) for c, f in forms.items()} for v, forms in raw["irregular"].items()}
