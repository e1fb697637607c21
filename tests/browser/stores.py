"""File stores of a cabinet for the browser tests: their data, and the server that answers what a page asks."""

from copy import deepcopy
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.browser import cabinets

TAKEN = "2026-11-24T06:12:00.000Z"
NAMES = [
    "Инструкция по заполнению формы.pdf",
    "Порядок проведения ВПР СПО.docx",
    "Форма сбора данных.xlsx",
    "Презентация вебинара 20.11.2026.pptx",
    "Материалы для участников.zip",
    "Письмо Рособрнадзора.pdf",
    "Запись вебинара.mp4",
]
LONG = "Очень длинное название файла " * 6 + "с эмодзи 🎓📄 и_без_пробелов_" + "х" * 40 + ".pdf"
PAGE = 10


def file(number: int, name: str, **changes: Any) -> dict[str, Any]:
    made = {"id": number, "name": name, "size": 225280 * number, "href": f"/files/{number}", "downloaded_at": None}
    return made | changes


def files(count: int) -> list[dict[str, Any]]:
    """So many files; the first has been taken."""
    named = [NAMES[n] if n < len(NAMES) else f"Приложение {n + 1}.pdf" for n in range(count)]
    return [file(n + 1, name, downloaded_at=TAKEN if n == 0 else None) for n, name in enumerate(named)]


class Stores:
    """The server of file stores, by their number; `answer` is what a bench asks, `asked` the addresses."""

    def __init__(
        self, *stores: list[dict[str, Any]], titles: tuple[str, ...] = ("Материалы", "Бланки", "Архив")
    ) -> None:
        self.stores, self.titles = dict(enumerate(stores, 1)), titles
        self.asked: list[str] = []
        self.down = False

    def json(self, *, report: bool = False) -> list[dict[str, Any]]:
        """As a publication carries them."""
        return [self._store(number, report=report) for number in self.stores]

    def _store(self, number: int, *, report: bool) -> dict[str, Any]:
        held = self.stores[number]
        takeable = [one for one in held if one["href"]]
        made = {
            "id": number,
            "title": self.titles[number - 1],
            "total": len(held),
            "takeable": len(takeable),
            "size": sum(one["size"] for one in takeable),
            "files": deepcopy(held[:5]),
            "archive_href": f"/stores/{number}.zip" if takeable else None,
        }
        return made | ({"report": True} if report else {})

    def take(self, number: int, at: str = cabinets.NOW) -> None:
        """The server has sent the last byte of a file."""
        for one in [one for held in self.stores.values() for one in held if one["id"] == number]:
            one["downloaded_at"] = at

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        address = urlsplit(path)
        self.asked.append(path)
        parts = address.path.split("/")
        if self.down:
            return 503, {"error": {"code": "busy", "text": "Сервер перезапускается. Повторите через минуту."}}
        if address.path.startswith("/api/v1/stores/"):
            given = {name: values[-1] for name, values in parse_qs(address.query).items()}
            q, page = given.get("q", ""), int(given.get("page", 1))
            found = [one for one in self.stores[int(parts[4])] if q.lower() in one["name"].lower()]
            pages = max(1, -(-len(found) // PAGE))
            shown = found[(page - 1) * PAGE : page * PAGE]
            return 200, {"files": shown, "total": len(found), "page": page, "pages": pages, "q": q}
        return 200, {}


def school(stores: Stores, **changes: Any) -> dict[str, Any]:
    """A school's cabinet with these stores in its first publication."""
    return _with(cabinets.school(**changes), stores.json())


def coordinator(stores: Stores, **changes: Any) -> dict[str, Any]:
    """A coordinator's, with «Отчет» in every store."""
    return _with(cabinets.coordinator(**changes), stores.json(report=True))


def _with(data: dict[str, Any], stores: list[dict[str, Any]]) -> dict[str, Any]:
    data["publications"][1]["stores"] = stores
    return data
