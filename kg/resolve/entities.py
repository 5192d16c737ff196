"""Entities out of clusters of names: label, aliases, Wikidata id, identifier, and why each name counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast

from kg.model import Entity, EntityType, Merge, digest
from kg.resolve.assign import Assignment
from kg.resolve.clusters import Node
from kg.resolve.fold import Folding
from kg.resolve.listed import Entry
from kg.resolve.people import is_initial
from kg.resolve.records import Record

__all__ = ["Draft", "drafts", "identify"]


@dataclass(frozen=True, slots=True)
class Draft:
    """An entity without its identifier. ``root`` tells it from others of its name; ``listed``: from the names."""

    root: Node
    entity: Entity
    listed: bool


def drafts(assignment: Assignment) -> list[Draft]:
    """One draft for each cluster, sorted by root."""
    groups: dict[Node, list[Record]] = {}
    for record in assignment.records:
        groups.setdefault(assignment.root(record), []).append(record)
    return [_draft(assignment, root, groups[root]) for root in sorted(groups)]


def _draft(assignment: Assignment, root: Node, records: list[Record]) -> Draft:
    entry = _entry(assignment, records)
    formed = [(record, _form(assignment, record)) for record in records]
    label = _label_by_hand(assignment, records) or (entry.label if entry else _label(assignment, root, formed))
    entity = Entity(
        id="",
        label=label,
        type=cast("EntityType", root[1]),
        aliases=_aliases(label, {n for r, form in formed for n in _names(assignment, r, form)}, entry),
        wikidata=entry.wikidata if entry and entry.wikidata else _wikidata(records),
        merges=_merges(assignment, label, entry, formed),
    )
    return Draft(root, entity, entry is not None)


def _label_by_hand(assignment: Assignment, records: Iterable[Record]) -> str | None:
    if not assignment.labels:
        return None
    nodes = (assignment.nodes[record.key] for record in records)
    return min((assignment.labels[node] for node in nodes if node in assignment.labels), default=None)


def _names(assignment: Assignment, record: Record, form: str) -> tuple[str, ...]:
    """The form; and the name itself, where a correction has given it another."""
    return (form, record.name) if record.key in assignment.called else (form,)


def _entry(assignment: Assignment, records: Iterable[Record]) -> Entry | None:
    nodes = sorted({n for r in records if (n := assignment.nodes[r.key])[0] == "list"})
    return assignment.names.entries[cast("EntityType", nodes[0][1]), nodes[0][2]] if nodes else None


def _form(assignment: Assignment, record: Record) -> str:
    """The name as an alias: a title before a person's name is no part of it."""
    name = assignment.called.get(record.key, record.name)
    return assignment.people.clean(name, record.lang) if record.type == "Person" else name


def _label(assignment: Assignment, root: Node, formed: Iterable[tuple[Record, str]]) -> str:
    """The most frequent of the fullest forms; among equals one that is not shouted, then by the alphabet."""
    forms = Counter([form for _, form in formed])

    def rank(form: str) -> tuple[int, int, bool, str]:
        return (
            -_fullness(assignment, form) if root[1] == "Person" else 0,
            -forms[form],
            len(form) > 4 and form.isupper(),
            form,
        )

    return min(forms, key=rank) if len(forms) > 1 else next(iter(forms))


def _fullness(assignment: Assignment, form: str) -> int:
    """2 for given name and surname, 1 for an initial and surname, 0 for one name."""
    name = assignment.people.parse(form)
    return 0 if not name.given else 1 if is_initial(name.first) else 2


def _aliases(label: str, forms: Iterable[str], entry: Entry | None) -> tuple[tuple[str, str | None], ...]:
    names: set[tuple[str, str | None]] = {(f, None) for f in forms}
    if entry:
        names |= {(a, None) for a in (entry.label, *entry.aliases)} | set(entry.epithets)
    return tuple(sorted((n for n in names if n[0] != label), key=lambda n: (n[0], n[1] or "")))


def _wikidata(records: Iterable[Record]) -> str | None:
    ids = Counter([r.wikidata for r in records if r.wikidata])
    return min(ids, key=lambda q: (-ids[q], q)) if ids else None


def _merges(
    assignment: Assignment, label: str, entry: Entry | None, formed: Iterable[tuple[Record, str]]
) -> tuple[Merge, ...]:
    articles: dict[tuple[str, str], set[str]] = {}
    for record, form in formed:
        key = (record.name, _why(assignment, label, entry, record, form))
        articles.setdefault(key, set()).add(record.article)
    return tuple(Merge(name, why, tuple(sorted(articles[name, why]))) for name, why in sorted(articles))


def _why(assignment: Assignment, label: str, entry: Entry | None, record: Record, form: str) -> str:
    """The rule that made this record's name one with the label, the most telling first."""
    node = assignment.nodes[record.key]
    if moved := assignment.why.get(record.key):
        return moved
    merged = assignment.clusters.why.get(node)
    if merged == "correction" or record.name == label:
        return "correction" if merged == "correction" else "same name"
    if entry and node[0] == "list":
        return "list of names"
    fold = assignment.names.folding.fold
    if fold(form) == fold(label):
        return "spelling"
    if record.type != "Person":
        return _why_organization(assignment, label, record)
    return merged or "spelling"


def _why_organization(assignment: Assignment, label: str, record: Record) -> str:
    squeezed = ("".join(assignment.names.folding.words(n)) for n in (record.name, label))
    return "spelling" if len(set(squeezed)) == 1 else "legal form"


def identify(found: Iterable[Draft], fold: Folding) -> dict[Node, Entity]:
    """Give each entity its slug. A listed one keeps a shared slug, the others get a hash's digits."""
    slugs: dict[str, list[Draft]] = {}
    for draft in found:
        slugs.setdefault(fold.slug(draft.entity.label), []).append(draft)
    taken = set(slugs)
    result: dict[Node, Entity] = {}
    for slug in sorted(slugs):
        listed = [d for d in slugs[slug] if d.listed]
        plain = listed[0] if len(listed) == 1 else None
        if len(slugs[slug]) == 1:
            plain = slugs[slug][0]
        if plain:
            result[plain.root] = replace(plain.entity, id=slug)
        for draft in slugs[slug]:
            if draft is not plain:
                result[draft.root] = replace(draft.entity, id=_suffixed(slug, draft, slugs[slug], taken))
    return result


def _suffixed(slug: str, draft: Draft, rivals: Iterable[Draft], taken: set[str]) -> str:
    """Four digits of a hash of type and label; of the cluster too where those do not tell it; more where they clash."""
    entity = draft.entity
    twins = sum(r.entity.type == entity.type and r.entity.label == entity.label for r in rivals)
    whole = digest(entity.type, entity.label, *(draft.root if twins > 1 else ()))
    others = {digest(r.entity.type, r.entity.label, *(r.root if twins > 1 else ())) for r in rivals if r is not draft}
    length = next(
        (n for n in range(4, 16, 4) if f"{slug}_{whole[:n]}" not in taken and not _begins(others, whole[:n])), 16
    )
    return f"{slug}_{whole[:length]}"


def _begins(hashes: Iterable[str], prefix: str) -> bool:
    return any(h.startswith(prefix) for h in hashes)
