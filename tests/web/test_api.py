"""The addresses by which pages and programs work, on the whole site."""

import json
import re
import time
import zipfile
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest

from tests.browser.site import Site
from tests.web.client import Client
from tests.web.conftest import SignedIn

TITLE = "Контингент"
WINDOW = "0123456789abcdef"


def collection_of(client: Client, status: str = "open") -> int:
    """The collection «Контингент» of the manual's publication."""
    publications = client.get("/api/v1/cabinet").json()["publications"]
    found = [one for publication in publications for one in publication["collections"]]
    return next(one["id"] for one in found if TITLE in one["title"] and one["status"] == status)


def page_data(client: Client, path: str) -> dict[str, Any]:
    """What a thin page gives to its component."""
    page = client.get(path)
    assert page.status == 200, page.text
    block = re.search(r'<script type="application/json"[^>]*>(.*?)</script>', page.text, re.DOTALL)
    assert block
    return json.loads(block[1])["data"]


def number_cell(form: dict[str, Any]) -> tuple[str, str, str, int]:
    """A cell that takes a whole number: sheet, row, column, value."""
    for sheet in form["sheets"]:
        for row in sheet.get("rows", []):
            for column in sheet["columns"]:
                cell = row.get("cells", {}).get(column["id"]) or column["cell"]
                if cell["type"] == "integer" and not cell.get("formula") and not cell.get("locked"):
                    return sheet["id"], row["id"], column["id"], 3
    raise AssertionError("no such cell")


@pytest.fixture
def school(signed_in: SignedIn) -> Client:
    return signed_in("spo240073")


def test_an_edit_is_answered_kept_and_given_back(school: Client) -> None:
    collection = collection_of(school)
    data = page_data(school, f"/collections/{collection}")
    assert data["mode"] == "edit"
    sheet, row, column, value = number_cell(data["form"])
    base = data["draft"]["seq"]
    window = f"{time.time_ns():x}".rjust(16, "0")
    batch = {"window": window, "number": 1, "base": base, "ops": [["set", sheet, row, column, value]]}
    saved = school.post(data["save_url"], batch)
    assert saved.status == 200, saved.text
    assert saved.json()["number"] == 1
    again = school.post(data["save_url"], batch)
    assert again.json()["seq"] == saved.json()["seq"]
    ahead = school.post(data["save_url"], batch | {"number": 5})
    assert (ahead.status, ahead.json()["error"]["expected"]) == (409, 2)
    draft = school.get(f"/api/v1/drafts/{collection}?since={base}").json()
    assert draft["sheets"][sheet]["cells"][row][column] == value
    assert draft["changes"][-1]["window"] == window
    reloaded = page_data(school, f"/collections/{collection}")
    assert reloaded["draft"]["sheets"][sheet]["cells"][row][column] == value


def test_an_edit_of_another_schools_draft_has_no_address(school: Client, signed_in: SignedIn) -> None:
    collection = collection_of(school)
    path = f"/collections/{collection}/organisations/spo240071"
    assert school.get(path).status in (403, 404)
    assert signed_in("spo_coord_05").get(path).status in (403, 404)
    assert page_data(signed_in("spo_coord_24"), path)["mode"] == "read"


def test_a_report_with_errors_is_not_taken_and_says_why(school: Client) -> None:
    data = page_data(school, f"/collections/{collection_of(school)}")
    wish = {
        "id": f"id-{time.time_ns()}",
        "window": WINDOW,
        "number": 0,
        "base": data["draft"]["seq"],
        "explanations": {},
    }
    answer = school.post(data["submit_url"], wish)
    assert answer.status == 422, answer.text
    body = answer.json()
    assert body["error"]["code"] == "findings"
    assert body["findings"]
    assert re.search("[а-яё]{3}", body["findings"][0]["text"])


def test_a_receipt_has_its_own_page_and_stands_above_the_cabinet(signed_in: SignedIn) -> None:
    school = signed_in("spo240065")
    receipts = page_data(school, "/receipts")["receipts"]
    code = receipts[0]["code"]
    assert page_data(school, f"/receipts/{code}")["receipt"]["code"] == code
    above = page_data(school, f"/?receipt={code}")["receipt"]
    assert (above["code"], above["href"]) == (code, f"/receipts/{code}")
    assert above["title"]
    assert signed_in("spo240071").get(f"/receipts/{code}").status == 404
    assert signed_in("spo_coord_05").get(f"/receipts/{code}").status == 404


