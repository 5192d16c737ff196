"""What governs a word: the chain from a claim's trigger up through « prévoit de », "said that", "talks about".

The parser is asked first. Where small models err most (infinitives, complement clauses), the order of the words corrects it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.extract.statuscues import Cue, Effect, Phrases, StatusCues, norm
from kg.extract.verbgroup import Group, group_of, is_infinitive, is_passive, is_predicate, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Link", "LinkKind", "clause_start", "cue_at", "cue_of", "link_up"]

LinkKind = Literal["clause", "finite", "subject", "object", "sibling", "shared", "opener", "top"]
_REACH = 10  # tokens between a complementizer and the word that it depends on
_SUBJECTS = ("nsubj", "csubj")
_OBJECTS = ("obj", "dobj", "attr", "oprd", "obl", "pobj", "prep", "nmod", "pcomp", "xcomp", "acl", "dep", "compound", "iobj", "advmod")
_CLAUSES = ("xcomp", "ccomp", "acl", "advcl", "pcomp", "obl", "obj", "parataxis", "csubj", "appos", "dep", "nmod")
_STRONG = frozenset({";", ":", "—", "–", "«", "»", '"', "“", "”", "(", ")"})


@dataclass(frozen=True, slots=True)
class Link:
    """``governor`` is a token index, or -1; ``effect`` what an opener (if, without) does; ``stops`` where nothing above counts."""

    kind: LinkKind
    governor: int = -1
    effect: Effect = "keep"
    stops: bool = False
    marked: bool = False  # an infinitive with « de », "to"


_TOP = Link("top", stops=True)


def link_up(doc: Doc, i: int, group: Group, cues: StatusCues) -> Link:
    """What token ``i``, with its group, hangs on."""
    token = doc[i]
    if is_predicate(token, cues):
        return link_up(doc, token.head.i, group_of(doc, token.head.i, cues), cues)
    if not is_verb(token) and not any(is_verb(doc[k]) for k in group.tokens):
        return _nominal(doc, i, cues)
    if is_infinitive(doc[group.start], cues) or (group.start == i and is_infinitive(token, cues)):
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
        opener = _ends_at(doc, p, cues.gerund_prepositions)
        if opener is not None:
            factual = opener == "factual"
            return Link("opener", effect="keep" if factual else opener, stops=True)
        if norm(doc[p]) in cues.infinitive_markers or doc[p].pos_ == "ADP":
            marked = True
            p -= 1
        elif doc[p].pos_ in ("ADV", "PRON", "SCONJ", "ADJ") and not cue_at(doc, p, cues):
            p -= 1
        else:
            break
    return _infinitive_governor(doc, i, p, group, marked, cues)


def _infinitive_governor(doc: Doc, i: int, p: int, group: Group, marked: bool, cues: StatusCues) -> Link:
    token = doc[i]
    if p >= doc[i].sent.start - 3 and p >= 0 and (is_verb(doc[p]) or cue_at(doc, p, cues)) and not doc[p].is_punct:
        return Link("clause", p, marked=marked)
    if token.dep_ == "conj" and token.head.i < i:
        return _coordinated(doc, i, group, cues)
    head = _up(token)
    if head is not None and head.pos_ == "PROPN" and not any(is_verb(t) for t in doc[head.sent.start : group.start]):
        return Link("top", effect="announced", stops=True)  # the headline's "Adyen to acquire"
    if head is not None and head.i < i and token.dep_.split(":")[0] in _CLAUSES:
        return Link("clause", head.i, marked=marked)
    nearest = _nearest(doc, p, cues, verbs=True)
    if nearest >= 0:
        return Link("clause", nearest, marked=marked)
    return Link("top", effect="announced", stops=True) if marked or cues.infinitive_markers else _TOP


def _ends_at(doc: Doc, p: int, phrases: Phrases) -> Effect | Literal["factual"] | None:
    """The value of the phrase whose last word is token ``p``."""
    for start in range(max(p - 3, 0), p + 1):
        found = phrases.at(doc, start)
        if found is not None and start + found[0] == p + 1:
            effect: Effect | Literal["factual"] = found[1]
            return effect
    return None


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
    alike = token.tag_ == head.tag_ and token.morph.get("VerbForm") == head.morph.get("VerbForm")
    if own or not alike:
        return Link("sibling", head.i)
    contrasted = any(norm(t) in cues.contrast for t in doc[head.i + 1 : i])
    return Link("sibling" if contrasted else "shared", head.i)


# -- finite clauses ----------------------------------------------------------------------------------------------


def _finite(doc: Doc, i: int, group: Group, cues: StatusCues) -> Link:
    start, opener = clause_start(doc, i, group, cues)
    if opener in ("relative", "complement") and (cleft := _cleft(doc, start, cues)) is not None:
        return Link("opener", effect=cleft, stops=True)
    if opener in ("speculated", "factual", "temporal", "relative"):
        effect: Effect = "speculated" if opener == "speculated" else "keep"
        if opener == "temporal" and _future_above(doc, i, cues):
            effect = "announced"
        return Link("opener", effect=effect, stops=True)
    if opener == "complement":
        return _complement(doc, i, start, cues)
    token = doc[i]
    head = _up(token)
    if token.dep_.startswith(("relcl", "acl:relcl")):
        return Link("opener", stops=True)
    if head is not None and token.dep_.split(":")[0] in ("ccomp", "xcomp", "csubj") and head.i < i:
        return Link("finite", _predicate_of(head, cues))
    return _TOP


def _cleft(doc: Doc, start: int, cues: StatusCues) -> Effect | None:
    """« ce n'est pas X qui a », "it was X that": what the cleft does to the clause; None where there is none."""
    for k in range(start - 2, max(start - _REACH, doc[start - 1].sent.start) - 1, -1):
        if norm(doc[k]) in cues.language.be:
            group = group_of(doc, k, cues)
            first = doc[group.start - 1] if group.start else None
            if first is None or norm(first) not in cues.cleft_subjects or cue_at(doc, _predicate_of(doc[k], cues), cues):
                return None
            return "denied" if group.negated else "keep"
    return None


