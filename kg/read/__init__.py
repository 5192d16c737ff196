"""Inputs (files, folders, web addresses, stdin) to articles."""

from kg.read.articles import ReadOptions
from kg.read.inputs import KNOWN_ENDINGS, read_inputs
from kg.read.values import canonical_url, partial_date

__all__ = ["KNOWN_ENDINGS", "ReadOptions", "canonical_url", "partial_date", "read_inputs"]
