"""Which cue a word is for what hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kg.extract.modality.statuscues import Cue, StatusCues, norm
from kg.extract.modality.verbgroup import Group, is_passive

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["LinkKind", "cue_at", "cue_of"]

LinkKind = Literal["clause", "finite", "subject", "object", "sibling", "shared", "opener", "top"]


def cue_at(doc: Doc, k: int, cues: StatusCues) -> bool:
    """Whether token ``k`` is a cue word at all."""
    return any(_follows(doc, k, cue.rest) for cue in cues.governors.get(norm(doc[k]), ()))


def cue_of(doc: Doc, k: int, link: LinkKind, group: Group, cues: StatusCues, *, deal: bool, future: bool) -> Cue | None:
    """The cue that token ``k`` is for what hangs on it by ``link``."""
    said = (c for c in cues.governors.get(norm(doc[k - 1]), ()) if k and c.says and c.rest == (norm(doc[k]),))
    for cue in (*said, *(c for c in cues.governors.get(norm(doc[k]), ()) if _follows(doc, k, c.rest))):
        if not _fits(cue, link, deal=deal, future=future):
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
    """Whether ``rest`` comes after token ``k``, with a word or two between at most ("backed hastily out")."""
    at = k + 1
    for word in rest:
        window = [norm(t) for t in doc[at : at + (1 if word == "to" else 2)]]
        if word not in window:
            return False
        at += window.index(word) + 1
    return True
