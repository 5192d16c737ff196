"""The status of a fact from what is said of it.

=========================  ====================================================================
asserted                   asserted, not denied
contested                  asserted and denied; announced and denied, unless the denial is later
reversed                   announced, denied later
announced                  announced, not denied
unconfirmed                only rumoured or speculated, denied or not
refuted                    only denied
=========================  ====================================================================

A denial published before the day of what others then say happened denied a plan; it does not contest the fact.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.derive.days import Days
from kg.derive.evidence import Said
from kg.model import FactStatus

__all__ = ["fact_status"]


def fact_status(said: Sequence[Said], when: Days | None = None) -> FactStatus:
    """The status by the table above; what is denied later than it was last announced was undone.

    ``when`` is the day on which the event took place, or the state began.
    """
    statuses = {s.claim.status for s in said if not (s.denied and _before(s, when))}
    statuses = statuses if "asserted" in statuses else {s.claim.status for s in said}
    denied = "denied" in statuses
    if "asserted" in statuses:
        return "contested" if denied else "asserted"
    if "announced" in statuses:
        return "announced" if not denied else "reversed" if _denied_later(said) else "contested"
    return "refuted" if statuses == {"denied"} else "unconfirmed"


def _before(said: Said, when: Days | None) -> bool:
    return when is not None and said.told is not None and said.told.last < when.first


def _denied_later(said: Sequence[Said]) -> bool:
    announced = [s.told.last for s in said if s.claim.status == "announced" and s.told]
    denied = [s.told.first for s in said if s.denied and s.told]
    return bool(announced and denied) and max(denied) > max(announced)
