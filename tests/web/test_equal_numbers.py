"""One number is the same everywhere: on the page, in the export, in a notebook's frames, in statistics and dashboards.

On the demonstration; with FISOKO_EQUAL_HOME=DIR on the base in that folder, of which a copy is taken: a country's, as
`fisoko demo --scale country --password Пароль-для-проверки-7` makes it.
"""

import csv
import os
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from fisoko.analytics import connect
from fisoko.domain.person import OPERATOR, Identity
from fisoko.settings import Settings
from fisoko.wiring import Application, build
from tests.browser.site import PASSWORD, Site
from tests.web.client import Client
from tests.web.conftest import copy_of

TITLE, SHEET = "Контингент", "Контингент"
WHO = ("fed_demo", "spo_coord_24", "spo_coord_05")
PATIENCE_S = 600


@dataclass(frozen=True)
class Numbers:
    """What one place says: organisations by status, how many have submitted, and sums of a sheet's whole numbers."""

    counts: tuple[int, int, int] | None = None  # not begun, at work, submitted
    submitted: int | None = None
    rows: int | None = None
    sums: tuple[tuple[str, int, float], ...] | None = None  # column, cells with numbers, their sum
    once: tuple[tuple[str, int, float], ...] | None = None  # the same without rows of totals


def sums_of(cells: Iterator[tuple[str, Any]]) -> tuple[tuple[str, int, float], ...]:
    """From (column, value): of every column with a number, how many there are and what they add up to."""
    found: dict[str, list[float]] = defaultdict(list)
    for name, value in cells:
        if isinstance(value, int | float) and not isinstance(value, bool):
            found[name].append(value)
    return tuple(sorted((name, len(all_of), round(sum(all_of), 6)) for name, all_of in found.items()))


