"""Which facts a page holds, in which order, and which of them the map draws."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from kg.errors import UnknownEntityError
from kg.model import Entity, Fact, Knowledge, PartialDate
from kg.page.behind import OPEN_END, Behind, Told, last_day
from kg.page.words import look

__all__ = ["CAP", "drawn_facts", "drawn_first", "select"]

CAP = 500  # lines on the map: beyond it, it is neither read nor fast
_NEVER_FACTS = ("unconfirmed", "refuted")


def select(
    knowledge: Knowledge, focus: Sequence[str], since: str | None, until: str | None, told: Told | None = None
) -> list[Fact]:
    """Facts in focus and in the window, oldest first.

    In focus are the facts about a focused entity, and the moves of the people so found. ``since`` and ``until`` are ISO
    dates of any precision; ``told`` is what is behind the facts, where the caller has it.

    Raises:
        UnknownEntityError: nothing, or more than one thing, has a focused name.
    """
    facts: Iterable[Fact] = knowledge.facts
    if focus:
        facts = _in_focus(knowledge, {_entity(knowledge, name).id for name in focus})
    low = PartialDate(since).first_day if since else ""
    high = last_day(PartialDate(until)) if until else OPEN_END
    behind = told or Told(knowledge)
    shown = [(behind.behind(f), f) for f in facts]
    kept = [(_when(f, b), f.relation, f.id, f) for b, f in shown if b.first <= high and b.last >= low]
    return [fact for *_, fact in sorted(kept, key=itemgetter(0, 1, 2))]


def _when(fact: Fact, behind: Behind) -> str:
    return behind.first or (fact.until.first_day if fact.until else "")


def _in_focus(knowledge: Knowledge, wanted: set[str]) -> Iterator[Fact]:
    people = {i for i, e in knowledge.resolution.entities.items() if e.type == "Person"}
    near = {end for f in knowledge.facts if {f.subject, f.object} & wanted for end in (f.subject, f.object)}
    return (f for f in knowledge.facts if {f.subject, f.object} & wanted or f.subject in near & people)


def _entity(knowledge: Knowledge, name: str) -> Entity:
    entities = knowledge.resolution.entities
    if name in entities:
        return entities[name]
    wanted = _folded(name)
    found = [e for _, e in sorted(entities.items()) if wanted in {_folded(n) for n in (e.label, *dict(e.aliases))}]
    if len(found) == 1:
        return found[0]
    rivals = ", ".join(e.label for e in found[:5])
    raise UnknownEntityError(
        f"{name}: several entities have this name: {rivals}" if found else f"{name}: no such entity"
    )


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).strip()


def drawn_first(fact: Fact) -> bool:
    """Whether the map shows it before anything is ticked: a relation shown by default, and not a rumour or denial."""
    return fact.status not in _NEVER_FACTS and bool(look(fact.relation).get("default", True))


def drawn_facts(facts: Sequence[Fact]) -> list[Fact]:
    """The facts the map draws, at most ``CAP``: shown by default first, then the busiest ends, then the newest."""
    able = [f for f in facts if f.subject != f.object]
    busy = Counter(end for f in able if drawn_first(f) for end in (f.subject, f.object))
    newest = {f.id: place for place, f in enumerate(able)}

    def rank(fact: Fact) -> tuple[bool, int, int, int]:
        ends = sorted((busy[fact.subject], busy[fact.object]))
        return (not drawn_first(fact), -ends[1], -ends[0], -newest[fact.id])

    chosen = {f.id for f in sorted(able, key=rank)[:CAP]}
    return [f for f in able if f.id in chosen]
