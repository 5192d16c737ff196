"""The status of a claim: done, announced, rumoured, guessed at or denied, and in whose words.

Read from the trigger outwards. Its own verb group speaks first (tense, mood, modal verbs, negation); then every word that governs
it in turn changes what has been read so far; last the clause's adverbs, a question mark and whose words they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.governance import Link, clause_start, cue_of, link_up
from kg.extract.saying import Speaker, attributions, governing_speaker
from kg.extract.statuscues import Cue, Effect, StatusCues, load_status_cues, norm
from kg.extract.verbgroup import Group, group_of, is_passive, is_verb
from kg.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["StatusCues", "StatusReading", "load_status_cues", "read_status"]

_DEPTH = 8  # governors above a trigger; sentences nest less, broken parses more


@dataclass(frozen=True, slots=True)
class StatusReading:
    """``said_by`` holds the token spans ``[start, end)`` of who says it, the outermost first."""

    status: Status
    said_by: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _State:
    """What has been read so far. ``presupposed``: words above no longer bear on the claim, only whose words they are."""

    status: Effect
    speakers: list[Speaker]
    clauses: list[tuple[int, int]]
    presupposed: bool = False


def read_status(doc: Doc, start: int, end: int, cues: StatusCues) -> StatusReading:
    """Status of the claim whose trigger is tokens ``[start, end)`` of a parsed Doc."""
    group = group_of(doc, start, cues)
    state = _State(_own(doc, start, group, cues), [], [])
    _climb(doc, start, group, state, cues)
    _clause_words(doc, start, end, state, cues)
    said = [*attributions(doc, start, cues), *state.speakers[::-1]]
    if any(s.hearsay and not s.self_report for s in said):
        state.status = _combine("rumoured", state.status)
    return StatusReading(_final(state.status), tuple(dict.fromkeys(s.span for s in said if s.span is not None)))


def _final(effect: Effect) -> Status:
    return "asserted" if effect in ("keep", "done", "asserted", "conditional") else effect


def _combine(outer: Effect, inner: Effect) -> Effect:
    """What a word with effect ``outer`` makes of what stands below it."""
    if outer in ("keep", "asserted") or inner == "denied" and outer in ("announced", "rumoured", "done"):
        return inner
    if outer == "done":
        return "asserted" if inner == "announced" else inner
    if outer == "denied":
        return "speculated" if inner == "denied" else "denied"
    if outer == "announced":
        return "announced" if inner in ("keep", "asserted", "announced") else inner
    return outer


def _own(doc: Doc, i: int, group: Group, cues: StatusCues) -> Effect:
    """What the trigger's own form says: a verb's group, a noun's modifiers."""
    effect = _mood(doc, i, group, cues)
    if not is_verb(doc[i]):
        own = cues.inherent.at(doc, i)
        effect = _combine(_modified(doc, i, cues), _combine(own[1] if own else "keep", effect))
    elif effect == "keep" and _present(doc, i, group) and _later(doc, i, cues):
        effect = "announced"
    if group.negated and effect != "denied":
        return "speculated" if effect == "speculated" else "denied"
    return effect


def _present(doc: Doc, i: int, group: Group) -> bool:
    first = doc[group.tokens[0]]
    return first.tag_ in ("VBZ", "VBP") or (i == first.i and first.morph.get("Tense") == ["Pres"] and first.tag_ != "VBG")


def _later(doc: Doc, i: int, cues: StatusCues) -> bool:
    """A time to come in the same clause: "joins next month", « arrive lundi prochain »."""
    end = next((t.i for t in doc[i + 1 : doc[i].sent.end] if t.text in ",;:" or t.pos_ == "VERB"), doc[i].sent.end)
    return any(True for _ in cues.later.within(doc, i + 1, end))


def _mood(doc: Doc, i: int, group: Group, cues: StatusCues) -> Effect:
    """Tense and mood; « rachèterait », "would buy" after a verb of saying is the future seen from the past."""
    if group.effect != "conditional":
        return group.effect
    link = link_up(doc, i, group, cues)
    if link.kind == "finite":
        cue = cue_of(doc, link.governor, "finite", group_of(doc, link.governor, cues), cues, deal=False, future=False)
        if cue is not None and (cue.says or cue.status == "announced"):
            return "announced"
    if any(v == "speculated" for _, _, v in cues.openers.within(doc, doc[i].sent.start, doc[i].sent.end)):
        return "speculated"
    return cues.conditional


def _modified(doc: Doc, i: int, cues: StatusCues) -> Effect:
    """The adjectives and determiners of a noun."""
    near = {c.i for c in doc[i].children if c.dep_ in ("amod", "acl", "det", "neg", "advmod", "compound", "nummod")}
    j = i - 1
    while j >= doc[i].sent.start and (doc[j].pos_ in ("ADJ", "DET", "NUM", "ADV") or doc[j].dep_ == "compound"):
        near.add(j)
        j -= 1
    near |= {k for k in (i + 1, i + 2) if k < len(doc) and all(doc[m].pos_ in ("ADJ", "VERB") for m in range(i + 1, k + 1))}
    effect: Effect = "keep"
    for k in sorted(near):
        found = cues.modifiers.at(doc, k)
        if found is not None:
            effect = _combine(found[1], effect)
    return effect


