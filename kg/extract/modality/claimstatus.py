"""How sure a candidate is said to be, and by whom: of which words the status is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extract.modality.status import StatusCues, read_status
from kg.extract.modality.statuscues import norm
from kg.extract.names.mentions import Mention
from kg.extract.rules.candidates import Candidate
from kg.extract.syntax.grammar import Scene
from kg.model import Status

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["ClaimStatus"]

_POST = 4  # tokens from a verb that gives a position to the position ("is taking over as new chief")
_STAFF = frozenset({"joined", "left", "worksFor"})


class ClaimStatus:
    """Reads one article; ``speaker`` names who speaks in tokens ``[start, end)``."""

    def __init__(self, scene: Scene, cues: StatusCues, speaker: Callable[[int, int], str]) -> None:
        self.scene, self.doc, self.cues, self._speaker = scene, scene.doc, cues, speaker
        self._read: dict[tuple[int, int], tuple[Status, tuple[str, ...]]] = {}

    def of(self, c: Candidate) -> tuple[Status, tuple[str, ...]]:
        """The status, and who says it, the outermost first."""
        status, said_by = self._reading(c)
        if status == "announced" and (c.rule.relation in self.cues.standing or self._remains(c)):
            return "asserted", said_by
        ahead = status == "asserted" and (self._is_under_way(c) or self._is_upcoming(c))
        return ("announced", said_by) if ahead else (status, said_by)

    def _reading(self, c: Candidate) -> tuple[Status, tuple[str, ...]]:
        place = self._predicate(c)
        if place is None:  # « Altman, PDG d'OpenAI, » is said in passing: what the sentence does does not touch it
            return "asserted", ()
        start, end = place
        if (start, end) not in self._read:
            reading = read_status(self.doc, start, end, self.cues)
            self._read[start, end] = (reading.status, tuple(self._speaker(a, b) for a, b in reading.said_by))
        status, said_by = self._read[start, end]
        elsewhere = status == "denied" and (self._apposed(c) or self._ends(c))
        return ("asserted", ()) if elsewhere else (status, said_by)

    def _ends(self, c: Candidate) -> bool:
        """ "is no longer with Nokia": the negation is what the rule reads."""
        return any(t.lower_ in self.scene.language.no_longer for t in self.doc[c.start : c.end])

    def _is_under_way(self, c: Candidate) -> bool:
        """ "Altman is joining Microsoft", "is being bought": the progressive of some relations is to come."""
        cue, at = self.cues.progressive, c.start
        if c.rule.relation == "worksFor":  # "is taking over as chief", but "is running"
            first = max(c.start - _POST, self.doc[c.start].sent.start)
            at = next((i for i in range(c.start, first - 1, -1) if norm(self.doc[i]) in cue.entering), -1)
        elif c.rule.kind != "verb" or c.rule.relation not in cue.announces:
            return False
        if at < 0:
            return False
        verb, before = self.doc[at], [t for t in self.doc[max(at - 3, 0) : at] if t.pos_ != "ADV"]
        if before and norm(before[-1]) in self.scene.language.be and before[-1].tag_ == cue.tag:
            verb = before.pop()
        return verb.tag_ == cue.tag and bool(before) and norm(before[-1]) in cue.auxiliaries

    def _remains(self, c: Candidate) -> bool:
        """ "Will remain its chairman": is so already."""
        if c.rule.relation != "worksFor" or c.role is None:
            return False
        first = max(self.doc[c.role.begins].sent.start, c.role.begins - _POST)
        return not self.scene.language.cues("remaining").isdisjoint(self.doc.lowers[first : c.role.begins])

    def _is_upcoming(self, c: Candidate) -> bool:
        """ "Its incoming chief executive", « sa future directrice », "named as its next president"."""
        role = c.role
        if role is None or role.former or c.rule.relation not in ("joined", "worksFor"):
            return False
        return not self.scene.language.cues("upcoming").isdisjoint(self.doc.lowers[role.begins : role.end + 1])

    def _apposed(self, c: Candidate) -> bool:
        """« Acme, filiale de Zeta, refuse de ... »: the verb denies something else."""
        beside = self.scene.name_before(self.doc[c.start]) if c.rule.kind == "noun" else None
        return beside is not None and beside in (c.subject.mention, c.object.mention)

    def _predicate(self, c: Candidate) -> tuple[int, int] | None:
        """The tokens that say it, for the status to be read at; None for what is only said in passing."""
        if c.rule.given:
            return None
        if c.rule.kind == "role":
            return (c.role.head, c.role.head + 1) if c.role and c.role.predicated else None
        if c.rule.kind == "between":
            verbs = (
                t.i
                for t in self.doc[c.start : c.end]
                if t.pos_ in ("VERB", "AUX") and "Fin" in t.morph.get("VerbForm", [])
            )
            return next(((i, i + 1) for i in verbs), None)
        return None if (c.rule.passing and self._in_passing(c)) or self._set_off(c) else (c.start, c.end)

    def _set_off(self, c: Candidate) -> bool:
        """« Paul Roy, recruté en mai après un passage chez Nova, serait ... »: the verb says nothing of the aside."""
        i, name = c.subject.mention.end, c.subject.mention
        bare = c.rule.kind == "verb" and "Part" in self.doc[c.start].morph.get("VerbForm", [])
        if not (bare or c.rule.kind in ("noun", "adjective")) or c.rule.relation not in _STAFF or name.kind != "name":
            return False
        between = self.doc[i : c.start]
        opened = i < c.start and self.doc[i].text == "," and self.doc[name.start].sent.end > c.end
        return opened and not any(t.text in (";", ":") or _finite(t) for t in between)

    def _in_passing(self, c: Candidate) -> bool:
        """ "Lyft, a rival of Uber,", "its rival Lyft": a noun beside the name that it describes."""
        apposed = self.scene.at.get(c.end + 1) if self.doc[c.end : c.end + 1] and self.doc[c.end].text == "," else None
        after = self.scene.name_after(self.doc[c.end - 1], nouns=True) or apposed  # "its investor, Acme, refused"
        beside = (after, self.scene.name_before(self.doc[c.start]))
        ends = (c.subject.mention, c.object.mention)
        return any(m is not None and any(k in ends for k in self.scene.fellows(m)) for m in (*beside, *self._listed(c)))

    def _listed(self, c: Candidate) -> list[Mention]:
        """ "Rivals such as [Lyft] and [Bolt] may follow": instances that no verb gives to the noun."""
        noun = self.doc[c.end - 1]
        listed = self.scene.instances(noun) if noun.pos_ == "NOUN" else []
        return [m for m in listed if not any(_finite(t) for t in self.doc[c.end : m.start])]


def _finite(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm", [])
