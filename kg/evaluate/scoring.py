"""Extracted claims against annotated articles: the evaluation as one function."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, get_args

from kg.evaluate.errors import findings
from kg.evaluate.gold import GoldDocument, read_gold
from kg.evaluate.intervals import f1_interval
from kg.evaluate.matching import MERGED, Rules
from kg.evaluate.outcomes import MODES, Outcome, outcome
from kg.evaluate.predictions import Prediction, predictions
from kg.evaluate.reliability import reliability
from kg.evaluate.report import ModeReport, Report, Score
from kg.model import Status
from kg.ontology import Ontology, load_ontology

__all__ = ["evaluate", "score"]

Group = TypeVar("Group", bound=Hashable)
Counts = tuple[int, int, int]


def evaluate(gold: Path, rows: Iterable[Mapping[str, Any]], ontology: Ontology | None = None) -> Report:
    """The report on predictions for the annotated articles in a folder (see :func:`read_gold` and :func:`score`)."""
    return score(read_gold(gold, ontology), rows, ontology)


def score(gold: Sequence[GoldDocument], rows: Iterable[Mapping[str, Any]], ontology: Ontology | None = None) -> Report:
    """The report on ``rows``, objects as ``kg extract`` prints them: ``id``, ``triples`` and, for causes, ``entities``.

    Raises:
        InputError: a row is not such an object.
    """
    ontology = ontology or load_ontology()
    rules = Rules(frozenset(r.name for r in ontology.relations.values() if r.symmetric))
    found, notes = predictions(rows, gold, ontology)
    by_document = [found.get(d.id) or Prediction() for d in gold]
    outcomes = {m: [outcome(d, p.triples, m, rules) for d, p in zip(gold, by_document, strict=True)] for m in MODES}
    strict = outcomes["strict"]
    order = [*ontology.relations, MERGED]
    triples = list(zip(gold, by_document, strict, strict=True))
    return Report(
        documents=len(gold),
        predictions=sum(len(p.triples) for p in by_document),
        notes=notes,
        modes={m: _mode(gold, results, order) for m, results in outcomes.items()},
        status=_statuses(strict),
        status_agreement=_status_agreement(strict),
        dates=_dates(strict),
        reliability=reliability(gold, by_document, rules),
        errors=tuple(e for d, p, result in triples for e in findings(d, p, result, rules)),
    )


def _mode(gold: Sequence[GoldDocument], outcomes: Sequence[Outcome], order: Sequence[str]) -> ModeReport:
    per_document = [_by_relation(o) for o in outcomes]
    langs = [d.article.lang for d in gold]
    total = [{"": _sum(c.values())} for c in per_document]
    by_lang = [{lang: _sum(c.values())} for lang, c in zip(langs, per_document, strict=True)]
    by_both = [{(lang, r): n for r, n in c.items()} for lang, c in zip(langs, per_document, strict=True)]
    quiet = [o for d, o in zip(gold, outcomes, strict=True) if all(t.optional for t in d.triples)]
    relation = _scores(per_document)
    both = _scores(by_both)
    return ModeReport(
        overall=_scores(total).get("", Score(0, 0, 0)),
        language=dict(sorted(_scores(by_lang).items())),
        relation={r: relation[r] for r in order if r in relation},
        language_relation={k: both[k] for k in sorted(both, key=lambda k: (k[0], order.index(k[1])))},
        quiet=(len(quiet), sum(len(o.wrong) for o in quiet)),
    )


def _by_relation(o: Outcome) -> dict[str, Counts]:
    tp, fp, fn = o.tp, o.fp, o.fn
    return {r: (tp[r], fp[r], fn[r]) for r in {*tp, *fp, *fn}}


def _sum(counts: Iterable[Counts]) -> Counts:
    columns = list(zip(*counts, strict=True)) or [(), (), ()]
    return sum(columns[0]), sum(columns[1]), sum(columns[2])


def _scores(per_document: Sequence[Mapping[Group, Counts]]) -> dict[Group, Score]:
    """Summed scores by group. Documents without anything of a group stay in its bootstrap: they might have had some."""
    groups = dict.fromkeys(g for counts in per_document for g in counts)
    columns = {g: [counts.get(g, (0, 0, 0)) for counts in per_document] for g in groups}
    return {g: Score(*_sum(column), f1_interval(column)) for g, column in columns.items()}


def _statuses(outcomes: Sequence[Outcome]) -> dict[str, Score]:
    """Per status: a triple found with another status is missed for the one and wrong for the other."""
    tp: Counter[str] = Counter()
    fp: Counter[str] = Counter()
    fn: Counter[str] = Counter()
    for o in outcomes:
        tp.update(g.status for g, p in o.found if g.status == p.status)
        fp.update([*(p.status for g, p in o.found if g.status != p.status), *(p.status for p in o.wrong)])
        fn.update([*(g.status for g, p in o.found if g.status != p.status), *(g.status for g in o.missed)])
    return {s: Score(tp[s], fp[s], fn[s]) for s in get_args(Status) if tp[s] + fp[s] + fn[s]}


def _status_agreement(outcomes: Sequence[Outcome]) -> tuple[int, int]:
    pairs = [pair for o in outcomes for pair in o.found]
    return sum(g.status == p.status for g, p in pairs), len(pairs)


def _dates(outcomes: Sequence[Outcome]) -> dict[str, int]:
    pairs = [(g.date, p.raw.get("date") or None) for o in outcomes for g, p in o.found]
    return {
        "met": sum(gold is not None and gold == date for gold, date in pairs),
        "different": sum(gold is not None and date is not None and gold != date for gold, date in pairs),
        "missed": sum(gold is not None and date is None for gold, date in pairs),
        "invented": sum(gold is None and date is not None for gold, date in pairs),
    }
