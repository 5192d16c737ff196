"""Names made comparable: without case, accents, hyphens, full stops; and identifiers made from them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from kg.model import digest
from kg.ontology import Ontology

__all__ = ["Folding", "folding"]

_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+|[+&#]")
_SIGNS = {"+": "plus", "&": "and", "#": "sharp"}  # they tell Canal+ from Canal
_LONGEST_ID = 80


class Folding:
    """Comparison forms and slugs, with a table of letters that have no decomposition.

    Functions are pure; the comparison form of a name without any letter or digit is the name itself.
    """

    def __init__(self, letters: Mapping[str, str]) -> None:
        self._letters = dict(letters)
        self._table = str.maketrans(self._letters)
        self._spelled = _Spelled(self)
        self.words = lru_cache(maxsize=65_536)(self._words)

    def _words(self, name: str) -> tuple[str, ...]:
        """The words of a name: ``"J.-P. L’Écuyer"`` gives ``("j", "p", "lecuyer")``."""
        bare = _without_accents(name.translate(_APOSTROPHES)).casefold().translate(self._table)
        return tuple(_SIGNS.get(w, w) for w in _WORD.findall(bare)) or (name.strip(),)

    def fold(self, name: str) -> str:
        """The words separated by one space."""
        return " ".join(self.words(name))

    def slug(self, name: str) -> str:
        """ASCII letters, digits and underscores, at most 80 of them, never empty: ``René Cotton``, ``Rene_Cotton``."""
        spelled = _without_accents(name.translate(_APOSTROPHES)).translate(self._spelled)
        parts = [w for w in spelled.split("_") if w]
        slug = "_".join(parts)[:_LONGEST_ID].rstrip("_")
        return slug or f"name_{digest(name)[:8]}"

    def spell(self, letter: str) -> str:
        """One letter in ASCII, an underscore where it parts words."""
        if letter in _SIGNS:
            return f"_{_SIGNS[letter]}_"
        if letter.isascii():
            return letter if letter.isalnum() else "_"
        spelled = self._letters.get(letter.lower(), "_" if not letter.isalnum() else "")
        return spelled.capitalize() if letter.isupper() else spelled


class _Spelled(dict[int, str]):
    """`Folding.spell` as a table for ``str.translate``, filled with the letters that occur."""

    def __init__(self, folding: Folding) -> None:
        super().__init__()
        self._folding = folding

    def __missing__(self, code: int) -> str:
        self[code] = self._folding.spell(chr(code))
        return self[code]


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=8)
def folding(ontology: Ontology) -> Folding:
    """The folding with the ontology's ``names/transliteration``."""
    letters = ontology.data("names", "transliteration") or {}
    return Folding({str(k): str(v) for k, v in letters.items()})