def test_the_figures_add_up_and_are_not_for_schools(signed_in: SignedIn, school: Client) -> None:
    collection = collection_of(school)
    tiles = signed_in("spo_coord_24").get(f"/api/v1/collections/{collection}/progress").json()["rows"]
    assert [one["region"] for one in tiles] == ["24"]
    assert all(one["total"] == one["idle"] + one["work"] + one["done"] > 0 for one in tiles)
    assert school.get(f"/api/v1/collections/{collection}/progress").status == 403


def test_the_list_of_participants_is_of_ones_own_region(signed_in: SignedIn, school: Client) -> None:
    path = f"/api/v1/collections/{collection_of(school)}/participants"
    assert school.get(path).status == 403
    for region in ("24", "05"):
        listed = signed_in(f"spo_coord_{region}").get(f"{path}?status=done").json()
        assert {row["status"] for row in listed["rows"]} <= {"done"}
    logins = [
        {row["login"] for row in signed_in(f"spo_coord_{region}").get(path).json()["rows"]} for region in ("24", "05")
    ]
    assert logins[0].isdisjoint(logins[1])
    for odd in ("offset=-1", "sort=password_hash", "status=%27", "login=%00", "limit=1&limit=2", "region=2"):
        answer = signed_in("spo_coord_24").get(f"{path}?{odd}")
        assert (answer.status, answer.headers["content-type"][:24]) == (400, "application/problem+json"), odd


def test_results_are_built_and_downloaded_by_their_owner_alone(signed_in: SignedIn, site: Site, school: Client) -> None:
    collection = collection_of(school)
    coordinator = signed_in("spo_coord_24")
    ask = f"/api/v1/collections/{collection}/reports"
    assert school.post(ask).status == 403
    assert coordinator.post(ask, {"region": "05"}).status == 403
    assert coordinator.post(ask, {"region": ["24"]}).status == 400
    for wrong, says in (
        ({"format": "docx"}, "Выберите xlsx, csv или parquet"),
        ({"format": 5}, "составлен неверно"),
        ({"as_of": "позавчера"}, "не момент времени"),
        ({"as_of": "2036-01-01 10:00"}, "еще не наступил"),
    ):
        answer = coordinator.post(ask, wrong)
        assert (answer.status, says in answer.json()["error"]["text"]) == (400, True), answer.text
    assert coordinator.post(ask, {"region": "05", "format": "csv", "as_of": "2026-01-01"}).status == 403
    asked = coordinator.post(ask)
    assert asked.status == 202, asked.text
    number = asked.json()["id"]
    until = time.monotonic() + 60
    while time.monotonic() < until:
        report = next(one for one in coordinator.get("/api/v1/reports").json()["reports"] if one["id"] == number)
        if report["state"] not in ("queued", "running"):
            break
        time.sleep(0.3)
    assert report["state"] == "ready", site.log()
    file = coordinator.get(report["href"])
    assert int(file.headers["content-length"]) == len(file.body)
    assert file.headers["cache-control"] == "no-store"
    assert "xl/workbook.xml" in zipfile.ZipFile(BytesIO(file.body)).namelist()
    name = unquote(file.headers["content-disposition"].partition("UTF-8''")[2])
    assert TITLE in name
    for other in ("spo_coord_05", "spo240073", "fed_demo"):
        assert signed_in(other).get(report["href"]).status in (403, 404)
    bell = coordinator.get("/api/v1/bell").json()
    assert bell["unread"] >= 1
    assert any(one["href"] == report["href"] for one in bell["items"])
    assert coordinator.post("/api/v1/bell/read", {"id": None}).json()["unread"] == 0


def test_a_template_goes_out_and_comes_back_with_its_difference(signed_in: SignedIn) -> None:
    school = signed_in("spo240075")
    collection = collection_of(school)
    answer = school.get(f"/collections/{collection}/template.xlsx")
    assert answer.status == 200
    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    assert "spo240075.xlsx" in unquote(answer.headers["content-disposition"])
    assert answer.body.startswith(b"PK")
    address, token = f"/api/v1/collections/{collection}/workbook", school.cookies["_xsrf"]
    told = school.ask("POST", address, answer.body, X_XSRFToken=token)
    assert (told.status, told.json()["cells"]) == (200, [])
    wrong = school.ask("POST", address, b"PK\x03\x04 broken", X_XSRFToken=token)
    assert (wrong.status, wrong.json()["error"]["code"]) == (422, "workbook")
    assert "поврежден" in wrong.json()["error"]["text"]
    large = school.ask("POST", address, b"\0" * (20 * 1024 * 1024 + 1), X_XSRFToken=token)
    assert (large.status, "20 МБ" in large.json()["error"]["text"]) == (422, True)
    assert school.ask("POST", address, answer.body).status == 403
    assert signed_in("spo_coord_24").get(f"/collections/{collection}/template.xlsx").status == 403
