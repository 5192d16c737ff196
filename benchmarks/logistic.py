"""Logistic regression with a ridge penalty, in plain numpy: deterministic and small enough to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Model", "design", "fit", "predict", "rescale"]

Floats = NDArray[np.float64]
Model = tuple[float, Floats]  # bias and weights
_STEPS = 60


def design(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Floats:
    """A matrix of shape (rows, names)."""
    place = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in place:
                matrix[i, place[name]] = value
    return matrix


def fit(x: Floats, y: Floats, penalty: Floats | float) -> Model:
    """Bias and weights by Newton's method; ``penalty`` is the ridge (of each weight), the bias has none.

    Steps are halved while they would raise the loss, so that separable data converge too.
    """
    ones = np.hstack([np.ones((len(x), 1)), x])
    ridge = np.concatenate([[1e-6], np.broadcast_to(np.asarray(penalty, dtype=float), (x.shape[1],))])
    weights = np.zeros(ones.shape[1])
    for _ in range(_STEPS):
        p = _sigmoid(ones @ weights)
        gradient = ones.T @ (p - y) + ridge * weights
        hessian = (ones * (p * (1 - p))[:, None]).T @ ones + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        size, before = 1.0, _loss(ones, y, weights, ridge)
        while size > 1e-4 and _loss(ones, y, weights - size * step, ridge) > before:
            size /= 2
        weights = weights - size * step
        if float(np.abs(size * step).max()) < 1e-8:
            break
    return float(weights[0]), weights[1:]


def predict(model: Model, x: Floats) -> Floats:
    """Probabilities."""
    return _sigmoid(model[0] + x @ model[1])


def rescale(unseen: Floats, y: Floats) -> tuple[float, float]:
    """Factor and offset that make log-odds of articles left out of the fit right on the whole (Platt 1999)."""
    odds = np.log(unseen / (1 - unseen))
    bias, (factor,) = fit(odds[:, None], y, 0.1)
    return float(factor), bias


def _sigmoid(z: Floats) -> Floats:
    result: Floats = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
    return result


def _loss(x: Floats, y: Floats, weights: Floats, ridge: Floats) -> float:
    z = np.clip(x @ weights, -30, 30)
    return float(np.sum(np.log1p(np.exp(z)) - y * z) + 0.5 * np.sum(ridge * weights**2))
