"""What was found in inputs before is not looked for again, unless they, the options or the file of it are others."""

import sqlite3
from contextlib import closing

import pytest

from kg.model import Article
from kg.read import ReadOptions, read_inputs
from kg.read.remembered import Remembered

PAGE = (
    "<!DOCTYPE html><html><head><title>Titre</title><meta name=date content=2024-05-06></head><body><article><p>{}</p>"
)
WORDS = "Le groupe Valdorix recrute Anne Kestrel, ancienne directrice de Mornelec, et ouvre un bureau à Lyon."


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_text(PAGE.format(WORDS), "utf-8")
    (tmp_path / "in" / "b.txt").write_text(WORDS, "utf-8")
    return tmp_path / "in"


@pytest.fixture
def sought(monkeypatch):
    """What is looked for: pages' main texts and texts' languages, in the order of the asking."""
    asked = []

    def count(name, kind):
        module, function = name.rsplit(".", 1)
        original = getattr(__import__(module, fromlist=[function]), function)

        def counted(*given, **options):
            asked.append(kind)
            return original(*given, **options)

        monkeypatch.setattr(name, counted)

    count("kg.read.pages._main_text", "page")
    count("kg.read.articles.detect", "language")
    return asked


def read(folder, **options):
    with closing(Remembered(folder.parent / "found")) as before:
        return list(read_inputs([str(folder)], ReadOptions(before=before, **options)))


def test_the_second_time_nothing_is_looked_for_and_the_same_is_found(folder, sought):
    plain = list(read_inputs([str(folder)]))
    sought.clear()
    first = read(folder)
    assert sorted(sought) == ["language", "language", "page"]
    sought.clear()
    assert first == read(folder) == plain
    assert all(isinstance(found, Article) for found in plain)
    assert sought == []


def test_what_has_changed_is_looked_for_again_and_only_that(folder, sought):
    read(folder)
    sought.clear()
    (folder / "a.html").write_text(PAGE.format(WORDS.replace("Lyon", "Nantes")), "utf-8")
    assert "Nantes" in read(folder)[0].text
    assert sought == ["page", "language"]
    sought.clear()
    assert "Nantes" in read(folder)[0].text
    assert sought == []


def test_other_languages_and_limits_are_other_questions(folder, sought):
    read(folder)
    sought.clear()
    read(folder, languages=("fr",))
    assert sought == ["language", "language"]
    assert "elements" in str(read(folder, max_elements=3)[0])


def test_an_error_is_told_each_time(folder):
    (folder / "c.html").write_text("<html><body></body></html>", "utf-8")
    assert [str(x) for x in read(folder)] == [str(x) for x in read(folder)]
    assert "no text" in str(read(folder)[-1])


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_broken_file_costs_time_only(folder, sought, content):
    plain = read(folder)
    (folder.parent / "found").write_bytes(content)
    assert read(folder) == plain
    sought.clear()
    assert read(folder) == plain
    assert sought == []


def test_another_table_or_value_costs_time_only(folder, sought):
    plain = read(folder)
    with closing(sqlite3.connect(folder.parent / "found")) as database:
        database.execute("UPDATE found SET value = '{cut'")
        database.commit()
    assert read(folder) == plain
    with closing(sqlite3.connect(folder.parent / "found")) as database:
        database.execute("DROP TABLE IF EXISTS found")
        database.execute("CREATE TABLE found (other TEXT)")
        database.commit()
    assert read(folder) == plain
    read(folder)
    sought.clear()
    assert read(folder) == plain
    assert sought == []


def test_a_place_that_cannot_be_written_costs_time_only(folder):
    with closing(Remembered(folder / "none" / "found")) as before:
        assert len(list(read_inputs([str(folder)], ReadOptions(before=before)))) == 2
