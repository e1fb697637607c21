"""A ready report waits for its owner through signing out and in, and is nobody else's to take or to cancel."""

import time
import zipfile
from io import BytesIO

from tests.browser.site import Site
from tests.web.client import Client
from tests.web.conftest import SignedIn


def test_a_report_is_there_after_signing_in_again_and_for_nobody_else(signed_in: SignedIn, site: Site) -> None:
    owner = signed_in("spo_coord_05")
    publications = owner.get("/api/v1/cabinet").json()["publications"]
    store = next(one["id"] for publication in publications for one in publication["stores"])
    asked = owner.post(f"/api/v1/stores/{store}/reports")
    assert asked.status == 202, asked.text
    number = asked.json()["id"]
    href = f"/reports/{number}"
    assert ready(owner, number), site.log()
    assert owner.form("/logout", {"_xsrf": owner.cookies["_xsrf"]}).status == 303
    assert owner.get(href).status in (303, 401)

    again = signed_in("spo_coord_05")
    line = next(one for one in again.get("/api/v1/bell").json()["items"] if one["href"] == href)
    assert (line["href_text"], line["read"]) == ("Загрузить отчет", False)
    answer = again.get(href)
    assert answer.status == 200
    assert zipfile.ZipFile(BytesIO(answer.body)).testzip() is None
    for login in ("spo_coord_24", "spo240065", "fed_demo"):
        other = signed_in(login)
        assert other.get(href).status in (403, 404), login
        assert other.post(f"/api/v1/reports/{number}/cancel").status in (403, 404), login
        assert number not in [one["id"] for one in reports(other)], login
    assert again.get(href).status == 200


def reports(client: Client) -> list[dict]:
    answer = client.get("/api/v1/reports")
    return answer.json()["reports"] if answer.status == 200 else []


def ready(client: Client, number: int) -> bool:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if next(one for one in reports(client) if one["id"] == number)["state"] == "ready":
            return True
        time.sleep(0.2)
    return False
