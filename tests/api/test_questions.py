"""Whatever is asked amiss has a clear Russian answer, and nothing of another region comes by any parameter.

The addresses and parameters are those of the OpenAPI document, who may see what is told by the permission table.
"""

import json
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any
from urllib.parse import quote, urlencode

import pyarrow as pa
import pytest

from fisoko.domain.asked import MOST_ROWS
from fisoko.domain.person import OPERATOR
from fisoko.services.brake import Brake
from fisoko.services.collecting import Invited, NewCollection
from fisoko.services.permissions import Action, may, scope
from fisoko.web.handlers.api.openapi import document
from tests.api.served import Served
from tests.factories import make_form
from tests.web.client import Answer, Client

PATHS: dict[str, Any] = document()["paths"]
OF_COLLECTIONS = [path for path in PATHS if "{" in path]
PARAMETERS = {path: [one["name"] for one in PATHS[path]["get"]["parameters"] if one["in"] == "query"] for path in PATHS}
PAIRS = [(path, name) for path in PATHS for name in PARAMETERS[path]]
PEOPLE = ("spo_coord_24", "spo_coord_05", "spo_coord_41", "fed_demo", "spo240065", "sch050016")
FOREIGN = {"24": "05", "05": "24", "41": "24"}
WRONG = {
    "region": ("2", "", "024", "ab", "24,05", "0 or 1=1", "²4"),
    "kind": ("school", "", "SCH"),
    "login": ("a b", "", "x" * 65, "spo240065'--", "логин"),
    "status": ("all", "", "DONE"),
    "as_of": (
        "вчера",
        "",
        "2026-13-01",
        "1999-12-31",
        "2999-01-01",
        "2026-11-26T25:00",
        "0001-01-01T00:00:00+23:00",
        "1",
    ),
    "limit": ("0", "-1", "", "1e3", str(MOST_ROWS + 1), "9" * 30, "²"),
    "offset": ("-1", "", "x", "9" * 30),
    "format": ("xlsx", "", "JSON"),
}


def at(path: str, collection: dict) -> str:
    return path.format(collection=collection["id"], sheet=collection["sheet_ids"].split()[0])


def problem(answer: Answer, status: int) -> str:
    """The sentence of a problem in Russian."""
    assert answer.status == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    body = answer.json()
    assert body["status"] == status
    assert any("а" <= sign <= "я" for sign in body["detail"]), body
    return body["detail"]


def rows_of(answer: Answer) -> list[dict]:
    """The rows, whatever format they came in."""
    kind = answer.headers["content-type"]
    if kind.startswith("application/json"):
        return answer.json()["rows"]
    assert kind == "application/vnd.apache.arrow.stream"
    return pa.ipc.open_stream(answer.body).read_all().to_pylist()


@pytest.fixture(scope="module")
def collection(served: Served) -> dict:
    return served.collection()


@pytest.fixture(scope="module")
def regions(served: Served, collection: dict) -> dict[str, str]:
    """Every participant's login → its region, as the federal organiser sees them."""
    rows = served.get("fed_demo", f"/api/v1/collections/{collection['id']}/participants").json()["rows"]
    return {row["login"]: row["region"] for row in rows}


@pytest.mark.parametrize(("path", "name"), PAIRS)
def test_a_value_that_cannot_be_is_refused_in_words_that_name_it(
    served: Served, collection: dict, path: str, name: str
) -> None:
    for value in WRONG[name]:
        answer = served.get("spo_coord_24", f"{at(path, collection)}?{urlencode({name: value})}")
        said = problem(answer, 400)
        assert name in said or name == "format", (value, said)
    twice = f"{at(path, collection)}?{urlencode([(name, '24'), (name, '24')])}"
    problem(served.get("spo_coord_24", twice), 400)


@pytest.mark.parametrize("path", PATHS)
def test_a_column_is_no_filter_and_the_answer_names_those_there_are(
    served: Served, collection: dict, path: str
) -> None:
    for name in ("Обучающихся", "column", "region_name", "Region"):
        said = problem(served.get("fed_demo", f"{at(path, collection)}?{urlencode({name: '1'})}"), 400)
        assert name in said
        assert "as_of" in said


