"""The story of one entity: its facts in the order of time, each with the sentences behind it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.derive.corroboration import independent_sources
from kg.model import Article, Claim, Entity, Fact, Knowledge

__all__ = ["Source", "Story", "StoryLine", "entity_story"]


@dataclass(frozen=True, slots=True)
class Source:
    """One claim with the article that makes it."""

    claim: Claim
    article: Article


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One fact, with its ends and its sources (the earliest article first), and how many are independent of others.

    ``told`` is the date of the first article about it, empty if none has one.
    """

    fact: Fact
    subject: Entity
    object: Entity
    sources: tuple[Source, ...]
    independent: int

    @property
    def told(self) -> str:
        return min((s.article.published.value for s in self.sources if s.article.published), default="")


@dataclass(frozen=True, slots=True)
class Story:
    """An entity and all facts that it takes part in, in the order of time.

    A fact without a date stands where it was first told; one of articles without a date comes last.
    """

    entity: Entity
    lines: tuple[StoryLine, ...]


def entity_story(knowledge: Knowledge, entity: Entity) -> Story:
    """Every fact of which the entity is the subject or the object."""
    facts = [fact for fact in knowledge.facts if entity.id in (fact.subject, fact.object)]
    sources = independent_sources(facts, knowledge)
    return Story(entity, tuple(sorted((_line(knowledge, fact, sources[fact.id]) for fact in facts), key=_order)))


def _order(line: StoryLine) -> tuple[str, bool, str]:
    """By date; of one day, what happened before what held from then on."""
    fact = line.fact
    date = fact.date or fact.since or fact.until
    return (date.value if date else line.told or "9999", fact.kind == "state", fact.id)


def _line(knowledge: Knowledge, fact: Fact, independent: int) -> StoryLine:
    entities = knowledge.resolution.entities
    told = tuple(sorted((_source(knowledge, claim) for claim in fact.claims), key=_told))
    return StoryLine(fact, entities[fact.subject], entities[fact.object], told, independent)


def _source(knowledge: Knowledge, claim_id: str) -> Source:
    claim = knowledge.claims[claim_id]
    return Source(claim, knowledge.articles[claim.article])


def _told(source: Source) -> tuple[str, str, int, str]:
    published = source.article.published
    return (published.value if published else "9999", source.article.key, source.claim.span.start, source.claim.id)
