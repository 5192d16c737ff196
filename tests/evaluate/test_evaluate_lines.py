"""Gold as JSON lines: ends given by their spans, and annotation that covers a part of the text or of the relations."""

import json

import pytest

from kg.errors import InputError
from kg.evaluate import read_gold, score

TEXT = "Ann Lee runs Acme. She founded Beta, a unit of Acme."
ANN, ACME, SHE, BETA, UNIT_OF = [0, 7], [13, 17], [19, 22], [31, 35], [47, 51]


def gold_triple(s, p, o, **more):
    ends = {"s": TEXT[slice(*s)], "p": p, "o": TEXT[slice(*o)], "s_span": s, "o_span": o}
    return ends | more


def claim(s, p, o, **more):
    return gold_triple(s, p, o) | {"s": "whoever", "o": "whatever"} | more


@pytest.fixture
def read(tmp_path):
    def make(*triples, **more):
        document = {"id": "d", "lang": "en", "text": TEXT, "triples": list(triples)} | more
        file = tmp_path / "gold.jsonl"
        file.write_text(json.dumps(document) + "\n\n", "utf-8")
        return read_gold(file)

    return make


def counts(gold, *claims, **more):
    overall = score(gold, [{"id": "d", "triples": list(claims)} | more]).modes["strict"].overall
    return overall.tp, overall.fp, overall.fn


def test_ends_meet_where_their_spans_overlap(read):
    gold = read(gold_triple(ANN, "worksFor", ACME), gold_triple(SHE, "founded", BETA))
    assert counts(gold, claim([4, 7], "worksFor", ACME), claim(SHE, "founded", BETA)) == (2, 0, 0)
    assert counts(gold, claim(SHE, "worksFor", ACME)) == (0, 1, 2)
    assert counts(gold, {"s": "Ann Lee", "p": "worksFor", "o": "Acme"}) == (1, 0, 1)  # no spans: by name


def test_leading_is_working_and_said_once(read):
    gold = read(gold_triple(ANN, "leads", ACME), gold_triple(ANN, "worksFor", ACME))
    assert counts(gold, claim(ANN, "worksFor", ACME)) == (1, 0, 0)


def test_relations_that_the_file_has_not_are_left_open(read):
    gold = read(gold_triple(ANN, "worksFor", ACME), gold_triple(ANN, "x:BORN_IN", ACME))
    assert counts(gold, claim(SHE, "founded", BETA), claim(SHE, "worksFor", BETA)) == (0, 1, 1)


def test_only_exhaustive_spans_have_wrong_claims(read):
    window = {"start": 0, "end": 18, "properties": ["EMPLOYEE_OR_MEMBER_OF", "CEO"]}
    gold = read(gold_triple(SHE, "founded", BETA), exhaustive=[window])
    outside, inside = claim(SHE, "worksFor", UNIT_OF), claim(ACME, "worksFor", ANN)
    assert counts(gold, outside, claim(BETA, "subsidiaryOf", UNIT_OF)) == (0, 0, 1)
    assert counts(gold, outside, inside) == (0, 1, 1)
    report = score(gold, [{"id": "d", "triples": [outside | {"confidence": 0.9}, inside | {"confidence": 0.9}]}])
    assert [(b.claims, b.right) for b in report.reliability] == [(1, 0)]


def test_unnamed_ends_are_optional(read):
    mentions = {"s": "She", "p": "founded", "o": "Beta", "s_mentions": [ANN, SHE], "o_mentions": [BETA]}
    assert counts(read(mentions), claim(ANN, "founded", BETA)) == (1, 0, 0)
    assert counts(read(mentions | {"proper": False}), claim(ANN, "founded", BETA)) == (0, 0, 0)


def test_causes_go_by_place(read):
    gold = read(gold_triple(SHE, "founded", BETA), gold_triple(BETA, "subsidiaryOf", UNIT_OF))
    entities = [{"name": "Beta", "mentions": [BETA]}, {"name": "Acme", "mentions": [ACME, UNIT_OF]}]
    report = score(gold, [{"id": "d", "triples": [], "entities": entities}])
    assert [(e.relation, e.cause) for e in report.errors] == [
        ("founded", "entity not found"),
        ("subsidiaryOf", "no rule"),
    ]
    assert report.errors[0].sentence == "She founded Beta, a unit of Acme."


def test_no_dates_are_missed_where_none_are_annotated(read):
    gold = read(gold_triple(ANN, "worksFor", ACME))
    report = score(gold, [{"id": "d", "triples": [claim(ANN, "worksFor", ACME, date="2024")]}])
    assert report.errors == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "gold.jsonl:1: not JSON"),
        ("[]", "gold.jsonl:1: not an annotated text"),
        ('{"id": "d", "lang": "en", "text": 5, "triples": []}', "must be strings"),
        ('{"id": "d", "lang": "en", "text": "t"}', "key 'triples' is missing"),
        ('{"id": "d", "lang": "en", "text": "t", "triples": []}', "no triples of known relations"),
        (
            '{"id": "d", "lang": "en", "text": "t", "triples": [{"s": "a", "p": "left", "o": "b"}]}',
            "key 's_mentions' is missing",
        ),
        (
            '{"id": "d", "lang": "en", "text": "t", "triples": '
            '[{"s": "a", "p": "left", "o": "b", "s_mentions": [], "o_mentions": []}]}',
            "s_mentions is empty",
        ),
    ],
)
def test_malformed_lines_are_named(tmp_path, line, words):
    (tmp_path / "gold.jsonl").write_text(line, "utf-8")
    with pytest.raises(InputError) as error:
        read_gold(tmp_path / "gold.jsonl")
    assert words in str(error.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_gold(tmp_path / "gold.jsonl")
    (tmp_path / "gold.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="cannot be read: not UTF-8"):
        read_gold(tmp_path / "gold.jsonl")
