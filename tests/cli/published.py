"""What commands are tried on: accounts from a workbook, and a collection published for them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl

from fisoko.domain.moscow import show
from tests.cli.terminal import Terminal

FORM = Path(__file__).parents[2] / "data" / "forms" / "kuratory.xlsx"
TERM = show(datetime.now(UTC) + timedelta(days=9))
PEOPLE = [
    ("Логин", "Роль", "Регион", "Организация", "Название"),
    ("spo_coord_24", "региональный координатор", "24", "", "Координатор"),
    ("spo240001", "ответственный организатор", "24", "Колледж", "Колледж"),
    ("spo050001", "ответственный организатор", "05", "Техникум", "Техникум"),
]


def workbook(path: Path, rows: list[tuple[str, ...]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def publish(home: Path, folder: Path, terminal: Terminal) -> None:
    """Import PEOPLE by a workbook in the folder, and publish FORM for them."""
    assert terminal("accounts", "import", workbook(folder / "people.xlsx", PEOPLE), "--home", home).status == 0
    create = ("publications", "create", "--title", "Кураторы", "--form", FORM, "--closes", TERM)
    assert terminal(*create, "--home", home).status == 0
