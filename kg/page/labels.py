"""Names above or below their dots, and which lines have room for their date."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.page.board import Board
from kg.page.curves import Floats

__all__ = ["dated", "names_above"]

_DATE = (37.0, 9.0)  # half width and half height of a date such as "17 Sept 23"
_FEWER = 3  # points of a line that the other side must spare to be chosen


def names_above(board: Board) -> list[int]:
    """Dots whose name goes above, for fewer lines run through it there; the board's extents follow."""
    lines = np.concatenate([c.reshape(-1, 2) for _, c in sorted(board.curves.items())] or [np.empty((0, 2))])
    turned = []
    for node in map(int, np.flatnonzero(board.radius > 0)):
        here = board.extent[node]
        above = np.array([here[0], -here[3], here[2], -here[1]])
        text_below, text_above = _text(board, node, 1), _text(board, node, -1)
        spared = _inside(lines, text_below) - _inside(lines, text_above)
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


def _inside(points: Floats, box: Floats) -> int:
    return int(np.all((points > box[:2]) & (points < box[2:]), axis=1).sum())


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
    taken = board.extent + np.tile(board.pos, 2)
    result = []
    for number, place in order:
        middle = board.curves[number][place][len(board.curves[number][place]) // 2]
        box = np.concatenate([middle - _DATE, middle + _DATE])
        if not _meet(taken, box, 1.0).any() and not _hides(board, number, box):
            taken = np.concatenate([taken, box[None]])
            result.append((number, place))
    return result


def _hides(board: Board, number: int, box: Floats) -> bool:
    """Whether lines of other pairs, several of them or a long piece of one, run through the box."""
    others = [c.reshape(-1, 2) for n, c in sorted(board.curves.items()) if n != number and board.bundles[n].main]
    return bool(others) and _inside(np.concatenate(others), box) > 2
