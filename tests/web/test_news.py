"""The question of browsers without a stream: marks once, then «nothing new» without a body until something is."""

from tests.web.client import Client
from tests.web.conftest import SignedIn


def test_nothing_new_has_no_body_and_what_is_new_changes_one_mark(signed_in: SignedIn) -> None:
    coordinator = signed_in("spo_coord_05")
    first = coordinator.get("/api/v1/news")
    assert (first.status, sorted(first.json())) == (200, ["bell", "drafts", "files"])
    assert first.json()["bell"] == coordinator.get("/api/v1/bell").json()["mark"]
    again = coordinator.get("/api/v1/news", If_None_Match=first.headers["etag"])
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    coordinator.post("/api/v1/bell/read", {"id": None})
    now = coordinator.get("/api/v1/news", If_None_Match=first.headers["etag"])
    assert now.status == 200
    assert {name for name, mark in now.json().items() if mark != first.json()[name]} == {"bell"}
    assert signed_in("spo_coord_24").get("/api/v1/news", If_None_Match=now.headers["etag"]).status == 200


def test_without_a_sign_in_the_answer_is_401(stranger: Client) -> None:
    assert stranger.get("/api/v1/news").status == 401