def _complement(doc: Doc, i: int, start: int, cues: StatusCues) -> Link:
    head = _up(doc[i])
    if head is not None and head.i < start and "relcl" not in doc[i].dep_:
        governor = _rumour_above(doc, _predicate_of(head, cues), cues)
        if cue_at(doc, governor, cues) or is_verb(head):
            return Link("finite", governor)
    nearest = _nearest(doc, start - 2, cues, verbs="relcl" not in doc[i].dep_)
    return Link("finite", nearest) if nearest >= 0 else Link("opener", stops=True)


def _rumour_above(doc: Doc, governor: int, cues: StatusCues) -> int:
    """« le bruit court que », "word has spread that": the subject is what governs, where the verb says nothing."""
    if cue_at(doc, governor, cues):
        return governor
    subjects = (c.i for c in doc[governor].children if c.dep_.startswith("nsubj") and c.pos_ == "NOUN")
    return next((k for k in subjects if cue_at(doc, k, cues)), governor)


def _predicate_of(head: Token, cues: StatusCues) -> int:
    """The adjective or noun after "be", where that is the head."""
    return next((c.i for c in head.children if is_predicate(c, cues) and c.i > head.i), head.i)


def _future_above(doc: Doc, i: int, cues: StatusCues) -> bool:
    head = doc[i].head
    return head.i != i and group_of(doc, head.i, cues).effect == "announced"


def clause_start(doc: Doc, i: int, group: Group, cues: StatusCues) -> tuple[int, str]:
    """First token of the clause of token ``i``, and what opens it: a kind of opener, or "" for a main clause."""
    sentence = doc[i].sent.start
    j = min(group.start, i) - 1
    while j >= sentence:
        opener = _opener_at(doc, j, cues)
        if opener:
            return j + 1, opener
        if doc[j].text in _STRONG:
            return j + 1, ""
        if doc[j].text == ",":
            j = _across_comma(doc, j, sentence, cues)
            if j < 0:
                return -j, ""
            continue
        j -= 1
    return sentence, ""


def _across_comma(doc: Doc, comma: int, sentence: int, cues: StatusCues) -> int:
    """Where to go on before an aside or an adverbial that ends at ``comma``; minus the clause's start where it ends there."""
    left = comma - 1
    while left >= sentence and doc[left].text != "," and doc[left].text not in _STRONG:
        left -= 1
    inside = doc[left + 1 : comma]
    verbs = [t for t in inside if is_verb(t) and not is_infinitive(t, cues)]
    aside = left > sentence and doc[left].text == ","
    relative = any(_opener_at(doc, t.i, cues) in ("relative", "factual", "temporal") for t in inside[:3])
    if not verbs or (aside and (relative or _reduced(inside[0]))):
        return left if aside or left >= sentence else sentence - 1
    return -(comma + 1)


def _reduced(token: Token) -> bool:
    """A participle that opens an aside (« , soupçonné d'espionnage, », ", founded in 2010,")."""
    return "Part" in token.morph.get("VerbForm") or token.tag_ in ("VBN", "VBG")


def _opener_at(doc: Doc, j: int, cues: StatusCues) -> str:
    """The kind of opener whose last word is token ``j``."""
    kind = _ends_at(doc, j, cues.openers)
    if kind is not None:
        return "" if doc[j].pos_ == "DET" and kind != "speculated" else str(kind)
    word = norm(doc[j])
    if word in cues.complementizers and doc[j].pos_ != "DET":
        return "complement"
    return ""


