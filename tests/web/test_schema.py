"""The reading addresses keep what their OpenAPI document promises: schemathesis asks them all it can think of."""

import os
import subprocess
import sys
from pathlib import Path

from tests.browser.site import ROOT, Site
from tests.web.client import Client

EXAMPLES, SEED = 8, 7
# The address of submissions takes the grid's POST too, which is no part of the document.
WITHOUT = "allow_header_conformance"


def test_schemathesis_finds_no_failure(site: Site, stranger: Client, tmp_path: Path) -> None:
    token = site.run("accounts", "token", "spo_coord_41", "--name", "Проверка схемы").stdout.strip()
    rows = stranger.get("/api/v1/collections", Authorization=f"Bearer {token}").json()["rows"]
    sheets = [f"{row['id']} {sheet}" for row in rows for sheet in row["sheet_ids"].split()]
    assert sheets
    words = [
        *(str(Path(sys.executable).with_name("schemathesis")), "run", f"{site.url}/api/v1/openapi.json"),
        *("--header", f"Authorization: Bearer {token}", "--checks", "all", "--exclude-checks", WITHOUT),
        *("--seed", str(SEED), "--max-examples", str(EXAMPLES), "--no-shrink", "--continue-on-failure", "--no-color"),
    ]
    environment = os.environ | {
        "SCHEMATHESIS_HOOKS": "tests.web.schema_hooks",
        "FISOKO_TEST_SHEETS": "\n".join(sheets),
        "PYTHONPATH": str(ROOT),
    }
    ran = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=200)
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]
    assert "Tested: 7" in ran.stdout, ran.stdout[-2000:]
