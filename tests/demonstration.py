"""The demonstration base, made once for a whole run of the tests, however many processes run them."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PASSWORD = "Пароль-для-проверки-7"
SECONDS = 300


def demonstration(factory: pytest.TempPathFactory) -> Path:
    """Its home folder, not to be changed: copy it with `copied`."""
    root = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent  # shared by the workers
    home = root / "demonstration"
    with (root / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            words = ["-m", "fisoko", "demo", "--home", str(home), "--password", PASSWORD]
            environment = {name: value for name, value in os.environ.items() if not name.startswith("FISOKO_")}
            subprocess.run([sys.executable, *words], check=True, env=environment, timeout=SECONDS, capture_output=True)
    return home


def copied(home: Path, to: Path) -> Path:
    """A copy of a home folder, to be changed by one test."""
    return shutil.copytree(home, to, dirs_exist_ok=True)
