"""A bar for long work, on a terminal only, on the error stream: what a command prints stays clean."""

import sys
from types import TracebackType
from typing import Any, Self

import click


class Progress:
    """`with Progress("Отчеты", 300) as progress: progress.step()`; without a terminal it does nothing."""

    def __init__(self, label: str, length: int) -> None:
        self._bar: Any = None
        if length > 0 and sys.stderr.isatty():
            self._bar = click.progressbar(
                length=length, label=f"{label:<24}", file=sys.stderr, show_eta=False, width=30, fill_char="█"
            )

    def step(self, count: int = 1) -> None:
        """So many more are done."""
        if self._bar is not None:
            self._bar.update(count)

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.__exit__(kind, error, trace)
