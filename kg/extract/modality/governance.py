"""What governs a word: the chain from a claim's trigger up through « prévoit de », "said that", "talks about".

The parser is asked first. Where small models err most (infinitives, complement clauses), the order of the words
corrects it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.extract.modality.clausebounds import REACH, clause_start, ends_at, nearest_cue
from kg.extract.modality.cuewords import LinkKind, cue_at
from kg.extract.modality.statuscues import Effect, StatusCues, norm
from kg.extract.modality.verbgroup import Group, group_of, is_infinitive, is_predicate, is_verb

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["Link", "link_up"]

_SUBJECTS = ("nsubj", "csubj")
_OBJECTS = frozenset(
    [
        "obj",
        "dobj",
        "attr",
        "oprd",
        "obl",
        "pobj",
        "prep",
        "nmod",
        "pcomp",
        "xcomp",
        "acl",
        "dep",
        "compound",
        "iobj",
        "advmod",
    ]
)
_CLAUSES = frozenset(
    ["xcomp", "ccomp", "acl", "advcl", "pcomp", "obl", "obj", "parataxis", "csubj", "appos", "dep", "nmod"]
)
_BEFORE_NOUN = ("DET", "ADJ", "NUM", "PRON", "PROPN", "PART")  # up to a possessor: "the reason for Ann Lee's removal"
_AUXILIARIES = frozenset({"aux:tense", "aux:pass", "aux", "auxpass", "cop"})


@dataclass(frozen=True, slots=True)
class Link:
    """``governor``: a token index, or -1 where nothing above counts; ``effect``: what an opener (if, without) does."""

    kind: LinkKind
    governor: int = -1
    effect: Effect = "keep"
    marked: bool = False  # an infinitive with « de », "to"


_TOP = Link("top")


def link_up(doc: Doc, i: int, group: Group, cues: StatusCues) -> Link:
    """What token ``i``, with its group, hangs on."""
    token = doc[i]
    if is_predicate(token, cues):
        return link_up(doc, token.head.i, group_of(doc, token.head.i, cues), cues)
    if not is_verb(token) and not any(is_verb(doc[k]) for k in group.tokens):
        return _nominal(doc, i, cues)
    first = next((k for k in group.tokens if is_verb(doc[k])), group.start)  # « pourrait [lui] disputer »
    if is_infinitive(doc[first], cues) or (group.start == i and is_infinitive(token, cues)):
        return _infinitive(doc, i, group, cues)
    if token.dep_ == "conj" and token.head.i < i:
        return _coordinated(doc, i, group, cues)
    return _finite(doc, i, group, cues)


# -- infinitives and gerunds -------------------------------------------------------------------------------------


def _infinitive(doc: Doc, i: int, group: Group, cues: StatusCues) -> Link:
    p, marked = group.start - 1, False
    for _ in range(3):
        if p < 0:
            return _TOP
        opener = ends_at(doc, p, cues.gerund_prepositions)
        if opener is not None and not (opener == "factual" and p and cue_at(doc, p - 1, cues)):
            return Link("opener", effect="keep" if opener == "factual" else opener)
        if norm(doc[p]) in cues.infinitive_markers or doc[p].pos_ == "ADP":
            marked = True
        elif doc[p].pos_ not in ("ADV", "PRON", "SCONJ", "ADJ") or cue_at(doc, p, cues):
            break
        p -= 1
    return _beside(doc, i, p, marked, cues) or _infinitive_above(doc, i, group, cues, marked=marked)


def _beside(doc: Doc, i: int, p: int, marked: bool, cues: StatusCues) -> Link | None:
    """The word right before an infinitive and its marker governs it, whatever the parser says."""
    if p < max(doc[i].sent.start - 3, 0) or doc[p].is_punct:
        return None
    return Link("clause", p, marked=marked) if is_verb(doc[p]) or cue_at(doc, p, cues) else None


def _infinitive_above(doc: Doc, i: int, group: Group, cues: StatusCues, *, marked: bool) -> Link:
    token = doc[i]
    if token.dep_ == "conj" and token.head.i < i:
        return _coordinated(doc, i, group, cues)
    head = _up(token)
    if head is not None and head.pos_ == "PROPN" and not any(is_verb(t) for t in doc[head.sent.start : group.start]):
        return Link("top", effect="announced")  # the headline's "Adyen to acquire"
    if head is not None and head.i < i and token.dep_.split(":")[0] in _CLAUSES:
        return Link("clause", head.i, marked=marked)
    nearest = nearest_cue(doc, group.start - 1, cues, verbs=True)
    return Link("clause", nearest, marked=marked) if nearest >= 0 else Link("top", effect="announced")


def _up(token: Token) -> Token | None:
    """The head, through prepositions and « ce que »."""
    head = token.head
    for _ in range(3):
        if head.i == token.i:
            return None
        if head.pos_ not in ("ADP", "SCONJ") and norm(head) not in ("ce", "that", "it"):
            return head
        token, head = head, head.head
    return head


def _coordinated(doc: Doc, i: int, group: Group, cues: StatusCues) -> Link:
    """The second of two verbs shares the first one's auxiliaries and negation if it has none of its own."""
    token, head = doc[i], doc[i].head
    own = len(group.tokens) > 1 or any(c.dep_.startswith("nsubj") for c in token.children)
    if is_infinitive(token, cues) and not is_infinitive(head, cues) and group.start == i and token.tag_ != "VBG":
        return Link("clause" if not head.tag_ or head.tag_ == head.pos_ else "shared", head.i)
    alike = token.tag_ == head.tag_ and token.morph.get("VerbForm", []) == head.morph.get("VerbForm", [])
    if own or not alike:
        return Link("sibling", head.i)
    contrasted = any(norm(t) in cues.contrast for t in doc[head.i + 1 : i])
    return Link("sibling" if contrasted else "shared", head.i)


