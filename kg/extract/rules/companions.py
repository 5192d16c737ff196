"""Who goes along: "Ann Lee joins Acme. Four engineers are going with her: ...", "She is taking Paul Roy with her"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.rules.candidates import Candidate
from kg.extract.syntax.fillers import Filler
from kg.extract.syntax.grammar import Scene

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["with_companions"]

_AFTER = 3  # sentences after the one that tells where somebody goes
_NEAR = 8  # tokens from the verb to "with her"


def with_companions(scene: Scene, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """``candidates``, and the same of those who go where somebody of whom ``joined`` is said goes."""
    candidates = tuple(candidates)
    yield from candidates
    words = scene.language.companions
    joined = [c for c in candidates if c.rule.relation == "joined"] if words else []
    kinds = {w: k for k, ws in words.items() for w in ws} if joined else {}
    for i in (i for i, w in enumerate(scene.doc.lowers) if w in kinds):
        token, kind = scene.doc[i], kinds[scene.doc.lowers[i]]
        leader = _leader(scene, token, kind)
        first = _told(scene, joined, leader, token) if leader is not None else None
        if first is not None:
            for f in _followers(scene, token, kind):
                if f.mention.entity != leader:
                    yield replace(first, start=token.i, end=token.i + 1, subject=f, role=None)


def _leader(scene: Scene, token: Token, kind: str) -> int | None:
    """The person who is gone with, taken along by or followed."""
    if kind == "follow":
        object_ = scene.at.get(token.i + 1)
        led = object_ is not None and not any(w in scene.doc.lowers[token.i : token.i + _NEAR] for w in ("as", "out"))
        return object_.entity if led and object_ is not None and object_.type == "Person" else None
    for t in scene.doc[token.i + 1 : min(token.sent.end - 1, token.i + _NEAR)]:
        person = scene.at.get(t.i + 1)
        pronoun = t.i + 1 < len(scene.doc) and scene.doc[t.i + 1].lower_ in scene.language.pronouns["person"]
        if t.lower_ in scene.language.accompanying and pronoun:
            return person.entity if kind == "go" and person is not None else _subject(scene, token)
    return None


def _subject(scene: Scene, token: Token) -> int | None:
    """ "[She] is taking Paul Roy with her"."""
    subjects = scene.fill("subject", token, token.i + 1, "active", ("Person",))
    return subjects[0].mention.entity if len(subjects) == 1 else None


def _followers(scene: Scene, token: Token, kind: str) -> Sequence[Filler]:
    slot = "object" if kind == "take" else "subject"
    return [f for f in scene.fill(slot, token, token.i + 1, "active", ("Person",)) if f.mention.type == "Person"]


def _told(scene: Scene, joined: Sequence[Candidate], leader: int, token: Token) -> Candidate | None:
    """What the text says last of where the leader goes, if it names one place and is not far."""
    sentence = token.sent.start
    for _ in range(_AFTER):
        sentence = scene.doc[max(0, sentence - 1)].sent.start
    near = [c for c in joined if sentence <= c.start < token.sent.end and c.subject.mention.entity == leader]
    return near[-1] if len({c.object.mention.entity for c in near}) == 1 else None
