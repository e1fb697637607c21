"""Signing in and out over plain HTTP."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fisoko.web.handlers.signing import local_address
from tests.browser.site import PASSWORD
from tests.web.client import Client
from tests.web.conftest import SignedIn

ELSEWHERE = [
    "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
    "/\t/evil.example",
    "///evil.example", "evil.example", "/a\\..\\b", "http:/evil.example", " //evil.example",
]  # fmt: skip


def test_a_wrong_password_and_an_unknown_login_get_the_same_answer(stranger: Client) -> None:
    known = stranger.sign_in("spo240071", "неверный")
    unknown = stranger.sign_in("spo249999", "неверный")
    assert known.status == unknown.status == 403
    assert "helpfisoko@fioco.ru" in known.text
    assert 'value="spo240071"' in known.text
    assert "неверный" not in known.text
    plain = [answer.text.replace("spo249999", "spo240071").split('name="_xsrf"')[0] for answer in (known, unknown)]
    assert plain[0] == plain[1]


def test_what_was_typed_as_a_login_is_shown_as_text(stranger: Client) -> None:
    answer = stranger.sign_in('"><script>alert(1)</script>', "x")
    assert "<script" not in answer.text


def test_case_counts(stranger: Client) -> None:
    assert stranger.sign_in("SPO240071", PASSWORD).status == 403
    assert stranger.sign_in("spo240071", PASSWORD.upper()).status == 403


def test_the_cookie_of_a_sign_in_is_out_of_reach_of_scripts(stranger: Client) -> None:
    answer = stranger.sign_in("spo240071", PASSWORD)
    cookie = next(one for one in answer.set_cookies if one.startswith("fsid="))
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= parts
    assert len(cookie.split(";")[0]) >= 43
    assert not any(part.startswith(("expires", "max-age", "domain")) for part in parts)


def test_a_program_gets_json(stranger: Client) -> None:
    stranger.get("/login")
    fields = {"login": "spo240071", "password": PASSWORD, "_xsrf": stranger.cookies["_xsrf"]}
    wrong = stranger.form("/login", fields | {"password": "x"}, Accept="application/json")
    assert (wrong.status, wrong.json()["error"]["code"]) == (403, "wrong_password")
    right = stranger.form("/login", fields, Accept="application/json")
    assert (right.status, right.json()["login"]) == (200, "spo240071")
    assert stranger.get("/api/v1/session").json()["login"] == "spo240071"


@pytest.mark.parametrize("address", ELSEWHERE)
def test_next_leads_nowhere_else(stranger: Client, address: str) -> None:
    assert stranger.sign_in("spo240071", PASSWORD, address).location == "/"
    assert stranger.get("/login?next=https%3A%2F%2Fevil.example").location == "/"


def test_next_leads_back_to_where_one_was(stranger: Client) -> None:
    assert stranger.sign_in("spo240071", PASSWORD, "/collections/1?a=б").location == "/collections/1?a=%D0%B1"


@given(st.text(alphabet="/\\.:@?#%\t\r\n aevil", max_size=12))
def test_whatever_next_says_it_stays_on_this_site(address: str) -> None:
    led = local_address(address)
    assert led.startswith("/")
    assert not led.startswith(("//", "/\\"))
    assert not set(led) & set("\\\t\r\n ")


def test_a_form_without_the_pages_token_is_refused(stranger: Client) -> None:
    answer = stranger.form("/login", {"login": "spo240071", "password": PASSWORD})
    assert answer.status == 403
    assert "Обновите страницу" in answer.text
    assert "fsid" not in stranger.cookies


def test_a_change_without_the_header_is_refused(signed_in: SignedIn) -> None:
    client = signed_in("spo240071")
    for headers in ({"X_XSRFToken": ""}, {"X_XSRFToken": "2|00000000|00|1"}):
        answer = client.post("/api/v1/messages", {"type": "bell.read", "id": None}, **headers)
        assert (answer.status, answer.json()["error"]["code"]) == (403, "xsrf")
    assert client.post("/api/v1/messages", {"type": "bell.read", "id": None}).status == 200


def test_another_sites_form_is_refused_even_with_the_token(signed_in: SignedIn) -> None:
    client = signed_in("spo240071")
    answer = client.post("/api/v1/messages", {"type": "bell.read", "id": None}, Origin="https://evil.example")
    assert answer.status == 403
    answer = client.post("/api/v1/messages", {"type": "bell.read", "id": None}, Sec_Fetch_Site="cross-site")
    assert answer.status == 403


def test_signing_out_ends_the_sign_in_wherever_its_cookie_is(signed_in: SignedIn) -> None:
    client = signed_in("spo240071")
    other_tab = Client(client.url, dict(client.cookies))
    another = signed_in("spo240071")
    assert client.get("/logout").status == 405
    assert other_tab.get("/api/v1/session").status == 200
    answer = client.form("/logout", {"_xsrf": client.cookies["_xsrf"]})
    assert (answer.status, answer.location) == (303, "/login")
    assert "fsid" not in client.cookies
    assert other_tab.get("/api/v1/session").status == 401
    assert another.get("/api/v1/session").status == 200


def test_signing_in_again_ends_the_sign_in_before(signed_in: SignedIn) -> None:
    client = signed_in("spo240071")
    before = Client(client.url, dict(client.cookies))
    token = client.cookies["_xsrf"]
    client.form("/login", {"login": "spo240071", "password": PASSWORD, "_xsrf": token}, Accept="application/json")
    assert client.get("/api/v1/session").status == 200
    assert before.get("/api/v1/session").status == 401
