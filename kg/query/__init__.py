"""Queries: which are run, how values are bound, and the named ones that ship."""
