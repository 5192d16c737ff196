"""Names in one list are of one kind: « Pfizer, Intuit et Perplexity »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.names.lexicon import WordLists
    from kg.extract.names.mentions import Mention
    from kg.extract.parsing.parsed import Doc
    from kg.model import EntityType


__all__ = ["type_by_company", "type_by_models"]


def type_by_company(doc: Doc, mentions: Sequence[Mention], words: WordLists, language: Language) -> None:
    """Gives names of an unsure type the one type that the sure names of their list have. ``mentions`` in text order.

    « Les familles Alma et Nova » are people.
    """
    for listed in _lists(doc, mentions, language):
        first = doc[listed[0].start - 1].lower_ if listed[0].start else ""
        if first in words.families:
            for m in listed:
                m.type, m.place, m.sure = ("Person", False, True) if m.source != "list" else (m.type, m.place, m.sure)
        kinds = {m.type for m in listed if m.sure}
        if len(kinds) != 1:
            continue
        (kind,) = kinds
        several = kind == "Organization" and sum(m.sure for m in listed) > 1
        for m in listed:
            long = m.end - m.start > 1
            place = m.place and not (several and long and doc[min(m.end, len(doc) - 1)].pos_ != "NOUN")
            person = m.type == "Person" and long and not (several and " " not in m.text(doc))
            if not m.sure and not place and not person:
                m.type, m.place, m.sure = kind, False, several and not language.labels["possessor"]


def type_by_models(doc: Doc, mentions: Sequence[Mention], words: WordLists, language: Language) -> None:
    """« ses modèles Alma, Nova et Lumio »: what a plural noun before a list tells of each name."""
    for listed in _lists(doc, mentions, language):
        led = _likened(doc, listed[0].start, words, language)
        kind = led or _plural(doc, listed[0].start - 1, words, language)
        for m in listed if kind == "Product" else ():
            if m.source != "list" or m.type == "Product" or _also_a_word(m):
                m.type, m.place, m.sure = "Product", False, True
        for m in listed if kind == "Organization" else ():
            person = led is not None and m.type == "Person" and m.end - m.start > 1
            qualifies = m.place and m.end < len(doc) and doc[m.end].pos_ == "NOUN"  # "and South African insurer Acme"
            if m.source != "list" and not m.sure and not person and not qualifies:
                m.type, m.place, m.sure = "Organization", False, True


def _likened(doc: Doc, i: int, words: WordLists, language: Language) -> EntityType | None:
    """ "apps, including Alma and Nova", "startups such as Alma and Nova": what the noun tells of its instances."""
    if not language.labels["possessor"]:
        return None
    n = next((len(p) for p in language.likening if doc.lowers[max(0, i - len(p)) : i] == list(p)), 0)
    if not n and i > 1 and doc[i - 1].lower_ in ("include", "includes", "included"):
        n = 1
    k = i - n - 1
    k -= n > 0 and k > 0 and doc[k].text == ","
    noun = doc[k] if n and k >= 0 else None
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or not noun.lower_.endswith("s"):
        return None
    singular = noun.lower_[:-3] + "y" if noun.lower_.endswith("ies") else noun.lower_[:-1]
    return words.nouns.get(singular) if words.nouns.get(singular) != "Person" else None


def _plural(doc: Doc, i: int, words: WordLists, language: Language) -> EntityType | None:
    """What the plural noun at token ``i`` tells; « les marques », « les start-up » of French tell organisations."""
    while i > 0 and not language.labels["possessor"] and doc[i].pos_ == "ADJ" and doc[i].is_lower:
        i -= 1  # « les sociétés suisses Alma et Nova »
    noun = doc[i].lower_ if i >= 0 else ""
    kind = words.nouns.get(noun.removesuffix("s"))
    if kind == "Product":
        return kind if noun.endswith("s") else None
    many = not language.labels["possessor"] and i > 0 and doc[i - 1].lower_ in ("les", "des", "ses", "leurs", "aux")
    return kind if many and kind == "Organization" else None


def _also_a_word(mention: Mention) -> bool:
    return mention.entry is not None and mention.entry.ambiguous


def _lists(doc: Doc, mentions: Sequence[Mention], language: Language) -> Iterator[list[Mention]]:
    """Runs of mentions joined by commas that end with a conjunction, or by a conjunction alone."""
    current: list[Mention] = []
    for mention in mentions:
        link = _link(doc, current[-1], mention, language) if current else ""
        if link == "":
            if len(current) > 1 and _and_others(doc, current[-1].end, language):
                yield current
            current = []
        current.append(mention)
        if link == "and":
            yield current
            current = []


def _and_others(doc: Doc, i: int, language: Language) -> bool:
    """ "Acme, Nova, Zeta and several others": whether a conjunction at ``i`` ends a list with a common noun."""
    i += i < len(doc) and doc[i].text == ","
    joined = i + 1 < len(doc) and doc[i].lower_ in language.conjunctions
    return joined and doc[i + 1].is_lower and doc[i + 1].pos_ in ("NOUN", "ADJ", "DET", "PRON")


def _link(doc: Doc, left: Mention, right: Mention, language: Language) -> str:
    """How two neighbouring names are joined: "and", "," or "" (not at all)."""
    if right.kind != "name" or right.start - left.end > 4 or right.start <= left.end:
        return ""
    words = [t.lower_ for t in doc[left.end : right.start]]
    while words and words[-1] in language.articles | language.of | {"chez", "à", "at", "from", "with", "avec"}:
        words.pop()
    if words == [","]:
        return ","
    return "and" if " ".join(w for w in words if w != ",") in language.cues("list_joints") else ""
