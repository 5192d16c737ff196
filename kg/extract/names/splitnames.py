"""Names that were cut wrongly: "Hock" and "Tan" side by side are one person, "Current Lumio" begins with no name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.names.lexicon import WordLists
from kg.extract.names.listednames import counts_next
from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["echoed", "joined", "mend_ends", "unlead"]

_FULL = 2  # words of a name that an adjective may begin


def joined(doc: Doc, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """``mentions``, in text order, with the two halves of a person's name made one."""
    last: Mention | None = None
    for m in mentions:
        if last is not None and _halves(doc, last, m):
            last.end, last.type, last.place = m.end, "Person", False
            continue
        if last is not None and _firm_of(doc, last, m):
            last.end, last.type, last.place, last.sure = m.end, "Organization", False, True
            continue
        if last is not None:
            yield last
        last = m
    if last is not None:
        yield last


def echoed(doc: Doc, found: Sequence[Mention], free: list[bool]) -> Iterator[Mention]:
    """Other places of an article where a name of several words stands that was found in one only."""
    seen = set()
    for m in found:
        name = m.text(doc)
        if m.source == "list" or m.end - m.start < _FULL or name in seen or m.place:
            continue
        seen.add(name)
        at = doc.text.find(name)
        while at >= 0:
            start = bisect_left(doc, at, key=lambda t: t.idx)
            end = start + m.end - m.start
            if all(free[start:end]) and doc.text_of(start, end) == name:
                free[start:end] = [False] * (end - start)
                yield Mention(start, end, m.type, "shape", sure=m.sure)
            at = doc.text.find(name, at + 1)


def unlead(doc: Doc, found: list[Mention], language: Language) -> list[Mention]:
    """ "Current Lumio customers" at the start of a sentence, where the article says "Lumio": an adjective before it."""
    names = {m.text(doc) for m in found}
    for m in found:
        if m.source == "list" or m.end - m.start < _FULL or doc[m.start].lower_ not in language.cues("before_names"):
            continue
        rest = doc.text_of(m.start + 1, m.end)
        if rest in names and sum(k.text(doc) == m.text(doc) for k in found) == 1:
            m.start += 1
    return found


def mend_ends(doc: Doc, m: Mention, language: Language, words: WordLists) -> None:
    """ "[Section 9], Accel and Nova", "[Vantor Holdings] of Oslo", "[DJ Quill], who": names as long as they are."""
    if m.end - m.start > 1 and doc[m.end - 1].is_digit and counts_next(doc, m.end):
        m.end -= 1  # « une citadine Alma 100 % électrique »
    last = doc[m.end - 1]
    if last.text.endswith("'") and not last.whitespace_ and m.end < len(doc) and doc[m.end].text == "s":
        m.end += 1  # "Alma's", which French cuts after the apostrophe
    if _numbered(doc, m.end, language):
        m.end += 1
    if m.end - m.start > _FULL + 1 and doc[m.end - 2].lower_ in language.of and doc[m.end - 1].text in words.places:
        heads = {doc[m.start].lower_, doc[m.end - 3].lower_} & words.institutions  # "Royal Bank of Canada" is whole
        firm = doc[m.end - 3].lower_ in words.organization_words and doc[m.start].lower_ not in words.organization_words
        m.end -= _FULL if firm and not heads else 0
    before = doc[m.start - 1] if m.start else None
    if before is None or m.end - m.start > 1 or len(before.text) != _FULL:
        return
    led = before.text.isupper() and before.text.isalpha() and before.pos_ == "PROPN" and not before.ent_type_
    titled = m.start > 1 and doc[m.start - 2].lower_ in words.role_words and before.text not in words.not_names
    m.start -= int(led and titled and before.head.i == m.start)


def _numbered(doc: Doc, i: int, language: Language) -> bool:
    """Whether a small number at ``i`` ends a name of a list ("Fund 2 and Nova", "Section 9, Accel")."""
    if i + 2 >= len(doc) or not doc[i].is_digit or len(doc[i].text) > _FULL or doc[i - 1].lower_ in language.dating:
        return False
    listed = doc[i + 1].text == "," or doc[i + 1].lower_ in language.conjunctions
    return listed and doc[i + 2].text[:1].isupper() and doc[i].text != "0"


def _firm_of(doc: Doc, first: Mention, second: Mention) -> bool:
    """ "Caufield & Byers", "Lee & Roy": partners' names make one name; in headlines "&" may stand for "and"."""
    if second.start != first.end + 1 or doc[first.end].text != "&" or "list" in (first.source, second.source):
        return False
    plain = [t for m in (first, second) for t in doc[m.start : m.end]]
    titled = all(t.text[:1].isupper() and t.is_alpha for t in plain) and second.end - second.start == 1
    people = first.type == second.type == "Person" and first.end - first.start > 1
    small = any(t.is_lower and t.is_alpha for t in doc[first.start].sent if t.pos_ in ("NOUN", "VERB"))
    return titled and small and not people


def _halves(doc: Doc, first: Mention, second: Mention) -> bool:
    """Whether a given name and a surname, one word each, stand side by side, one of them known for a person's."""
    if first.end != second.start or first.end - first.start > 1 or second.end - second.start > 1:
        return False
    if "list" in (first.source, second.source) or "Person" not in (first.type, second.type):
        return False
    words = (doc[first.start], doc[second.start])
    titled = all(t.is_title and t.is_alpha and t.pos_ == "PROPN" for t in words)
    return titled and not words[1].is_sent_start and {first.type, second.type} <= {"Person", None}
