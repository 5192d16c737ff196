"""``report.json``: what the graph holds and what could not be read. No time in it: the same input, the same bytes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from kg.assemble import Assembled
from kg.errors import InputError
from kg.model import Knowledge

__all__ = ["failures_of", "make_report", "report_text"]


def make_report(
    assembled: Assembled, *, version: str, base: str, models: Iterable[str], failures: Sequence[InputError]
) -> dict[str, Any]:
    """Counts of the whole graph, the models that read it, and the failures of this run."""
    known = assembled.knowledge
    return {
        "version": version,
        "base": base,
        "models": sorted(set(models)),
        "articles": {
            "total": len(known.articles),
            "undated": sum(article.published is None for article in known.articles.values()),
            "language": _counts(article.lang for article in known.articles.values()),
        },
        "entities": _counts(entity.type for entity in known.resolution.entities.values()),
        "claims": _claims(known),
        "facts": {
            "total": len(known.facts),
            "relation": _counts(fact.relation for fact in known.facts),
            "status": _counts(fact.status for fact in known.facts),
        },
        "corrections": {"rejected": len(known.rejected), "unused": [_words(entry) for entry in assembled.unused]},
        "failures": failures_of(failures),
        "notes": [
            {"article": known.articles[article].key, "note": note}
            for article in sorted(known.notes, key=lambda a: known.articles[a].key)
            for note in known.notes[article]
        ],
    }


def failures_of(failures: Sequence[InputError]) -> list[dict[str, str]]:
    """What could not be read, as the report has it."""
    return [{"where": failure.where, "what": failure.what} for failure in failures]


def report_text(report: dict[str, Any]) -> str:
    """The report as JSON."""
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _claims(known: Knowledge) -> dict[str, Any]:
    claims = known.claims.values()
    return {
        "total": len(known.claims),
        "language": _counts(claim.lang for claim in claims),
        "relation": _counts(claim.relation for claim in claims),
        "status": _counts(claim.status for claim in claims),
    }


def _counts(values: Iterable[Hashable]) -> dict[str, int]:
    return {str(value): count for value, count in sorted(Counter(values).items(), key=lambda item: str(item[0]))}


def _words(entry: Any) -> str:
    fields = ((name, getattr(entry, name)) for name in ("claim", "article", "quote", "relation"))
    return ", ".join(f"{name}: {value}" for name, value in fields if value is not None)
