"""Random keystrokes, pastes, steps back, reloads and dropped connections: page, outbox and store agree with a model.

`python -m benchmarks.grid_model` plays two hundred sequences; some of them are played here.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.model_site import ModelSite, model_site

pytestmark = pytest.mark.browser
SEQUENCES, KEYS = 2, 300


@pytest.fixture(scope="module")
def place() -> Iterator[ModelSite]:
    with model_site(SEQUENCES) as made:
        yield made


@pytest.mark.parametrize("seed", range(1, SEQUENCES + 1))
def test_page_outbox_and_store_agree_after_any_sequence(browser: Browser, place: ModelSite, seed: int) -> None:
    assert place.sequence(browser, seed, KEYS) == []
