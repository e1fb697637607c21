"""A whole site for tests: the demonstration base, and the server in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
PASSWORD = "Пароль-для-проверки-7"
STARTING_SECONDS = 90


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """`fisoko demo` and `fisoko serve` on one home folder; `kill()` and `start()` as often as a test likes."""

    def __init__(self, home: Path, database: str = "") -> None:
        self.home, self.port = home, free_port()
        self.url = f"http://localhost:{self.port}"
        self.environment = {
            key: value for key, value in os.environ.items() if not key.startswith(("FISOKO_", "BOKEH_", "PANEL_"))
        }
        self.environment |= {"FISOKO_HOME": str(home), "PYTHONUNBUFFERED": "1"}
        if database:
            self.environment["FISOKO_DATABASE"] = database
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """One command of `fisoko`, on this home folder."""
        return subprocess.run(
            [sys.executable, "-m", "fisoko.cli.main", *words],
            cwd=ROOT,
            env=self.environment,
            check=check,
            capture_output=True,
            text=True,
            timeout=300,
        )

    def fill(self) -> None:
        """The demonstration base, with one password for all."""
        self.run("demo", "--home", str(self.home), "--password", PASSWORD)

    def start(self) -> None:
        """Start the server and wait until it is ready."""
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "fisoko.cli.main", "serve", "--port", str(self.port)],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + STARTING_SECONDS
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.url}/health/ready", timeout=2):
                    return
            except OSError:
                time.sleep(0.2)
        self.kill()
        raise AssertionError(f"the server did not start:\n{self.log()}")

    def log(self) -> str:
        """What the server has printed."""
        return (self.home / "server.log").read_text("utf-8", "replace")[-4000:]

    def kill(self) -> None:
        """kill -9."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """SIGTERM, and wait."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            if self.process.poll() is None:
                os.killpg(self.process.pid, how)
            self.process.wait(30)
            self.process = None
