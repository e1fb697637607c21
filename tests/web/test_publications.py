"""Search and acknowledgement over HTTP: who may, what comes back, and what a foreigner gets."""

from tests.web.conftest import SignedIn

PLAN = "Порядок и план-график проведения ВПР СПО"


def plan(signed_in: SignedIn, login: str) -> int:
    [one] = [one for one in signed_in(login).get("/api/v1/cabinet").json()["publications"] if one["title"] == PLAN]
    return one["id"]


def test_every_role_finds_by_other_forms_of_the_words(signed_in: SignedIn) -> None:
    for login in ("spo240065", "spo_coord_24", "fed_demo"):
        answer = signed_in(login).get("/api/v1/publications?q=%D0%93%D0%A0%D0%90%D0%A4%D0%98%D0%9A%D0%90%D0%9C%D0%98")
        assert answer.status == 200
        assert [one["title"] for one in answer.json()["publications"]] == [PLAN]
        assert answer.json()["words"] == ["график"]


def test_nothing_is_found_without_words_and_nobody_without_a_sign_in(signed_in: SignedIn, stranger) -> None:
    assert signed_in("spo240065").get("/api/v1/publications?q=%21%3F").json()["total"] == 0
    assert stranger.get("/api/v1/publications?q=x").status == 401


def test_an_acknowledgement_stays_and_needs_the_token(signed_in: SignedIn) -> None:
    number, client = plan(signed_in, "spo240065"), signed_in("spo240065")
    address = f"/api/v1/publications/{number}/acknowledgement"
    assert client.post(address, X_XSRFToken="wrong").status == 403
    client.get("/")
    first = client.post(address)
    assert first.status == 200, first.text
    assert client.post(address).json() == first.json()
    shown = [one for one in client.get("/api/v1/cabinet").json()["publications"] if one["id"] == number]
    assert shown[0]["acknowledge"] == first.json()


def test_a_coordinator_sees_the_own_region_alone(signed_in: SignedIn) -> None:
    number, client = plan(signed_in, "spo_coord_24"), signed_in("spo_coord_24")
    address = f"/api/v1/publications/{number}/acknowledgements"
    listed = client.get(address).json()
    assert 0 < listed["given"] < listed["total"] == listed["found"]
    assert {row["region"] for row in listed["rows"]} == {"Красноярский край"}
    for path in (address, f"{address}/table"):
        assert client.get(f"{path}?region=05").status == 403
        assert signed_in("spo240065").get(path).status == 403
        assert signed_in("fed_demo").get(f"{path}?region=05").status == 200
    table = client.get(f"{address}/table")
    assert table.headers["content-disposition"].startswith("attachment")
    assert len(table.text.strip().splitlines()) == listed["total"] + 1
