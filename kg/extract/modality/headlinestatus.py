"""The status of what a headline claims: the body's, where that is more careful."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.confidence import Draft
from kg.model import Claim

__all__ = ["as_the_body_says"]


def as_the_body_says(drafts: Iterable[Draft]) -> list[Draft]:
    """Headlines state in the present what the article says is planned, rumoured or refused: then so is the headline's.

    « Acme rachète Zeta » over « Acme va racheter Zeta » is announced.
    """
    found = list(drafts)
    bodies: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for d in found:
        if d.claim.span.field != "title":
            bodies[_said(d.claim)].append(d.claim)
    return [replace(d, claim=_sobered(d.claim, bodies.get(_said(d.claim), ()))) for d in found]


def _said(c: Claim) -> tuple[str, str, str]:
    return c.relation, c.subject.name, c.object.name


def _sobered(c: Claim, body: Sequence[Claim]) -> Claim:
    if c.span.field != "title" or c.status != "asserted" or not body or any(b.status == "asserted" for b in body):
        return c
    return replace(c, status=body[0].status)
