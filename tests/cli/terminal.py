"""A command as its user meets it: what it prints, and its exit status."""

from dataclasses import dataclass

import pytest

from fisoko.cli.main import main


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str


class Terminal:
    """Runs commands in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Said:
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        printed = self._capsys.readouterr()
        return Said(ended.value.code if isinstance(ended.value.code, int) else 1, printed.out, printed.err)
