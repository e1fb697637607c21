"""The demonstration's accounts, brought in the way an operator brings real ones: by a workbook."""

from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from fisoko.demo.organisations import Person
from fisoko.domain.person import OPERATOR, Role

HEADINGS = ("Логин", "Роль", "Регион", "Организация", "Название")


def workbook(persons: list[Person]) -> bytes:
    """The workbook that `fisoko accounts import` would take."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Учетные записи")
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(0, column, heading)
    for row, person in enumerate(persons, 1):
        organisation = person.name if person.role is Role.ORGANISER else ""
        cells = (person.login, person.role.title, person.region or "", organisation, person.name)
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text)
    book.close()
    return file.getvalue()


def make_accounts(application: Any, persons: list[Person], password: str | None) -> list[tuple[str, str, str]]:
    """Make them; (login, password, name) of each, with one password for all when it is given."""
    imported = application.accounts.import_workbook(OPERATOR, workbook(persons), password=password)
    if imported.problems:
        raise ValueError("; ".join(imported.problems))
    return imported.issued
