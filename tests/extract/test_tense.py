"""An event told in the pluperfect, or in what somebody was, is looked back on; any other is news."""

from __future__ import annotations

import pytest

from ..readers import read_text


@pytest.mark.parametrize(
    ("lang", "text", "tense"),
    [
        ("en", "Brightleaf had hired Ann Lee.", "past"),
        ("en", "The deal came after Ann Lee had been hired by Brightleaf.", "past"),
        ("en", "Brightleaf has hired Ann Lee.", None),
        ("en", "Ann Lee was hired by Brightleaf.", None),
        ("en", "Ann Lee joined Brightleaf.", None),
        ("fr", "Brightleaf avait recruté Anne Leroy.", "past"),
        ("fr", "Anne Leroy avait été recrutée par Brightleaf.", "past"),
        ("fr", "Brightleaf a recruté Anne Leroy.", None),
        ("fr", "Anne Leroy a été recrutée par Brightleaf.", None),
        ("fr", "Anne Leroy rejoint Brightleaf.", None),
    ],
)
def test_pluperfect(lang, text, tense):
    (claim,) = [c for c in read_text(lang, text).claims if c.relation == "joined"]
    assert claim.tense == tense


@pytest.mark.parametrize(
    ("lang", "text", "tense"),
    [
        ("en", "Ann Lee, a former vice president of Oracle, spoke first.", "past"),
        ("en", "Ann Lee left Oracle.", None),
        ("fr", "Anne Leroy, ancienne directrice de Criteo, a parlé la première.", "past"),
        ("fr", "Anne Leroy quitte Criteo.", None),
    ],
)
def test_who_is_a_former_one_left_before(lang, text, tense):
    (claim,) = [c for c in read_text(lang, text).claims if c.relation == "left"]
    assert claim.tense == tense


@pytest.mark.parametrize(
    ("lang", "text", "tense"),
    [
        ("en", "Ann Lee took charge of Dropbox.", "present"),
        ("en", "Ann Lee replaced Karl Weiss as chief executive of Nokia.", "present"),
        ("en", "Ann Lee joined the board of directors of Stripe.", "present"),
        ("en", "Ann Lee led Dropbox.", "past"),
        ("fr", "Anne Leroy a pris les rênes de Criteo.", "present"),
        ("fr", "Anne Leroy avait pris les rênes de Criteo.", "past"),
        ("fr", "Anne Leroy a dirigé Criteo.", "past"),
    ],
)
def test_who_has_taken_a_post_holds_it(lang, text, tense):
    found = [c for c in read_text(lang, text).claims if c.relation == "worksFor" and c.subject.name != "Karl Weiss"]
    assert [c.tense for c in found] == [tense]