@pytest.mark.parametrize(("login", "path"), [*product(PEOPLE, PATHS)])
def test_nothing_of_another_region_comes_by_any_parameter(
    served: Served, collection: dict, regions: dict[str, str], login: str, path: str
) -> None:
    person, address = served.person(login), at(path, collection)
    own = scope(person)
    foreign_region = FOREIGN.get(person.region or "", "05")
    foreign = {one for one, region in regions.items() if own.regions is not None and region not in own.regions}
    some = next((one for one, region in regions.items() if region == foreign_region), "")
    asked = {"": "", "region": foreign_region, "login": some, "kind": "spo", "status": "done", "limit": "5000"}
    asked |= {"offset": "1", "as_of": (datetime.now(UTC) - timedelta(minutes=1)).isoformat()}
    for name, form in product(("", *PARAMETERS[path]), ("json", "csv", "arrow")):
        if name == "format":
            continue
        words = {name: asked[name]} | {"format": form} if name else {"format": form}
        answer = served.get(login, f"{address}?{urlencode(words)}")
        if not may(person, Action.WATCH):
            problem(answer, 403)
            continue
        if name == "region" and own.regions is not None:
            assert foreign_region in problem(answer, 403)
            continue
        assert answer.status == 200, answer.text
        if form != "csv":
            assert own.regions is None or {row.get("region", person.region) for row in rows_of(answer)} <= {
                *own.regions
            }
        assert not [one for one in foreign if one.encode() in answer.body], (name, form)


def test_the_parameters_above_are_all_there_are() -> None:
    assert {name for _, name in PAIRS} == set(WRONG)
    assert len(PATHS) == 7


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(served: Served, collection: dict) -> None:
    said = problem(served.get("fed_demo", f"/api/v1/collections/{collection['id']}/results/{quote('Нет такого')}"), 404)
    assert "Нет такого" in said
    for sheet in collection["sheets"].split("; "):
        assert f"«{sheet}»" in said
    by_name = f"/api/v1/collections/{collection['id']}/results/{quote(collection['sheets'].split('; ')[0])}"
    by_id = f"/api/v1/collections/{collection['id']}/results/{collection['sheet_ids'].split()[0]}"
    assert rows_of(served.get("spo_coord_24", by_name)) == rows_of(served.get("spo_coord_24", by_id))


def test_addresses_that_are_none_are_404_for_a_token_too(served: Served) -> None:
    for path in (
        "/api/v1/nothing",
        "/api/v1/collections/1/nothing",
        "/api/v1/collections/x",
        "/api/v1/collections/1/results/",
    ):
        problem(served.get("spo_coord_24", path), 404)
    problem(served.get("spo_coord_24", "/api/v1/collections/999999/progress"), 404)
    problem(Client(served.url).get("/api/v1/collections"), 401)


def test_a_region_with_no_participants_and_an_empty_collection_have_no_rows(served: Served, collection: dict) -> None:
    for path in OF_COLLECTIONS:
        answer = served.get("fed_demo", at(path, collection) + "?region=77")
        assert answer.status == 200, answer.text
        assert answer.json()["rows"] == [] or path.endswith("/downloads")
        assert "00" in problem(served.get("fed_demo", at(path, collection) + "?region=00"), 404)


def test_a_collection_that_nobody_has_begun_is_a_table_without_rows(served: Served, collection: dict) -> None:
    services, now = served.services, datetime.now(UTC)
    version = services.forms.add_form(OPERATOR, make_form("empty", "Пустая")).id
    new = NewCollection(
        "Пустой сбор", version, now - timedelta(days=1), now + timedelta(days=9), Invited(("spo410001",))
    )
    services.publishing.create(OPERATOR, title="Пустая публикация", html="<p>Пусто.</p>", collection=new)
    rows = served.get("spo_coord_41", "/api/v1/collections").json()["rows"]
    empty = next(row for row in rows if row["title"] == "Пустой сбор")
    for what in ("results", "submissions", "findings"):
        path = next(path for path in OF_COLLECTIONS if f"/{what}" in path)
        for form in ("json", "arrow"):
            answer = served.get("spo_coord_41", f"{at(path, empty)}?format={form}")
            assert rows_of(answer) == []
        assert answer.headers["total-count"] == "0"
    [row] = served.get("spo_coord_41", f"/api/v1/collections/{empty['id']}/progress").json()["rows"]
    assert (row["total"], row["idle"], row["done"]) == (1, 1, 0)
    assert served.get("spo_coord_05", f"/api/v1/collections/{empty['id']}/participants").status in (200, 404)


