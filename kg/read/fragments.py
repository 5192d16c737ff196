"""The text of a piece of HTML, such as a feed's summary: all of it, a block a line."""

from __future__ import annotations

import re

__all__ = ["fragment_text"]

_SKIPPED = frozenset(("script", "style", "template", "noscript", "head", "iframe", "object", "svg", "math"))
_BLOCK_TAGS = """
    address article aside blockquote body br caption dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5
    h6 header hr li main nav ol p pre section summary table tbody td th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_SPACE = re.compile(r"[ \t\r\n\f]+")


def fragment_text(html: str) -> str:
    """The words a reader would see, runs of spaces collapsed as a browser does, or "" if there are none."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # A string with an encoding declaration is refused by lxml; bytes never are.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    pieces: list[str] = []
    skipping = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        skipping += (1 if event == "start" else -1) * (node.tag in _SKIPPED)
        pieces.append("\n" if node.tag in _BLOCKS else "")
        words = node.text if event == "start" else node.tail
        pieces.append("" if skipping else _SPACE.sub(" ", words or ""))
    lines = (_SPACE.sub(" ", line).strip(" ") for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
