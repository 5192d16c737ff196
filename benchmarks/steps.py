"""Time spent in each step of the extractor, by timers put around what the analysis calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from time import process_time
from typing import Any
from unittest.mock import patch

from kg.extract import Extractor, analysis
from kg.model import Article

__all__ = ["timed_steps"]

_STEPS = ("find_mentions", "link", "Scene", "find_roles", "find_candidates", "settle_types", "find_dates", "drafts_of")
_COMPONENTS = ("kg_lines", "kg_joins", "kg_claims")


def timed_steps(extractor: Extractor, lang: str, articles: Sequence[Article]) -> dict[str, float]:
    """CPU seconds of each step over ``articles``; timers cost a little themselves."""
    nlp, spent = extractor.pipeline(lang), dict[str, float]()
    before = process_time()
    with ExitStack() as stack:
        for step in _STEPS:
            stack.enter_context(patch.object(analysis, step, _timed(getattr(analysis, step), step, spent)))
        components = list(nlp._components)
        stack.callback(setattr, nlp, "_components", components)
        nlp._components = [(n, _timed(c, n, spent) if n in _COMPONENTS else c) for n, c in components]
        for _ in extractor.extract(articles):
            pass
    spent["rest of kg_claims"] = spent.pop("kg_claims") - sum(spent[step] for step in _STEPS)
    spent["everything"] = process_time() - before
    return spent


def _timed(function: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    def call(*arguments: Any, **options: Any) -> Any:
        before = process_time()
        try:
            return function(*arguments, **options)
        finally:
            spent[name] = spent.get(name, 0.0) + process_time() - before

    return call
