"""One document scored in one mode: what was found, missed and wrongly claimed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.evaluate.gold import GoldDocument, GoldTriple
from kg.evaluate.matching import Predicted, Rules, assign, in_scope, merge_supply

__all__ = ["MODES", "Mode", "Outcome", "outcome"]

Mode = Literal["strict", "lenient", "status-aware"]
MODES: tuple[Mode, ...] = ("strict", "lenient", "status-aware")
_FACTS = frozenset(("asserted", "announced"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """``found`` pairs a gold triple with the prediction that found it; ``required`` are all that had to be found."""

    required: tuple[GoldTriple, ...]
    found: tuple[tuple[GoldTriple, Predicted], ...]
    missed: tuple[GoldTriple, ...]
    wrong: tuple[Predicted, ...]

    @property
    def tp(self) -> Counter[str]:
        return Counter(gold.relation for gold, _ in self.found)

    @property
    def fp(self) -> Counter[str]:
        return Counter(p.relation for p in self.wrong)

    @property
    def fn(self) -> Counter[str]:
        return Counter(gold.relation for gold in self.missed)


def outcome(document: GoldDocument, predicted: Sequence[Predicted], mode: Mode, rules: Rules) -> Outcome:
    """The document's outcome.

    ``strict``: every triple that is not optional is required, whatever its status. ``lenient``: supply and dependence
    are one relation, and a claim that somebody works where the gold says that they joined or left is let pass.
    ``status-aware``: only what the gold asserts or announces is required, and only what is claimed as such is a claim.
    """
    gold: Sequence[GoldTriple] = document.triples
    entailing: list[GoldTriple] = []
    if mode == "lenient":
        entailing = [g for g in gold if g.relation in ("joined", "left") and g.status != "denied"]
        gold, predicted = merge_supply(gold, predicted)
    required = [g for g in gold if not g.optional]
    if mode == "status-aware":
        required = [g for g in required if g.status in _FACTS]
        predicted = [p for p in predicted if p.status in _FACTS]
    owner = assign(required, predicted, rules)
    unpunished = [*required, *(g for g in gold if g.optional)]
    used = set(owner.values())
    rest = [p for i, p in enumerate(predicted) if i not in used and in_scope(document, p)]
    return Outcome(
        tuple(required),
        tuple((required[g], predicted[p]) for g, p in owner.items()),
        tuple(triple for g, triple in enumerate(required) if g not in owner),
        tuple(_wrong(rest, unpunished, entailing, rules)),
    )


def _wrong(
    rest: Iterable[Predicted], unpunished: Sequence[GoldTriple], entailing: Sequence[GoldTriple], rules: Rules
) -> Iterable[Predicted]:
    """The false claims, each once. A second claim of what is found already is no error, nor is an optional one."""
    seen = set()
    for p in rest:
        if any(rules.hit(g, p) for g in unpunished) or _is_entailed(p, entailing) or rules.key(p) in seen:
            continue
        seen.add(rules.key(p))
        yield p


def _is_entailed(p: Predicted, entailing: Sequence[GoldTriple]) -> bool:
    return p.relation == "worksFor" and any(p.subject in g.subject and p.object in g.object for g in entailing)
