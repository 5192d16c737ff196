"""How the rules do on the packaged dispatches: a guard against losing what works, no measure of quality.

The dispatches are ours and known to whoever writes rules; see ``examples/README.md``. Raise the bounds when they
are passed.
"""

from __future__ import annotations

import pytest

from kg.evaluate import read_gold, score
from kg.extract import row
from kg.ontology import examples_dir

PRECISION = 0.95
F1 = {"en": 0.87, "fr": 0.85}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_fewer_claims_are_right(extractor, lang):
    gold = [d for d in read_gold(examples_dir().parent / "gold") if d.article.lang == lang]
    rows = [row(extraction) for extraction in extractor.extract(d.article for d in gold)]
    overall = score(gold, rows).modes["status-aware"].overall
    assert overall.precision is not None and overall.f1 is not None
    assert overall.precision >= PRECISION
    assert overall.f1 >= F1[lang]
