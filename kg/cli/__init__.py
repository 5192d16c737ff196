"""The command ``kg``: a thin shell over library calls of the same name."""

from kg.cli.main import main

__all__ = ["main"]
