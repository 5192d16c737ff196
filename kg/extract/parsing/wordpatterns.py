"""Patterns over words, as cue files write them: one small language for dates, amounts and other closed phrases.

A pattern is a line of items: ``il y a {number} {unit}``, ``<in|since> {year}``, ``{month} {day} ,? {year}?``.

``a|b``     one of these words (any case);  ``{class}`` a word of a class, captured under its name;  ``{name:class}``
            captured under another name;  ``item?`` may be missing;  ``<item>`` must be there, outside the match.

Matching is linear in the text: at each word only patterns that can start with it are tried, and no item repeats.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from kg.errors import OntologyError

__all__ = ["Match", "Matcher", "Word", "WordClass", "is_capitalised", "words_of"]

_WORD = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}([/.])\d{1,2}\1\d{4}|\d+(?:[.,]\d+)*|[^\W\d_]+|\n[^\S\n]*\n|[^\w\s]|_")
_ITEM = re.compile(r"<[^<>\s]+>\??|\{[a-z_]+(?::[a-z_]+)?\}\??|[^\s<>{}]+")
_CAPTURE = re.compile(r"\{(?:([a-z_]+):)?([a-z_]+)\}")

_APOSTROPHES = frozenset({"’", "ʼ"})
_REMEMBERED = 50_000  # words; then all are forgotten, so that memory stays flat

Payload = TypeVar("Payload")
Value = Any
WordClass = Callable[["Word"], Value]  # the word's value in the class, or None when it is not in it


class Word(NamedTuple):
    """A word, a number (with separators) or a sign; ``norm`` is lower case with a straight apostrophe."""

    start: int
    end: int
    text: str
    norm: str


def words_of(text: str) -> list[Word]:
    """The words of a text; a blank line counts as a word, so that nothing matches across paragraphs."""
    return [Word(*m.span(), word := m[0], "'" if word in _APOSTROPHES else word.lower()) for m in _WORD.finditer(text)]


def _norm(word: str) -> str:
    return "'" if word in _APOSTROPHES else word.lower()


def is_capitalised(word: Word) -> bool:
    return word.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class _Item:
    words: frozenset[str]
    cls: str | None
    name: str
    optional: bool
    context: bool


@dataclass(frozen=True, slots=True)
class Match(Generic[Payload]):
    """A pattern found: ``words[first:last]`` without its context; ``captures`` maps names to (value, word index)."""

    first: int
    last: int
    end: int
    captures: Mapping[str, tuple[Value, int]]
    payload: Payload


class Matcher(Generic[Payload]):
    """Finds many patterns at once. ``classes`` are the names that may stand in braces.

    Raises:
        OntologyError: a pattern names an unknown class or is empty.
    """

    def __init__(self, patterns: Sequence[tuple[str, Payload]], classes: Mapping[str, WordClass]) -> None:
        self._classes = classes
        self._rules = [(_items(pattern, classes), payload) for pattern, payload in patterns]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_class: dict[str, list[int]] = defaultdict(list)
        self._starting: dict[str, tuple[int, ...]] = {}
        for number, (items, _) in enumerate(self._rules):
            self._index(number, items)

    def _index(self, number: int, items: Sequence[_Item]) -> None:
        for item in items:
            if item.cls is not None:
                self._by_class[item.cls].append(number)
            for word in sorted(item.words):
                self._by_word[word].append(number)
            if not item.optional:
                return

    def at(self, words: Sequence[Word], i: int) -> list[Match[Payload]]:
        """The matches that start at word ``i``, longest first, then in the order of the patterns."""
        numbers = self._starting.get(words[i].text)
        if numbers is None:
            numbers = self._remember(words[i])
        if not numbers:
            return []
        found = (self._match(n, words, i) for n in numbers)
        return sorted((m for m in found if m is not None), key=lambda m: i - m.end)

    def _remember(self, word: Word) -> tuple[int, ...]:
        """The patterns that can start with a word; asked once for each, as a class goes by the wording alone."""
        if len(self._starting) > _REMEMBERED:
            self._starting.clear()
        numbers = set(self._by_word.get(word.norm, ()))
        for cls, rules in self._by_class.items():
            if self._classes[cls](word) is not None:
                numbers.update(rules)
        self._starting[word.text] = tuple(sorted(numbers))
        return self._starting[word.text]

    def _match(self, number: int, words: Sequence[Word], i: int) -> Match[Payload] | None:
        items, payload = self._rules[number]
        taken: list[tuple[_Item, int, Value]] = []
        if not self._walk(items, 0, words, i, taken):
            return None
        own = [j for item, j, _ in taken if not item.context]
        captures = {item.name: (value, j) for item, j, value in taken if item.name}
        return Match(own[0], own[-1] + 1, taken[-1][1] + 1, captures, payload) if own else None

    def _walk(
        self, items: Sequence[_Item], k: int, words: Sequence[Word], j: int, taken: list[tuple[_Item, int, Value]]
    ) -> bool:
        if k == len(items):
            return True
        item = items[k]
        value = self._value(item, words[j]) if j < len(words) else None
        if value is not None:
            taken.append((item, j, value))
            if self._walk(items, k + 1, words, j + 1, taken):
                return True
            taken.pop()
        return item.optional and self._walk(items, k + 1, words, j, taken)

    def _value(self, item: _Item, word: Word) -> Value:
        if item.cls is not None:
            return self._classes[item.cls](word)
        return word.norm if word.norm in item.words else None

    def find(self, words: Sequence[Word], accept: Callable[[Match[Payload]], bool]) -> Iterator[Match[Payload]]:
        """Matches from left to right that do not overlap: at each word the longest that ``accept`` takes."""
        i, starting = 0, self._starting
        while i < len(words):
            if starting.get(words[i].text) == ():  # no pattern starts with it, as with most words
                i += 1
                continue
            match = self._longest(words, i, accept)
            if match is None:
                i += 1
            else:
                yield match
                i = max(match.last, i + 1)

    def _longest(
        self, words: Sequence[Word], i: int, accept: Callable[[Match[Payload]], bool]
    ) -> Match[Payload] | None:
        """What starts here, or after this match's context if that is longer: « en mars 2014 » is not « (en) mars »."""
        match = next((m for m in self.at(words, i) if accept(m)), None)
        if match is None or match.first == i:
            return match
        inner = next((m for m in self.at(words, match.first) if accept(m)), None)
        return inner if inner is not None and inner.last > match.last else match


