"""What others wait while a report is built: an act every 20 ms, and the memory of the process that builds."""

import statistics
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import psutil

STEP_SECONDS = 0.02


class Neighbours:
    """Acts every 20 ms in a thread of its own; how long each act took, in ms."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act = act
        self._stop = threading.Event()
        self.times: list[float] = []
        self.builder = 0  # bytes, of the process that builds, at most
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Neighbours":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(STEP_SECONDS):
            began = time.perf_counter()
            self._act()
            self.times.append((time.perf_counter() - began) * 1000)
            if len(self.times) % 5 == 0:
                self.builder = max([self.builder, *map(_memory, psutil.Process().children())])

    def told(self) -> str:
        """Median and worst but five of a hundred."""
        if len(self.times) < 2:
            return "–"
        return f"{statistics.median(self.times):.1f} / {statistics.quantiles(self.times, n=20)[18]:.1f}"


def _memory(process: psutil.Process) -> int:
    with suppress(psutil.Error):
        if "fisoko.reports.worker" in " ".join(process.cmdline()):
            return process.memory_info().rss
    return 0
