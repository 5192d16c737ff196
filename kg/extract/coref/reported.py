"""Who reports what a pronoun stands in: "Nova denied that Acme had bought it", "Nova says it will ..."."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["UNKNOWN", "reporter"]

UNKNOWN = -1
_STEPS = 5  # verbs and nouns from a pronoun up to who says it
# "denied a report that Acme was trying to buy it", "owns Acme, which it bought"
_REPORTED = frozenset({"ccomp", "xcomp", "acl", "dobj", "relcl"})


def reporter(doc: Doc, pronoun: Mention, before: Sequence[Mention], language: Language) -> int | None:
    """The organisation whose statement, in the same sentence, "it" stands in.

    None where there is none; UNKNOWN where a noun ("the Austin company") stands for one that nobody knows.
    """
    if pronoun.kind != "pronoun":
        return None
    labels, verb, inner = language.labels, doc[pronoun.start].head, False
    for _ in range(_STEPS):
        inner = inner or any(c.dep_ in labels["subject"] for c in verb.children)
        if verb.head is verb or verb.dep_ not in _REPORTED:
            return None
        verb = verb.head
        subject = next((c for c in verb.children if c.dep_ in labels["subject"]), None) or _described(verb, language)
        if inner and subject is not None and subject.i < pronoun.start:
            return _stands_for(subject, before, language)
        if inner and (named := _right_before(doc, verb, before)) is not None:
            return named.entity
    return None


def _described(verb: Token, language: Language) -> Token | None:
    """ "Nova, famed for its maps, said it ...": where a parser gives the subject to what is set between the commas."""
    asides = (c for c in verb.children if c.dep_ == "advcl" and c.i < verb.i)
    subjects = (s for c in asides for s in c.children if s.dep_ in language.labels["subject"])
    return next((s for s in subjects if s.i < verb.i and s.nbor().text == ","), None)


def _right_before(doc: Doc, verb: Token, before: Sequence[Mention]) -> Mention | None:
    """ "Acme bought Zeta and another firm, Nova, said it ...": the name beside a verb whose subject no parser saw."""
    if verb.dep_ != "conj":
        return None
    end = verb.i - (doc[verb.i - 1].text == ",")
    return next((m for m in before if m.end == end and m.type == "Organization" and m.kind == "name"), None)


def _stands_for(subject: Token, before: Sequence[Mention], language: Language) -> int | None:
    if (mention := _at(subject, before)) is not None:
        return mention.entity if mention.type == "Organization" else None
    if (mention := _spoken_for(subject, before, language)) is not None:
        return mention.entity
    return UNKNOWN if subject.lower_ in language.nominals["organization"] else None


def _spoken_for(subject: Token, before: Sequence[Mention], language: Language) -> Mention | None:
    """ "A spokesman for Nova", "Nova's chief executive": the organisation whose words they are."""
    owners = [c for c in subject.children if c.dep_ in language.labels["possessor"]]
    led = [c for c in subject.children if c.lower_ in language.cues("speaking_for") and c.i > subject.i]
    for token in (*owners, *(g for c in led for g in c.children)):
        mention = _at(token, before)
        if mention is not None and mention.type == "Organization":
            return mention
    return None


def _at(token: Token, before: Sequence[Mention]) -> Mention | None:
    return next((m for m in before if m.start <= token.i < m.end), None)
