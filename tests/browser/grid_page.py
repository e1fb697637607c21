"""A filling page for the browser tests: a form of three sheets, a small server of drafts, and hands that type."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page

INTEGER = {"type": "integer"}
LIMITS = {"kind": "number", "operator": "between", "first": ["num", 0], "second": ["num", 400]}
PROGRAMMES = [
    "09.02.07 Информационные системы",
    "15.02.16 Технология машиностроения",
    "23.01.17 Мастер по ремонту автомобилей",
    "44.02.01 Дошкольное образование",
    "34.02.01 Сестринское дело",
]


def column(letter: str, path: list[str], cell: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A column of a sheet whose id is told by its letter."""
    return {
        "id": f"column0{letter.lower()}",
        "letter": letter,
        "key": f"Лист!{letter}",
        "path": path,
        "cell": cell,
        **more,
    }


def total(row: int) -> dict[str, Any]:
    """A computed cell: C + D of its row."""
    return {**INTEGER, "formula": ["op", "+", ["ref", 0, row, 3, 0, 0], ["ref", 0, row, 4, 0, 0]]}


def contingent(rows: int = 5) -> dict[str, Any]:
    """A sheet with fixed rows, headings of three levels, a formula, lists, dates and a locked column."""
    students = "Обучающихся, человек"
    bases = ["основное общее", "среднее общее", "не указано"]
    base = {"type": "text", "list": bases, "required": True}
    limited = {**INTEGER, "limits": LIMITS, "error": "Нужно целое число от 0 до 400."}
    return {
        "id": "sheet001",
        "name": "Контингент",
        "rules": "Заполните все строки.\nЧисленность указывается на 1 октября.",
        "free": False,
        "max_rows": 1000,
        "top": 5,
        "left": 2,
        "captions": [{"title": "Профессия, специальность", "letter": "A", "width": 280}],
        "columns": [
            column("B", ["База образования"], base, required=True, width=140),
            column("C", [students, "на 1 курсе", "очно"], {**limited, "hint": "Без отчисленных."}, width=90),
            column("D", [students, "на 1 курсе", "очно-заочно"], limited, width=100),
            column("E", [students, "на 1 курсе", "всего"], total(5), width=80),
            column("F", [students, "на 2 курсе"], INTEGER, width=90),
            column("G", ["Доля, %"], {"type": "decimal", "decimals": 1}, width=90),
            column("H", ["Дата приказа"], {"type": "date"}, width=110),
            column("I", ["Общежитие"], {"type": "boolean"}, width=90),
            column("J", ["Код"], {"type": "text", "locked": True, "value": "42"}, width=60),
            column("K", ["Ответственный"], {"type": "text"}, width=160),
        ],
        "rows": [
            {
                "id": f"row{i:05}",
                "number": 5 + i,
                "captions": [PROGRAMMES[i % 5] if i < 5 else f"Программа {i + 1}"],
                "cells": {"column0e": total(5 + i)},
            }
            for i in range(rows)
        ],
    }


def people(limit: int = 1000) -> dict[str, Any]:
    """A sheet whose rows the user adds."""
    return {
        "id": "sheet002",
        "name": "Ответственные",
        "rules": "Каждый ответственный в своей строке.",
        "free": True,
        "max_rows": limit,
        "top": 2,
        "left": 1,
        "captions": [],
        "columns": [
            column("A", ["Фамилия, имя, отчество"], {"type": "text"}, width=260),
            column("B", ["Телефон"], {"type": "text"}, width=140),
            column("C", ["Стаж, лет"], INTEGER, width=90),
        ],
        "rows": [],
    }


def organisation() -> dict[str, Any]:
    """A sheet without rules and captions."""
    return {
        "id": "sheet003",
        "name": "Сведения об ОО",
        "rules": "",
        "free": False,
        "max_rows": 1000,
        "top": 2,
        "left": 2,
        "captions": [{"title": "Показатель", "letter": "A", "width": 220}],
        "columns": [column("B", ["Значение"], {"type": "general"}, width=200)],
        "rows": [
            {"id": f"info{i:04}", "number": 2 + i, "captions": [name], "cells": {}}
            for i, name in enumerate(["ОГРН", "Адрес"])
        ],
    }


