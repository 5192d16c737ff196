import socket

import pytest

from kg.model import PartialDate
from kg.read.fragments import fragment_text

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Le Journal</title><language>fr-fr</language>
<item><title>A &amp; B</title><link>https://News.Example/1?utm_source=rss</link>
<guid isPermaLink="false">12</guid><pubDate>Mon, 20 Nov 2023 00:30:00 +0100</pubDate>
<description>Résumé</description>
<content:encoded>&lt;p&gt;Microsoft recrute &lt;b&gt;Sam&lt;/b&gt; Altman.&lt;/p&gt;
&lt;p&gt;Fin &amp;amp; suite.&lt;/p&gt;</content:encoded></item>
<item><title>Sam Altman quitte OpenAI</title><guid>https://news.example/2#x</guid></item>
<item><title>T</title><link>https://news.example/3</link>
<description>Il a dit &lt;i&gt;non&lt;/i&gt;.</description></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Site</title>
<entry><title type="html">Sam &amp;lt;3 OpenAI</title><id>tag:news.example,2023:1</id><link href="https://news.example/1"/>
<published>2023-11-20T00:30:00+01:00</published><updated>2024-01-01T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Microsoft hires <em>Sam</em>.</p></div></content>
</entry>
<entry><title>Plain</title><id>urn:x:2</id><updated>2023-11-21T00:00:00Z</updated>
<summary type="text">OpenAI &lt; Microsoft
and more</summary></entry></feed>"""


def test_rss_entries(read, split):
    articles, errors = split(read("f.xml", RSS))
    assert not errors
    first, second, third = articles
    assert first.text == "Microsoft recrute Sam Altman.\nFin & suite."
    assert (first.title, first.lang, first.publisher) == ("A & B", "fr", "Le Journal")
    assert (first.key, first.url) == ("f.xml#12", "https://news.example/1")
    assert first.published == PartialDate("2023-11-20")  # the 19th in UTC
    assert (second.text, second.title, second.key) == ("", "Sam Altman quitte OpenAI", "https://news.example/2")
    assert (third.text, third.key, third.published) == ("Il a dit non.", "https://news.example/3", None)


def test_atom_entries(read, split):
    articles, errors = split(read("f.atom", ATOM))
    assert not errors
    first, second = articles
    assert (first.title, first.text) == ("Sam <3 OpenAI", "Microsoft hires Sam.")
    assert (first.key, first.url) == ("tag:news.example,2023:1", "https://news.example/1")
    assert first.published == PartialDate("2023-11-20")
    assert (second.text, second.published) == ("OpenAI < Microsoft\nand more", PartialDate("2023-11-21"))


def test_an_entry_without_id_or_address_keeps_its_identity_when_others_come_before_it(read):
    def keys(*items: str) -> list[str]:
        content = "".join(f"<item><title>{i} hires Sam</title></item>" for i in items)
        return [a.key for a in read("f.rss", f"<rss version='2.0'><channel>{content}</channel></rss>")]

    assert keys("Meta")[0] == keys("Apple", "Meta")[1]


def test_a_feed_in_latin_1(read, split):
    content = RSS.replace("utf-8", "iso-8859-1", 1).encode("latin-1")
    articles, _ = split(read("f.xml", content))
    assert articles[0].title == "A & B"
    assert "quitte OpenAI" in articles[1].title


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "not an RSS or Atom feed"),
        ("<?xml version='1.0'?><urlset/>", "not an RSS or Atom feed"),
        ("<rss version='2.0'><channel><title>x</title></channel></rss>", "no entries"),
        ("<rss version='2.0'><channel><item><link>https://x.example/</link></item></channel></rss>", "no text"),
    ],
)
def test_feeds_that_give_nothing(read_error, content, words):
    assert words in read_error("f.xml", content).what


def test_a_broken_feed_gives_what_can_be_read(read, split):
    articles, _ = split(read("f.xml", RSS[: RSS.index("<item><title>T<")]))
    assert [a.title for a in articles] == ["A & B", "Sam Altman quitte OpenAI"]


def test_entities_neither_unfold_nor_open_files(read, split, tmp_path, monkeypatch):
    def refuse(*_):
        raise AssertionError("a feed led to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    secret = tmp_path / "secret"
    secret.write_text("hunter2")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE rss [<!ENTITY e0 "lol"><!ENTITY f SYSTEM "file://{secret}"><!ENTITY h SYSTEM "http://x.example/">{bomb}]>'
    for entity in ("e11", "f", "h"):
        item = f"<item><title>Microsoft &{entity};</title><description>hires Sam</description></item>"
        articles, _ = split(
            read("f.xml", f"<?xml version='1.0'?>{doctype}<rss version='2.0'><channel>{item}</channel></rss>")
        )
        assert all("hunter2" not in a.title + a.text and len(a.title) < 1000 for a in articles)


def test_deep_nesting_ends_well(read):
    for tag in ("&lt;div&gt;", "<a>"):
        item = f"<item><title>T</title><description>{tag * 20_000}</description></item>"
        assert len(read("f.xml", f"<rss version='2.0'><channel>{item}</channel></rss>")) == 1


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<br>b", "a\nb"),
        ("<p>a\n  b</p><p>c</p>", "a b\nc"),
        ("<ul><li>a<li>b</ul>c", "a\nb\nc"),
        ("Sam&nbsp;Altman &amp; co&#8230;", "Sam\u00a0Altman & co…"),
        ("a<script>x</script>b<!-- c --><style>d</style>", "ab"),
        ("<b>OpenAI</b>’s <i>chief</i>.", "OpenAI’s chief."),
        ("<template>x</template>", ""),
        ("", ""),
        ("<?xml version='1.0' encoding='utf-16'?><p>é</p>", "é"),
    ],
)
def test_the_text_of_a_fragment(html, text):
    assert fragment_text(html) == text
