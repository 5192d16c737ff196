"""The fenced blocks of the pages: what is run, what it should print, what is only shown.

``sh``, ``python``  is run; the lines of ``sh`` one by one, a page's Python in one namespace
``text``            right after such a block: what it prints. ``…`` stands for anything on a line, alone for any lines
any other           is shown. After ``<!-- file: PATH -->`` it is written there first

``<!-- not run: REASON -->`` before a block keeps it from being run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ROOT", "RUN", "Block", "Mismatch", "blocks", "fits", "pages", "trimmed"]

ROOT = Path(__file__).parents[1]
RUN = ("sh", "python")
_COMMENT = re.compile(r"<!-- (file|not run): (.+?) -->")


def pages() -> list[Path]:
    """Every page that is run: the README, and all Markdown under ``docs/``."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@dataclass(frozen=True)
class Block:
    """A fenced block. ``line`` is its first line of content, from 0; ``file`` and ``skipped`` are from the comment."""

    lang: str
    text: str
    line: int
    file: str | None = None
    skipped: str | None = None
    output: Block | None = None


@dataclass(frozen=True)
class Mismatch:
    """A block whose output is not what the page shows."""

    block: Block
    actual: str

    def __str__(self) -> str:
        assert self.block.output is not None
        shown = self.block.output.text
        return f"line {self.block.line + 1}: the page shows\n{shown}\nand what comes out is\n{self.actual}"


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page in their order; a block of output is with the block that prints it."""
    found: list[Block] = []
    lines = page.splitlines()
    at, note, near = 0, None, False
    while at < len(lines):
        line = lines[at]
        if line.startswith("```"):
            end = next(n for n in range(at + 1, len(lines)) if lines[n] == "```")
            block = _block(line[3:], lines[at + 1 : end], at + 1, note)
            if block.lang == "text" and near:
                found[-1] = _with_output(found[-1], block)
            else:
                found.append(block)
            at, note, near = end, None, block.lang in RUN
        elif line.strip():
            note, near = _COMMENT.fullmatch(line), False
        at += 1
    return found


def _block(lang: str, lines: list[str], at: int, note: re.Match[str] | None) -> Block:
    kind, value = note.groups() if note else (None, None)
    file, skipped = (value if kind == name else None for name in ("file", "not run"))
    return Block(lang, "\n".join(lines), at, file, skipped)


def _with_output(block: Block, output: Block) -> Block:
    return Block(block.lang, block.text, block.line, block.file, block.skipped, output)


def fits(shown: str, actual: str) -> bool:
    """Whether ``actual`` is what a page shows, in which ``…`` stands for what it leaves out."""
    pattern = ""
    for line in shown.splitlines():
        pattern += r"(?:.*\n)*" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + "\n"
    return re.fullmatch(pattern, trimmed(actual)) is not None


def trimmed(text: str) -> str:
    """Without what cannot be seen at the ends of lines."""
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip().splitlines())