def form(rows: int = 5, limit: int = 1000, rules: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """The form of the tests."""
    sheets = [contingent(rows), people(limit), organisation()]
    return {"key": "test", "title": "Контингент", "note": "", "sheets": sheets, "constants": {}, "rules": rules or []}


def iso(moment: datetime) -> str:
    """A moment as the server writes it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def page_data(values: dict[str, Any] | None = None, minutes: float = 134.0, **more: Any) -> dict[str, Any]:
    """What the page of a school is given."""
    now = datetime.now(UTC)
    return {
        "form": form(),
        "draft": {"seq": 0, "sheets": values or {}, "not_in": []},
        "mode": "edit",
        "title": "Контингент",
        "subtitle": "Сбор данных об участниках ВПР СПО · spo240067",
        "account": "spo240067",
        "collection": 12,
        "save_url": "/api/v1/drafts/12",
        "submit_url": "/api/v1/collections/12/submissions",
        "back": "/cabinet",
        "opens_at": iso(now - timedelta(days=3)),
        "closes_at": iso(now + timedelta(minutes=minutes)),
        "server_now": iso(now),
        "zone": {"offset": 420, "name": "Красноярск"},
        "submission": None,
        "versions": [],
        "today": "2026-09-20",
        **more,
    }


class Drafts:
    """A server of one draft in memory: batches with numbers, repeats, gaps, and refusals that a test orders."""

    def __init__(self, sheets: dict[str, Any] | None = None) -> None:
        self.sheets: dict[str, Any] = sheets or {}
        self.seq, self.windows, self.answers, self.log = 0, {}, {}, []
        self.orders: list[tuple[int, dict[str, Any]]] = []  # answers to give before anything else
        self.not_in: list[dict[str, Any]] = []
        self.elsewhere = False
        self.changes: list[dict[str, Any]] = []  # batches of other windows, told with the draft
        self.session = ""  # who has signed in in this browser
        self.form_version: int | None = None  # of the draft that is told, if a test says
        self.submissions: list[dict[str, Any]] = []
        self.logins: list[dict[str, str]] = []
        self.pause, self.lock = 20, threading.Lock()
        self.judge = lambda _body: None  # a test may answer a batch by its content

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        """The callback of the bench."""
        with self.lock:
            if path == "/login":
                self.logins.append(body)
                return (
                    (200, {"login": body["login"]})
                    if body["password"] == "верный"
                    else (403, {"error": {"code": "login", "text": "Неверный пароль."}})
                )
            if path == "/api/v1/session":
                return (200, {"login": self.session}) if self.session else (401, {})
            if path.startswith("/api/v1/drafts/") and method == "POST":
                return self.save(body)
            if path.startswith("/api/v1/drafts/"):
                self.elsewhere = False
                told = {"seq": self.seq, "sheets": self.sheets, "changes": self.changes, "not_in": self.not_in}
                return 200, told | ({"form_version": self.form_version} if self.form_version else {})
            if path.endswith("/submissions"):
                if self.orders:
                    return self.orders.pop(0)
                self.submissions.append(body)
                return 201, {
                    "number": 1,
                    "submitted_at": iso(datetime.now(UTC)),
                    "code": "7F3K9A2C",
                    "sha256": "",
                    "href": "",
                }
            return 200, {}

    def save(self, body: Any) -> tuple[int, Any]:
        window, number = body["window"], body["number"]
        if self.orders:
            return self.orders.pop(0)
        judged = self.judge(body)
        if judged:
            return judged
        last = self.windows.get(window, 0)
        if number <= last:
            return 200, self.answers[window, number]
        if number > last + 1:
            return 409, {"error": {"code": "gap", "text": f"Ждем {last + 1}.", "expected": last + 1}}
        self.fold(body["ops"])
        self.seq += 1
        self.windows[window] = number
        self.log.append(body)
        answer = {
            "number": number,
            "seq": self.seq,
            "saved_at": iso(datetime.now(UTC)),
            "pause_ms": self.pause,
            "elsewhere": self.elsewhere,
        }
        self.answers[window, number] = answer
        return 200, answer

    def fold(self, ops: list[Any]) -> None:
        for deed, sheet_id, row, *rest in ops:
            sheet = self.sheets.setdefault(sheet_id, {"cells": {}})
            if deed == "set":
                sheet["cells"].setdefault(row, {})[rest[0]] = rest[1]
            elif deed == "insert":
                rows = sheet.setdefault("rows", [])
                rows.insert(rows.index(rest[0]) + 1 if rest[0] in rows else 0, row)
            elif deed == "move":
                sheet["rows"].remove(row)
                sheet["rows"].insert(sheet["rows"].index(rest[0]) + 1 if rest[0] else 0, row)
            elif deed == "delete":
                sheet["rows"].remove(row)
                sheet["cells"].pop(row, None)

    def by_another(self, saved_at: str, *ops: list[Any]) -> None:
        """Another window changes the draft; the next answer to a batch says so."""
        self.fold([*ops])
        self.seq += 1
        self.changes.append({"seq": self.seq, "window": "another", "saved_at": saved_at, "ops": [*ops]})
        self.elsewhere = True

    def cell(self, sheet: str, row: str, column: str) -> Any:
        """What the server holds in a cell, or the word «нет» where it holds nothing."""
        return self.sheets.get(sheet, {}).get("cells", {}).get(row, {}).get(column, "нет")

    def value(self, address: str) -> Any:
        """The same by an address of the first sheet."""
        return self.cell("sheet001", f"row{int(address[1:]) - 5:05}", f"column0{address[0].lower()}")


class Hands:
    """What a person does on the page and sees there."""

    def __init__(self, page: Page, url: str, *, ready: bool = True) -> None:
        self.page = page
        self.drafts: Drafts
        self.bench: Any
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.goto(url)
        if ready:
            self.wait()

    def wait(self) -> None:
        self.page.locator(".desk[data-ready]").wait_for()

    def place(self, address: str) -> tuple[int, int]:
        """Row and column of a cell as the screen reader counts them on the open sheet."""
        return self.page.evaluate(
            """([letters, number]) => {
              const root = document.getElementById("host").shadowRoot
              const form = JSON.parse(document.getElementById("page").textContent).data.form
              const tab = root.querySelector("[role=tab][aria-selected=true]").id.slice(4)
              const sheet = form.sheets.find(one => one.id === tab)
              const column = sheet.columns.findIndex(one => one.letter === letters)
              return [number - sheet.top, column + Math.max(1, sheet.captions.length)]
            }""",
            [address[0], int(address[1:])],
        )

    def cell(self, address: str) -> Any:
        """The drawn cell of an address."""
        row, column = self.place(address)
        return self.page.locator(f".grid-row[aria-rowindex='{row + 2}'] .grid-cell[aria-colindex='{column + 1}']")

    def text(self, address: str) -> str:
        return self.cell(address).text_content() or ""

    def texts(self, *addresses: str) -> list[str]:
        return [self.text(address) for address in addresses]

    def click(self, address: str, **more: Any) -> "Hands":
        self.cell(address).click(**more)
        return self

    def keys(self, *names: str) -> "Hands":
        for name in names:
            self.page.keyboard.press(name)
        return self

    def type(self, text: str) -> "Hands":
        self.page.keyboard.type(text)
        return self

    @property
    def address(self) -> str:
        """Where the selection is, by the line above the grid."""
        return self.page.locator(".hint-line .address").text_content() or ""

    @property
    def hint(self) -> str:
        return self.page.locator(".hint-line").text_content() or ""

    @property
    def report(self) -> str:
        return self.page.locator(".report .text").text_content() or ""

    def drag(self, source: Any, target: Any) -> "Hands":
        """Drags from the middle of one thing to the middle of another, in several steps."""
        start, end = source.bounding_box(), target.bounding_box()
        self.page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
        self.page.mouse.down()
        self.page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=4)
        self.page.mouse.up()
        self.page.wait_for_timeout(50)
        return self

    def saved(self) -> "Hands":
        """Waits until everything is on the server."""
        self.page.locator(".state", has_text="Сохранено").wait_for()
        return self

    def copied(self) -> str:
        return self.page.evaluate("navigator.clipboard.readText()")

    def to_clipboard(self, text: str) -> "Hands":
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        return self

    def tab(self, name: str) -> "Hands":
        self.page.get_by_role("tab", name=name).click()
        self.page.wait_for_timeout(150)
        return self