def _nearest(doc: Doc, p: int, cues: StatusCues, *, verbs: bool) -> int:
    """The nearest cue word at or left of token ``p``, else the nearest verb, in the same clause; -1 if there is none."""
    verb = -1
    for k in range(p, max(p - _REACH, -1), -1):
        if doc[k].text in _STRONG or doc[k].is_sent_start and k < p and verb >= 0:
            break
        if cue_at(doc, k, cues):
            return k
        if verbs and verb < 0 and doc[k].pos_ == "VERB":
            verb = k
        if k < p and _opener_at(doc, k, cues):
            break
    return verb


# -- nouns -------------------------------------------------------------------------------------------------------


def _nominal(doc: Doc, i: int, cues: StatusCues) -> Link:
    token = doc[i]
    dep = token.dep_.split(":")[0]
    adjunct = _adjunct(doc, i, cues)
    if adjunct is not None:
        return Link("opener", effect="keep" if adjunct == "factual" else adjunct, stops=True)
    if token.dep_ == "conj" and token.head.i < i:
        return Link("shared", token.head.i)
    beside = _governor_beside(doc, i, cues)
    if beside >= 0:
        return Link("object", beside)
    head = _up(token)
    if dep.startswith(_SUBJECTS) and head is not None:
        return Link("subject", _predicate_of(head, cues))
    if head is not None and dep in _OBJECTS:
        return Link("object", head.i)
    nearest = _nearest(doc, i - 1, cues, verbs=False)
    if nearest >= 0:
        return Link("object", nearest)
    predicate = _predicate_after(doc, i)
    return Link("subject", predicate) if predicate >= 0 else _TOP


def _governor_beside(doc: Doc, i: int, cues: StatusCues) -> int:
    """A cue verb right before the noun phrase, whatever the parser makes of it; -1 if there is none."""
    left = i - 1
    while left > doc[i].sent.start and (doc[left].pos_ in ("DET", "ADJ", "NUM", "PRON") or doc[left].dep_ == "compound"):
        left -= 1
    return left if left >= 0 and is_verb(doc[left]) and cue_at(doc, left, cues) else -1


def _adjunct(doc: Doc, i: int, cues: StatusCues) -> Effect | Literal["factual"] | None:
    """« depuis son rachat », "after the merger": said in passing."""
    left = i - 1
    while left > doc[i].sent.start and doc[left].pos_ in ("DET", "ADJ", "NUM", "PRON") and i - left < 5:
        left -= 1
    return _ends_at(doc, left, cues.adjuncts)


def _predicate_after(doc: Doc, i: int) -> int:
    """The verb that follows a noun which the parser took for the sentence's root."""
    for t in doc[i + 1 : min(i + 12, doc[i].sent.end)]:
        if t.is_punct:
            break
        if t.pos_ in ("VERB", "AUX"):
            return t.i if t.dep_ not in ("aux:tense", "aux:pass", "aux", "auxpass", "cop") or t.head.i <= i else t.head.i
    return -1


# -- cues --------------------------------------------------------------------------------------------------------


def cue_at(doc: Doc, k: int, cues: StatusCues) -> bool:
    """Whether token ``k`` is a cue word at all."""
    return any(_follows(doc, k, cue.rest) for cue in cues.governors.get(norm(doc[k]), ()))


def cue_of(doc: Doc, k: int, link: LinkKind, group: Group, cues: StatusCues, *, deal: bool, future: bool) -> Cue | None:
    """The cue that token ``k`` is for what hangs on it by ``link``."""
    for cue in cues.governors.get(norm(doc[k]), ()):
        if not _follows(doc, k, cue.rest) or not _fits(cue, link, deal=deal, future=future):
            continue
        if cue.voice == "any" or (cue.voice == "passive") == is_passive(doc, k, group, cues):
            return cue
    return None


def _fits(cue: Cue, link: LinkKind, *, deal: bool, future: bool) -> bool:
    if cue.of == "any":
        return True
    if cue.of == "clause":
        return link in ("clause", "finite", "shared") or (link == "object" and not deal)
    if cue.of == "deal":
        return link == "object" and deal
    if cue.of == "future":
        return link == "subject" and future
    return cue.of == link


def _follows(doc: Doc, k: int, rest: tuple[str, ...]) -> bool:
    """Whether ``rest`` comes after token ``k``, with a word or two between at most ("called the merger off" aside)."""
    at = k + 1
    for word in rest:
        window = [norm(t) for t in doc[at : at + (1 if word == "to" else 2)]]
        if word not in window:
            return False
        at += window.index(word) + 1
    return True
