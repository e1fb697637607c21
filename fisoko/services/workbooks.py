"""Workbooks of single forms, written in processes of their own: openpyxl would keep the server from answering."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Any

from fisoko.domain.child import environment
from fisoko.domain.error import Unavailable

AT_ONCE = 2  # written or read at the same time
PATIENCE_S = 30.0  # for a turn, and for a workbook
PROGRAM = "from fisoko.reports.form_books import main; main()"


class Workbooks:
    """A few at a time."""

    def __init__(self) -> None:
        self._turns = BoundedSemaphore(AT_ONCE)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A place among the few. Raises Unavailable when it does not come soon."""
        if not self._turns.acquire(timeout=PATIENCE_S):
            raise Unavailable
        try:
            yield
        finally:
            self._turns.release()

    def written(self, job: dict[str, Any]) -> bytes:
        """The workbook of a job, see `reports.form_books.main`. Raises Unavailable."""
        with self.turn():
            try:
                done = subprocess.run(  # noqa: S603 - our own interpreter and module
                    [sys.executable, "-c", PROGRAM],
                    input=json.dumps(job).encode(),
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    timeout=PATIENCE_S,
                    check=True,
                    env=environment(),
                )
            except (subprocess.SubprocessError, OSError) as error:
                raise Unavailable from error
        return done.stdout
