import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.evaluate import GoldDocument, read_gold

GoldMaker = Callable[..., tuple[GoldDocument, ...]]


def entity(name: str, *aliases: str, type_: str = "Organization") -> dict[str, Any]:
    return {"name": name, "type": type_, "aliases": list(aliases)}


def triple(s: str, p: str, o: str, status: str = "asserted", **more: Any) -> dict[str, Any]:
    return {"s": s, "p": p, "o": o, "status": status, "role": None, "date": None, "evidence": ""} | more


@pytest.fixture
def make_gold(tmp_path: Path) -> GoldMaker:
    """A gold folder of one document: ``("A", "acquired", "B")`` triples, or whole objects; names become entities."""

    def make(*triples: Any, entities: list[dict[str, Any]] | None = None, **more: Any) -> tuple[GoldDocument, ...]:
        whole = [t if isinstance(t, dict) else triple(*t) for t in triples]
        names = sorted({t[end] for t in whole for end in "so"})
        document = {
            "id": "d",
            "lang": "en",
            "published": None,
            "title": "",
            "text": "text",
            "entities": [entity(n, n) for n in names] if entities is None else entities,
            "triples": whole,
        }
        folder = tmp_path / "gold"
        folder.mkdir(exist_ok=True)
        (folder / "d.json").write_text(json.dumps(document | more), "utf-8")
        return read_gold(folder)

    return make


@pytest.fixture
def row() -> Callable[..., dict[str, Any]]:
    """A row of predictions: ``row(("A", "acquired", "B"), ("A", "acquired", "C", "denied"), entities=...)``."""

    def make(*triples: Any, **more: Any) -> dict[str, Any]:
        keys = ("s", "p", "o", "status")
        return {
            "id": "d",
            "triples": [t if isinstance(t, dict) else dict(zip(keys, t, strict=False)) for t in triples],
        } | more

    return make