def _climb(doc: Doc, i: int, group: Group, state: _State, cues: StatusCues) -> None:
    """Goes up from governor to governor."""
    trigger = i
    for _ in range(_DEPTH):
        _remember_clause(doc, i, group, state, cues)
        link = link_up(doc, i, group, cues)
        if link.governor < 0 or link.governor == i:
            _opened(link, state)
            return
        i, group = link.governor, group_of(doc, link.governor, cues)
        if not state.presupposed or link.kind == "finite":
            _govern(doc, trigger, i, link, group, state, cues)


def _opened(link: Link, state: _State) -> None:
    if not state.presupposed:
        state.status = _combine(link.effect, state.status)


def _remember_clause(doc: Doc, i: int, group: Group, state: _State, cues: StatusCues) -> None:
    if not state.presupposed and (is_verb(doc[i]) or len(group.tokens) > 1):
        state.clauses.append((clause_start(doc, i, group, cues)[0], max(i, group.tokens[-1]) + 1))


def _govern(doc: Doc, trigger: int, i: int, link: Link, group: Group, state: _State, cues: StatusCues) -> None:
    if link.kind == "sibling":
        return
    if link.kind == "shared":
        _shared(doc, i, group, state, cues)
        return
    deal = norm(doc[trigger]) in cues.deals
    cue = cue_of(doc, i, link.kind, group, cues, deal=deal, future=group.effect == "announced")
    if cue is None:
        _plain_governor(doc, i, link, group, state, cues)
        return
    ordered = cue.says and link.kind == "clause" and link.marked  # "told Foxconn to stop"
    spoken = cue.speaker and link.kind != "subject" and not ordered and not is_passive(doc, i, group, cues)
    if spoken and (speaker := governing_speaker(doc, i, group, trigger, cues)) is not None:
        state.speakers.extend(speaker)
    if not state.presupposed:
        _apply(doc, trigger, i, link, group, cue, state, cues)


def _apply(doc: Doc, trigger: int, i: int, link: Link, group: Group, cue: Cue, state: _State, cues: StatusCues) -> None:
    negated = group.negated or (not is_verb(doc[i]) and _modified(doc, i, cues) == "denied")
    effect = cue.negated if negated else cue.status
    if cue.announces and link.kind in ("object", "subject") and not negated and _not_yet(doc, trigger, cues):
        effect = "announced"
    state.status = _combine(effect, state.status)
    if not cue.says or group.effect == "speculated":
        mood = _mood(doc, i, group, cues)
        state.status = _combine(mood, state.status)


def _not_yet(doc: Doc, trigger: int, cues: StatusCues) -> bool:
    """Whether what is announced lies ahead: a deal, which takes time to close, or a thing with a time to come."""
    rest = cues.later.within(doc, trigger, doc[trigger].sent.end)
    return norm(doc[trigger]) in cues.deals or any(True for _ in rest)


def _plain_governor(doc: Doc, i: int, link: Link, group: Group, state: _State, cues: StatusCues) -> None:
    """A governor that is no cue: an infinitive shares its fate, a clause or a noun does not."""
    word = norm(doc[i])
    if link.kind == "clause" or (link.kind in ("object", "subject") and word in cues.light):
        _shared(doc, i, group, state, cues)
    elif link.kind == "subject":
        if state.status in ("keep", "announced"):
            state.status = _combine(_subject_mood(doc, i, group, cues), state.status)
        state.presupposed = True
    elif link.kind == "finite":
        state.status = _combine("speculated", state.status) if group.negated else state.status
    elif is_verb(doc[i]):
        state.presupposed = True


def _subject_mood(doc: Doc, i: int, group: Group, cues: StatusCues) -> Effect:
    """"The takeover will bring", « le départ serait imminent »: what happens to it has not happened."""
    return _mood(doc, i, group, cues) if group.effect in ("announced", "conditional") else "keep"


def _shared(doc: Doc, i: int, group: Group, state: _State, cues: StatusCues) -> None:
    effect: Effect = "denied" if group.negated else _mood(doc, i, group, cues)
    if effect == "denied" == state.status:
        return  # « n'a aucune intention » denies once
    state.status = _combine(effect, state.status)


def _clause_words(doc: Doc, trigger: int, end: int, state: _State, cues: StatusCues) -> None:
    """Adverbs of the clauses passed on the way, and the question mark."""
    regions = [*state.clauses, (end, min(end + 3, len(doc)))]
    for start, stop in regions:
        for _, _, effect in cues.adverbs.within(doc, start, stop):
            state.status = _combine(effect, state.status)
    given = state.presupposed and not _indefinite(doc, trigger, cues)
    if not given and _open_question(doc, trigger, cues):
        state.status = _combine("speculated", state.status)


def _indefinite(doc: Doc, i: int, cues: StatusCues) -> bool:
    return any(norm(c) in cues.indefinite for c in doc[i].children if c.dep_ == "det")


def _open_question(doc: Doc, start: int, cues: StatusCues) -> bool:
    """Whether the sentence asks if it is so; "why", « comment » ask about what is so."""
    sentence = doc[start].sent
    last = next((t.text for t in reversed(sentence) if not t.is_space and not t.is_quote), "")
    following = doc[sentence.end].text if sentence.end < len(doc) else ""
    asks = last == "?" or following == "?"
    return asks and not any(norm(t) in cues.questions for t in sentence[:4])
