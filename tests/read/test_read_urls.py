import gzip
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from kg.errors import InputError
from kg.model import Article
from kg.read import ReadOptions, read_inputs
from kg.read.fetch import fetch

PAGE = (
    b"<!DOCTYPE html><html lang=en><head><title>T</title></head><body><p>Microsoft hires Sam Altman.</p></body></html>"
)
TEXT = "Microsoft recrute Sam Altman, a annoncé le groupe à la presse."
FEED = b"<rss version='2.0'><channel><item><title>Microsoft hires Sam</title><link>/1</link></item></channel></rss>"
JSON = b'{"id": "a", "text": "Microsoft hires Sam."}\n{"id": "b"}\n'
ANSWERS = {  # path: (status, headers, body)
    "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE),
    "/text": (200, {"Content-Type": "text/plain; charset=utf-8"}, TEXT.encode()),
    "/latin": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, f"<p>{TEXT}</p>".encode("latin-1")),
    "/raw/a.md": (200, {"Content-Type": "text/plain"}, f"---\nid: m\n---\n{TEXT}".encode()),
    "/raw/a.jsonl": (200, {"Content-Type": "text/plain"}, JSON),
    "/json": (200, {"Content-Type": "application/json"}, JSON),
    "/feed": (200, {"Content-Type": "application/rss+xml"}, FEED),
    "/feed-as-html": (200, {"Content-Type": "text/html"}, FEED),
    "/untyped": (200, {}, PAGE),
    "/image": (200, {"Content-Type": "image/png"}, b"\x89PNG\0"),
    "/gone": (404, {"Content-Type": "text/html"}, PAGE),
    "/moved": (301, {"Location": "/page?utm_source=x#top"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/to-script": (302, {"Location": "javascript:alert(1)"}, b""),
    "/big": (200, {"Content-Type": "text/plain"}, b"x" * 5000),
    "/bomb": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(b"x" * 5_000_000)),
    "/not-gzip": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, b"plain"),
}


RELEASE = threading.Event()


class Server(ThreadingHTTPServer):
    def handle_error(self, *_):
        """A client that has had enough closes the connection."""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.partition("?")[0]
        if path == "/slow":
            RELEASE.wait(5)
        status, headers, body = ANSWERS.get(path, ANSWERS["/page"])
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    httpd = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield httpd
    httpd.shutdown()
    httpd.server_close()
    thread.join()


@pytest.fixture
def get(server, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    base = f"http://127.0.0.1:{server.server_address[1]}"

    def read_path(path, **options):
        return base, list(read_inputs([base + path], ReadOptions(**options)))

    return read_path


def only_article(found: Sequence[Article | InputError]) -> Article:
    assert isinstance(found[0], Article), str(found[0])
    assert len(found) == 1
    return found[0]


def test_a_page(get):
    base, found = get("/page?utm_source=x&id=1#top")
    article = only_article(found)
    assert article.text == "Microsoft hires Sam Altman."
    assert (article.key, article.url) == (f"{base}/page?id=1", f"{base}/page?id=1")


def test_a_redirect_is_followed_and_names_the_page(get):
    base, found = get("/moved")
    assert only_article(found).url == f"{base}/page"


@pytest.mark.parametrize("path", ["/text", "/latin"])
def test_the_declared_encoding(get, path):
    assert only_article(get(path)[1]).text == TEXT


def test_formats_by_content_type_and_ending(get):
    assert only_article(get("/raw/a.md")[1]).key == "m"
    assert only_article(get("/untyped")[1]).text == "Microsoft hires Sam Altman."
    for path in ("/raw/a.jsonl", "/json"):
        base, (article, error) = get(path)
        assert (article.key, article.url) == ("a", None)
        assert str(error) == f"{base}{path}:2: text is missing"
    for path in ("/feed", "/feed-as-html"):
        base, found = get(path)
        assert only_article(found).url == f"{base}/1"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/image", "'image/png' is not read"),
        ("/gone", "the server answers 404 Not Found"),
        ("/loop", "more than 5 redirects"),
        ("/to-file", "redirects to 'file:///etc/passwd', which is not an http or https address"),
        ("/to-script", "cannot be fetched"),
        ("/big", "larger than 1,000 bytes"),
        ("/bomb", "larger than 1,000 bytes"),
        ("/not-gzip", "cannot be fetched"),
    ],
)
def test_answers_that_are_refused(get, path, words):
    base, (error,) = get(path, max_bytes=1000)
    assert isinstance(error, InputError)
    assert words in error.what
    assert error.where == base + path


def test_a_server_that_does_not_answer(get):
    _, (error,) = get("/slow", timeout=0.2)
    RELEASE.set()
    assert str(error).endswith("no answer within 0.2 seconds")


def test_nobody_listens(get):
    (error,) = read_inputs(["http://127.0.0.1:9/"])
    assert "cannot be fetched" in str(error)


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1/x", "http://localhost/", "http://169.254.169.254/", "http://[::1]/"]
)
def test_a_page_out_there_does_not_lead_inside(monkeypatch, target):
    transport = httpx.MockTransport(lambda _: httpx.Response(302, headers={"location": target}))
    real = httpx.Client
    monkeypatch.setattr(httpx, "Client", lambda **options: real(transport=transport, **options))
    with pytest.raises(InputError, match="an address inside this network"):
        fetch("https://news.example/a", ReadOptions())
