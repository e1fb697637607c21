"""A real server with plain tables to measure the grid on: forms of whole numbers with limits, filled."""

import io
import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import openpyxl
import psutil
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from benchmarks.campaign import page_data
from fisoko.domain.forms.form import Cell, Column, Form, Limits, Row, Sheet, letter
from fisoko.domain.person import OPERATOR, Role
from fisoko.domain.publication import Audience
from fisoko.services.account_list import Wanted
from fisoko.services.collecting import Invited, NewCollection
from fisoko.settings import Settings
from fisoko.wiring import build, now
from tests.browser.bench import Bench
from tests.browser.grid_page import Drafts
from tests.browser.grid_page import page_data as bench_data
from tests.browser.site import PASSWORD, Site
from tests.web.client import Client

LOGIN = "spo240001"
SIZES = ((30, 15), (1000, 40))
BATCH = 5000


def workbook(rows: int, columns: int) -> bytes:
    """A form of one sheet: captions on the left, whole numbers from 0 to 400,000."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Лист"
    sheet.append(["Показатель", *(f"Столбец {at + 1}" for at in range(columns))])
    for row in range(rows):
        sheet.append([f"Строка {row + 1}"])
        for at in range(columns):
            sheet.cell(row + 2, at + 2).number_format = "0"
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["A"].width = 14
    rule = DataValidation("whole", formula1="0", formula2="400000", operator="between", showErrorMessage=True)
    rule.add(f"B2:{get_column_letter(columns + 1)}{rows + 1}")
    sheet.add_data_validation(rule)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass(frozen=True)
class Tables:
    """The server; `collections`: by size («30x15»)."""

    site: Site
    collections: dict[str, int]
    client: Client

    @property
    def cookie(self) -> Any:
        """The sign-in, as a browser takes it."""
        return {"name": "fsid", "value": self.client.cookies["fsid"], "url": self.site.url}

    def address(self, size: str) -> str:
        """The page of a table."""
        return f"{self.site.url}/collections/{self.collections[size]}"

    def form(self, size: str) -> Any:
        """What the page of a table has been given."""
        return page_data(self.client.ask("GET", f"/collections/{self.collections[size]}").text)["data"]["form"]

    @cached_property
    def connection(self) -> HTTPConnection:
        """One that stays, as a browser keeps its own."""
        return HTTPConnection("localhost", self.site.port, timeout=30)

    def save(self, size: str, window: str, number: int, ops: list[Any]) -> None:
        """One batch."""
        body = json.dumps({"window": window, "number": number, "base": 0, "ops": ops})
        cookies = self.client.cookies
        headers = {
            "Content-Type": "application/json",
            "X-XSRFToken": cookies["_xsrf"],
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        }
        self.connection.request("POST", f"/api/v1/drafts/{self.collections[size]}", body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        assert answer.status == 200, text

    def fill(self, size: str) -> None:
        """A number in every cell, the neighbours' own."""
        sheet = self.form(size)["sheets"][0]
        ops = [
            ["set", sheet["id"], row["id"], column["id"], line + at]
            for line, row in enumerate(sheet["rows"])
            for at, column in enumerate(sheet["columns"])
        ]
        for number, first in enumerate(range(0, len(ops), BATCH), 1):
            self.save(size, "filling-window-1", number, ops[first : first + BATCH])

    def per_batch(self, process: psutil.Process, count: int) -> float:
        """ms of the server's CPU for a batch of three cells, one after another on one connection."""
        sheet = self.form("30x15")["sheets"][0]
        places = [(sheet["id"], row["id"], column["id"]) for row in sheet["rows"] for column in sheet["columns"]]

        def send(first: int, last: int) -> None:
            for number in range(first, last):
                ops = [["set", *places[(number * 3 + at) % len(places)], number] for at in range(3)]
                self.save("30x15", "counting-window1", number, ops)

        send(1, 51)
        before = sum(process.cpu_times()[:2])
        send(51, 51 + count)
        time.sleep(1)  # what goes on after the answers counts, too
        return (sum(process.cpu_times()[:2]) - before) * 1000 / count


@contextmanager
def tables() -> Iterator[Tables]:
    """The server with the tables, filled; removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="fisoko-grid-"))
    settings = Settings.from_environment({}, home=folder)
    application = build(settings)
    collections: dict[str, int] = {}
    try:
        application.accounts.issue(OPERATOR, [Wanted(LOGIN, Role.ORGANISER, "24", "Колледж")], password=PASSWORD)
        for rows, columns in SIZES:
            version = application.forms.add(OPERATOR, workbook(rows, columns))
            new = NewCollection("Таблица", version.id, now() - timedelta(days=1), now() + timedelta(days=2), Invited())
            number = application.publishing.create(
                OPERATOR, title="Сбор данных", html="<p>Таблица</p>", audience=Audience(), collection=new
            )
            collections[f"{rows}x{columns}"] = next(
                held[0].id for one, held in application.publishing.list(OPERATOR) if one.id == number
            )
    finally:
        application.close()
    site = Site(folder)
    site.start()
    try:
        client = Client(site.url)
        client.sign_in(LOGIN, PASSWORD)
        made = Tables(site, collections, client)
        for rows, columns in SIZES:
            made.fill(f"{rows}x{columns}")
        yield made
    finally:
        site.kill()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def bench_of(rows: int, columns: int) -> Iterator[str]:
    """The address of a page with more cells than a form of the product may have."""
    number = Cell("integer", limits=Limits("number", "between", ["num", 0], ["num", 400000]))
    made = tuple(
        Column(f"column{n:02}", letter(2 + n), f"Л!{n}", (f"Столбец {n + 1}",), number) for n in range(columns)
    )
    lines = tuple(Row(f"row{n:05}", 2 + n, (f"Строка {n + 1}",)) for n in range(rows))
    form = Form("grid", "Таблица", (Sheet("sheet001", "Лист", 2, 2, (), made, lines),))
    with Bench("grid", bench_data() | {"form": form.to_json()}, Drafts().answer) as bench:
        yield bench.url