# -- finite clauses ----------------------------------------------------------------------------------------------


def _finite(doc: Doc, i: int, group: Group, cues: StatusCues) -> Link:
    start, opener = clause_start(doc, i, group, cues)
    if any(c.i < start - 1 for c in doc[i].children if c.dep_.startswith("nsubj")):
        opener = ""  # a clause that its subject stands outside of is another one
    if opener in ("relative", "complement") and (cleft := _cleft(doc, start, cues)) is not None:
        return Link("opener", effect=cleft)
    if opener == "complement":
        return _complement(doc, i, start, cues)
    if opener:
        return Link("opener", effect=_opening(doc, i, opener, cues))
    head = _up(doc[i])
    if head is not None and doc[i].dep_.split(":")[0] in ("ccomp", "xcomp", "csubj") and head.i < i:
        return Link("finite", _predicate_of(head, cues))
    return _TOP


def _opening(doc: Doc, i: int, opener: str, cues: StatusCues) -> Effect:
    """What "if" and "when" do to their clause: "when he retires, she will take over" announces both."""
    if opener == "temporal" and _future_above(doc, i, cues):
        return "announced"
    return "speculated" if opener == "speculated" else "keep"


def _cleft(doc: Doc, start: int, cues: StatusCues) -> Effect | None:
    """« ce n'est pas X qui a », "it was X that": what the cleft does to the clause; None where there is none."""
    for k in range(start - 2, max(start - REACH, doc[start - 1].sent.start) - 1, -1):
        if norm(doc[k]) in cues.language.be:
            group = group_of(doc, k, cues)
            first = doc[group.start - 1] if group.start else None
            impersonal = first is not None and norm(first) in cues.cleft_subjects
            if not impersonal or cue_at(doc, _predicate_of(doc[k], cues), cues):
                return None
            return "denied" if group.negated else "keep"
    return None


