import io
import os
import sys
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Article, PartialDate
from kg.read import ReadOptions, read_inputs

TEXT = "Microsoft hires Sam Altman."


@pytest.fixture
def folder(tmp_path):
    for name in (
        "b.txt",
        "a/z.md",
        "a/b/deep.html",
        "A.txt",
        ".hidden.txt",
        ".git/x.txt",
        "photo.png",
        "notes",
        "a-b.txt",
    ):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)
    return tmp_path / "in"


def test_a_folder_is_read_in_order_without_what_is_hidden_or_unknown(folder, split):
    articles, errors = split(list(read_inputs([str(folder)])))
    assert [a.key for a in articles] == ["A.txt", "a/b/deep.html", "a/z.md", "a-b.txt", "b.txt"]
    assert not errors


def test_identity_does_not_depend_on_where_the_folder_lies(folder, monkeypatch):
    absolute = list(read_inputs([str(folder)]))
    monkeypatch.chdir(folder)
    assert list(read_inputs(["."])) == absolute
    assert list(read_inputs(["./"])) == absolute


def test_links_in_a_circle_end(folder, split):
    (folder / "a" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "link.txt").symlink_to(folder / "b.txt")
    articles, errors = split(list(read_inputs([str(folder)])))
    assert [a.key for a in articles] == ["A.txt", "a/b/deep.html", "a/z.md", "a-b.txt", "b.txt", "link.txt"]
    assert [e.split(": ")[0] for e in errors] == [str(folder / "self.txt")]


def test_a_pipe_in_a_folder_does_not_block(folder, split):
    os.mkfifo(folder / "pipe.txt")
    articles, errors = split(list(read_inputs([str(folder)])))
    assert (len(articles), errors) == (5, [])


def test_a_folder_without_articles(tmp_path):
    (tmp_path / "x.png").write_text("x")
    (error,) = read_inputs([str(tmp_path)])
    assert "no article files here (endings read: .txt .md" in str(error)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_without_permission(folder, split):
    (folder / "b.txt").chmod(0)
    (folder / "a").chmod(0)
    articles, errors = split(list(read_inputs([str(folder)])))
    (folder / "a").chmod(0o755)
    assert [a.key for a in articles] == ["A.txt", "a-b.txt"]
    assert [e.split(": ", 1)[1] for e in errors] == ["cannot be read: Permission denied"] * 2


def test_what_the_system_refuses_is_one_line(folder, split, monkeypatch):
    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("kg.read.folders.os.scandir", refuse)
    monkeypatch.setattr(Path, "open", lambda path, *_: refuse(path))
    _, errors = split(list(read_inputs([str(folder), str(folder / "b.txt")])))
    assert errors == [
        f"{folder}: cannot be read: Permission denied",
        f"{folder / 'b.txt'}: cannot be read: Permission denied",
    ]


@pytest.mark.parametrize("given", ["missing.txt", "missing/", "x" * 5000, "nul\0.txt"])
def test_what_is_not_there(given, split):
    articles, errors = split(list(read_inputs([given])))
    assert not articles
    assert len(errors) == 1
    assert "cannot be read: " in errors[0]
    assert "\n" not in errors[0]


def test_a_file_name_that_is_not_unicode_or_steers_the_terminal(tmp_path, split):
    (tmp_path / os.fsdecode(b"\xe9t\xe9.txt")).write_text(TEXT)
    (tmp_path / "a\n\x1b[31m.txt").write_bytes(b"\0")
    articles, errors = split(list(read_inputs([str(tmp_path)])))
    assert [a.key for a in articles] == ["\ufffdt\ufffd.txt"]
    assert errors[0].startswith(f"{tmp_path}/a \ufffd[31m.txt: not text")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"%PDF-1.7", ".pdf files are not read; give text"),
        ("report", b"%PDF-1.7\n", "a PDF is not read"),
        ("a.csv", b"a,b", ".csv files are not read"),
        ("photo", b"\x89PNG\r\n\x1a\n\0", "not text"),
    ],
)
def test_a_file_of_another_kind_given_by_name(read_error, name, content, words):
    assert words in read_error(name, content).what


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (TEXT, TEXT),
        (f"---\nlang: en\n---\n{TEXT}", TEXT),
        (f"<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>", TEXT),
        (f'{{"text": "{TEXT}"}}', TEXT),
        (f"\n\n {TEXT}", f"\n\n {TEXT}"),
        (f"<3 {TEXT}", f"<3 {TEXT}"),
        (f"[Redmond] {TEXT}", f"[Redmond] {TEXT}"),
        (f"{{{TEXT}", f"{{{TEXT}"),
        (f"<rss version='2.0'><channel><item><description>{TEXT}</description></item></channel></rss>", TEXT),
    ],
)
def test_the_format_of_an_unknown_ending_and_of_stdin_is_seen(read_one, monkeypatch, content, text):
    assert read_one("article.news", content).text == text
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    (article,) = read_inputs(["-"])
    assert isinstance(article, Article)
    assert article.text == text


def test_stdin_longer_than_what_is_sniffed_and_in_json_lines(monkeypatch, split):
    rows = "".join(f'{{"id": "{n}", "text": "{TEXT * 200}"}}\n' for n in range(5)) + "broken\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(rows.encode())))
    articles, errors = split(list(read_inputs(["-"])))
    assert [a.key for a in articles] == list("01234")
    assert {a.text for a in articles} == {TEXT * 200}
    assert errors[0].startswith("stdin:6: not JSON")


def test_the_same_identity_twice_names_both_and_keeps_the_first(tmp_path, split):
    for name in ("x/a.txt", "y/a.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(f"{TEXT} {name}")
    articles, errors = split(list(read_inputs([str(tmp_path / "x"), str(tmp_path / "y" / "a.txt")])))
    assert [a.text for a in articles] == [f"{TEXT} x/a.txt"]
    assert errors == [f"{tmp_path}/y/a.txt: the same article ('a.txt') as {tmp_path}/x/a.txt, which is kept"]


def test_an_error_does_not_take_an_identity(read, split):
    articles, errors = split(read("a.jsonl", f'{{"id": "a", "text": ""}}\n{{"id": "a", "text": "{TEXT}"}}'))
    assert (len(articles), len(errors)) == (1, 1)


def test_the_given_date_is_for_articles_without_one(read, split):
    rows = f'{{"text": "{TEXT}", "published": "2023-11"}}\n{{"text": "{TEXT}"}}'
    articles, _ = split(read("a.jsonl", rows, published=PartialDate("2024-01-02")))
    assert [a.published for a in articles] == [PartialDate("2023-11"), PartialDate("2024-01-02")]


def test_a_date_is_never_that_of_the_file(read_one):
    assert read_one("2023-11-20-a.txt", TEXT).published is None


def test_no_inputs():
    assert list(read_inputs([], ReadOptions())) == []


@pytest.mark.parametrize("given", ["ftp://x.example/a", "file:///etc/passwd", "http://", "https://[::1", "data://x"])
def test_addresses_that_are_not_fetched(given):
    (error,) = read_inputs([given])
    assert isinstance(error, InputError)
    assert "not an http or https address" in error.what
