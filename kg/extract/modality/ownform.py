"""What a word's own form says of a claim (its group's mood, a noun's adjectives), and how effects add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.modality.cuewords import cue_of
from kg.extract.modality.governance import link_up
from kg.extract.modality.statuscues import Effect, StatusCues, norm
from kg.extract.modality.verbgroup import Group, group_of, is_verb

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["combine", "is_indefinite", "modified", "mood_of", "own_effect"]

_MODIFIERS = frozenset({"amod", "acl", "det", "neg", "advmod", "compound", "nummod"})


def combine(outer: Effect, inner: Effect) -> Effect:
    """What a word with effect ``outer`` makes of what stands below it. A denial never turns into a claim again."""
    if outer in ("keep", "asserted"):
        return inner
    if inner == "denied":
        return "speculated" if outer in ("denied", "speculated", "conditional") else "denied"
    if outer == "done":
        return "asserted" if inner == "announced" else inner
    if outer == "announced":
        return "announced" if inner in ("keep", "asserted", "done") else inner
    return outer


def own_effect(doc: Doc, i: int, group: Group, cues: StatusCues) -> Effect:
    """The trigger's own: a verb's tense, mood and negation; what a noun is by itself and through its adjectives."""
    effect = mood_of(doc, i, group, cues)
    if not is_verb(doc[i]):
        own = cues.inherent.at(doc, i)
        effect = combine(modified(doc, i, cues), combine(own[1] if own else "keep", effect))
    elif effect == "keep" and _is_present(doc, i, group) and _has_time_to_come(doc, i, cues):
        effect = "announced"
    if group.negated and effect != "denied":
        return "speculated" if effect == "speculated" else "denied"
    return effect


def _is_present(doc: Doc, i: int, group: Group) -> bool:
    first = doc[group.start]
    french = first.i == i and first.morph.get("Tense", []) == ["Pres"] and first.tag_ != "VBG"
    return first.tag_ in ("VBZ", "VBP") or french


def _has_time_to_come(doc: Doc, i: int, cues: StatusCues) -> bool:
    """A time to come in the same clause: "joins next month", « arrive lundi prochain »."""
    rest = doc[i + 1 : doc[i].sent.end]
    end = next((t.i for t in rest if t.text in ",;:" or t.pos_ == "VERB"), doc[i].sent.end)
    return any(True for _ in cues.later.within(doc, i + 1, end))


def mood_of(doc: Doc, i: int, group: Group, cues: StatusCues) -> Effect:
    """Tense and mood; « rachèterait », "would buy" after a verb of saying is the future seen from the past."""
    if group.effect != "conditional":
        return group.effect
    link = link_up(doc, i, group, cues)
    if link.kind == "finite":
        above = group_of(doc, link.governor, cues)
        cue = cue_of(doc, link.governor, "finite", above, cues, deal=False, future=False)
        if cue is not None and (cue.says or cue.status == "announced"):
            return "announced"
    sentence = doc[i].sent
    conditions = cues.openers.within(doc, sentence.start, sentence.end)
    return "speculated" if any(kind == "speculated" for _, _, kind in conditions) else cues.conditional


def modified(doc: Doc, i: int, cues: StatusCues) -> Effect:
    """What the adjectives and determiners of a noun say."""
    near = {c.i for c in doc[i].children if c.dep_ in _MODIFIERS}
    j = i - 1
    while j >= doc[i].sent.start and (doc[j].pos_ in ("ADJ", "DET", "NUM", "ADV") or doc[j].dep_ == "compound"):
        near.add(j)
        j -= 1
    j = i + 1
    while j < min(i + 3, len(doc)) and doc[j].pos_ in ("ADJ", "VERB"):  # « le rachat envisagé »
        near.add(j)
        j += 1
    effect: Effect = "keep"
    for k in sorted(near):
        found = cues.modifiers.at(doc, k)
        effect = combine(found[1], effect) if found is not None else effect
    return effect


def is_indefinite(doc: Doc, i: int, cues: StatusCues) -> bool:
    """ "A merger", « une fusion »."""
    return any(norm(c) in cues.indefinite for c in doc[i].children if c.dep_ == "det")
