"""Programs read with a token: formats, pages, moments, and nothing that their owner may not see."""

import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import quote

import pyarrow as pa
import pytest
from openapi_spec_validator import validate

from fisoko.domain.moscow import MOSCOW
from fisoko.web.handlers.api.routes import READS
from tests.browser.site import PASSWORD, Site
from tests.web.client import Answer, Client

Read = Callable[..., Answer]


def token_of(site: Site, login: str) -> str:
    return site.run("accounts", "token", login, "--name", "Проверка").stdout.strip()


@pytest.fixture(scope="module")
def token(site: Site) -> str:
    return token_of(site, "spo_coord_24")


@pytest.fixture
def read(stranger: Client, token: str) -> Read:
    """path → the answer to the coordinator of region 24."""
    return lambda path, **headers: stranger.get(path, **({"Authorization": f"Bearer {token}"} | headers))


@pytest.fixture
def collection(read: Read) -> dict:
    rows = read("/api/v1/collections").json()["rows"]
    return next(row for row in rows if row["title"] == "Контингент" and row["state"] == "open")


def addresses(collection: dict) -> list[str]:
    sheet = quote(collection["sheets"].split("; ")[0])
    return [one.path.format(collection=collection["id"], sheet=sheet) for one in READS if "{" in one.path]


def test_every_address_gives_the_owners_region_and_no_other(read: Read, collection: dict) -> None:
    for path in addresses(collection):
        answer = read(path)
        assert answer.status == 200, (path, answer.text)
        assert {row["region"] for row in answer.json()["rows"]} <= {"24"}, path


def test_a_foreign_region_is_refused_in_words_at_every_address(read: Read, collection: dict) -> None:
    for path in addresses(collection):
        answer = read(f"{path}?region=05")
        assert answer.status == 403, (path, answer.text)
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.json()["detail"]


def test_a_foreign_login_gives_nothing(read: Read, collection: dict) -> None:
    for path in addresses(collection):
        if "/progress" in path:
            continue
        answer = read(f"{path}?login=spo050001")
        assert answer.status in (403, 404) or answer.json()["rows"] == [], (path, answer.text)


@pytest.mark.parametrize("sent", ["Bearer fisoko_nothing", "Bearer ", "Basic Zm9v", "Bearer " + "я" * 10])
def test_a_token_that_is_none_is_401_with_how_to_ask(stranger: Client, sent: str) -> None:
    answer = stranger.get("/api/v1/collections", Authorization=sent.encode().decode("latin-1"))
    assert answer.status == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["detail"]


def test_a_token_reads_and_never_writes(stranger: Client, token: str, collection: dict) -> None:
    for path in ("/api/v1/drafts/1", f"/api/v1/collections/{collection['id']}/submissions"):
        answer = stranger.post(path, {"window": "0" * 16}, Authorization=f"Bearer {token}")
        assert answer.status in (401, 403), (path, answer.text)


def test_a_token_ends_with_a_new_password(site: Site, stranger: Client) -> None:
    ended = token_of(site, "spo_coord_41")
    assert stranger.get("/api/v1/collections", Authorization=f"Bearer {ended}").status == 200
    site.run("accounts", "reset-password", "spo_coord_41")
    assert stranger.get("/api/v1/collections", Authorization=f"Bearer {ended}").status == 401


def test_a_revoked_token_reads_no_more_and_the_others_go_on(site: Site, stranger: Client, token: str) -> None:
    lost = site.run("accounts", "token", "spo_coord_24", "--name", "Потерян").stdout.strip()
    assert stranger.get("/api/v1/collections", Authorization=f"Bearer {lost}").status == 200
    assert "1" in site.run("accounts", "revoke-token", "spo_coord_24", "--name", "Потерян").stdout
    assert stranger.get("/api/v1/collections", Authorization=f"Bearer {lost}").status == 401
    assert stranger.get("/api/v1/collections", Authorization=f"Bearer {token}").status == 200
    assert site.run("accounts", "revoke-token", "spo_coord_24", "--name", "Потерян", check=False).returncode == 1


def test_an_organiser_reads_no_lists_of_participants(site: Site, collection: dict) -> None:
    school = Client(site.url)
    assert school.sign_in("spo240067", PASSWORD).status == 303
    assert school.get(f"/api/v1/collections/{collection['id']}/participants").status == 403
    assert school.get(f"/api/v1/collections/{collection['id']}/progress").status == 403


def test_the_same_rows_come_as_json_csv_and_arrow(read: Read, collection: dict) -> None:
    path = f"/api/v1/collections/{collection['id']}/participants"
    rows = read(path).json()["rows"]
    text = read(path, Accept="text/csv").body
    assert text.startswith(b"\xef\xbb\xbf")
    lines = text.decode("utf-8-sig").splitlines()
    assert ";" in lines[0]
    assert len(lines) == len(rows) + 1
    arrow = pa.ipc.open_stream(io.BytesIO(read(path + "?format=arrow").body)).read_all()
    assert arrow.column("login").to_pylist() == [row["login"] for row in rows]


def test_pages_follow_their_links_to_the_end_as_of_one_moment(read: Read, collection: dict) -> None:
    yesterday = (datetime.now(MOSCOW) - timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    path = f"/api/v1/collections/{collection['id']}/participants?as_of={quote(yesterday)}"
    whole = read(path)
    seen: list[str] = []
    following = path + "&limit=30"
    moments = set()
    while following:
        answer = read(following)
        seen += [row["login"] for row in answer.json()["rows"]]
        link = answer.headers.get("link", "")
        following = link[1 : link.index(">")] if link else ""
        moments.add(answer.headers["as-of-number"])
    assert seen == [row["login"] for row in whole.json()["rows"]]
    assert int(whole.headers["total-count"]) == len(seen)
    assert len(moments) == 1


def test_an_answer_that_one_has_is_not_sent_again(read: Read, collection: dict) -> None:
    path = f"/api/v1/collections/{collection['id']}/progress?as_of=2026-11-01%2012:00"
    first = read(path)
    again = read(path, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("as_of", ["вчера", "2026-13-01", "2999-01-01 00:00", ""])
def test_a_moment_that_is_none_or_has_not_come_is_refused_in_words(read: Read, collection: dict, as_of: str) -> None:
    answer = read(f"/api/v1/collections/{collection['id']}/progress?as_of={quote(as_of)}")
    assert answer.status == 400
    assert answer.json()["detail"]


@pytest.mark.parametrize("query", ["limit=-1", "offset=x", "limit=1000000000", "column=7", "format=exe", "status=x"])
def test_a_parameter_that_cannot_be_is_refused_in_words(read: Read, collection: dict, query: str) -> None:
    answer = read(f"/api/v1/collections/{collection['id']}/participants?{query}")
    assert answer.status == 400, answer.text
    assert answer.json()["detail"]


def test_the_openapi_document_is_valid_and_names_every_reading_address(read: Read) -> None:
    document = json.loads(read("/api/v1/openapi.json").body)
    validate(document)
    assert document["openapi"].startswith("3.1")
    assert {one.path for one in READS} <= set(document["paths"])
