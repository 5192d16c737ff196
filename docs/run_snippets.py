"""Runs what the pages show: every command and every piece of Python in the README and in ``docs/``, top to bottom.

    python -m docs.run_snippets                      # what is shown and what comes out, where they differ
    python -m docs.run_snippets --write README.md    # the same, and the page then shows what came out

A page is read in a folder of its own. ``kg`` runs inside this process, where the language models are loaded once, and
``kg demo`` once for all pages; a line that needs a shell gets one. A line that ends in ``&`` runs beside those
that follow it. ``# exit code 1`` behind a line says how it ends, if not well.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from functools import cached_property
from pathlib import Path
from typing import Any
from unittest.mock import patch

from docs.snippets import ROOT, RUN, Block, Mismatch, blocks, fits, pages, trimmed
from kg.extract import Crew, Extractor

__all__ = ["Kitchen", "Session", "run_page"]

_EXIT = re.compile(r"# exit code (\d+)")
_PATIENCE = 60  # seconds that a server may take to say that it is there


class Kitchen:
    """What the pages share because it takes long: the extractor, and the graph of ``kg demo``."""

    def __init__(self, extractor: Extractor | None = None) -> None:
        self._given = extractor

    @cached_property
    def extractor(self) -> Extractor:
        """The shipped extractor; its models are loaded once."""
        return self._given or Extractor()

    def crew(self, workers: int, *, ontology: Any = (), models: Any = None, **others: Any) -> Crew:
        """In the place of `kg.extract.Crew`: the shared extractor, unless another one is asked for."""
        del workers
        make = Extractor if ontology or models else lambda **_: self.extractor
        return Crew(1, ontology=ontology, models=models, make=make, **others)

    @cached_property
    def _demo(self) -> tuple[tempfile.TemporaryDirectory[str], str]:
        folder = tempfile.TemporaryDirectory(prefix="demo")
        with chdir(folder.name):
            code, told, _ = _command("kg demo", self)
        assert code == 0, told
        return folder, told

    @property
    def demo(self) -> Path:
        """The build folder of ``kg demo``, only to be read."""
        return Path(self._demo[0].name) / "kg-out"

    def close(self) -> None:
        """Remove what was cooked."""
        if "_demo" in self.__dict__:
            self._demo[0].cleanup()

    def serve_demo(self, folder: Path) -> str:
        """Do in ``folder`` what ``kg demo`` does there when there is nothing yet, and give what it says."""
        shutil.copytree(self.demo, folder / "kg-out")
        return self._demo[1]


class Session:
    """A page being run, in its folder."""

    def __init__(self, folder: Path, kitchen: Kitchen) -> None:
        self._folder, self._kitchen = folder, kitchen
        self._names: dict[str, Any] = {"__name__": "__main__"}
        self._beside: list[subprocess.Popen[str]] = []

    def run(self, block: Block) -> str:
        """What the block prints, on both streams; nothing for one that is only shown.

        Raises:
            AssertionError: a line ends otherwise than the page says.
        """
        if block.file is not None:
            path = self._folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text + "\n", "utf-8")
        if block.skipped is not None or block.lang not in RUN:
            return ""
        with chdir(self._folder):
            if block.lang == "python":
                return self._python(block)
            return "".join(self._line(line) for line in _shell_lines(block.text))

    def close(self) -> None:
        """End what runs beside the page."""
        for process in self._beside:
            process.terminate()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()

    def _python(self, block: Block) -> str:
        code = compile("\n" * block.line + block.text, "page", "exec")
        with _captured(redirect_stdout) as out, patch("kg.extract.Crew", self._kitchen.crew):
            exec(code, self._names)  # noqa: S102 (the project's own pages)
            return out().decode()

    def _line(self, line: str) -> str:
        wanted = int(found[1]) if (found := _EXIT.search(line)) else 0
        line, plain = _without_comment(line)
        if line.endswith("&"):
            return self._start(shlex.split(line[:-1]))
        if line == "kg demo" and not Path("kg-out").exists():
            return self._kitchen.serve_demo(self._folder)
        if not line.startswith("kg ") or re.search(r"[;<&*$()]", plain):
            code, told = _shell(line)
        elif "|" in plain:
            code, told = self._piped(line[: plain.index("|")], line[plain.index("|") + 1 :])
        elif ">" in plain:
            code, told = self._to_file(line[: plain.index(">")], Path(line[plain.index(">") + 1 :].strip()))
        else:
            code, told, _ = _command(line, self._kitchen)
        assert code == wanted, f"{line}: ended with {code}\n{told}"
        return told

    def _piped(self, command: str, rest: str) -> tuple[int, str]:
        code, told, out = _command(command, self._kitchen, apart=True)
        after, shown = _shell(rest, out)
        return code or after, shown + told

    def _to_file(self, command: str, file: Path) -> tuple[int, str]:
        code, told, out = _command(command, self._kitchen, apart=True)
        file.write_bytes(out)
        return code, told

    def _start(self, words: list[str]) -> str:
        """Start a server, and wait for the line that says that it is there."""
        process = subprocess.Popen(
            words, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=_environment()
        )
        self._beside.append(process)
        assert process.stdout is not None
        line = process.stdout.readline()
        while line and "http" not in line:
            line = process.stdout.readline()
        assert line, f"{words}: ended with {process.wait(_PATIENCE)}"
        return line


def _without_comment(line: str) -> tuple[str, str]:
    """The line, and the same with nothing in its quotes."""
    plain = re.sub(r"'[^']*'|\"[^\"]*\"", lambda found: "_" * len(found[0]), line)
    end = len(re.split(r"(?:^|\s+)#", plain, maxsplit=1)[0].rstrip())
    return line[:end], plain[:end]


def _shell(line: str, stdin: bytes = b"") -> tuple[int, str]:
    """Exit code and both streams of a line that a shell runs."""
    done = subprocess.run(["bash", "-c", line], input=stdin, capture_output=True, check=False, env=_environment())
    return done.returncode, done.stdout.decode() + done.stderr.decode()


def _shell_lines(text: str) -> Iterator[str]:
    """Command lines; a backslash at the end goes on to the next."""
    for line in text.replace("\\\n", " ").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _environment() -> dict[str, str]:
    """This environment's programs first; whoever asks the network other than this machine gets no answer."""
    nowhere = "http://127.0.0.1:9"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    local = {"no_proxy": "127.0.0.1,localhost", "http_proxy": nowhere, "https_proxy": nowhere}
    return {**os.environ, **local, "PATH": path, "PYTHONPATH": str(ROOT)}


