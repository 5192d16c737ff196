"""Extraction by many machines: one function on batches of articles, and an engine that runs it wherever they are."""
