"""What a command says of bad input, and what it should be given."""

from __future__ import annotations

import json

__all__ = ["GOOD", "MOVE", "is_one_line"]

MOVE = "Sam Altman joined Microsoft on Monday."
GOOD = json.dumps({"id": "good", "text": MOVE, "published": "2023-11-22"}).encode()


def is_one_line(done, code, *words):
    assert done.code == code, done.err
    assert len(done.lines) == 1, done.err
    assert done.err.startswith("kg: ")
    assert len(done.err) < 600
    assert [word for word in words if word not in done.err] == []
