"""What every page carries, whatever it shows."""

import base64
import json
import re
import zlib

import pytest

from tests.browser.site import PASSWORD, Site
from tests.web.client import Answer, Client, token_of
from tests.web.conftest import SignedIn

SCRIPT = re.compile(r"<script\b([^>]*)>")
CYRILLIC = re.compile(r"[А-Яа-яЁё]{3}")


SHOWN = {
    "spo240071": ("/", "/collections/1", "/receipts", "/nothing", "/collections/1/participants"),
    "spo_coord_24": ("/", "/collections/1/participants", "/nothing"),
}


@pytest.fixture(scope="module")
def shown(site: Site) -> dict[str, Answer]:
    """Pages of every kind: «who address» → the answer."""
    found = {}
    for login, addresses in SHOWN.items():
        client = Client(site.url)
        client.sign_in(login, PASSWORD)
        found |= {f"{login} {address}": client.get(address) for address in addresses}
    stranger = Client(site.url)
    return found | {"вход": stranger.get("/login"), "401": stranger.get("/reports/1")}


def test_every_page_has_a_strict_policy(shown: dict[str, Answer]) -> None:
    for name, page in shown.items():
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy, name
        assert "frame-ancestors 'none'" in policy, name
        assert "unsafe-eval" not in policy, name
        script = re.search(r"script-src ([^;]*)", policy)
        assert not script or "unsafe-inline" not in script[1], name


def test_every_script_has_the_nonce_of_its_page(shown: dict[str, Answer]) -> None:
    for name, page in shown.items():
        nonce = re.search(r"'nonce-([^']+)'", page.headers["content-security-policy"])
        scripts = SCRIPT.findall(page.text)
        assert all(nonce and f'nonce="{nonce[1]}"' in attributes for attributes in scripts), name


def test_a_nonce_is_never_used_twice(signed_in: SignedIn) -> None:
    for login in ("spo240071", "spo_coord_24"):
        client = signed_in(login)
        policies = {client.get("/").headers["content-security-policy"] for _ in range(3)}
        assert len(policies) == 3


def test_every_answer_has_the_common_headers(shown: dict[str, Answer], stranger: Client) -> None:
    others = {
        address: stranger.get(address)
        for address in ("/api/v1/session", "/favicon.ico", "/static/js/bokeh.min.js", "/", "/ws", "/components/x")
    }
    for name, answer in (shown | others).items():
        assert answer.headers["x-content-type-options"] == "nosniff", name
        assert answer.headers["x-frame-options"] == "DENY", name
        assert answer.headers["cross-origin-opener-policy"] == "same-origin", name
        assert "server" not in answer.headers, name


def test_no_page_is_kept_by_a_browser(shown: dict[str, Answer]) -> None:
    assert {page.headers["cache-control"] for page in shown.values()} == {"no-store"}


def test_no_page_names_another_site(shown: dict[str, Answer]) -> None:
    for name, page in shown.items():
        loaded = re.findall(r'(?:src|href)="((?:https?:)?//[^"]*)"', page.text)
        assert loaded == [], name
        assert "cdn." not in page.text, name


def test_a_schools_page_opens_no_session(shown: dict[str, Answer]) -> None:
    assert '/cabinet.page.js"' in shown["spo240071 /"].text
    assert "bokeh" not in shown["spo240071 /"].text.lower()
    assert '/grid.page.js"' in shown["spo240071 /collections/1"].text


def test_data_in_a_page_cannot_end_its_script(shown: dict[str, Answer]) -> None:
    block = re.search(r'<script type="application/json"[^>]*>(.*?)</script>', shown["spo240071 /"].text, re.DOTALL)
    assert block
    assert "<" not in block[1]
    assert json.loads(block[1])["data"]["user"]["login"] == "spo240071"


def test_a_live_pages_token_holds_no_cookie_and_no_header(shown: dict[str, Answer]) -> None:
    payload = json.loads(base64.urlsafe_b64decode(token_of(shown["spo_coord_24 /"]).split(".")[0] + "==="))
    inside = json.loads(zlib.decompress(base64.urlsafe_b64decode(payload["__bk__zlib_"] + "===")))
    assert inside["cookies"] == {}
    assert inside["headers"] == {}


def test_errors_are_said_in_russian(shown: dict[str, Answer]) -> None:
    assert shown["spo240071 /nothing"].status == shown["spo_coord_24 /nothing"].status == 404
    assert shown["spo240071 /collections/1/participants"].status == 403
    assert shown["401"].status == 401
    for name in ("spo240071 /nothing", "spo240071 /collections/1/participants", "401"):
        assert CYRILLIC.search(shown[name].text), name
        assert "Traceback" not in shown[name].text


def test_an_unfolded_publication_is_new_no_more(signed_in: SignedIn) -> None:
    client = signed_in("spo240074")
    fresh = lambda: [one["id"] for one in client.get("/api/v1/cabinet").json()["publications"] if one["is_new"]]  # noqa: E731
    first, *rest = fresh()
    answer = client.post("/api/v1/messages", {"type": "seen", "publication": first})
    assert (answer.status, answer.json()) == (200, {"set": {}})
    assert fresh() == rest


def test_programs_get_errors_as_json(signed_in: SignedIn) -> None:
    client = signed_in("spo240071")
    told = {
        client.get("/api/v1/nothing"): 404,
        client.ask("DELETE", "/api/v1/session", X_XSRFToken=client.cookies["_xsrf"]): 405,
        client.post("/api/v1/messages", [1]): 400,
        client.ask("POST", "/api/v1/messages", "{", X_XSRFToken=client.cookies["_xsrf"]): 400,
        client.ask("POST", "/api/v1/messages", "[" * 60_000, X_XSRFToken=client.cookies["_xsrf"]): 400,
        client.post("/api/v1/messages", {"type": "x" * 70_000}): 413,
        client.ask("POST", "/api/v1/drafts/1", b"0" * 5_000_000, X_XSRFToken=client.cookies["_xsrf"]): 413,
    }
    for answer, status in told.items():
        assert answer.status == status, answer.text
        error = answer.json()["error"]
        assert error["code"]
        assert CYRILLIC.search(error["text"])
