"""From claims to facts: what happened and what held, whatever the order in which articles were read.

    claims -> evidence (resolved, dated) -> events -> undone? -> spells, tenures and other states -> closed by rivals

Facts are a pure function of the set of claims, the resolution, the articles' dates and the ontology.
"""

from __future__ import annotations

from kg.derive.asof import AsOf, Row, tenures_as_of
from kg.derive.facts import derive_facts

__all__ = ["AsOf", "Row", "derive_facts", "tenures_as_of"]
