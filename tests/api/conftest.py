"""The site in this process."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.served import Served


@pytest.fixture(scope="package")
def served(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    made = Served(shutil.copytree(filled, tmp_path_factory.mktemp("api"), dirs_exist_ok=True))
    yield made
    made.close()
