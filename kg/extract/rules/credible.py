"""Whether the names that fill a rule's slots bear what it says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.names.mentions import Mention
    from kg.extract.roles.rolebook import RolePhrase
    from kg.extract.rules.candidates import Candidate
    from kg.extract.rules.rulebook import Rule
    from kg.extract.syntax.grammar import Scene

__all__ = ["asks_for", "credible", "cut_short", "guessed_twice", "one_way", "well_named"]

_ONE_WAY = frozenset({"acquired", "subsidiaryOf"})
_PEOPLE: tuple[EntityType, ...] = ("Person",)


def well_named(left: Mention, right: Mention, rule: Rule, *, apposed: bool) -> bool:
    """Not places, pronouns or surnames alone (but those of known people, before a comma), of the rule's types."""
    first, second = (right, left) if rule.subject == ("right",) else (left, right)
    if first.type not in rule.domain or second.type not in rule.range:
        return False
    return not any(
        m.place or m.kind == "pronoun" or (m.type == "Person" and m.end - m.start < 2 and not (apposed and m.sure))
        for m in (left, right)
    )


def credible(c: Candidate) -> bool:
    """Whether the names bear it: one end may be of a kind that only the rule tells, if the other is surely right."""
    ends = ((c.subject.mention, c.rule.domain), (c.object.mention, c.rule.range))
    known = [m for m, types in ends if m.type in types]
    sure = [m for m in known if m.sure or m.source in ("list", "coreference")]
    if c.rule.sure or len(known) == 2:
        return len(known) == 2 and (not c.rule.sure or c.object.mention in sure)
    if c.rule.kind == "between" and any(m.place for m, _ in ends):
        return False  # « Anne Petit, de Lyon »
    if c.rule.kind != "between" and all(m in known or (m.coined and "Organization" in types) for m, types in ends):
        return True
    return len(known) == 1 and len(sure) == 1


def guessed_twice(c: Candidate, people: Collection[int | None]) -> bool:
    """Whether only the passage tells the organisation and only a model that the one word is a person ("SPY")."""
    return c.object.witness == "context" and c.rule.domain == _PEOPLE and c.subject.mention.entity not in people


def cut_short(c: Candidate, scene: Scene) -> bool:
    """« l'Opérateur des systèmes d'information »: a common noun with a capital, cut off what it is of, names nobody."""
    return any(_cut(m, scene) for m in (c.subject.mention, c.object.mention))


def _cut(m: Mention, scene: Scene) -> bool:
    common = m.end == m.start + 1 and m.entry is None and m.kind == "name" and not scene.compounds
    if not common or scene.doc[m.start].lower_ not in scene.language.nominals["organization"]:
        return False
    return m.end < len(scene.doc) and scene.doc[m.end].lower_ in scene.language.of


def one_way(found: Sequence[Candidate]) -> list[Candidate]:
    """Without what is said the other way round with better witnesses: nobody buys who is bought by the same."""
    weight: Counter[tuple[str, int | None, int | None]] = Counter()
    for c in found:
        sure = (c.subject.witness == "syntax") + (c.object.witness == "syntax")
        weight[c.rule.relation, c.subject.mention.entity, c.object.mention.entity] += 1 + sure
    goes = {(c.start, c.subject.mention.entity, c.object.mention.entity) for c in found if c.rule.relation == "joined"}
    kept = []
    for c in found:
        s, o = c.subject.mention.entity, c.object.mention.entity
        both = c.rule.relation in _ONE_WAY and s is not None and o is not None
        if c.rule.relation == "left" and (c.start, s, o) in goes:
            continue  # "Ann Lee leaves for Acme", where the article says she works; "steps down to run Acme"
        if not both or weight[c.rule.relation, o, s] <= weight[c.rule.relation, s, o]:
            kept.append(c)
    return kept


def asks_for(rule: Rule, phrase: RolePhrase) -> bool:
    """Whether a rule of positions is about this one."""
    if rule.former is not None and rule.former != phrase.former:
        return False
    wanted = set(rule.words)
    excluded = {w[1:] for w in wanted if w.startswith("-")}
    keys = [k for k in phrase.keys if k not in excluded]
    return bool(keys) and ("any" in wanted or any(k in wanted for k in keys))