def _items(pattern: str, classes: Mapping[str, WordClass]) -> tuple[_Item, ...]:
    items = tuple(i for raw in _ITEM.findall(pattern) for i in _parse(raw, pattern, classes))
    if not items or all(i.optional or i.context for i in items):
        raise OntologyError(f"cue pattern {pattern!r}: needs at least one item that must be there")
    return items


def _parse(raw: str, pattern: str, classes: Mapping[str, WordClass]) -> Iterator[_Item]:
    optional = raw.endswith("?") and raw != "?"
    raw = raw[:-1] if optional else raw
    context = raw.startswith("<") and len(raw) > 2
    raw = raw[1:-1] if context else raw
    capture = _CAPTURE.fullmatch(raw)
    if capture:
        if capture[2] not in classes:
            raise OntologyError(f"cue pattern {pattern!r}: no class {capture[2]!r}; there are {sorted(classes)}")
        yield _Item(frozenset(), capture[2], capture[1] or capture[2], optional, context)
    elif "|" in raw and raw != "|":
        yield _Item(frozenset(_norm(w) for w in raw.split("|")), None, "", optional, context)
    else:  # « aujourd'hui » and "mid-" are several words for the tokenizer
        for word in words_of(raw):
            yield _Item(frozenset({word.norm}), None, "", optional, context)
