"""Tenures: who held which position where, from when to when.

One for each role of each spell. Roles that only free wording tells apart are apart; a claim without a role supports
the spell's main one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.derive.days import days, in_order
from kg.derive.events import Event, Events
from kg.derive.evidence import Pair, Said
from kg.derive.identity import FactKey, fact_ids
from kg.derive.positions import place_positions
from kg.derive.reversal import Moves
from kg.derive.settings import Settings
from kg.derive.spells import Spell, spells_from_events
from kg.derive.status import fact_status
from kg.derive.summary import best_date, role, role_key
from kg.derive.tracks import tracks
from kg.model import Fact, FactStatus, PartialDate, Role
from kg.ontology import Relation

__all__ = ["Held", "tenures"]


@dataclass(frozen=True, slots=True)
class Held:
    """A state's fact and the claims about it."""

    fact: Fact
    said: tuple[Said, ...]


@dataclass(slots=True)
class _Post:
    """One role of one spell. ``opening`` and ``closing`` are the spell's events that concern this role."""

    key: str | None
    spell: Spell
    works: list[Said] = field(default_factory=list)
    opening: list[Event] = field(default_factory=list)
    closing: list[Event] = field(default_factory=list)

    @property
    def said(self) -> list[Said]:
        events = (s for e in (*self.opening, *self.closing) for s in e.said)
        return sorted({s.id: s for s in (*self.works, *events)}.values(), key=lambda s: s.id)


def tenures(
    relation: Relation, works: Mapping[Pair, list[Said]], events: Events, moves: Moves, settings: Settings
) -> list[Held]:
    """The tenures of all pairs of a person and an organisation, before any rival closes one."""
    opens, closes = _merged(events, settings.opens), _merged(events, settings.closes)
    joinings = {e.fact.id: e for es in opens.values() for e in es}
    held: list[Held] = []
    for pair in sorted({*works, *opens, *closes}):
        posts: list[_Post] = []
        for track in tracks(works.get(pair, []), opens.get(pair, []), closes.get(pair, []), settings):
            spells = spells_from_events(track.opens, track.closes, joinings)
            spells = place_positions(spells, track.works, settings)
            _undo_announced(pair, spells, moves)
            posts += (p for s in spells for p in _posts(s) if track.holds(p.key))
        held += _held(relation, pair, posts)
    return held


def _merged(events: Events, relations: Iterable[str]) -> dict[Pair, list[Event]]:
    merged: dict[Pair, list[Event]] = {}
    for relation in sorted(relations):
        for pair, es in events.get(relation, {}).items():
            merged.setdefault(pair, []).extend(es)
    return merged


def _undo_announced(pair: Pair, spells: Iterable[Spell], moves: Moves) -> None:
    """A position that was only announced, without a word of joining, is undone by a joining elsewhere too."""
    for spell in spells:
        events = spell.opening or spell.closing
        if not events and spell.works and fact_status(spell.works) == "announced":
            day = (
                spell.starts
                if spell.starts is not None
                else min((s.told.first for s in spell.works if s.told), default=None)
            )
            rival = moves.undoing(*pair, day, reported=False)
            if rival:
                spell.undone, spell.undone_by = True, rival
                spell.until, spell.over = rival.fact.date, rival.fact.date is None


def _posts(spell: Spell) -> list[_Post]:
    """Joinings and positions go to the post that they name; a leaving ends every post of the spell."""
    posts: dict[str | None, _Post] = {}

    def post(key: str | None) -> _Post:
        return posts.setdefault(key, _Post(key, spell))

    for said in spell.works:
        if said.claim.role:
            post(role_key(said.claim.role)).works.append(said)
    for event in (*spell.opening, *spell.closing):
        if event.fact.role:
            post(role_key(event.fact.role))
    main = min(posts.values(), key=_rank, default=_Post(None, spell)).key
    for said in spell.works:
        if not said.claim.role:
            post(main).works.append(said)
    for event in spell.opening:
        # A joining without a role opened the only post; where there are several, the stay as a whole.
        whole = main if len(posts) <= 1 else None
        post(role_key(event.fact.role) if event.fact.role else whole).opening.append(event)
    for key in list(posts) or [None]:
        post(key).closing.extend(spell.closing)
    return [posts[key] for key in sorted(posts, key=lambda k: k or "")]


def _rank(post: _Post) -> tuple[int, str]:
    """The role that most sentences give comes first."""
    return (-len({s.claim.quote for s in post.works}), post.key or "")


def _held(relation: Relation, pair: Pair, posts: Sequence[_Post]) -> list[Held]:
    dates = [_dates(p) for p in posts]
    keys = [
        FactKey((relation.cls, relation.name, *pair, p.key or ""), _anchor(*d[:2]), p.said)
        for p, d in zip(posts, dates, strict=True)
    ]
    ids = fact_ids(keys)
    return [Held(_fact(i, relation, pair, p, d), tuple(p.said)) for i, p, d in zip(ids, posts, dates, strict=True)]


def _anchor(since: PartialDate | None, until: PartialDate | None) -> str:
    return since.value if since else f"until {until.value}" if until else ""


def _dates(post: _Post) -> tuple[PartialDate | None, PartialDate | None, bool]:
    """Since, until, and whether it is over on an unknown day."""
    spell = post.spell
    dated = [e.fact.date for e in post.opening if e.fact.date]
    since = dated[0] if dated else best_date(s for s in post.works if s.claim.tense != "past" and not s.denied)
    if spell.undone:
        return since, spell.until, spell.over
    ends = (e.fact.date for e in post.closing if e.fact.date and in_order(since, e.fact.date))
    until = next(ends, None)
    left = bool(post.closing) or (spell.over and not spell.closing)
    return since, until, until is None and (left or ended_in_words(post.works))


def ended_in_words(said: Iterable[Said]) -> bool:
    """Whether the last article that speaks of a state puts it in the past."""
    last = {"past": -1, "present": -1}
    found = set()
    for s in said:
        if s.firm:
            tense = s.claim.tense or "present"
            found.add(tense)
            last[tense] = max(last[tense], s.told.first if s.told else 0)
    return "past" in found and last["past"] >= last["present"]


def _fact(
    fact_id: str,
    relation: Relation,
    pair: Pair,
    post: _Post,
    dates: tuple[PartialDate | None, PartialDate | None, bool],
) -> Fact:
    since, until, ended = dates
    events = {e.fact.id for e in (*post.opening, *post.closing)}
    rival = post.spell.undone_by
    return Fact(
        id=fact_id,
        cls=relation.cls,
        kind="state",
        relation=relation.name,
        subject=pair[0],
        object=pair[1],
        status=_status(post, since),
        claims=tuple(s.id for s in post.said),
        since=since,
        until=until,
        ended=ended,
        role=_role(post),
        derived_from=tuple(sorted(events | ({rival.fact.id} if rival else set()))),
        reversed_by=rival.fact.id if rival else None,
    )


def _role(post: _Post) -> Role | None:
    events = (e.fact.role for e in (*post.opening, *post.closing) if role_key(e.fact.role) == post.key)
    return role(post.works) or next((r for r in events if r), None)


def _status(post: _Post, since: PartialDate | None) -> FactStatus:
    """That of the claims that he held it; who left held it, and a departure that is denied leaves that open."""
    if post.spell.undone:
        return "reversed"
    said = [*post.works, *(s for e in post.opening for s in e.said)]
    status = fact_status(said, days(since)) if said else "asserted"
    disputed = any(e.fact.status == "contested" for e in post.closing)
    return "contested" if disputed and status in ("asserted", "announced") else status
