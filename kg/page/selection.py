"""Which facts a page holds, in which order, and which of them the map draws."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from kg.errors import UnknownEntityError
from kg.model import Claim, Entity, Fact, Knowledge, PartialDate
from kg.page.words import look

__all__ = ["CAP", "OPEN_END", "Told", "Window", "drawn_facts", "drawn_first", "last_day", "select"]

CAP = 500  # lines on the map: beyond it, it is neither read nor fast
Window = tuple[str, str]
_NEVER_FACTS = ("unconfirmed", "refuted")
OPEN_END = "9999-12-31"


class Told:
    """What is behind each fact, worked out once: many parts of a page ask for it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._claims: dict[str, tuple[str, ...]] = {}
        self._windows: dict[str, tuple[str, str, bool]] = {}

    def claims(self, fact: Fact) -> tuple[str, ...]:
        """Ids of its claims, or of those of the facts that it was derived from; earliest article first."""
        if fact.id not in self._claims:
            ids = list(fact.claims) or [c for d in fact.derived_from if d in self._facts for c in self._facts[d].claims]
            known = [c for c in dict.fromkeys(ids) if c in self.knowledge.claims]
            self._claims[fact.id] = tuple(known if len(known) < 2 else sorted(known, key=self._place))
        return self._claims[fact.id]

    def window(self, fact: Fact) -> tuple[str, str, bool]:
        """First and last day on which a fact may be seen, and whether the first is only that of a report.

        An empty first day means that it is not known at all; a state without an end lasts.
        """
        if fact.id not in self._windows:
            self._windows[fact.id] = self._window(fact)
        return self._windows[fact.id]

    def cited(self, facts: Iterable[Fact]) -> list[str]:
        """Ids of the articles that the facts' claims are from, in their own order."""
        claims = self.knowledge.claims
        return sorted({claims[c].article for f in facts for c in self.claims(f)} & self.knowledge.articles.keys())

    @cached_property
    def _facts(self) -> Mapping[str, Fact]:
        return {fact.id: fact for fact in self.knowledge.facts}

    def _place(self, claim_id: str) -> tuple[str, str, int, int, str, str]:
        claim = self.knowledge.claims[claim_id]
        span = claim.span
        return self._published(claim) or OPEN_END, claim.article, span.start, span.end, span.field, claim_id

    def _published(self, claim: Claim) -> str | None:
        article = self.knowledge.articles.get(claim.article)
        return article.published.value if article and article.published else None

    def _window(self, fact: Fact) -> tuple[str, str, bool]:
        last = fact.until.first_day if fact.until else OPEN_END
        if fact.kind == "state" and (fact.since or fact.until):
            return (fact.since.first_day if fact.since else "", last, False)
        if fact.date:
            return (fact.date.first_day, last_day(fact.date), False)
        claims = (self.knowledge.claims[c] for c in self.claims(fact))
        reports = sorted(p for p in map(self._published, claims) if p)
        day = PartialDate(reports[0]).first_day if reports else ""
        return (day, (day or OPEN_END) if fact.kind == "event" else last, bool(reports))


def last_day(date: PartialDate) -> str:
    """The last day that a date may mean. Compared as text only, so 31 stands for the end of any month."""
    return (date.value + "-12-31")[:10] if date.precision == "year" else (date.value + "-31")[:10]


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
    kept = [(behind.window(f), f) for f in facts]
    kept = [(w, f) for w, f in kept if w[0] <= high and w[1] >= low]
    return [f for w, f in sorted(kept, key=lambda pair: (_when(pair[1], pair[0]), pair[1].relation, pair[1].id))]


def _when(fact: Fact, window: tuple[str, str, bool]) -> str:
    return window[0] or (fact.until.first_day if fact.until else "")


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