@pytest.fixture(scope="module")
def home(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of(Path(os.environ.get("FISOKO_EQUAL_HOME", filled)), tmp_path_factory.mktemp("equal"))


@pytest.fixture(scope="module")
def served(home: Path) -> dict[str, dict[str, Numbers]]:
    """Person → place → what it says, over HTTP; the server is stopped afterwards, so that the base can be opened."""
    site = Site(home)
    site.environment["FISOKO_API_REQUESTS"] = "100000"
    site.start()
    try:
        return {login: _over_http(site, login, home) for login in WHO}
    finally:
        site.stop()


def _over_http(site: Site, login: str, home: Path) -> dict[str, Numbers]:
    person = Client(site.url)
    assert person.sign_in(login, PASSWORD).status == 303
    publications = person.get("/api/v1/cabinet").json()["publications"]
    shown = [one for publication in publications for one in publication["collections"]]
    collection = next(one for one in shown if one["title"] == TITLE)
    tiles, number = collection["tiles"], collection["id"]
    assert tiles["total"] == tiles["idle"] + tiles["work"] + tiles["done"] > 0
    token = site.run("accounts", "token", login, "--name", "Сверка").stdout.strip()
    client: Any = connect(site.url, token, cache=home / "cache" / login)
    people, results = client.participants(number), client.results(SHEET, number)
    by_status = people["status"].value_counts()
    columns = [name for name in results.columns if name not in _FRONT]

    def sums(frame: Any) -> tuple[tuple[str, int, float], ...]:
        return sums_of((name, value) for name in columns for value in frame[name].dropna().tolist())

    return {
        "tiles": Numbers((tiles["idle"], tiles["work"], tiles["done"])),
        "export": _workbook(_exported(person, number, "xlsx")),
        "export as csv": _csv(_exported(person, number, "csv")),
        "frames": Numbers(
            (int(by_status.get("idle", 0)), int(by_status.get("work", 0)), int(by_status.get("done", 0))),
            results["login"].nunique(),
            len(results),
            sums(results),
            sums(results[~results["subtotal"]]),
        ),
        "progress": Numbers(tuple(int(client.progress(number)[name].sum()) for name in ("idle", "work", "done"))),  # type: ignore[arg-type]
    }


_FRONT = {"login", "organisation", "kind", "region", "region_name", "number", "submitted_at", "row", "subtotal"}


def _exported(person: Client, collection: int, form: str) -> bytes:
    report = person.post(f"/api/v1/collections/{collection}/reports", {"format": form}).json()
    until = time.monotonic() + PATIENCE_S
    while report["state"] in ("queued", "running") and time.monotonic() < until:
        time.sleep(0.3)
        listed = person.get("/api/v1/reports").json()["reports"]
        report = next(one for one in listed if one["id"] == report["id"])
    assert report["state"] == "ready", report
    return person.get(report["href"]).body


def _workbook(body: bytes) -> Numbers:
    book = CalamineWorkbook.from_filelike(BytesIO(body))
    lines = book.get_sheet_by_name(SHEET).to_python(skip_empty_area=False)
    depth = next(number for number, line in enumerate(lines) if str(line[0])[:3] in ("spo", "sch"))
    rows = lines[depth:]
    facts = {str(line[0]): line[1] for line in book.get_sheet_by_name("О файле").to_python() if line}
    assert facts["Организаций, сдавших отчет"] == len({line[0] for line in rows})
    assert facts[f"Строк на листе «{SHEET}»"] == len(rows)
    letters = range(len(rows[0]))
    cells = ((str(place), line[place]) for line in rows for place in letters if line[place] != "")
    return Numbers(None, len({line[0] for line in rows}), len(rows), sums_of(cells))


def _csv(body: bytes) -> Numbers:
    with ZipFile(BytesIO(body)) as archive, archive.open(f"{SHEET}.csv") as member:
        rows = [*csv.reader(TextIOWrapper(member, "utf-8-sig"), delimiter=";")][1:]
    return Numbers(None, len({line[0] for line in rows}), len(rows))


@pytest.mark.timeout(1800)
def test_numbers_are_equal_on_the_page_in_the_export_in_frames_statistics_and_dashboards(
    home: Path, served: dict[str, dict[str, Numbers]]
) -> None:
    for places in served.values():
        page, book, table, frames = (places[name] for name in ("tiles", "export", "export as csv", "frames"))
        assert page.counts == frames.counts == places["progress"].counts
        assert page.counts
        assert page.counts[2] == book.submitted == table.submitted == frames.submitted
        assert book.rows == table.rows == frames.rows
        assert _figures(book) == _figures(frames) != [], "how many numbers each column has, and their sum"
    application = build(Settings.from_environment({}, home=home))
    try:
        application.columns.catch_up()
        accounts = {one.login: one.identity() for login in WHO for one in application.accounts.list(OPERATOR, q=login)}
        for login, places in served.items():
            inside = _inside(application, accounts[login])
            for place, numbers in inside.items():
                assert numbers.counts in (None, places["tiles"].counts), (login, place)
                assert numbers.submitted in (None, places["export"].submitted), (login, place)
                if numbers.once is not None:
                    once = _figures(Numbers(sums=numbers.once))
                    assert once == _figures(Numbers(sums=places["frames"].once)), (login, place)
                    assert once != _figures(places["frames"]), "the form has a row of totals, which counts once"
    finally:
        application.close()


def _inside(application: Application, person: Identity) -> dict[str, Numbers]:
    """What the page of analysis and the dashboard show, by the calls that they make."""
    collection = next(
        one.id for _, found in application.publishing.list(OPERATOR) for one in found if one.title == TITLE
    )
    fields = application.analysing.fields(person, collection)
    sheet = next(field.sheet for field in fields if field.sheet_name == SHEET)
    summary: Any = application.analysing.summary(person, collection, by=("region",), sheet=sheet)
    numbers = summary[summary["numbers"] > 0].groupby("column_id")[["numbers", "total"]].sum()
    sums = tuple((str(name), int(row.numbers), round(float(row.total), 6)) for name, row in numbers.iterrows())
    completeness: Any = application.analysing.completeness(person, collection, by=("region",))
    moment = application.dashboards.moment(person, collection)
    dashboard = application.dashboards.gather(collection, person.region, moment)
    statuses = dashboard["statuses"]
    return {
        "summary": Numbers(once=sums),
        "completeness": Numbers(submitted=int(completeness["submitted"].sum())),
        "dashboard": Numbers(
            counts=(statuses["idle"], statuses["work"], statuses["done"]), submitted=dashboard["fill"]["submitted"]
        ),
    }


def _figures(numbers: Numbers) -> list[tuple[int, float]]:
    return sorted((count, round(total, 3)) for _, count, total in numbers.sums or ())
