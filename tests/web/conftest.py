"""The whole site on a demonstration base, for tests that ask it over HTTP."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.site import PASSWORD, Site
from tests.web.client import Client

SignedIn = Callable[[str], Client]


@pytest.fixture(scope="package")
def site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = Site(copy_of(filled, tmp_path_factory.mktemp("site")))
    made.environment["FISOKO_API_REQUESTS"] = "100000"  # the brake on programs has tests of its own
    made.start()
    yield made
    made.kill()


def copy_of(filled: Path, home: Path) -> Path:
    """The folder `home` with all that `filled` holds."""
    return shutil.copytree(filled, home, dirs_exist_ok=True)


@pytest.fixture
def stranger(site: Site) -> Client:
    """Somebody who has not signed in."""
    return Client(site.url)


@pytest.fixture
def signed_in(site: Site) -> SignedIn:
    """login → a client that has signed in with it."""

    def sign_in(login: str) -> Client:
        client = Client(site.url)
        answer = client.sign_in(login, PASSWORD)
        assert answer.status == 303, answer.text
        return client

    return sign_in
