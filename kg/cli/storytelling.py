"""An entity's story as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import Entity, Knowledge
from kg.ontology import Ontology
from kg.query.cells import terminal_safe
from kg.query.story import Source, Story, StoryLine

__all__ = ["story_lines", "why_lines"]


def story_lines(story: Story, ontology: Ontology) -> Iterator[str]:
    """Head, then each fact with its sources, in the order of time."""
    yield from _head(story.entity)
    for line in story.lines:
        yield from ("", f"{_when(line):<24} {_said(line, ontology)}")
        articles = len({source.article.id for source in line.sources})
        if articles > 1:
            yield f"    {articles} articles, {line.independent} independent of one another"
        for source in _distinct(line.sources):
            yield from (f"    {text}" for text in _source(source))
    if not story.lines:
        yield from ("", "no facts: it is named in articles, and nothing was found said of it")


def _head(entity: Entity) -> Iterator[str]:
    yield terminal_safe(f"{entity.label} ({entity.type})")
    names = sorted(
        {merge.name for merge in entity.merges if merge.name != entity.label}
    )  # aliases list unseen ones too
    if names:
        yield terminal_safe("also: " + ", ".join(names))
    if entity.wikidata:
        yield f"Wikidata: {entity.wikidata}"


def _when(line: StoryLine) -> str:
    """The fact's dates; without any, the first article about it bounds them ("by 2024-03-22")."""
    fact, by = line.fact, f"by {line.told}" if line.told else "(no date)"
    if fact.kind == "event":
        return fact.date.value if fact.date else by
    since, until = fact.since, fact.until
    if until:
        return f"{since.value} to {until.value}" if since else f"until {until.value}"
    if fact.ended:
        return f"from {since.value}, ended" if since else "ended (no date)"
    return f"since {since.value}" if since else by


def _said(line: StoryLine, ontology: Ontology) -> str:
    relation = ontology.relations.get(line.fact.relation)
    verb = relation.label["en"] if relation else line.fact.relation
    if line.fact.kind == "state" and line.fact.relation == "worksFor" and (line.fact.until or line.fact.ended):
        verb = "worked for"
    role = f" as {line.fact.role.label}" if line.fact.role else ""
    manner = f" ({line.fact.manner})" if line.fact.manner else ""
    status = "" if line.fact.status == "asserted" else f"  [{line.fact.status}]"
    return terminal_safe(f"{line.subject.label} {verb} {line.object.label}{role}{manner}{status}")


def _distinct(sources: Iterable[Source]) -> Iterator[Source]:
    """One of the sources that show the same: a sentence can make several claims that count for one fact."""
    seen = set()
    for source in sources:
        claim = source.claim
        shown = (source.article.id, claim.span, claim.quote, claim.status, claim.said_by)
        if shown not in seen:
            seen.add(shown)
            yield source


def _source(source: Source) -> Iterator[str]:
    article, claim = source.article, source.claim
    published = article.published.value if article.published else "undated"
    status = "" if claim.status == "asserted" else f", {claim.status}"
    by = f", according to {', '.join(claim.said_by)}" if claim.said_by else ""
    yield terminal_safe(f"“{claim.quote}”")
    yield terminal_safe(f"  {article.title or article.key}, {published}{status}{by}; confidence {claim.confidence:.2f}")


def why_lines(entity: Entity, knowledge: Knowledge) -> Iterator[str]:
    """The names that were taken for the entity, each with the rule that took it."""
    yield from _head(entity)
    for merge in entity.merges:
        keys = [knowledge.articles[a].key for a in merge.articles if a in knowledge.articles]
        shown = ", ".join(keys[:3]) + (f" and {len(keys) - 3} more" if len(keys) > 3 else "")
        yield terminal_safe(f"  “{merge.name}”: {merge.why}" + (f" ({shown})" if shown else ""))
