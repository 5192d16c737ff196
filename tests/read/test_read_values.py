import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read import canonical_url, partial_date
from kg.read.values import one_line, shown, stated_date


@pytest.mark.parametrize(
    ("written", "value", "precision"),
    [
        ("2023", "2023", "year"),
        ("2023-11", "2023-11", "month"),
        (" 2023-11-20 ", "2023-11-20", "day"),
        ("2023-11-20T23:30:00+01:00", "2023-11-20", "day"),
        ("2023-11-20 10:00", "2023-11-20", "day"),
    ],
)
def test_a_date_keeps_its_precision(written, value, precision):
    date = partial_date(written)
    assert (date.value, date.precision) == (value, precision)


@pytest.mark.parametrize(
    "written", ["", "2023-02-30", "2023-13", "0000", "20 Nov 2023", "2023-1-2", "٢٠٢٣", "2023-11-20x"]
)
def test_what_is_no_date_is_refused(written):
    with pytest.raises(ValueError, match="not a date"):
        partial_date(written)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Mon, 20 Nov 2023 00:30:00 +0100", "2023-11-20"),  # the 19th in UTC
        ("20231120", "2023-11-20"),
        ("2023/11/2", "2023-11-02"),
        ("2023-11", "2023-11"),
        ("hier", None),
        ("03/04/2021", None),  # the third of April or the fourth of March
        (None, None),
        (20231120, None),
    ],
)
def test_stated_dates_are_those_written_unmistakably(written, value):
    date = stated_date(written)
    assert (date.value if date else None) == value


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://News.Example:80/a?utm_source=x&id=3&UTM_medium=y#top", "http://news.example/a?id=3"),
        ("https://news.example:443", "https://news.example/"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://me:secret@news.example/a", "https://news.example/a"),
        ("https://news.example/é?q=a b<c>", "https://news.example/é?q=a%20b%3Cc%3E"),
        ("https://news.example/a%20b", "https://news.example/a%20b"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("javascript:alert(1)", None),
        ("ftp://news.example/a", None),
        ("//news.example/a", None),
        ("http://", None),
        ("http://[::1", None),
        ("http://a:99999/", None),
        ('http://a"><script>/', None),
        ("", None),
    ],
)
def test_canonical_addresses(url, canonical):
    assert canonical_url(url) == canonical


@given(st.text())
def test_a_canonical_address_is_a_fixed_point_without_what_iris_forbid(text):
    url = canonical_url("https://news.example/" + text)
    if url is not None:
        assert canonical_url(url) == url
        assert not set(url) & set(' <>"{}|\\^`\n\r\t\0')


def test_errors_show_hostile_values_on_one_short_line():
    assert one_line("a\nb\x1b[31m") == "a b\ufffd[31m"
    assert shown("x" * 500) == f"'{'x' * 60}…'"
