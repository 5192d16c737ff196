"""Lists whose later members leave the verb out: « Anne vient de Meta ; Paul, de Google ; Luc, d'OpenAI ».

In English pairs follow one another: "hired Ann from Meta, Paul from Google and Luc from OpenAI".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.extract.names.mentions import Mention
from kg.extract.rules.candidates import Candidate
from kg.extract.syntax.grammar import Filler, Scene
from kg.model import EntityType

__all__ = ["filled"]

Pair = tuple[Mention, Mention]

_FIRMS: tuple[EntityType, ...] = ("Organization",)
_ROUND = 90  # tokens from one investor in a round to the next
_REACH = 40  # tokens from the verb's clause to the member that leaves the verb out


def filled(scene: Scene, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """``candidates`` in text order, with those of the members that leave the verb out."""
    found = list(_of_one_round(_with_pairs(scene, _after_semicolons(scene, candidates))))
    yield from _paired(scene, found) if scene.compounds else found


def _with_pairs(scene: Scene, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """« les fonds placés par Acme dans Zeta, par Nova et Eta dans Lumio »: the same prepositions again, in pairs."""
    for c in candidates:
        yield c
        left, right = sorted((c.subject.mention, c.object.mention), key=lambda m: m.start)
        first, second = _led(scene, left), _led(scene, right)
        if scene.compounds or c.start > left.start or not first or not second or first == second:
            continue
        for one, other in _following(scene, right.end, first, second):
            pair = (Filler(one, "order"), Filler(other, "order"))
            subject, obj = pair if left is c.subject.mention else pair[::-1]
            if subject.mention.may_be(c.rule.domain) and obj.mention.may_be(c.rule.range):
                yield replace(c, subject=subject, object=obj, role=None)


def _led(scene: Scene, mention: Mention) -> str:
    """The preposition right before a name, or ""."""
    before = scene.doc[mention.start - 1] if mention.start else None
    return before.lower_ if before is not None and before.pos_ == "ADP" and mention.kind == "name" else ""


def _following(scene: Scene, i: int, first: str, second: str) -> Iterator[Pair]:
    """The names behind ", par", each with those behind the « dans » that follows."""
    while i + 2 < len(scene.doc) and scene.doc[i].text in (",", ";") and scene.doc[i + 1].lower_ == first:
        left = scene.at.get(i + 2)
        lefts = scene.fellows(left) if left is not None else []
        k = lefts[-1].end if lefts else len(scene.doc)
        right = scene.at.get(k + 1) if k < len(scene.doc) and scene.doc[k].lower_ == second else None
        if right is None:
            return
        yield from ((m, o) for m in lefts for o in scene.fellows(right))
        i = scene.fellows(right)[-1].end


def _of_one_round(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """« Acme met 20 millions dans Zeta. Nova complète le tour de table »: Zeta's, not the investor's just named.

    So with customers of one supplier.
    """
    into: dict[int | None, Candidate] = {}  # an investor -> what it was said to invest in
    buying: dict[int | None, Candidate] = {}  # a customer -> who was said to supply it
    for candidate in candidates:
        found = candidate
        if found.rule.relation == "investedIn":
            before = into.get(found.object.mention.entity) if found.object.witness == "context" else None
            if before is not None and before.start > found.start - _ROUND:
                found = replace(found, object=Filler(before.object.mention, "context"))
            into[found.subject.mention.entity] = found
        elif found.rule.relation == "supplies":
            before = buying.get(found.subject.mention.entity) if found.subject.witness == "context" else None
            if before is not None and before.start > found.start - _ROUND:
                found = replace(found, subject=Filler(before.subject.mention, "context"))
            buying[found.object.mention.entity] = found
        yield found


def _paired(scene: Scene, candidates: list[Candidate]) -> Iterator[Candidate]:
    """What is said of "Ann from Meta" is said of the pairs that follow, each with its own organisation."""
    first = [
        c for c in candidates if c.rule.relation == "left" and _adjacent(scene, c.subject.mention, c.object.mention)
    ]
    rows = [(c, pairs) for c in first if (pairs := list(_pairs_after(scene, c)))]
    taken = {(m.start, o.start) for _, pairs in rows for m, o in pairs}
    yield from (c for c in candidates if (c.subject.mention.start, c.object.mention.start) not in taken)
    for c, pairs in rows:
        sentence = scene.doc[c.start].sent.start
        alike = [d for d in candidates if d.subject.mention is c.subject.mention and d.rule.relation == "joined"]
        for m, o in pairs:
            yield replace(c, subject=Filler(m, c.subject.witness), object=Filler(o, c.object.witness), role=None)
            for d in alike:
                if scene.doc[d.start].sent.start == sentence:
                    yield replace(d, subject=Filler(m, d.subject.witness), role=None)


def _adjacent(scene: Scene, person: Mention, organization: Mention) -> bool:
    """ "Ann from Meta": nothing but a preposition between."""
    between = person.end == organization.start - 1
    return between and scene.doc[person.end].pos_ == "ADP"


def _pairs_after(scene: Scene, c: Candidate) -> Iterator[Pair]:
    preposition, i = scene.doc[c.subject.mention.end].lower_, c.object.mention.end
    while True:
        k = i
        while k < len(scene.doc) and (scene.doc[k].text == "," or scene.doc[k].lower_ in scene.language.conjunctions):
            k += 1
        person = scene.at.get(k) if k > i else None
        if person is None or person.type != "Person" or person.end + 1 >= len(scene.doc):
            return
        organization = scene.at.get(person.end + 1)
        if scene.doc[person.end].lower_ != preposition or organization is None or not organization.may_be(_FIRMS):
            return
        yield person, organization
        i = organization.end


def _after_semicolons(scene: Scene, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """A member without verb says what the verb before the semicolon says."""
    spoken: list[Candidate] = []
    joining: dict[int, Candidate] = {}  # token of the verb -> what else it says: where they go who come from Acme
    for c in candidates:
        leader = _leader(scene, c, spoken) if c.rule.kind == "between" else None
        found = replace(c, rule=leader.rule) if leader is not None else c
        if _of_comes_before(scene, found):
            spoken.append(found)
        if c.rule.relation == "joined":
            joining[c.start] = c
        yield found
        if leader is not None and leader.rule.relation == "left" and (place := _verb_before(leader, joining)):
            joining[c.start] = replace(place, start=c.start, end=c.end, subject=c.subject, role=None)
            yield joining[c.start]


def _verb_before(leader: Candidate, joining: Mapping[int, Candidate]) -> Candidate | None:
    return joining.get(leader.start)


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
