"""Extraction by several processes at once, and past articles that no process survives.

Workers are spawned, each with its own models. A worker is given the batches that one process alone would read, and the
results come in the order of the articles: the same bytes, whatever their number. The parent watches the workers' pipes
and their lives together, so that one that dies (out of memory, killed) is seen at once: its batch is then read article
by article, and the one that kills again is told as an error, like one that the extractor stumbles over.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from kg.errors import InputError, KgError
from kg.extract.pipeline import BATCH, Extractor
from kg.model import Article, Extraction

__all__ = ["Crew", "read_batch"]

_FEW = 160  # articles that one process has read before others have loaded their models
_AHEAD = 2  # batches that a worker holds, so that it never waits for the parent

Outcome = Extraction | InputError
Batch = list[Article]


class Crew:
    """Reads articles with up to ``workers`` processes; few articles are read in this one.

    ``models`` and ``ontology`` as for `Extractor`, which ``make`` may replace by another that a worker can import.
    ``loading`` is told what is being loaded, before it is. Fewer articles than ``few`` are not worth a worker.
    """

    def __init__(
        self,
        workers: int,
        *,
        ontology: Sequence[Path] = (),
        models: Mapping[str, str] | None = None,
        loading: Callable[[str], None] | None = None,
        few: int = _FEW,
        make: Callable[..., Any] = Extractor,
    ) -> None:
        self._workers, self._few, self._make = workers, few, make
        self._tell = loading or (lambda _: None)
        self._settings: dict[str, Any] = {"ontology": tuple(ontology), "models": dict(models or {})}
        self._own = make(**self._settings, loading=self._tell)

    def fingerprint(self, lang: str) -> str:
        """As `Extractor.fingerprint`."""
        return str(self._own.fingerprint(lang))

    def model(self, lang: str) -> str:
        """As `Extractor.model`."""
        return str(self._own.model(lang))

    def extract(self, articles: Iterable[Article]) -> Iterator[Outcome]:
        """Extractions in the order of the articles; an error in the place of one that cannot be read.

        Raises:
            KgError: a model or the ontology is wrong.
        """
        source = iter(articles)
        first = list(islice(source, self._few)) if self._workers > 1 else []
        batches = _batches(chain(first, source))
        if self._workers == 1 or len(first) < self._few:
            return chain.from_iterable(read_batch(self._own, batch) for batch in batches)
        self._tell(f"the language models, in {self._workers} processes")
        return _Shift(self._workers, partial(self._make, **self._settings)).read(batches)


def _batches(source: Iterator[Article]) -> Iterator[Batch]:
    while batch := list(islice(source, BATCH)):
        yield batch


def read_batch(extractor: Extractor, batch: Batch) -> list[Outcome]:
    """A batch's outcomes; where something goes wrong, article by article.

    Raises:
        KgError: a model or the ontology is wrong.
    """
    try:
        return list(extractor.extract(batch))
    except KgError:
        raise
    except Exception:
        return [_read_one(extractor, article) for article in batch]


def _read_one(extractor: Extractor, article: Article) -> Outcome:
    try:
        return next(extractor.extract([article]))
    except KgError:
        raise
    except Exception as error:
        words = " ".join(str(error).split())[:200]
        return InputError(article.key, f"cannot be read ({type(error).__name__}: {words}); the others are")


class _Shift:
    """Workers at work on one stream of batches."""

    def __init__(self, workers: int, make: Callable[[], Extractor]) -> None:
        self._count, self._make = workers, make
        self._workers: list[_Worker] = []
        self._again: deque[tuple[int, Batch]] = deque()
        self._done: dict[int, list[Outcome]] = {}

    def read(self, batches: Iterator[Batch]) -> Iterator[Outcome]:
        """Outcomes in order. However it ends, no worker is left."""
        numbered, due = enumerate(batches), 0
        try:
            while True:
                self._assign(numbered, limit=due + 2 * _AHEAD * self._count)
                if due not in self._done and not any(worker.held for worker in self._workers):
                    return
                while due not in self._done:
                    self._collect()
                yield from self._done.pop(due)
                due += 1
        finally:
            for worker in self._workers:
                worker.stop()

    def _assign(self, numbered: Iterator[tuple[int, Batch]], limit: int) -> None:
        """Fill the hands of all workers, the emptiest first; none runs further ahead than ``limit``."""
        while True:
            if len(self._workers) < self._count:
                self._workers.append(_Worker(self._make))
            worker = min(self._workers, key=lambda w: len(w.held))
            given = self._next(numbered, limit) if len(worker.held) < _AHEAD else None
            if given is None:
                return
            worker.take(*given)

    def _next(self, numbered: Iterator[tuple[int, Batch]], limit: int) -> tuple[int, Batch] | None:
        taken = max((n for w in self._workers for n, _ in w.held), default=-1)
        if self._again:
            return self._again.popleft()
        return next(numbered, None) if max([taken, *self._done]) < limit else None

    def _collect(self) -> None:
        """Wait for a result or a death, and take it."""
        busy = {worker.pipe: worker for worker in self._workers if worker.held}
        for pipe in wait(list(busy)):
            worker = busy[pipe]  # type: ignore[index] # it gives back what it was given
            try:
                number, found = worker.result()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if isinstance(found, KgError):
                raise found
            self._done[number] = found

    def _bury(self, worker: _Worker) -> None:
        """Its first batch has killed it, or may have: that one is read with care, the others by the next worker."""
        self._workers.remove(worker)
        worker.stop()
        (number, suspect), *others = worker.held
        self._again.extend(others)
        self._done[number] = list(_one_by_one(suspect, self._make))


def _one_by_one(batch: Batch, make: Callable[[], Extractor]) -> Iterator[Outcome]:
    """Each article alone in a worker; a new one after each that dies of it."""
    worker = _Worker(make)
    try:
        for article in batch:
            worker.take(0, [article])
            try:
                _, found = worker.result()
            except (EOFError, OSError):
                worker.stop()
                worker, found = _Worker(make), [_fatal(article)]
            if isinstance(found, KgError):
                raise found
            yield from found
    finally:
        worker.stop()


def _fatal(article: Article) -> InputError:
    return InputError(article.key, "the process that read it was killed (out of memory?); the other articles are read")


class _Worker:
    """A process and the batches in its hands, the first of which it is reading."""

    def __init__(self, make: Callable[[], Extractor]) -> None:
        context = get_context("spawn")
        self.held: deque[tuple[int, Batch]] = deque()
        self.pipe, far = context.Pipe()
        self._process = context.Process(target=_work, args=(far, make), daemon=True)
        self._process.start()
        far.close()  # so that the pipe ends when the worker does

    def take(self, number: int, batch: Batch) -> None:
        """Hand it a batch; a worker that is dead already is found so by `result`."""
        self.held.append((number, batch))
        try:
            self.pipe.send(batch)
        except OSError:
            return

    def result(self) -> tuple[int, Any]:
        """Number and outcomes of its first batch, or the error that stops the run.

        Raises:
            EOFError, OSError: it has died.
        """
        found = self.pipe.recv()
        return self.held.popleft()[0], found

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._process.terminate()
        self._process.join()
        self.pipe.close()


def _work(pipe: Connection[Any, Any], make: Callable[[], Extractor]) -> None:
    """What a worker does: read batches until nobody asks any more. Ctrl-C is the parent's to handle."""
    from signal import SIG_IGN, SIGINT, signal

    signal(SIGINT, SIG_IGN)
    extractor = make()
    while True:
        try:
            batch = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            found: Any = read_batch(extractor, batch)
        except KgError as error:
            found = error
        pipe.send(found)
