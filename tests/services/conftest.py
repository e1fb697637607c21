"""The world that tests of the services live in."""

from collections.abc import Iterator

import pytest

from tests.factories import World
from tests.services.collecting import Campaign


@pytest.fixture
def world(engine, clock, tmp_path) -> Iterator[World]:
    made = World(engine, clock, tmp_path)
    yield made
    made.close()


@pytest.fixture
def campaign(engine, clock, tmp_path) -> Iterator[Campaign]:
    made = Campaign(engine, clock, tmp_path)
    yield made
    made.close()
