"""On a full disk nothing answered is lost, reading goes on, and writing does again once there is room."""

import json
import os
import shutil
import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("disk")
    own = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    if not shutil.which("unshare") or subprocess.run([*own, "true"], capture_output=True).returncode:
        pytest.skip("a small disk needs a mount namespace, which this machine does not allow")
    run = subprocess.run(
        [*own, sys.executable, "-m", "tests.store.full_disk", str(folder)], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.mark.parametrize("case", ["reserve", "log", "checkpoint"])
def test_a_full_disk_refuses_and_recovers_without_losing_an_answered_batch(told: dict, case: str) -> None:
    found = told[case]
    assert found["full"]
    assert found["last"] >= 20
    assert found["readable"] == found["last"]
    assert found["after"] == found["last"] + 1
    assert found["kept"] == list(range(1, found["after"] + 1))
