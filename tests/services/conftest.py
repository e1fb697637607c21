"""The world that tests of the services live in."""

from collections.abc import Iterator

import pytest

from tests.factories import World


@pytest.fixture
def world(engine, clock, tmp_path) -> Iterator[World]:
    made = World(engine, clock, tmp_path)
    yield made
    made.close()
