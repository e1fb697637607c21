"""The demonstration's accounts, brought in the way an operator brings real ones: by a workbook."""

from io import BytesIO
from typing import Any

from fisoko.demo.organisations import Person
from fisoko.domain.person import OPERATOR, Role
from fisoko.reports.book import Book
from fisoko.reports.cells import Typed
from fisoko.reports.sheet import Heading, Sheet

HEADINGS = ("Логин", "Роль", "Регион", "Организация", "Название")


A_BOOK = 15_000  # accounts: a workbook of many more is not taken


def workbook(persons: list[Person]) -> bytes:
    """The workbook that `fisoko accounts import` would take."""
    file = BytesIO()
    with Book(file) as book:
        sheet = Sheet(book, "Учетные записи", [Heading((one,), 160) for one in HEADINGS], 1)
        for person in persons:
            organisation = person.name if person.role is Role.ORGANISER else ""
            cells = (person.login, person.role.title, person.region or "", organisation, person.name)
            sheet.add([Typed(text, "text") for text in cells])
        sheet.finish()
    return file.getvalue()


def make_accounts(application: Any, persons: list[Person], password: str | None) -> list[tuple[str, str, str]]:
    """Make them; (login, password, name) of each, with one password for all when it is given."""
    issued: list[tuple[str, str, str]] = []
    for start in range(0, len(persons), A_BOOK):
        book = workbook(persons[start : start + A_BOOK])
        imported = application.accounts.import_workbook(OPERATOR, book, password=password)
        if imported.problems:
            raise ValueError("; ".join(imported.problems))
        issued += imported.issued
    return issued
