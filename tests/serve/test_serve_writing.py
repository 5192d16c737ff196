"""Updates and the Graph Store Protocol: with the token only, within the graph only, whole or not at all."""

from __future__ import annotations

import subprocess
import sys

import httpx
import pytest

from .conftest import TOKEN

BEARER = {"Authorization": f"Bearer {TOKEN}"}
INSERT = "INSERT DATA { GRAPH <http://x/g> { <http://x/a> <http://x/b> 'c' } }"
GRAPH = {"graph": "http://x/g"}
ASK = "ASK { <http://x/a> <http://x/b> 'c' }"


def there(url, query=ASK):
    answer = httpx.get(f"{url}/sparql", params={"query": query})
    assert answer.status_code == 200, answer.text
    return answer.json()["boolean"]


def test_updates(writable):
    url, _ = writable
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}):
        answer = httpx.post(f"{url}/sparql", data={"update": INSERT}, headers=headers)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert not there(url)
    assert httpx.post(f"{url}/sparql", data={"update": INSERT}, headers=BEARER).status_code == 204
    assert there(url)
    typed = BEARER | {"Content-Type": "application/sparql-update"}
    assert httpx.post(f"{url}/sparql", content="DROP GRAPH <http://x/g>", headers=typed).status_code == 204
    assert not there(url)


@pytest.mark.parametrize(
    ("update", "status", "words"),
    [
        ("LOAD <http://127.0.0.1:1/>", 400, "LOAD is refused"),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400, "SERVICE is refused"),
        ("# load\rLOAD <http://127.0.0.1:1/>", 400, "LOAD is refused"),
        ("INSERT DATA { <http://x/a> }", 400, "not a SPARQL"),
        ("SELECT * { ?s ?p ?o }", 400, "not a SPARQL"),
        (INSERT + " ; DROP GRAPH <http://x/none>", 400, "cannot be answered"),
    ],
)
def test_updates_that_are_refused_change_nothing(writable, update, status, words):
    url, _ = writable
    answer = httpx.post(f"{url}/sparql", data={"update": update}, headers=BEARER)
    assert (answer.status_code, words in answer.text) == (status, True), answer.text
    assert not there(url)


def test_the_next_build_sees_that_the_store_has_changed(writable):
    url, folder = writable
    assert (folder / ".views.json").exists()
    assert httpx.post(f"{url}/sparql", data={"update": INSERT}, headers=BEARER).status_code == 204
    assert not (folder / ".views.json").exists()


def test_words_in_strings_are_no_keywords(writable):
    url, _ = writable
    update = 'INSERT DATA { GRAPH <http://x/g> { <http://x/a> <http://x/b> "the service will LOAD" } }'
    assert httpx.post(f"{url}/sparql", data={"update": update}, headers=BEARER).status_code == 204


def test_graph_store_protocol(writable):
    url, _ = writable
    turtle = BEARER | {"Content-Type": "text/turtle"}
    body = '<http://x/a> <http://x/b> "c", "} ; DROP ALL ; INSERT DATA { \\u0000\\n" .'
    assert httpx.put(f"{url}/store", params=GRAPH, content=body).status_code == 401
    assert httpx.get(f"{url}/store", params=GRAPH).status_code == 404
    assert httpx.put(f"{url}/store", params=GRAPH, content=body, headers=turtle).status_code == 204
    assert there(url)
    more = "<http://x/a> <http://x/b> 2 ."
    assert httpx.post(f"{url}/store", params=GRAPH, content=more, headers=turtle).status_code == 204
    assert httpx.get(f"{url}/store", params=GRAPH, headers={"Accept": "application/n-triples"}).text.count(" .\n") == 3
    assert httpx.put(f"{url}/store", params=GRAPH, content=more, headers=turtle).status_code == 204
    assert not there(url)
    assert httpx.delete(f"{url}/store", params=GRAPH, headers=BEARER).status_code == 204
    assert httpx.delete(f"{url}/store", params=GRAPH, headers=BEARER).status_code == 404
    assert there(url, "ASK { :OpenAI ?p ?o }")


@pytest.mark.parametrize(
    ("query", "content", "media", "status"),
    [
        (GRAPH, "oops", "text/turtle", 400),
        (GRAPH, "", "text/csv", 415),
        ({}, "", "text/turtle", 400),
        ({"default": ""}, "", "text/turtle", 400),
        ({"graph": "x> } ; DROP ALL"}, "", "text/turtle", 400),
    ],
)
def test_graph_store_refuses(writable, query, content, media, status):
    url, _ = writable
    headers = BEARER | {"Content-Type": media}
    assert httpx.put(f"{url}/store", params=query, content=content, headers=headers).status_code == status


def test_another_writer_is_waited_for_in_words(writable):
    url, folder = writable
    hold = "import sys, pyoxigraph; s = pyoxigraph.Store(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", hold, str(folder / "store")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        answer = httpx.post(f"{url}/sparql", data={"update": INSERT}, headers=BEARER)
        assert (answer.status_code, "another program is writing" in answer.text) == (503, True), answer.text
        assert there(url, "ASK { :OpenAI ?p ?o }")
        holder.communicate("")
    assert httpx.post(f"{url}/sparql", data={"update": INSERT}, headers=BEARER).status_code == 204


def test_what_another_program_builds_is_seen(writable):
    import pyoxigraph as ox

    url, folder = writable
    assert not there(url)
    store = ox.Store(str(folder / "store"))
    store.update(INSERT)
    store.flush()
    assert there(url)


def test_answered_all_the_while_another_program_writes(writable):
    url, folder = writable
    write = (
        "import sys, pyoxigraph as ox; s = ox.Store(sys.argv[1])\n"
        "for i in range(60):\n"
        "    s.update(f'INSERT DATA {{ GRAPH <http://x/g> {{ <http://x/{i}> <http://x/b> {i} }} }}'); s.flush()\n"
        "    if i % 10 == 9: s.optimize()\n"
    )
    with subprocess.Popen([sys.executable, "-c", write, str(folder / "store")]) as writer:
        while writer.poll() is None:
            assert there(url, "ASK { :OpenAI ?p ?o }") is True
    assert writer.returncode == 0
    assert there(url, "ASK { <http://x/59> <http://x/b> 59 }")
