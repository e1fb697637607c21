"""The whole site on a demonstration base, for tests that ask it over HTTP."""

from collections.abc import Callable, Iterator

import pytest

from tests.browser.site import PASSWORD, Site
from tests.web.client import Client

SignedIn = Callable[[str], Client]


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = Site(tmp_path_factory.mktemp("site"))
    made.fill()
    made.start()
    yield made
    made.kill()


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
