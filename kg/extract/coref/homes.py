"""Where organisations are at home: « le fondeur taïwanais » is the one of them that is Taiwanese.

The lists tell it of well-known organisations, the article of others (« la pépite suédoise Alma », « Alma, start-up
suédoise »).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extract.names.lexicon import WordLists
from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["at_home", "countries", "homes_of"]

_BESIDE = 7  # tokens beside a name that may say where it is at home
_PLAIN = frozenset({"NOUN", "ADJ", "DET"})


def countries(words: Iterable[Token], language: Language) -> frozenset[str]:
    """The countries that words such as « taïwanaise », "Bristol-based" tell."""
    homelands = language.homelands
    return frozenset(c for w in words for c in homelands.get(w.lower_.removesuffix("-based"), ()))


def homes_of(
    doc: Doc, mentions: Iterable[Mention], language: Language, words: WordLists
) -> Mapping[int, frozenset[str]]:
    """The countries of each entity of which any are known; none in a language that lists no peoples."""
    found: dict[int, set[str]] = defaultdict(set)
    for m in mentions if language.homelands else ():
        if m.entity is None or m.type != "Organization" or m.kind != "name":
            continue
        listed = words.homes.get(m.entry.label, frozenset()) if m.entry is not None else frozenset()
        beside = () if listed else (*_before(doc, m.start, language), *_after(doc, m.end, language))
        found[m.entity] |= listed or countries(beside, language)
    return {entity: frozenset(codes) for entity, codes in found.items() if codes}


def at_home(
    told: Collection[str], pool: Sequence[Mention], homes: Mapping[int, frozenset[str]]
) -> tuple[list[Mention], bool]:
    """Those of ``pool`` that are at home in one of the countries ``told``, and whether that is known of them.

    Where it is known of none, those of which no other home is known.
    """
    known = [m for m in pool if m.entity is not None and homes.get(m.entity, frozenset()) & set(told)]
    return (known, True) if known else ([m for m in pool if m.entity is None or not homes.get(m.entity)], False)


def _before(doc: Doc, start: int, language: Language) -> list[Token]:
    """« le spécialiste suédois Alma », "Munich-based chip maker Alma": nouns and adjectives right before the name."""
    i = start
    while i > 0 and start - i < _BESIDE and (_describes(doc[i - 1]) or _at_home(doc, i - 1, language)):
        i -= 1
    return list(doc[i:start])


def _describes(token: Token) -> bool:
    return token.pos_ in ("NOUN", "ADJ") and _word(token)


def _at_home(doc: Doc, i: int, language: Language) -> bool:
    """ "[Munich-based] Alma", "[Finland's] Alma", "[Finnish] Alma"."""
    english = bool(language.labels["possessor"])
    return english and (doc[i].tag_ in ("POS", "HYPH") or doc[i].lower_ in language.homelands)


def _after(doc: Doc, end: int, language: Language) -> list[Token]:
    """« Alma, une jeune pousse suédoise, ... »: the first words of an apposition."""
    if end + 1 >= len(doc) or doc[end].text not in (",", "("):
        return []
    i = end + 1
    if doc[i].pos_ not in _PLAIN and doc[i].lower_ not in language.homelands:
        return []  # a relative clause speaks of others too
    while i < min(len(doc), end + _BESIDE) and (i == end + 1 or _small(doc[i]) or _at_home(doc, i, language)):
        i += 1
    return list(doc[end + 1 : i])


def _small(token: Token) -> bool:
    return token.is_lower and _word(token)


def _word(token: Token) -> bool:
    """A word, « sud-africain » too."""
    return token.text.replace("-", "").isalpha()
