"""What an article and the lists say an organisation is: a start-up, a lab, a giant, an investor, a newspaper.

« La start-up » can be the one that was called so; it can hardly be a giant or a fund.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from kg.extract.names.lexicon import WordLists
from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["among_investors", "describe", "is_small", "may_be_called", "surely_called"]

_BEFORE, _AFTER = 4, 9  # tokens beside a name in which a noun may say what it is
_LISTED = 16  # tokens of a list before one of its names
_LIST = frozenset({"PROPN", "CCONJ", "DET", "ADJ", "NOUN"})
_OF_KIND: Mapping[str, frozenset[str]] = {
    "lab": frozenset({"lab", "nonprofit"}),
    "investor": frozenset({"investor"}),
    "press": frozenset({"newspaper", "agency"}),
    "nonprofit": frozenset({"nonprofit"}),
    "university": frozenset({"university"}),
    "regulator": frozenset({"regulator"}),
    "government": frozenset({"regulator", "agency"}),
}
_SMALL = frozenset({"startup", "lab"})
_NO_BUSINESS = frozenset(
    {"investor", "newspaper", "university", "regulator", "agency", "accelerator", "bank", "exchange", "public"}
)
_ANY = frozenset({"", "general", "group", "customer", "unit", "maker", "platform"})  # classes that most could be called


def describe(
    doc: Doc, mentions: Iterable[Mention], language: Language, words: WordLists, *, listed: bool = True
) -> dict[int, set[str]]:
    """Classes of nouns (keys of the language's nominals) that are said of each entity among ``mentions``.

    Without ``listed`` only what the article itself says.
    """
    found: dict[int, set[str]] = defaultdict(set)
    nouns = language.nominals["organization"]
    for m in mentions:
        if m.entity is None or m.type == "Person":
            continue
        found[m.entity] |= _listed(m, words) if listed else set()
        if m.kind == "name":
            found[m.entity] |= {c for t in doc[m.start : m.end] if (c := nouns.get(t.lower_)) and c != "general"}
            if m.entry is None and doc[m.start].lower_ in language.onlookers:
                found[m.entity].add("public")  # « le Musée Alma » builds no cars
            found[m.entity] |= _set_before(doc, m, nouns, words) | _set_after(doc, m, nouns, language)
            found[m.entity] |= _compounded(doc, m, nouns, language)
            if m.entry is None and among_investors(doc, m, language):
                found[m.entity].add("investor")
    return found


def among_investors(doc: Doc, m: Mention, language: Language) -> bool:
    """ "a round led by Nova, Alma and [Lumio]", "its investors, Nova and [Lumio]": a list that such words lead in."""
    first = max(doc[m.start].sent.start, m.start - _LISTED)
    cues, lasts = language.investing, {c[-1] for c in language.investing}
    for i in range(m.start, first, -1):
        if doc.lowers[i - 1] in lasts and any(tuple(doc.lowers[max(first, i - len(c)) : i]) == c for c in cues):
            rest, joins = doc[i : m.start], language.joints
            return all(t.text == "," or t.lower_ in joins or t.pos_ in _LIST for t in rest)
    return False


def _listed(m: Mention, words: WordLists) -> set[str]:
    if m.entry is None:
        return set()
    classes = set(_OF_KIND.get(m.entry.kind, ()))
    return classes | {"unit"} if m.entry.unit else classes | words.called.get(m.entry.label, frozenset())


def _noun_at(doc: Doc, i: int, nouns: Mapping[str, str]) -> str | None:
    """The class of the noun that ends at token ``i``, two words before one (« jeune pousse », "social network")."""
    two = doc.text_of(i - 1, i + 1).lower() if i else ""
    three = doc.text_of(i - 2, i + 1).lower() if i > 1 else ""  # « start-up », cut by the tokenizer
    return nouns.get(three) or nouns.get(two) or nouns.get(doc[i].lower_)


def _set_before(doc: Doc, m: Mention, nouns: Mapping[str, str], words: WordLists) -> set[str]:
    """« la start-up parisienne Alma », "chipmaker Nova"."""
    apposed = m.start > 1 and doc[m.start - 1].text == "," and m.end < len(doc) and doc[m.end].is_punct
    first = m.start - 1 - apposed  # "its software arm, Nova,"
    for i in range(first, max(-1, first - _BEFORE), -1):
        if name := _noun_at(doc, i, nouns):
            return {name}
        if doc[i].pos_ != "ADJ" and doc[i].lower_ not in words.naming and doc[i].text not in ('"', "«", "“"):
            return set()
    return set()


def _set_after(doc: Doc, m: Mention, nouns: Mapping[str, str], language: Language) -> set[str]:
    """ "Alma, a Paris-based startup", « Alma est une jeune pousse », "Alma (a chipmaker)"."""
    if m.end + 1 >= len(doc) or not _opens(doc[m.end], language):
        return set()
    article = doc[m.end + 1].lower_ in language.articles
    reach = _AFTER if article else 3 if doc[m.end].is_punct else 0
    for i in range(m.end + 1, min(len(doc), m.end + reach)):
        token = doc[i]
        name = _noun_at(doc, i, nouns)
        if name and not _goes_on(doc, i + 1, language):
            return {name}
        if _closes(token) or token.lower_ in language.of or token.lower_ in ("at", "for", "chez"):
            return set()
    return set()


def _compounded(doc: Doc, m: Mention, nouns: Mapping[str, str], language: Language) -> set[str]:
    """ "its Alma unit"; but "a Nova unit" is not Nova."""
    owned = m.start > 0 and doc[m.start - 1].lower_ in language.pronouns["possessive"]
    if not owned or not language.labels["possessor"] or m.end >= len(doc) or _goes_on(doc, m.end + 1, language):
        return set()
    name = nouns.get(doc[m.end].lower_)
    return {name} if name else set()


def _opens(token: Token, language: Language) -> bool:
    copula = token.lower_ in language.role_words["copulas"] and not token.is_sent_start
    return copula or token.text in (",", "(", "–", "—")


def _closes(token: Token) -> bool:
    return (token.is_punct and token.text not in ("-", "'", '"')) or token.pos_ in ("VERB", "AUX", "SCONJ")


def _goes_on(doc: Doc, i: int, language: Language) -> bool:
    """Whether the noun before token ``i`` only begins something else: "the startup's founder", "startup founder"."""
    return i < len(doc) and (doc[i].text in ("'s", "-") or _head_follows(doc[i], language))


def _head_follows(after: Token, language: Language) -> bool:
    """ "a startup founder": in English the last noun of a compound is its head."""
    return bool(language.labels["possessor"]) and after.pos_ in ("NOUN", "PROPN")


def is_small(classes: Collection[str]) -> bool:
    """A start-up or a lab, and no giant."""
    return bool(_SMALL & set(classes)) and "giant" not in classes


def surely_called(word: str, classes: Collection[str]) -> bool:
    """Whether an entity of ``classes`` was called by a noun of class ``word``."""
    return word in classes


def may_be_called(word: str, classes: Collection[str]) -> bool:
    """Whether nothing speaks against calling it so."""
    if word in classes or not classes:
        return True
    if word in ("project", *_NO_BUSINESS) or (word in ("venture", "unit") and "giant" in classes):
        return False
    if word in _SMALL:
        return not ({"giant", "unit"} | _NO_BUSINESS) & set(classes)
    if word == "giant":
        return not (_SMALL | _NO_BUSINESS) & set(classes)
    if word in _ANY:
        return bool(set(classes) - _NO_BUSINESS)
    return not _NO_BUSINESS & set(classes)
