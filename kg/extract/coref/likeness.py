"""Words that tell which company is meant: "the Milan start-up" is the one that was "a Milan start-up".

The words of an organisation's name and of what is set beside it are held against those before the noun.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["PLACES", "alike", "elsewhere", "said_words", "telling"]

PLACES = frozenset({"GPE", "NORP", "LOC"})  # labels of places and peoples

_BESIDE = 10  # tokens of an apposition that are read
_STEM = 5  # letters by which words are the same ("robot", "Robotics")
_SHORTEST = 4
_TELL = frozenset({"NOUN", "PROPN", "ADJ"})


def telling(words: Iterable[Token]) -> tuple[str, ...]:
    """Of the words before a noun, those that may tell which one is meant."""
    return tuple(w.lower_ for w in words if w.pos_ in _TELL and w.lower_ != "based" and len(w.text) >= _SHORTEST)


def said_words(doc: Doc, mentions: Iterable[Mention], language: Language) -> Mapping[int, frozenset[str]]:
    """For each organisation the beginnings of the words of its names and of what stands beside them.

    Those of places and peoples also with "@" before them.
    """
    found: dict[int, set[str]] = defaultdict(set)
    for m in mentions:
        if m.entity is None or m.type != "Organization":
            continue
        beside = [*doc[m.start : m.end], *_apposition(doc, m.end, language), *_before(doc, m.start)]
        found[m.entity] |= {t.lower_[:_STEM] for t in beside if len(t.text) >= _SHORTEST}
        found[m.entity] |= {"@" + t.lower_[:_STEM] for t in beside[m.end - m.start :] if t.ent_type_ in PLACES}
    return {entity: frozenset(stems) for entity, stems in found.items()}


def alike(words: Sequence[str], pool: Iterable[Mention], said: Mapping[int, frozenset[str]]) -> int | None:
    """The one entity of the pool of which one of the words was said, if there is just one."""
    stems = {w[:_STEM] for w in words}
    entities = {m.entity for m in pool if m.entity is not None and said.get(m.entity, frozenset()) & stems}
    return entities.pop() if len(entities) == 1 else None


def elsewhere(words: Sequence[str], said: frozenset[str]) -> bool:
    """Whether only other places than one of ``words`` were said of it: "a Paris group" is not "the Oslo group"."""
    places = {stem for stem in said if stem.startswith("@")}
    return bool(places) and not places & {"@" + w[:_STEM] for w in words}


def _apposition(doc: Doc, start: int, language: Language) -> list[Token]:
    """ "Nova, a Milan start-up, ...", "Nova, based in Milan, ...": the words up to the next comma or verb."""
    words: list[Token] = []
    if start + 1 >= len(doc) or doc[start].text not in (",", "("):
        return words
    opens = doc[start + 1].lower_
    if opens not in language.articles and opens != "based":
        return words
    for token in doc[start + 1 : min(len(doc), start + _BESIDE)]:
        if token.text in (",", ")", ".", ";") or token.lower_ in language.relatives:
            break
        words.append(token)
    return words


def _before(doc: Doc, start: int) -> list[Token]:
    """ "the robot maker Nova": nouns and adjectives right before the name."""
    i = start
    while i > 0 and start - i < 4 and doc[i - 1].pos_ in ("NOUN", "ADJ") and doc[i - 1].is_alpha:
        i -= 1
    return list(doc[i:start])
