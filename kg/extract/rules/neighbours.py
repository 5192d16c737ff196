"""What stands between, before and after two neighbouring mentions: the patterns of ``between`` rules.

A pattern is read word by word, in lower case: ``a|b`` one of these words, ``_`` any word, ``item?`` may be missing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extract.rules.rulebook import Rule, RuleBook

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["Neighbours", "binds_one", "neighbours_of"]

_LONGEST = 12  # longest run of tokens that a `between` rule reads
_BESIDE = 6  # tokens that `before` and `after` patterns may take
_ANY = "_"


class Neighbours:
    """The ``between`` rules of a language, by the first word that each pattern asks for."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._by_first: dict[str, list[tuple[Rule, str]]] = defaultdict(list)
        for rule in rules:
            for pattern in rule.words:
                for first in _openings(pattern):
                    self._by_first[first].append((rule, pattern))

    def rules_at(self, doc: Doc, start: int, end: int, stop: int) -> Iterator[Rule]:
        """Rules whose wording stands at tokens ``[start, end)`` between two mentions, the second of which ends before
        ``stop``; each rule once."""
        if not 0 < end - start <= _LONGEST:
            return
        words = " ".join(t.lower_ for t in doc[start:end])
        seen = set()
        for key in (doc[start].lower_, _ANY):
            for rule, pattern in self._by_first.get(key, ()):
                if rule.id not in seen and _compiled(pattern).fullmatch(words) and _beside(rule, doc, stop):
                    seen.add(rule.id)
                    yield rule


@lru_cache(maxsize=16)
def neighbours_of(book: RuleBook) -> Neighbours:
    """The ``between`` rules of a book."""
    return Neighbours([r for r in book.rules if r.kind == "between"])


def binds_one(doc: Doc, i: int) -> bool:
    """Whether token ``i`` after a name belongs to that name alone, not to the list that it ends ("A and B-owned C")."""
    return doc[i].lower_ in ("-", "'s", "'", "’s")


def _beside(rule: Rule, doc: Doc, stop: int) -> bool:
    if not rule.after:
        return True
    words = " ".join(t.lower_ for t in doc[stop : stop + _BESIDE])
    return any(_compiled(p).match(words) for p in rule.after)


def _openings(pattern: str) -> Iterator[str]:
    """The words that can come first: those of its first item, and of the next ones while they may be missing."""
    for item in pattern.split():
        optional = item.endswith("?") and item != "?"
        yield from (item[:-1] if optional else item).split("|")
        if not optional:
            return


@lru_cache(maxsize=2048)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = []
    for item in pattern.split():
        optional = item.endswith("?") and item != "?"
        body = item[:-1] if optional else item
        words = r"[^\s,;.()]+" if body == _ANY else "|".join(re.escape(w) for w in body.split("|"))
        parts.append(rf"(?:(?:{words})(?:\s|$))" + ("?" if optional else ""))
    return re.compile("".join(parts))
