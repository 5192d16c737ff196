"""The language of a headline, by the words that the rules and word lists of each language know.

A few words, most of them names, give letter statistics nothing to go by: "Microsoft recrute Sam Altman" has one French
word. The ontology knows it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.ontology import Ontology, load_ontology

__all__ = ["by_wording"]

_WORD = re.compile(r"[^\W\d_]+")
_STEM = 4  # letters that an inflected form must share with its dictionary form
_FAR = 99


def by_wording(text: str, languages: Sequence[str], overlays: Sequence[Path] = ()) -> str | None:
    """The language that more of the words belong to, or None if none has more than every other."""
    ontology = load_ontology(overlays)
    words = (w for w in _WORD.findall(text) if w == w.lower())  # a capital is a name's, in any language
    votes = Counter(v for word in words if (v := _vote(word, languages, ontology)))
    (first, most), (_, next_most) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    return first if most > next_most else None


def _vote(word: str, languages: Sequence[str], ontology: Ontology) -> str | None:
    distances = sorted((_distance(word, _lexicon(ontology, lang)), lang) for lang in languages)
    if distances[0][0] == _FAR or (len(distances) > 1 and distances[0][0] == distances[1][0]):
        return None
    return distances[0][1]


def _distance(word: str, lexicon: Mapping[str, tuple[str, ...]]) -> int:
    """Letters by which the word differs from the nearest form that starts alike."""
    near = lexicon.get(word[:_STEM], ())
    return min((len(word) + len(form) - 2 * _common(word, form) for form in near), default=_FAR)


def _common(word: str, form: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form)))


@lru_cache(maxsize=16)
def _lexicon(ontology: Ontology, lang: str) -> Mapping[str, tuple[str, ...]]:
    """Words by their first letters. Names in example sentences are told by their capitals and left out."""
    places = [("languages", lang), *(("rules", lang, f.stem) for f in ontology.files(f"rules/{lang}/*.yaml"))]
    words = {w for place in places for text in _strings(ontology.data(*place)) for w in _WORD.findall(text)}
    groups: dict[str, list[str]] = defaultdict(list)
    for word in sorted(w for w in words if w == w.lower()):
        groups[word[:_STEM]].append(word)
    return {k: tuple(v) for k, v in groups.items()}


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from _strings(item)
