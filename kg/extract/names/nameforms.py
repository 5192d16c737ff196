"""Whether two names may be forms of one: folded, abbreviated, shortened, with initials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["abbreviates", "acronym", "fold", "fuller", "in_brackets", "initials_fit", "name_words", "same_but_form"]

_REMEMBERED = 4096  # names: an article asks for the same few many times
_FORMS = frozenset({"group", "groupe", "holding", "holdings", "company", "technologies", "technology", "international"})


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """Case and accents off, for comparing names."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("-", " ")


def in_brackets(doc: Doc, start: int, end: int) -> bool:
    """Whether tokens ``[start, end)`` are all that brackets hold."""
    return start > 0 and doc[start - 1].text == "(" and end < len(doc) and doc[end].text == ")"


@lru_cache(maxsize=_REMEMBERED)
def name_words(folded: str) -> tuple[str, ...]:
    """The words of a folded name, without a possessive."""
    return tuple(re.findall(r"[\w&+]+", re.sub(r"'s\b", "", folded)))


def initials_fit(words: Sequence[str], full: Sequence[str], one: EntityType | None, other: EntityType | None) -> bool:
    """ "Samuel H. Altman" beside "Samuel Altman": initials between the first and the last name."""
    if "Person" not in (one, other) or len(words) < 2 or len(full) < 2:
        return False
    if one and other and one != other:
        return False
    return words[0] == full[0] and words[-1] == full[-1] and all(len(w) == 1 for w in [*words[1:-1], *full[1:-1]])


def same_but_form(rest: Sequence[str]) -> bool:
    """« Molotov » is Molotov TV, but "GE Healthcare" is not "GE Healthcare Life Sciences"."""
    return len(rest) == 1 or all(len(w) < 4 or w in _FORMS for w in rest)


def abbreviates(letters: str, name: str) -> bool:
    """Whether the letters stand in the name in that order, the first at its beginning or at a word's."""
    rest = iter(fold(name).replace(" ", ""))
    starts = {w[0] for w in name_words(fold(name))}
    return letters[0].casefold() in starts and all(c in rest for c in letters.casefold())


def acronym(name: str) -> str:
    """The capitals that its words begin with."""
    return "".join(w[0] for w in re.findall(r"\w+", name) if w[0].isupper())


def fuller(new: str, old: str) -> bool:
    """Whether ``new`` is the better label: longer, or the same with its accents."""
    if fold(new) == fold(old):
        return len(new.encode()) > len(old.encode())
    return len(new) > len(old)
