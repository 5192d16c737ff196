"""Scoring of extracted claims against annotated articles."""

from kg.evaluate.errors import Finding
from kg.evaluate.gold import GoldDocument, GoldTriple, read_gold
from kg.evaluate.report import Bin, ModeReport, Report, Score
from kg.evaluate.scoring import evaluate, score

__all__ = [
    "Bin",
    "Finding",
    "GoldDocument",
    "GoldTriple",
    "ModeReport",
    "Report",
    "Score",
    "evaluate",
    "read_gold",
    "score",
]
