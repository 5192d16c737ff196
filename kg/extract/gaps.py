"""Lists whose later members leave the verb out: « Anne vient de Meta ; Paul, de Google ; Luc, d'OpenAI »."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.candidates import Candidate
from kg.extract.grammar import Scene

__all__ = ["filled"]

_REACH = 40  # tokens from the verb's clause to the member that leaves the verb out


def filled(scene: Scene, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """``candidates`` in text order; a member without verb says what the verb before the semicolon says."""
    spoken: list[Candidate] = []
    for c in candidates:
        leader = _leader(scene, c, spoken) if c.rule.kind == "between" else None
        found = replace(c, rule=leader.rule) if leader is not None else c
        if _of_comes_before(scene, found):
            spoken.append(found)
        yield found


def _leader(scene: Scene, c: Candidate, spoken: list[Candidate]) -> Candidate | None:
    """The candidate of the clause that ends at the semicolon before ``c``, with the same preposition."""
    if not _of_comes_before(scene, c):
        return None
    i = scene.fellows(c.subject.mention)[0].start - 1
    if i > 0 and scene.doc[i].lower_ in scene.language.conjunctions:
        i -= 1
    if i < 0 or scene.doc[i].text != ";":
        return None
    near = (d for d in reversed(spoken) if i - _REACH < d.start < i and d.object.mention.end <= i)
    leader = next(near, None)
    return leader if leader is not None and leader.rule.relation != c.rule.relation else None


def _of_comes_before(scene: Scene, c: Candidate) -> bool:
    i = c.object.mention.start
    return i > 0 and scene.doc[i - 1].lower_ in scene.language.of
