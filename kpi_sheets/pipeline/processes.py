"""Do the same to many workbooks in several processes, and keep their order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

from kpi_sheets.model import KpiSheetsError
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeVar

    Done = TypeVar("Done")

WORTH_A_PROCESS = 200_000  # bytes of workbooks; fewer are read before another process has started
ROUNDS = 8  # times that each process comes back for more: the last one keeps the others waiting only briefly
LARGEST_CHUNK = 16  # workbooks a process takes at a time


class ProcessError(KpiSheetsError):
    """A process that ended before its work was done."""


def how_many(paths: Sequence[str], asked: int | None) -> int:
    """Return the number of processes for some workbooks: as many as are asked for, else as many as pay."""
    most = asked or min(_cores(), sum(map(_size, paths)) // WORTH_A_PROCESS)
    return max(1, min(most, len(paths)))


def spread(work: Callable[[str], Done], paths: Sequence[str], processes: int) -> Iterator[Done]:
    """Yield the result for each path, in their order and as soon as it is known.

    `work` and its results are pickled; what it raises is raised here. Raises ProcessError when a process dies.
    """
    import multiprocessing  # most runs have few workbooks and no second process
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    chunk = max(1, min(LARGEST_CHUNK, len(paths) // (processes * ROUNDS)))
    with ProcessPoolExecutor(processes, initializer=_leave_interrupts_to_the_first) as pool:
        try:
            yield from pool.map(work, paths, chunksize=chunk)
        except BrokenProcessPool as error:
            what = "a process that read workbooks was ended from outside, perhaps for want of memory"
            raise ProcessError(f"{what}; try again with --jobs 1") from error
        except BaseException:  # Ctrl-C, or nobody wants the rest
            pool.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.terminate()
            raise


def _leave_interrupts_to_the_first() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0  # whoever reads it says what is wrong
