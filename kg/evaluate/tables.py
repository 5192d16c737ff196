"""The report as plain text: tables that read well in a terminal and in a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.evaluate.intervals import Interval, wilson
from kg.evaluate.report import Bin, ModeReport, Report, Score
from kg.read.values import one_line

__all__ = ["report_lines"]

_HEAD = f"  {'':<20} {'precision':^19} {'recall':^19} {'F1':^19} {'tp':>5} {'fp':>5} {'fn':>5}"


def report_lines(report: Report, *, errors: bool) -> Iterator[str]:
    """All tables, then the errors if asked for."""
    yield f"documents: {report.documents}, predicted triples: {report.predictions}; intervals are 95 %"
    yield from (f"note: {count} {what}" for what, count in report.notes.items())
    for name, mode in report.modes.items():
        yield from ("", *_mode(name, mode))
    yield from ("", "== right down to the status", _HEAD)
    yield from (_row(name, s) for name, s in report.status.items())
    agree, matched = report.status_agreement
    yield f"  the status is the gold's on {agree} of {matched} triples found"
    yield "  dates of the triples found: " + ", ".join(f"{n} {what}" for what, n in report.dates.items())
    yield from ("", *_reliability(report))
    yield from ("", *_causes(report))
    if errors:
        yield from ("", *_errors(report))


def _mode(name: str, mode: ModeReport) -> Iterator[str]:
    yield from (f"== {name}", _HEAD)
    yield from (_row(relation, s) for relation, s in mode.relation.items())
    yield from (_row(f"language {lang}", s) for lang, s in mode.language.items())
    yield _row("overall", mode.overall)
    yield f"  documents without gold triples: {mode.quiet[0]}, false claims in them: {mode.quiet[1]}"


def _row(name: str, s: Score) -> str:
    precision = _share(s.precision, wilson(s.tp, s.tp + s.fp))
    recall = _share(s.recall, wilson(s.tp, s.tp + s.fn))
    return f"  {name:<20} {precision} {recall} {_share(s.f1, s.f1_interval)} {s.tp:>5} {s.fp:>5} {s.fn:>5}"


def _share(value: float | None, interval: Interval | None) -> str:
    bounds = f"[{interval[0]:.2f}, {interval[1]:.2f}]" if interval else ""
    return f"{'-' if value is None else f'{value:.3f}':>5} {bounds:<13}"


def _reliability(report: Report) -> Iterator[str]:
    yield "== confidence"
    yield f"  {'confidence':<14} {'claims':>6} {'right':>6}  share"
    yield from (_bin(b) for b in report.reliability)
    if report.calibration_error is not None:
        yield f"  expected calibration error {report.calibration_error:.3f}"


def _bin(b: Bin) -> str:
    share = _share(b.share, wilson(b.right, b.claims)).rstrip()
    return f"  {b.low:.1f} to {b.high:.1f}     {b.claims:>6} {b.right:>6}  {share}"


def _causes(report: Report) -> Iterator[str]:
    if not report.errors:
        return
    yield "== errors by cause"
    counts = Counter((e.kind, e.cause) for e in report.errors)
    for (kind, cause), count in sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
        yield f"  {kind:<8} {cause:<18} {count:>5}"


def _errors(report: Report) -> Iterator[str]:
    yield "== errors"
    for e in report.errors:
        said = f"{e.subject} {e.relation} {e.object}"
        yield "  " + "\t".join(map(one_line, (e.document, e.kind, said, f"{e.cause}: {e.detail}", e.sentence)))