def _complement(doc: Doc, i: int, start: int, cues: StatusCues) -> Link:
    head = _up(doc[i])
    if head is not None and head.i < start and "relcl" not in doc[i].dep_:
        governor = _rumour_above(doc, _predicate_of(head, cues), cues)
        if cue_at(doc, governor, cues) or is_verb(head):
            return Link("finite", governor)
    nearest = nearest_cue(doc, start - 2, cues, verbs="relcl" not in doc[i].dep_)
    return Link("finite", nearest) if nearest >= 0 else Link("opener")


def _rumour_above(doc: Doc, governor: int, cues: StatusCues) -> int:
    """« le bruit court que », "word has spread that": the subject is what governs, where the verb says nothing."""
    if cue_at(doc, governor, cues):
        return governor
    subjects = (c.i for c in doc[governor].children if c.dep_.startswith("nsubj") and c.pos_ in ("NOUN", "PROPN"))
    return next((k for k in subjects if cue_at(doc, k, cues)), governor)


def _predicate_of(head: Token, cues: StatusCues) -> int:
    """The adjective or noun after "be", where that is the head."""
    return next((c.i for c in head.children if is_predicate(c, cues) and c.i > head.i), head.i)


def _future_above(doc: Doc, i: int, cues: StatusCues) -> bool:
    head = doc[i].head
    return head.i != i and group_of(doc, head.i, cues).effect == "announced"


# -- nouns -------------------------------------------------------------------------------------------------------


def _nominal(doc: Doc, i: int, cues: StatusCues) -> Link:
    adjunct = _adjunct(doc, i, cues)
    if adjunct is not None:
        return Link("opener", effect="keep" if adjunct == "factual" else adjunct)
    if doc[i].dep_ == "conj" and doc[i].head.i < i:
        return Link("shared", doc[i].head.i)
    beside = _governor_beside(doc, i, cues)
    return Link("object", beside) if beside >= 0 else _noun_above(doc, i, cues)


def _noun_above(doc: Doc, i: int, cues: StatusCues) -> Link:
    dep, head = doc[i].dep_.split(":")[0], _up(doc[i])
    if dep.startswith(_SUBJECTS) and head is not None:
        return Link("subject", _predicate_of(head, cues))
    if head is not None and dep in _OBJECTS:
        return Link("object", head.i)
    nearest = nearest_cue(doc, i - 1, cues, verbs=False)
    if nearest >= 0:
        return Link("object", nearest)
    predicate = _predicate_after(doc, i)
    return Link("subject", predicate) if predicate >= 0 else _TOP


def _governor_beside(doc: Doc, i: int, cues: StatusCues) -> int:
    """A cue verb right before the noun phrase, whatever the parser makes of it; -1 if there is none.

    Not where the noun is the subject of a clause that follows ("said its first customers would be Airbus").
    """
    if doc[i].dep_.startswith(_SUBJECTS) and doc[i].head.i > i and is_verb(doc[i].head):
        return -1
    left, start = i - 1, doc[i].sent.start
    while left > start and (doc[left].pos_ in ("DET", "ADJ", "NUM", "PRON") or doc[left].dep_ == "compound"):
        left -= 1
    return left if left >= 0 and is_verb(doc[left]) and cue_at(doc, left, cues) else -1


def _adjunct(doc: Doc, i: int, cues: StatusCues) -> Effect | Literal["factual"] | None:
    """« depuis son rachat », "after the merger": said in passing."""
    left = i - 1
    while left > doc[i].sent.start and doc[left].pos_ in _BEFORE_NOUN and i - left < 6:
        left -= 1
    return ends_at(doc, left, cues.adjuncts)


def _predicate_after(doc: Doc, i: int) -> int:
    """The verb that follows a noun which the parser took for the sentence's root."""
    for t in doc[i + 1 : min(i + 12, doc[i].sent.end)]:
        if t.is_punct:
            break
        if t.pos_ in ("VERB", "AUX"):
            return t.head.i if t.dep_ in _AUXILIARIES and t.head.i > i else t.i
    return -1


# -- cues --------------------------------------------------------------------------------------------------------