def test_an_organisation_that_left_is_in_answers_of_moments_before_and_in_none_after(
    served: Served, collection: dict
) -> None:
    base = f"/api/v1/collections/{collection['id']}"
    done = served.get("spo_coord_24", f"{base}/participants?status=done").json()["rows"]
    login = done[-1]["login"]
    before = served.get("spo_coord_24", f"{base}/submissions?login={login}")
    kept = {"as_of": before.headers["as-of"]}
    assert before.json()["rows"]
    served.services.collecting.exclude(OPERATOR, collection["id"], Invited((login,)), reason="выбыла")
    for what in ("participants", "submissions", f"results/{collection['sheet_ids'].split()[0]}"):
        answer = served.get("spo_coord_24", f"{base}/{what}?login={login}")
        assert (answer.status, answer.json()["rows"]) == (200, [])
        assert served.get("spo_coord_24", f"{base}/{what}?{urlencode({'login': login} | kept)}").json()["rows"]
    again = served.get("spo_coord_24", f"{base}/submissions?{urlencode({'login': login} | kept)}")
    assert again.json()["rows"] == before.json()["rows"]
    assert again.headers["as-of-number"] == before.headers["as-of-number"]
    served.services.collecting.invite(OPERATOR, collection["id"], Invited((login,)), reason="вернулась")


def test_a_token_whose_term_is_over_is_401_in_russian(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    text, _ = served.new_token("spo_coord_24", days=1)
    bearer = {"Authorization": f"Bearer {text}"}
    assert Client(served.url).get("/api/v1/collections", **bearer).status == 200
    clock = served.services.clock
    monkeypatch.setattr(served.services.tokens, "_clock", lambda: clock() + timedelta(days=1))
    answer = Client(served.url).get("/api/v1/collections", **bearer)
    assert "срок истек" in problem(answer, 401)
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_the_limits_in_headers_are_true(served: Served, collection: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    path = f"/api/v1/collections/{collection['id']}/participants"
    monkeypatch.setattr(served.services, "brake", Brake(4))
    page = served.get("fed_demo", f"{path}?limit=7")
    assert (page.headers["limit"], page.headers["limit-most"]) == ("7", str(MOST_ROWS))
    assert len(page.json()["rows"]) == 7
    assert page.json()["next"] == 7
    left = [page.headers["ratelimit-remaining"]]
    left += [served.get("fed_demo", f"{path}?limit=1").headers["ratelimit-remaining"] for _ in range(3)]
    assert left == ["3", "2", "1", "0"]
    assert page.headers["ratelimit-limit"] == "4"
    answer = served.get("fed_demo", f"{path}?limit=1")
    assert "4" in problem(answer, 429)
    assert 0 < int(answer.headers["retry-after"]) <= 60
    assert served.get("spo_coord_24", f"{path}?limit=1").status == 200
    monkeypatch.setattr(served.services, "brake", Brake(1_000))
    whole = served.get("fed_demo", f"{path}?format=arrow")
    assert whole.headers["limit"] == "none"
    assert len(rows_of(whole)) == int(whole.headers["total-count"])


def test_every_answer_says_which_moment_was_read_and_gives_it_again(served: Served, collection: dict) -> None:
    for path in OF_COLLECTIONS:
        first = served.get("fed_demo", at(path, collection))
        again = served.get("fed_demo", f"{at(path, collection)}?{urlencode({'as_of': first.headers['as-of']})}")
        assert again.headers["as-of"] == first.headers["as-of"]
        assert again.headers["as-of-number"] == first.headers["as-of-number"]
        assert again.json()["rows"] == first.json()["rows"], path
        assert json.loads(again.body)["as_of"] == first.headers["as-of"]
