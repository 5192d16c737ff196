"""Dates in a text, and which of them date a claim."""
