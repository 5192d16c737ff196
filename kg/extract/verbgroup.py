"""A word with its auxiliaries and negation: what its own form says of the claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.statuscues import Effect, StatusCues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Group", "group_of", "is_infinitive", "is_passive"]

_AUXILIARIES = frozenset({"aux", "auxpass", "aux:tense", "aux:pass", "aux:caus", "cop", "neg"})
_NEAR = 8  # tokens: an auxiliary the parser hangs on a word from further away is a mistake
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Group:
    """``tokens`` in order, the word itself among them; ``effect`` is what tense, mood and modal verbs say."""

    tokens: tuple[int, ...]
    negated: bool
    effect: Effect

    @property
    def start(self) -> int:
        return self.tokens[0]


def group_of(doc: Doc, i: int, cues: StatusCues) -> Group:
    """The group of token ``i``: neighbours to its left that are auxiliaries or adverbs, and what the parser adds."""
    tokens = _tokens(doc, i, cues)
    return Group(tokens, _negated(doc, i, tokens, cues), _mood(doc, i, tokens, cues))


def _tokens(doc: Doc, i: int, cues: StatusCues) -> tuple[int, ...]:
    start = doc[i].sent.start if doc[i].head.i != i else max(doc[i].sent.start - 3, 0)
    found = {i}
    j = i - 1
    while j >= start and _belongs(doc[j], cues):
        found.add(j)
        j -= 1
    found |= {c.i for c in doc[i].children if c.dep_ in _AUXILIARIES and abs(c.i - i) <= _NEAR}
    found |= {c.i for c in doc[i].children if c.lower_ in cues.negation and i < c.i <= i + 3}
    while found and doc[min(found)].pos_ == "ADV" and min(found) != i and doc[min(found)].lower_ not in cues.group:
        found.discard(min(found))  # an adverb at the front belongs to the clause
    return tuple(sorted(found))


def _belongs(token: Token, cues: StatusCues) -> bool:
    if token.pos_ in ("NOUN", "PROPN") or token.is_punct:
        return token.lower_ in ("-t", "-il", "-elle", "-ils", "-elles")
    return token.lower_ in cues.group or token.pos_ == "ADV"


def _negated(doc: Doc, i: int, tokens: Sequence[int], cues: StatusCues) -> bool:
    words = [*tokens, *(k for k in range(i + 1, min(i + 3, len(doc))) if _trails(doc, i, k, cues))]
    strong = [k for k in words if doc[k].lower_ in cues.negation]
    if any(cues.no_negation.at(doc, k) for k in strong):
        return False
    if strong:
        return not _only_until(doc, i, cues)
    weak = any(doc[k].lower_ in cues.weak_negation for k in tokens)
    return (weak and any(doc[k].lower_ in cues.weak_verbs for k in tokens)) or _negative_argument(doc, i, weak, cues)


def _trails(doc: Doc, i: int, k: int, cues: StatusCues) -> bool:
    """« ne dépend pas », « ne dépend donc pas »: the negation after a finite verb."""
    weak = any(doc[j].lower_ in cues.weak_negation for j in range(max(i - 4, 0), i))
    return weak and all(doc[j].pos_ in ("ADV", "AUX") or doc[j].lower_ in cues.negation for j in range(i + 1, k + 1))


def _only_until(doc: Doc, i: int, cues: StatusCues) -> bool:
    """"Will not join until May" says that she joins."""
    return any(t.lower_ in cues.not_until for t in doc[i + 1 : min(i + 8, doc[i].sent.end)])


def _negative_argument(doc: Doc, i: int, weak: bool, cues: StatusCues) -> bool:
    """« Aucun des deux n'a racheté », "neither bought", "bought no company"."""
    for child in doc[i].children:
        if child.dep_.startswith(("nsubj", "obj", "dobj")) and _negative_phrase(doc, child, cues):
            return True
    first = doc[i].sent.start
    opens = doc[first].lower_ in cues.negative_subjects and not any(t.is_punct for t in doc[first + 1 : i])
    return opens and (weak or not cues.weak_negation) and not _other_verb(doc, first, i)


def _negative_phrase(doc: Doc, head: Token, cues: StatusCues) -> bool:
    if head.lower_ in cues.negative_subjects:
        return True
    return any(c.lower_ in cues.negative_subjects and c.i < head.i for c in head.children)


def _other_verb(doc: Doc, start: int, end: int) -> bool:
    return any(t.pos_ == "VERB" for t in doc[start:end])


def _mood(doc: Doc, i: int, tokens: Sequence[int], cues: StatusCues) -> Effect:
    for k in tokens:
        modal = cues.modals.at(doc, k)
        if modal is not None and k + modal[0] <= i + 1 and (k != i or modal[0] > 1):
            effect: Effect = modal[1]
            return effect
    first = next((doc[k] for k in tokens if doc[k].pos_ in _VERBS), doc[i])
    return _inflection(first, cues)


def _inflection(verb: Token, cues: StatusCues) -> Effect:
    if verb.pos_ in ("NOUN", "PROPN", "ADJ", "ADV") or not cues.future_endings:
        return "keep"
    word, moods = verb.lower_, verb.morph.get("Mood")
    if word.endswith(cues.conditional_endings) and ("Cnd" in moods or "Imp" not in verb.morph.get("Tense")):
        return "conditional"
    future = "Fut" in verb.morph.get("Tense") or not verb.morph.get("Tense")
    return "announced" if word.endswith(cues.future_endings) and future else "keep"


def is_infinitive(token: Token, cues: StatusCues) -> bool:
    """An infinitive or a gerund: a verb that leaves its tense to the word it hangs on."""
    if token.tag_ == "VBG" or "Inf" in token.morph.get("VerbForm"):
        return True
    before = token.nbor(-1) if token.i else None
    return bool(before is not None and before.lower_ == "to" and before.tag_ == "TO")


def is_passive(doc: Doc, i: int, group: Group, cues: StatusCues) -> bool:
    """A participle after « être », "be"."""
    part = doc[i].tag_ == "VBN" or "Part" in doc[i].morph.get("VerbForm")
    return part and any(doc[k].lower_ in cues.language.be for k in group.tokens if k != i)
