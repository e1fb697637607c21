"""A process killed with kill -9 while it writes loses nothing that it has answered."""

import pytest

from benchmarks import kills
from tests.conftest import ENGINES


@pytest.mark.parametrize("kind", ENGINES)
def test_after_five_kills_every_answered_batch_is_there_once(kind: str) -> None:
    tally = kills.run(kind, 5, longest=0.7)
    assert tally.answered > 0
    assert tally.faults == 0, tally
