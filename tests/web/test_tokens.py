"""Personal tokens over HTTP: one's own, with the page's XSRF token, by a sign-in and never by a token."""

import pytest

from tests.web.client import Client
from tests.web.conftest import SignedIn

MAKE = "/api/v1/tokens"


def use(client: Client, token: str) -> int:
    return Client(client.url).get("/api/v1/collections", Authorization=f"Bearer {token}").status


def test_a_token_is_answered_once_and_ends_by_its_owner(signed_in: SignedIn) -> None:
    owner = signed_in("spo_coord_24")
    owner.get("/tokens")
    answer = owner.post(MAKE, {"name": "  Отчет   по региону ", "days": 7})
    assert answer.status == 201, answer.text
    made = answer.json()["made"]
    assert made["name"] == "Отчет по региону"
    assert use(owner, made["token"]) == 200
    page = owner.get("/tokens")
    assert "Отчет по региону" in page.text
    assert made["token"] not in page.text
    after = owner.post(f"{MAKE}/{made['id']}/revoke").json()["tokens"]
    assert {one["id"]: one["state"] for one in after}[made["id"]] == "revoked"
    assert use(owner, made["token"]) == 401
    assert owner.post(f"{MAKE}/{made['id']}/revoke").status == 200, "once more changes nothing"


def test_the_federal_organiser_has_tokens_and_schools_have_none(signed_in: SignedIn) -> None:
    assert signed_in("fed_demo").get("/tokens").status == 200
    school = signed_in("spo240067")
    page = school.get("/tokens")
    assert page.status == 403
    assert "Токены для программ" not in page.text
    school.get("/")
    assert school.post(MAKE, {"name": "Отчет"}).status == 403


def test_nobody_ends_anothers_token(signed_in: SignedIn) -> None:
    owner, other, school = signed_in("spo_coord_24"), signed_in("spo_coord_05"), signed_in("spo240067")
    for client in (owner, other, school):
        client.get("/receipts")  # sets the cookie of the page
    made = owner.post(MAKE, {"name": "Чужой"}).json()["made"]
    for client in (other, school):
        answer = client.post(f"{MAKE}/{made['id']}/revoke")
        assert answer.status == 403, answer.text
        assert made["name"] not in answer.text
    assert use(owner, made["token"]) == 200
    assert owner.post(f"{MAKE}/999999/revoke").status == 404


def test_a_token_makes_and_ends_no_tokens_and_nothing_goes_without_xsrf(signed_in: SignedIn) -> None:
    owner = signed_in("spo_coord_24")
    owner.get("/tokens")
    made = owner.post(MAKE, {"name": "Сам себя"}).json()["made"]
    bearer = {"Authorization": f"Bearer {made['token']}"}
    stranger = Client(owner.url)
    assert stranger.post(MAKE, {"name": "Еще"}, **bearer).status in (401, 403)
    assert stranger.post(f"{MAKE}/{made['id']}/revoke", **bearer).status in (401, 403)
    assert stranger.get("/tokens", **bearer).status in (303, 401)
    answer = owner.post(MAKE, {"name": "Без метки"}, X_XSRFToken="")
    assert (answer.status, answer.json()["error"]["code"]) == (403, "xsrf")
    assert use(owner, made["token"]) == 200


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"name": ""},
        {"name": 5},
        {"name": "x" * 101},
        {"name": "О", "days": 0},
        {"name": "О", "days": "много"},
        {"name": "О", "days": None},
    ],
)
def test_what_cannot_be_is_refused_in_words(signed_in: SignedIn, asked: dict) -> None:
    owner = signed_in("spo_coord_05")
    owner.get("/tokens")
    answer = owner.post(MAKE, asked)
    assert answer.status == 400
    assert any("а" <= sign <= "я" for sign in answer.json()["error"]["text"])
