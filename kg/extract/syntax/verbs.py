"""A verb and what stands right before it: auxiliaries, clitic pronouns, the relative pronoun of its clause."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from kg.extract.parsing.language import Language
from kg.extract.rules.rulebook import Trigger

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["Voice", "antecedent_heads", "clitic", "of_auxiliaries", "relative_before", "verb_group", "voice_of"]

Voice = Literal["active", "passive"]
_DEPTH = 5
_MODAL = 3  # words between a modal verb and its infinitive, one more
_REFLEXIVE = 3  # tokens from « se » to « fait »
_CLAUSE = 12  # tokens between a relative pronoun and its verb (« qu'Elon Musk et trois associés ont fondée »)


@lru_cache(maxsize=16)
def _group_words(language: Language) -> frozenset[str]:
    return language.be | language.have | language.skip


def verb_group(token: Token, language: Language) -> range:
    """Tokens from the first auxiliary to the verb."""
    i, first = token.i, token.sent.start
    known = _group_words(language)
    while i > first and token.doc[i - 1].lower_ in known:
        i -= 1
    return range(i, token.i + 1)


def voice_of(token: Token, trigger: Trigger, language: Language) -> Voice:  # noqa: PLR0911 (one return a case)
    """Voice of a verb trigger, by its form and auxiliaries; the parser's labels only where forms are alike."""
    if _undergone(token, language):
        return "passive"
    if trigger.form != "participle":
        return "active"
    auxiliaries = [token.doc[i].lower_ for i in verb_group(token, language)[:-1]]
    if any(a in language.reflexives for a in auxiliaries):
        return "active"
    if any(a in language.be for a in auxiliaries):
        been = any(a in language.have for a in auxiliaries) and auxiliaries[-1] in language.have
        return "active" if been or trigger.lemma in language.be_is_active else "passive"
    if any(a in language.have for a in auxiliaries):
        return "active"
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    if following in language.by:
        return "passive"
    if trigger.lemma in language.be_is_active:
        return "active"
    if trigger.also_finite:
        if token.i + 1 < len(token.doc) and token.nbor().pos_ in ("PROPN", "DET", "X"):
            return "active"  # « l'ex-PDG rejoint Acme »: an object follows
        fronted = token.is_sent_start and token.tag_ == "VBN"  # "Founded in 2019 by Ann Lee, Acme ..."
        reduced = fronted or (token.dep_ in language.labels["modifier_clause"] and token.tag_ in ("VBN", "VERB", "ADJ"))
        return "passive" if reduced and "VerbForm=Part" in str(token.morph) else "active"
    return "passive"


def _undergone(token: Token, language: Language) -> bool:
    """« Acme s'est fait racheter par Zeta », « se fera débaucher »: what somebody has done to himself."""
    i, first = token.i - 1, token.sent.start
    if i <= first or token.doc[i].lower_ not in language.causatives:
        return False
    return any(t.lower_ in language.reflexives for t in token.doc[max(first, i - _REFLEXIVE) : i])


def clitic(token: Token, kind: str, language: Language) -> Token | None:
    """The pronoun of ``kind`` (``object``, ``dative``, ``place``, ``origin``) in the verb group (« lui a succédé »)."""
    words = language.clitics.get(kind, ())
    for i in verb_group(token, language):
        word = token.doc[i]
        if i < token.i and word.lower_ in words and word.pos_ in ("PRON", "DET", "ADP", "ADV"):
            return word
    return None


def relative_before(token: Token, language: Language) -> Token | None:
    """The relative pronoun that opens the clause of a verb, if no other verb stands between."""
    first = token.sent.start
    group = verb_group(token, language)
    for i in range(group.start - 1, max(first, group.start - _CLAUSE) - 1, -1):
        word = token.doc[i]
        if word.lower_ in language.relatives:
            return word if i > first and not _conjunction(word, language) else None
        acts = word.pos_ in ("VERB", "AUX") and word.is_lower  # a name may be taken for an auxiliary
        if word.text in (";", ":", "(", ")") or (acts and not _modal(word, token, group)):
            return None
    return None


def _modal(word: Token, verb: Token, group: range) -> bool:
    """« que Microsoft entend bien racheter »: the verb right before an infinitive opens no clause of its own."""
    between = word.doc[word.i + 1 : group.start]
    infinitive = "Inf" in verb.morph.get("VerbForm", [])
    return infinitive and all(t.pos_ in ("ADV", "ADP") for t in between) and len(between) < _MODAL


def _conjunction(word: Token, language: Language) -> bool:
    """« annonce que », "said that": no relative pronoun after a verb or an adverb.

    "The hardware startup that" has a noun, whatever the tagger says.
    """
    before = word.nbor(-1)
    if before.text == "," and before.i > word.sent.start:
        before = before.nbor(-1)
    clausal = before.is_alpha and before.pos_ in ("VERB", "AUX", "ADV", "SCONJ")  # "GPT-4" is no verb, whatever its tag
    clausal = clausal and before.lower_ not in language.nominals["organization"]
    return clausal and word.lower_ in ("que", "qu'", "that")


def _phrase_heads(noun: Token, language: Language) -> Iterator[Token]:
    """The noun, then those whose complement it is: parsers hang « qui » on the last of « un éditeur de jeux »."""
    for _ in range(_DEPTH):
        yield noun
        if noun.dep_ not in language.labels["complement"] or noun.head is noun or noun.head.pos_ != "NOUN":
            return
        noun = noun.head


def antecedent_heads(verb: Token, language: Language) -> Iterator[Token]:
    """What a relative clause's "who" stands for: the noun the clause hangs on, by the parse."""
    for _ in range(_DEPTH):
        if verb.dep_ in language.labels["relative"]:
            yield from _phrase_heads(verb.head, language)
            return
        if verb.head is verb:
            return
        verb = verb.head


def of_auxiliaries(token: Token) -> Iterator[Token]:
    """What hangs on a word's auxiliaries: « Ledger a pour fondateur ... », where a parser gives « a » the subject."""
    for child in token.children:
        if child.i < token.i and child.dep_.startswith("aux"):
            yield from child.children
