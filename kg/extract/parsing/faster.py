"""A language's parse at less cost than spaCy's own: the same components, the same decisions.

Most of a parse is products of matrices. What spaCy brings for them is two to three times as slow as numpy's own, and on
batches of many articles the rest waits for memory.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from thinc.api import NumpyOps, Ops
from threadpoolctl import ThreadpoolController

__all__ = ["TOGETHER", "at_full_speed", "use_products_of_numpy"]

TOGETHER = 4  # articles parsed at a time; of more the layers no longer fit in a processor's cache


class _Ops(NumpyOps):  # type: ignore[misc] # untyped
    """spaCy's operations, but for the product of matrices, which is numpy's."""

    gemm = Ops.gemm


def use_products_of_numpy(nlp: Any) -> None:
    """Makes all models of a pipeline multiply with numpy, but for those that run on other hardware."""
    ops = _Ops()
    for _, component in nlp.pipeline:
        for node in component.model.walk() if hasattr(component, "model") else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops


@contextmanager
def at_full_speed() -> Iterator[None]:
    """One thread for each process, as workers share the cores, and no collection of garbage, of which articles leave
    none: it would walk through all words and rules again and again."""
    collects = gc.isenabled()
    gc.disable()
    try:
        with _threads().limit(limits=1, user_api="blas"):
            yield
    finally:
        if collects:
            gc.enable()


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()
