"""What the layout leaves out for speed must not matter: strangers under a line, points that are taken."""

import numpy as np
import pytest

from kg.page.board import CLEAR, Board, Bundle
from kg.page.curves import DENSE
from kg.page.placing import _cheapest as cheapest
from kg.page.placing import _under_lines as under_lines
from kg.page.routing import blocked, in_the_way, route
from kg.page.shapes import Shape

BOX = Shape("Company", 15.0, (50.0, 16.0), 0.0, (50.0, -16.0, 16.0))
DOT = Shape("Somebody", 13.0, (0.0, 0.0), 7.0, (40.0, 7.0, 26.0))


@pytest.fixture(params=range(4))
def board(request):
    """Nodes at random places, one line or two between each and the next."""
    chance = np.random.default_rng(request.param)
    x, y = np.arange(-900, 901, 20.0), np.arange(-500, 501, 20.0)
    grid = np.stack(np.meshgrid(x, y), axis=2).reshape(-1, 2)
    bundles = [
        Bundle(i, i + 1, (f"{i}", f"{i}b")[: 1 + i % 2], True, (i % 3 == 0, True)[: 1 + i % 2]) for i in range(29)
    ]
    made = Board([BOX if i % 4 == 0 else DOT for i in range(30)], bundles, grid, 20.0, (900.0, 500.0))
    for node in range(30):
        made.put(node, grid[chance.integers(len(grid))])
    return made


def strangers(board, number):
    """In the plainest way: every point of the line against every node."""
    points = board.bend_curves(number, [board.base[number]], DENSE).reshape(-1, 2)
    body = board.half + board.radius[:, None]
    gaps = np.maximum(np.abs(points[:, None] - board.pos[None]) - body[None], 0)
    near = np.hypot(gaps[..., 0], gaps[..., 1]).min(axis=0) < CLEAR - 1
    return sorted(set(np.flatnonzero(near).tolist()) - {board.bundles[number].a, board.bundles[number].b})


@pytest.mark.parametrize("bend", [-300.0, -40.0, 0.0, 60.0, 340.0])
def test_every_stranger_under_a_line_is_found(board, bend):
    for number in range(len(board.bundles)):
        board.draw(number, bend)
    found = {number: in_the_way(board, number) for number in range(len(board.bundles))}
    assert found == {number: strangers(board, number) for number in range(len(board.bundles))}
    assert any(found.values())
    assert blocked(board) == [number for number, nodes in found.items() if nodes]


def test_lines_bend_around_strangers(board):
    for number in range(len(board.bundles)):
        board.draw(number, 0.0)
    straight = len(blocked(board))
    for number in range(len(board.bundles)):
        route(board, number)
    assert len(blocked(board)) < 0.7 * straight


def test_what_is_erased_and_lifted_leaves_nothing(board):
    taken = board.taken.copy()
    for number in range(len(board.bundles)):
        board.draw(number, 50.0)
    assert board.near.any()
    assert board.samples.sum() > 1000
    for number in range(len(board.bundles)):
        board.erase(number)
    for left in (board.near, board.ink, board.samples):
        assert not left.any()
    board.put(3, board.grid[700])
    board.put(3, board.grid[7])
    board.lift(3)
    assert (board.taken <= taken).all()
    for node in range(30):
        board.lift(node)
    assert not board.taken.any()


def test_a_point_that_is_taken_would_overlap(board):
    """Wherever ``taken`` says so, even the smallest node would lie over another one."""
    left, top = board.extent[:, :2].max(axis=0)
    right, bottom = board.extent[:, 2:].min(axis=0)
    for x, y in board.grid[np.flatnonzero(board.taken)[::37]]:
        low, high = board.pos + board.extent[:, :2] - 9.0, board.pos + board.extent[:, 2:] + 9.0
        assert np.any(
            (x + left < high[:, 0]) & (x + right > low[:, 0]) & (y + top < high[:, 1]) & (y + bottom > low[:, 1])
        )


@pytest.mark.parametrize("node", [0, 7])
def test_overlaps_are_counted_at_every_point(board, node):
    spots = np.random.default_rng(node).choice(len(board.grid), 400, replace=False)
    mine, theirs = board.extent[node], np.delete(board.extent + np.tile(board.pos, 2), node, axis=0)
    low, high = board.grid[spots] + mine[:2] - 9.0, board.grid[spots] + mine[2:] + 9.0
    met = np.all((low[:, None] < theirs[None, :, 2:]) & (high[:, None] > theirs[None, :, :2]), axis=2)
    assert board.overlaps(node, spots).tolist() == met.sum(axis=1).tolist()
    assert met.any(axis=1).sum() not in (0, len(spots))


@pytest.mark.parametrize("home", [(0.0, 0.0), (-700.0, 400.0)])
def test_points_too_far_away_to_matter_are_left_out(board, home):
    for number in range(len(board.bundles)):
        board.draw(number, 0.0)
    spots = np.arange(len(board.grid))
    away = np.round(np.hypot(*(board.grid - np.array(home)).T), 3)
    for node in (3, 4):  # a dot and a box
        chosen, cost = cheapest(board, node, spots, away)
        whole = 5000.0 * board.overlaps(node, spots) + under_lines(board, node, spots) + 0.9 * away
        wanted = np.lexsort((away, np.floor(whole / 400.0)))[: len(chosen)]
        assert chosen.tolist() == wanted.tolist()
        assert cost.tolist() == whole[wanted].tolist()


def test_points_of_lines_are_counted_in_rectangles(board):
    for number in range(len(board.bundles)):
        board.draw(number, 30.0)
    chance = np.random.default_rng(5)
    rows = len(board.grid) // board.columns
    low = chance.integers(-3, [board.columns, rows], (200, 2))
    high = low + chance.integers(0, 12, (200, 2))
    image = board.samples.reshape(rows, board.columns)
    inside = np.clip(low, 0, [board.columns - 1, rows - 1]), np.clip(high, 0, [board.columns - 1, rows - 1])
    wanted = [int(image[y : b + 1, x : a + 1].sum()) for (x, y), (a, b) in zip(*inside, strict=True)]
    assert board.samples_between(low, high).tolist() == wanted
    assert max(wanted) > 10
