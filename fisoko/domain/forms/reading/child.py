"""Reads an uploaded file in a process of its own, with limits of memory and time, and hands the answer back as JSON."""

import json
import subprocess
import sys
from typing import Any

from fisoko.domain.child import environment

MEMORY = 2**30  # bytes of address space; a reading stays far below, since the guard has judged the file
CPU = 10  # seconds of processor
PATIENCE = 30  # seconds on the clock: other work may keep the processor busy
ANSWER = 64 * 2**20
# lxml would take defusedxml's place inside openpyxl
SAFE = {"OPENPYXL_LXML": "False", "OPENPYXL_DEFUSEDXML": "True"}


class ChildFailed(Exception):
    """The child ended without an answer: out of memory, out of time, or a fault."""


def ask(data: bytes, module: str = "fisoko.domain.forms.reading.child", seconds: float = PATIENCE) -> Any:
    """The JSON that `python -m module` answers on its output to these bytes on its input.

    The module calls `limit()` first and `answer(result)` last. Raises ChildFailed; never waits past `seconds`.
    """
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter and module)
            [sys.executable, "-m", module],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            env=environment() | SAFE,
        )
    except subprocess.TimeoutExpired as error:
        raise ChildFailed("time") from error
    if done.returncode or len(done.stdout) > ANSWER:
        raise ChildFailed(f"status {done.returncode}")
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        raise ChildFailed("no answer") from error


def limit(memory: int = MEMORY, seconds: int = CPU) -> None:
    """Narrow this process before it opens a foreign file (where the system can)."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(result: Any) -> None:
    """Write the answer for the parent."""
    sys.stdout.buffer.write(json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode())
    sys.stdout.buffer.flush()


def main() -> None:
    """Read the workbook on the input and answer its reading."""
    limit()
    # openpyxl would load numpy where it is installed: a third of the time and the memory of a small reading
    sys.modules["numpy"] = None  # type: ignore[assignment]
    from fisoko.domain.forms.reading.workbook import read_form

    answer(read_form(sys.stdin.buffer.read()).to_json())


if __name__ == "__main__":
    main()
