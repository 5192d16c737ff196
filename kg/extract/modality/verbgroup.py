"""A word with its auxiliaries and negation: what its own form says of the claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.modality.statuscues import Effect, StatusCues, norm

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["Group", "group_of", "is_infinitive", "is_passive", "is_predicate", "is_verb"]

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
    near = [c for c in doc[i].children if _auxiliary(c, i, cues)]
    if is_predicate(doc[i], cues):
        near.append(doc[i].head)
    found = {i} | {c.i for c in near}
    copulas = [c.i for c in near if c.i < i and c.dep_ != "neg"]
    for anchor in [i] if is_verb(doc[i]) else copulas:
        found |= _leftwards(doc, anchor, cues)
    if copulas:
        found |= {k for k in range(min(copulas), i) if norm(doc[k]) in cues.negation}
    found |= {c.i for c in _beside(doc[i]) if norm(c) in cues.negation and i < c.i <= i + 3}
    while found and doc[min(found)].pos_ == "ADV" and min(found) != i and norm(doc[min(found)]) not in cues.group:
        found.discard(min(found))  # an adverb at the front belongs to the clause
    return tuple(sorted(found))


def _beside(token: Token) -> Iterator[Token]:
    """Children, and those of adverbs among them: "is [no] longer"."""
    for child in token.children:
        yield child
        if child.pos_ == "ADV":
            yield from child.children


def _auxiliary(token: Token, i: int, cues: StatusCues) -> bool:
    return token.dep_ in _AUXILIARIES and abs(token.i - i) <= _NEAR and norm(token) not in cues.infinitive_markers


def is_predicate(token: Token, cues: StatusCues) -> bool:
    """What is said with a form of "be" that the parser makes its head."""
    return token.dep_ in ("acomp", "attr", "oprd") and norm(token.head) in cues.language.be


def _leftwards(doc: Doc, i: int, cues: StatusCues) -> set[int]:
    sentence = doc[i].sent.start
    start = sentence if doc[i].head.i != i else max(sentence - 3, 0)  # a verb alone may have been cut off its auxiliary
    j = i - 1
    while j >= start and _belongs(doc[j], cues):
        j -= 1
    return set(range(j + 1, i))


def _belongs(token: Token, cues: StatusCues) -> bool:
    if token.pos_ in ("NOUN", "PROPN") or token.is_punct:
        return norm(token) in ("-t", "-il", "-elle", "-ils", "-elles")
    return norm(token) in cues.group or token.pos_ == "ADV"


def _negated(doc: Doc, i: int, tokens: Sequence[int], cues: StatusCues) -> bool:
    words = [*tokens, *(k for k in range(i + 1, min(i + 3, len(doc))) if _trails(doc, i, k, cues))]
    strong = [k for k in words if norm(doc[k]) in cues.negation]
    weak = any(norm(doc[k]) in cues.weak_negation for k in tokens)
    if any(cues.no_negation.at(doc, k) for k in strong):
        return False
    if strong and (weak or not cues.weak_negation):  # without « ne », « jamais » is "ever" and « plus » is "more"
        return not _only_until(doc, i, cues)
    if weak and any(norm(doc[k]) in cues.weak_verbs for k in tokens):
        return True
    return _negative_argument(doc, i, tokens, weak, cues)


def _trails(doc: Doc, i: int, k: int, cues: StatusCues) -> bool:
    """« ne dépend pas », « ne dépend donc pas »: the negation after a finite verb."""
    weak = any(norm(doc[j]) in cues.weak_negation for j in range(max(i - 4, 0), i))
    return weak and all(doc[j].pos_ in ("ADV", "AUX") or norm(doc[j]) in cues.negation for j in range(i + 1, k + 1))


def _only_until(doc: Doc, i: int, cues: StatusCues) -> bool:
    """ "Will not join until May" says that she joins."""
    return any(norm(t) in cues.not_until for t in doc[i + 1 : min(i + 8, doc[i].sent.end)])


def _negative_argument(doc: Doc, i: int, tokens: Sequence[int], weak: bool, cues: StatusCues) -> bool:
    """« Aucun des deux n'a racheté », "neither bought", "bought no company"."""
    for child in doc[i].children:
        if child.dep_.startswith(("nsubj", "obj", "dobj")) and _negative_phrase(child, cues):
            return True
    first = doc[i].sent.start
    if weak and any(norm(t) in cues.negative_subjects and t.pos_ != "DET" for t in doc[i + 1 : i + 3]):
        return True
    opens = _negative_word(doc[first], cues) and not any(t.is_punct for t in doc[first + 1 : i])
    return opens and (weak or not cues.weak_negation) and not _other_verb(doc, first, i, tokens)


def _negative_phrase(head: Token, cues: StatusCues) -> bool:
    return _negative_word(head, cues) or any(_negative_word(c, cues) and c.i < head.i for c in head.children)


def _negative_word(token: Token, cues: StatusCues) -> bool:
    """ "Nobody", but not "nobody but TSMC"."""
    return norm(token) in cues.negative_subjects and cues.no_negation.at(token.doc, token.i) is None


def _other_verb(doc: Doc, start: int, end: int, tokens: Sequence[int]) -> bool:
    return any(t.pos_ in _VERBS and t.i not in tokens for t in doc[start:end])


def _mood(doc: Doc, i: int, tokens: Sequence[int], cues: StatusCues) -> Effect:
    for k in tokens:
        modal = cues.modals.at(doc, k)
        if modal is not None and k + modal[0] <= i + 2 and (k != i or _over_infinitive(doc[k])):
            effect: Effect = modal[1]
            return effect
    first = next((doc[k] for k in tokens if doc[k].pos_ in _VERBS), doc[i])
    return _inflection(first, cues)


def _over_infinitive(token: Token) -> bool:
    """« va [, dit-on,] rejoindre », but not « s'en va »."""
    return any("Inf" in c.morph.get("VerbForm", []) or c.pos_ == "VERB" for c in token.children)


def _inflection(verb: Token, cues: StatusCues) -> Effect:
    """Future and conditional by their endings: the model's moods are too often wrong."""
    word = norm(verb)
    if verb.pos_ in ("NOUN", "ADJ", "ADV") or not verb.is_lower or word in cues.no_mood:
        return "keep"
    if cues.conditional_endings and word.endswith(cues.conditional_endings):
        return "conditional"
    return "announced" if cues.future_endings and word.endswith(cues.future_endings) else "keep"


def is_verb(token: Token) -> bool:
    """A verb, whatever the tagger says of a lower-case word it does not know; never right after an article."""
    if token.i and token.nbor(-1).pos_ == "DET":
        return False
    return token.pos_ in _VERBS or (token.pos_ in ("X", "PROPN") and token.is_lower)


def is_infinitive(token: Token, cues: StatusCues) -> bool:
    """An infinitive or a gerund: a verb that leaves its tense to the word it hangs on."""
    if token.tag_ == "VBG" or "Inf" in token.morph.get("VerbForm", []):
        return True
    before = token.nbor(-1) if token.i else None
    return bool(before is not None and before.lower_ == "to" and before.tag_ == "TO")


def is_passive(doc: Doc, i: int, group: Group, cues: StatusCues) -> bool:
    """A participle after « être », "be"."""
    part = doc[i].tag_ == "VBN" or "Part" in doc[i].morph.get("VerbForm", [])
    return part and any(norm(doc[k]) in cues.language.be for k in group.tokens if k != i)