def _command(line: str, kitchen: Kitchen, *, apart: bool = False) -> tuple[int, str, bytes]:
    """Exit code of ``kg``, and what it prints: all of it, or errors alone with the data ``apart``."""
    from kg.cli.main import run

    with ExitStack() as stack:
        told = stack.enter_context(_captured(redirect_stderr))
        out = stack.enter_context(_captured(redirect_stdout)) if apart else None
        if out is None:
            stack.enter_context(redirect_stdout(sys.stderr))
        stack.enter_context(patch("kg.extract.Crew", kitchen.crew))
        code = run(shlex.split(line)[1:])
        return code, told().decode(), out() if out else b""


@contextmanager
def _captured(redirect: Callable[[Any], AbstractContextManager[Any]]) -> Iterator[Callable[[], bytes]]:
    """One stream into memory; called, it gives what is there."""
    buffer = io.BytesIO()
    stream = io.TextIOWrapper(buffer, "utf-8", write_through=True)
    with redirect(stream):
        yield buffer.getvalue
    stream.detach()  # or the buffer would be closed with it


def run_page(page: Path, folder: Path, kitchen: Kitchen) -> list[Mismatch]:
    """Run a page's blocks in ``folder``; those that print something else than the page shows."""
    session, wrong = Session(folder, kitchen), []
    try:
        for block in blocks(page.read_text("utf-8")):
            actual = session.run(block)
            if block.output is not None and block.skipped is None and not fits(block.output.text, actual):
                wrong.append(Mismatch(block, trimmed(actual)))
    finally:
        session.close()
    return wrong


def _rewrite(page: Path, wrong: Iterable[Mismatch]) -> None:
    lines = page.read_text("utf-8").splitlines()
    for mismatch in sorted(wrong, key=lambda m: -m.block.line):
        output = mismatch.block.output
        assert output is not None
        lines[output.line : output.line + len(output.text.splitlines())] = mismatch.actual.splitlines()
    page.write_text("\n".join(lines) + "\n", "utf-8")


def main(arguments: list[str]) -> int:
    """Run the pages named, or all; the exit code is 1 where one shows something else."""
    named = [Path(a).resolve() for a in arguments if not a.startswith("-")]
    kitchen, differs = Kitchen(), False
    for page in named or pages():
        with tempfile.TemporaryDirectory() as folder:
            wrong = run_page(page, Path(folder), kitchen)
        for mismatch in wrong:
            print(f"{page.relative_to(ROOT)}, {mismatch}")
        if wrong and "--write" in arguments:
            _rewrite(page, wrong)
        differs = differs or bool(wrong)
    kitchen.close()
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
