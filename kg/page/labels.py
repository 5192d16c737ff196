"""Names above or below their dots, and which lines have room for their date."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.page.board import Board, Ints
from kg.page.curves import Floats

__all__ = ["dated", "names_above"]

_DATE = (37.0, 9.0)  # half width and half height of a date such as "17 Sept 23"
_FEWER = 3  # points of a line that the other side must spare to be chosen


class _Points:
    """Points of many curves, sorted by x so that few are looked at; ``owner`` is the place of each one's curves."""

    def __init__(self, curves: Sequence[Floats]) -> None:
        points = np.concatenate([c.reshape(-1, 2) for c in curves] or [np.empty((0, 2))])
        owner = np.repeat(np.arange(len(curves)), [c.size // 2 for c in curves])
        order = np.argsort(points[:, 0], kind="stable")
        self._points, self._owner = points[order], owner[order]

    def inside(self, box: Floats) -> Ints:
        """Owners of the points in a box (left, top, right, bottom), one for each point."""
        first, last = np.searchsorted(self._points[:, 0], [box[0], box[2]])
        y = self._points[first:last, 1]
        owners: Ints = self._owner[first:last][(y > box[1]) & (y < box[3])]
        return owners


def names_above(board: Board) -> list[int]:
    """Dots whose name goes above, for fewer lines run through it there; the board's extents follow."""
    lines = _Points([c for _, c in sorted(board.curves.items())])
    turned = []
    for node in map(int, np.flatnonzero(board.radius > 0)):
        here = board.extent[node]
        above = np.array([here[0], -here[3], here[2], -here[1]])
        text_below, text_above = _text(board, node, 1), _text(board, node, -1)
        spared = len(lines.inside(text_below)) - len(lines.inside(text_above))
        if spared >= _FEWER and _free(board, node, above):
            board.extent[node] = above
            turned.append(node)
    return turned


def _text(board: Board, node: int, side: int) -> Floats:
    """Rectangle of the name, below (1) or above (-1)."""
    half, top, bottom = board.shapes[node].text
    ends = sorted((side * top, side * bottom))
    x, y = board.pos[node]
    return np.array([x - half, y + ends[0], x + half, y + ends[1]])


def _free(board: Board, node: int, extent: Floats) -> bool:
    mine = extent + np.tile(board.pos[node], 2)
    others = board.extent + np.tile(board.pos, 2)
    others[node] = np.nan
    return not bool(np.any(_meet(others, mine, 5.0)))


def _meet(boxes: Floats, box: Floats, air: float) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    apart = (boxes[:, :2] > box[2:] + air).any(axis=1) | (boxes[:, 2:] < box[:2] - air).any(axis=1)
    return ~apart & ~np.isnan(boxes[:, 0])


def dated(board: Board, order: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of lines (bundle, place in it), in the order of their claim, those with room for a date at their middle.

    A date covers no name, no other date and hides no other line.
    """
    numbers = [n for n in sorted(board.curves) if board.bundles[n].main]
    lines = _Points([board.curves[n] for n in numbers])
    taken = board.extent + np.tile(board.pos, 2)
    result = []
    for number, place in order:
        middle = board.curves[number][place][len(board.curves[number][place]) // 2]
        box = np.concatenate([middle - _DATE, middle + _DATE])
        # lines of other pairs, several of them or a long piece of one, run through it
        hidden = sum(numbers[owner] != number for owner in lines.inside(box)) > 2
        if not hidden and not _meet(taken, box, 1.0).any():
            taken = np.concatenate([taken, box[None]])
            result.append((number, place))
    return result
