"""Nothing answers without a sign-in but the sign-in page, library files and the question whether the server lives."""

import pytest

from tests.browser.site import Site
from tests.web.addresses import LIBRARY, PANELS, ours
from tests.web.client import Client
from tests.web.conftest import SignedIn

OPEN = {"/login", "/health/live", "/health/ready", "/metrics"}
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]


def test_every_address_of_the_routing_table_wants_a_sign_in(stranger: Client) -> None:
    answered = []
    for address in [*ours(), *PANELS]:
        if address in OPEN or address.startswith("/assets/"):
            continue
        for method in METHODS:
            answer = stranger.ask(method, address)
            to_login = answer.status == 303 and answer.location.startswith("/login")
            refused = answer.status in (401, 403, 404, 405) and b"spo240071" not in answer.body
            if not (to_login or refused):
                answered.append((method, address, answer.status))
    assert answered == []


def test_pages_lead_to_the_sign_in_and_data_is_401(stranger: Client) -> None:
    page = stranger.get("/collections/1?x=1")
    assert (page.status, page.location) == (303, "/login?next=%2Fcollections%2F1%3Fx%3D1")
    assert stranger.get("/").location == "/login"
    assert stranger.get("/no/such/page").status == 303
    for address in ("/api/v1/session", "/api/v1/drafts/1", "/api/v1/no-such-thing", "/reports/1", "/events"):
        assert stranger.get(address).status == 401, address
    assert stranger.post("/api/v1/drafts/1").json()["error"]["code"] == "not_signed_in"


@pytest.mark.parametrize("cookie", ["", "x", "0" * 43, "%00", "a" * 5000, "../../etc", '"quoted"', "кукла"])
def test_a_made_up_cookie_is_no_sign_in(stranger: Client, cookie: str) -> None:
    answer = stranger.get("/api/v1/session", Cookie=f"fsid={cookie}".encode().decode("latin-1"))
    assert answer.status == 401


def test_library_files_answer_anyone(stranger: Client) -> None:
    for address in LIBRARY:
        assert stranger.get(address).status == 200, address


def test_the_outside_world_is_not_told_how_busy_the_server_is(stranger: Client) -> None:
    assert stranger.get("/metrics").status == 200
    assert stranger.get("/metrics", X_Forwarded_For="203.0.113.7").status == 401


def test_components_import_no_module_for_anyone(signed_in: SignedIn, site: Site) -> None:
    federal = signed_in("fed_demo")
    assert federal.get("/components/this/s/_css/x").status == 404
    assert "Zen of Python" not in site.log()


def test_panel_serves_nothing_by_names_of_its_own(signed_in: SignedIn) -> None:
    coordinator = signed_in("spo_coord_24")
    for address in (
        "/app",
        "/metadata",
        "/autoload.js",
        "/admin",
        "/rest/session_info",
    ):
        assert coordinator.get(address).status == 404, address
