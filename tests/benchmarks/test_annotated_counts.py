"""How the benchmark counts claims against annotated spans and sentences."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.annotated import Tally, sentence_counts, span_counts
from kg.model import Argument, Article, Claim, Extraction, LocalEntity, Role, Span

TEXT = "Ann Lee runs Acme. She founded Beta. We work at Core."
ANN, ACME, SHE, BETA, WE, CORE = (0, 7), (13, 17), (19, 22), (31, 35), (37, 39), (48, 52)


def triple(s, p, o):
    return {"s": TEXT[slice(*s)], "p": p, "o": TEXT[slice(*o)], "s_span": list(s), "o_span": list(o)}


def claim(s, p, o, status="asserted", role=None):
    person = Argument(TEXT[slice(*s)], "Person", TEXT[slice(*s)], Span(*s))
    company = Argument(TEXT[slice(*o)], "Organization", TEXT[slice(*o)], Span(*o))
    return Claim("a", "en", p, person, company, status, TEXT, Span(0, len(TEXT)), "r", 0.9, role=role)


def counts(triples, claims, *, kindly=False, **more):
    row = {"id": "d", "lang": "en", "text": TEXT, "triples": triples} | more
    extraction = Extraction(Article("d", TEXT, "en"), (), tuple(claims))
    return span_counts(row, extraction, kindly=kindly)


def test_a_claim_is_right_where_both_ends_overlap():
    gold = [triple(ANN, "leads", ACME), triple(ANN, "worksFor", ACME)]
    assert counts(gold, [claim((4, 7), "worksFor", ACME)]) == {"worksFor": (1, 0, 0)}
    assert counts(gold, [claim(SHE, "worksFor", ACME)]) == {"worksFor": (0, 1, 1)}
    assert counts(gold, [claim(ANN, "worksFor", ACME, "rumoured")]) == {"worksFor": (0, 0, 1)}


def test_outside_the_annotated_spans_nothing_is_wrong():
    window = {"start": 0, "end": 18, "properties": ["CEO", "FOUNDED_BY"]}
    said = [claim(ANN, "worksFor", ACME), claim(SHE, "founded", BETA), claim(ANN, "founded", ACME)]
    assert counts([], said, exhaustive=[window]) == {
        "worksFor": (0, 0, 0),
        "founded": (0, 1, 0),
        "subsidiaryOf": (0, 0, 0),
    }
    chief = claim(ANN, "worksFor", ACME, role=Role("CEO", "en", "chief_executive"))
    assert counts([], [chief], exhaustive=[window])["worksFor"] == (0, 1, 0)


def test_kindly_asks_for_one_wording_and_lets_comings_and_goings_count():
    gold = [triple(ANN, "worksFor", ACME), triple(SHE, "worksFor", ACME), triple(WE, "worksFor", CORE)]
    said = [claim(ANN, "joined", ACME)]
    assert counts(gold, said) == {"worksFor": (0, 0, 3)}
    assert counts(gold, said, kindly=True) == {"worksFor": (1, 0, 0)}


def test_kindly_knows_a_thing_by_its_words_and_its_identifier():
    again = [triple(ANN, "worksFor", ACME) | {"o_uri": "q1"}, triple(ANN, "worksFor", BETA) | {"o_uri": "q1"}]
    other = triple(ANN, "worksFor", CORE) | {"o_uri": "q2"}
    assert counts([*again, other], [claim(ANN, "worksFor", BETA)], kindly=True) == {"worksFor": (1, 0, 1)}
    two = [triple(ANN, "worksFor", ACME), triple(SHE, "worksFor", ACME)]
    assert counts(two, [claim(SHE, "worksFor", ACME)], kindly=True) == {"worksFor": (1, 0, 0)}


def test_each_mention_is_claimed_in_the_annotated_span():
    window = {"start": 0, "end": 36, "properties": ["EMPLOYEE_OR_MEMBER_OF", "FOUNDED_BY"]}
    ann = LocalEntity(TEXT[slice(*ANN)], "Person", (Span(*ANN), Span(*SHE), Span(*WE)))
    row = {"id": "d", "lang": "en", "text": TEXT, "exhaustive": [window]}
    row["triples"] = [triple(ANN, "worksFor", ACME), triple(SHE, "worksFor", ACME), triple(SHE, "founded", BETA)]
    said = (claim(ANN, "worksFor", ACME), claim(ANN, "founded", BETA))
    found = span_counts(row, Extraction(Article("d", TEXT, "en"), (ann,), said), each_mention=True)
    assert found == {"worksFor": (2, 0, 0), "founded": (1, 1, 0), "subsidiaryOf": (0, 0, 0)}


def test_sentences_are_put_together_and_judged_one_by_one():
    start = {"type": "Employment", "subtype": "Start"}
    texts = [
        ("Ann Lee joins Acme.", [start]),
        ("Ann Lee left.", []),
        ("It hired.", [start]),
        ("Ann Lee sings.", [start]),
    ]
    rows = [{"document": "d", "lang": "en", "text": t, "events": e} for t, e in texts]

    def extract(articles):
        (article,) = articles
        places = [Span(i, i + 7) for i in range(len(article.text)) if article.text.startswith("Ann Lee", i)]
        ann = LocalEntity("Ann Lee", "Person", tuple(places))
        first, second = claim(ANN, "joined", ACME), claim(ANN, "left", ACME)
        claims = (replace(first, span=Span(0, 19)), replace(second, span=Span(20, 33)))
        yield Extraction(article, (ann,), claims)

    (found,) = sentence_counts(rows, extract)
    assert found == {"Employment": (1, 1, 1), "Merger/Acquisition": (0, 0, 0)}


def test_scores_are_sums_with_an_interval_over_documents():
    tally = Tally()
    for right in (1, 3, 0):
        tally.add("all", (right, 1, 2))
    score = tally.scores()["all"]
    assert (score.tp, score.fp, score.fn) == (4, 3, 6)
    assert score.f1_interval is not None and score.f1 is not None
    assert score.f1_interval[0] <= score.f1 <= score.f1_interval[1]
