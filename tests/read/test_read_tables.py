"""Parquet: the keys of JSON Lines as columns."""

import io
import sys
from datetime import date, datetime
from typing import Any

import pytest

from kg.model import Article, PartialDate
from tests.tools import missing

TEXT = "Microsoft hires Sam Altman."


@pytest.fixture
def parquet():
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        missing("pyarrow")

    def written(**columns: list[Any]) -> bytes:
        out = io.BytesIO()
        pq.write_table(pa.table(columns), out, row_group_size=2)
        return out.getvalue()

    return written


def test_a_row_is_an_article_and_other_columns_are_left(parquet, read_one):
    content = parquet(
        id=["a1"],
        text=[TEXT],
        title=["Title"],
        lang=["en"],
        published=[date(2023, 11, 20)],
        url=["https://news.example/a#b"],
        publisher=["P"],
        score=[0.5],
        tags=[["x", "y"]],
    )
    assert read_one("a.parquet", content) == Article(
        key="a1",
        text=TEXT,
        lang="en",
        published=PartialDate("2023-11-20"),
        title="Title",
        url="https://news.example/a",
        publisher="P",
    )


def test_a_wrong_row_leaves_the_others(parquet, read, split):
    content = parquet(
        id=["a", "b", "c", None, "e"],
        text=[TEXT, None, TEXT, TEXT, ""],
        lang=["en", "en", "en", "en", "en"],
        url=[None, None, "ftp://x", None, None],
    )
    articles, errors = split(read("in.parquet", content))
    assert [a.key for a in articles] == ["a", "in.parquet:4"]
    assert [e.rpartition("in.parquet")[2] for e in errors] == [
        ", row 2: text is missing",
        ", row 3: url 'ftp://x' is not an http or https address",
        ", row 5: no text",
    ]


def test_whole_numbers_are_ids_and_times_are_dates(parquet, read):
    content = parquet(id=[7, 8], text=[TEXT, TEXT], lang=["en", "en"], date=[datetime(2023, 11, 20, 23, 5), None])
    seven, eight = read("n.parquet", content, published=PartialDate("2024"))
    assert (seven.key, seven.published.value) == ("7", "2023-11-20")
    assert (eight.key, eight.published.value) == ("8", "2024")


def test_more_rows_than_are_held_at_once(parquet, read):
    content = parquet(text=[f"{TEXT} {n}" for n in range(600)], lang=["en"] * 600)
    found = read("many.parquet", content)
    assert [a.key for a in found] == [f"many.parquet:{n}" for n in range(1, 601)]


@pytest.mark.parametrize(
    ("columns", "said"),
    [({"body": ["x"]}, "no column text"), ({"text": []}, "no articles"), ({"text": [1]}, "text must")],
)
def test_a_table_of_something_else(parquet, read_error, columns, said):
    assert said in str(read_error("x.parquet", parquet(**columns)))


@pytest.mark.parametrize("broken", [b"", b"PAR1", b"no table at all", "cut"])
def test_what_is_no_parquet(parquet, read_error, broken):
    content = parquet(text=[TEXT])[:-20] if broken == "cut" else broken
    assert "not Parquet that can be read" in str(read_error("x.parquet", content))


def test_without_pyarrow_the_error_says_what_to_install(read_error, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setattr("kg.read.tables.find_spec", lambda _: None)
    assert "pip install pyarrow" in str(read_error("x.parquet", b"PAR1"))
