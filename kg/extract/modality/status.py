"""The status of a claim: done, announced, rumoured, guessed at or denied, and in whose words.

Read from the trigger outwards. Its own verb group speaks first (tense, mood, modal verbs, negation); then every word
that governs it in turn changes what has been read so far; last the clause's adverbs, a question mark and whose words
they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.modality.clausebounds import clause_start
from kg.extract.modality.cuewords import cue_of
from kg.extract.modality.governance import Link, link_up
from kg.extract.modality.ownform import combine, is_indefinite, modified, mood_of, own_effect
from kg.extract.modality.saying import attributions, governing_speakers
from kg.extract.modality.speakers import Speaker
from kg.extract.modality.statuscues import Cue, Effect, StatusCues, load_status_cues, norm
from kg.extract.modality.verbgroup import Group, group_of, is_passive, is_verb
from kg.model import Status

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["StatusCues", "StatusReading", "load_status_cues", "read_status"]

_DEPTH = 8  # governors above a trigger; sentences nest less, broken parses more


@dataclass(frozen=True, slots=True)
class StatusReading:
    """``said_by`` holds the token spans ``[start, end)`` of who says it, the outermost first."""

    status: Status
    said_by: tuple[tuple[int, int], ...] = ()


def read_status(doc: Doc, start: int, end: int, cues: StatusCues) -> StatusReading:
    """Status of the claim whose trigger is tokens ``[start, end)`` of a parsed Doc."""
    climb = _Climb(doc, start, cues, own_effect(doc, start, group_of(doc, start, cues), cues))
    climb.go_up()
    climb.read_clauses(end)
    said = [*attributions(doc, start, cues), *climb.speakers[::-1]]
    if any(s.hearsay and not s.self_report for s in said):
        climb.change("rumoured")
    return StatusReading(_final(climb.effect), tuple(dict.fromkeys(s.span for s in said if s.span is not None)))


def _final(effect: Effect) -> Status:
    statuses: dict[Effect, Status] = {s: s for s in ("announced", "rumoured", "speculated", "denied")}
    return statuses.get(effect, "asserted")


@dataclass(slots=True)
class _Climb:
    """The way up from a trigger and what has been read on it.

    ``presupposed``: the words above no longer bear on the claim ("the purchase did not change much").
    """

    doc: Doc
    trigger: int
    cues: StatusCues
    effect: Effect
    speakers: list[Speaker] = field(default_factory=list)
    clauses: list[tuple[int, int]] = field(default_factory=list)
    presupposed: bool = False

    def change(self, effect: Effect) -> None:
        self.effect = combine(effect, self.effect)

    def go_up(self) -> None:
        """From governor to governor."""
        i, passed = self.trigger, {self.trigger}
        group = group_of(self.doc, i, self.cues)
        for _ in range(_DEPTH):
            self._remember_clause(i, group)
            link = link_up(self.doc, i, group, self.cues)
            if link.governor < 0 or link.governor in passed:
                self.change(link.effect if not self.presupposed else "keep")
                return
            i, group = link.governor, group_of(self.doc, link.governor, self.cues)
            passed.add(i)
            if not self.presupposed or link.kind == "finite":
                self._govern(i, link, group)

    def _remember_clause(self, i: int, group: Group) -> None:
        if not self.presupposed and (is_verb(self.doc[i]) or len(group.tokens) > 1):
            start = clause_start(self.doc, i, group, self.cues)[0]
            self.clauses.append((start, max(i, group.tokens[-1]) + 1))

    def _govern(self, i: int, link: Link, group: Group) -> None:
        if link.kind == "sibling":
            return
        if link.kind == "shared":
            self._share(i, group)
            return
        deal, future = norm(self.doc[self.trigger]) in self.cues.deals, group.effect == "announced"
        cue = cue_of(self.doc, i, link.kind, group, self.cues, deal=deal, future=future)
        if cue is None:
            self._plain(i, link, group)
            return
        self._hear(i, link, group, cue)
        if not self.presupposed:
            self._apply(i, link, group, cue)

    def _hear(self, i: int, link: Link, group: Group, cue: Cue) -> None:
        ordered = cue.says and link.kind == "clause" and link.marked  # "told Foxconn to stop"
        if cue.speaker and link.kind != "subject" and not ordered and not is_passive(self.doc, i, group, self.cues):
            self.speakers += governing_speakers(self.doc, i, group, self.trigger, self.cues)

    def _apply(self, i: int, link: Link, group: Group, cue: Cue) -> None:
        negated = group.negated or (not is_verb(self.doc[i]) and modified(self.doc, i, self.cues) == "denied")
        effect = cue.negated if negated else cue.status
        if cue.announces and link.kind in ("object", "subject") and not negated and self._ahead():
            effect = "announced"
        if effect == "denied" and cue.speaker and link.kind in ("clause", "finite") and self._has_a_reason():
            effect = "keep"
        self.change(effect)
        if not cue.says or group.effect == "speculated":
            self.change(mood_of(self.doc, i, group, self.cues))

    def _ahead(self) -> bool:
        """Whether what is announced lies ahead: a deal, which takes time to close, or a thing with a time to come."""
        token = self.doc[self.trigger]
        times = self.cues.later.within(self.doc, token.i, token.sent.end)
        return norm(token) in self.cues.deals or any(True for _ in times)

    def _has_a_reason(self) -> bool:
        """ "Denied that the board had removed her over safety": what is denied is the reason."""
        token = self.doc[self.trigger]
        return any(True for _ in self.cues.reasons.within(self.doc, token.i + 2, token.sent.end))

    def _plain(self, i: int, link: Link, group: Group) -> None:
        """A governor that is no cue: an infinitive shares its fate, a clause or a noun does not."""
        light = link.kind in ("object", "subject") and norm(self.doc[i]) in self.cues.light
        if link.kind == "clause" or light:
            self._share(i, group)
        elif link.kind == "finite":
            self.change("speculated" if group.negated else "keep")
        elif link.kind == "subject":
            self._happen(i, group)
        elif is_verb(self.doc[i]):
            self.presupposed = True

    def _happen(self, i: int, group: Group) -> None:
        """ "The takeover will bring", « le départ serait imminent »: what happens to it has not happened yet."""
        if self.effect in ("keep", "announced") and group.effect in ("announced", "conditional"):
            self.change(mood_of(self.doc, i, group, self.cues))
        self.presupposed = True

    def _share(self, i: int, group: Group) -> None:
        if group.negated and self.effect == "denied":
            return  # « n'a aucune intention » denies once
        self.change("denied" if group.negated else mood_of(self.doc, i, group, self.cues))

    def read_clauses(self, end: int) -> None:
        """Adverbs of the clauses passed on the way and right after the trigger; a question mark."""
        for start, stop in [*self.clauses, (end, min(end + 3, len(self.doc)))]:
            for _, _, effect in self.cues.adverbs.within(self.doc, start, stop):
                self.change(effect)
        given = self.presupposed and not is_indefinite(self.doc, self.trigger, self.cues)
        if not given and self._asked():
            self.change("speculated")

    def _asked(self) -> bool:
        """Whether the sentence asks if it is so; "why", « comment » ask about what is so."""
        sentence = self.doc[self.trigger].sent
        last = next((t.text for t in reversed(sentence) if not t.is_space and not t.is_quote), "")
        following = self.doc[sentence.end].text if sentence.end < len(self.doc) else ""
        return "?" in (last, following) and not any(norm(t) in self.cues.questions for t in sentence[:4])
