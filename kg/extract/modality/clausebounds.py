"""Where a clause begins and what opens it: « que », "if", a relative pronoun, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kg.extract.modality.cuewords import cue_at
from kg.extract.modality.statuscues import Effect, Phrases, StatusCues, norm
from kg.extract.modality.verbgroup import Group, is_infinitive, is_verb

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["REACH", "clause_start", "ends_at", "nearest_cue"]

REACH = 10  # tokens between a complementizer and the word that it depends on
_STRONG = frozenset({";", ":", "—", "–", "«", "»", '"', "“", "”", "(", ")"})


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
    """Where to go on before an aside that ends at ``comma``; minus the clause's start if the comma ends the clause."""
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
    return "Part" in token.morph.get("VerbForm", []) or token.tag_ in ("VBN", "VBG")


def _opener_at(doc: Doc, j: int, cues: StatusCues) -> str:
    """The kind of opener whose last word is token ``j``."""
    kind = ends_at(doc, j, cues.openers)
    if kind is not None:
        return "" if doc[j].pos_ == "DET" and kind != "speculated" else str(kind)
    word = norm(doc[j])
    if word in cues.complementizers and doc[j].pos_ != "DET":
        named = j > 1 and doc[j - 1].text == "," and doc[j - 2].pos_ == "PROPN"
        return "relative" if named else "complement"  # « Acme, qu'Anne Petit a fondée, »
    return ""


def ends_at(doc: Doc, p: int, phrases: Phrases) -> Effect | Literal["factual"] | None:
    """The value of the phrase whose last word is token ``p``."""
    for start in range(max(p - 3, 0), p + 1):
        found = phrases.at(doc, start)
        if found is not None and start + found[0] == p + 1:
            effect: Effect | Literal["factual"] = found[1]
            return effect
    return None


def nearest_cue(doc: Doc, p: int, cues: StatusCues, *, verbs: bool) -> int:
    """The nearest cue word at or left of token ``p``, else the nearest verb in the same clause; -1 if there is none."""
    verb = -1
    for k in range(p, max(p - REACH, -1), -1):
        if doc[k].text in _STRONG or (doc[k].is_sent_start and k < p and verb >= 0):
            break
        if cue_at(doc, k, cues):
            return k
        if verbs and verb < 0 and doc[k].pos_ == "VERB":
            verb = k
        if k < p and _opener_at(doc, k, cues):
            break
    return verb
