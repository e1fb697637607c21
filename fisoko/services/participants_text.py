"""The list of participants as text for a spreadsheet: a row each, tabs between, as the clipboard of Excel has it."""

from collections.abc import Callable
from typing import Any

from fisoko.domain.moscow import show
from fisoko.domain.progress import Status, status, time
from fisoko.domain.spreadsheet import harmless
from fisoko.store.roster import Person, Worker

EVERYONE = 1_000_000  # rows at once
COLUMNS = {
    "login": "Логин",
    "name": "Пользователь",
    "region": "Регион",
    "state": "Статус",
    "term": "Срок",
    "filled": "Полнота",
    "errors": "Ошибок",
    "warnings": "Предупреждений",
    "differs": "Свежесть",
    "started_at": "Дата начала работы",
    "edited_at": "Последняя правка",
    "submitted_at": "Дата подачи",
    "submissions": "Сдано раз",
}
OF = "{filled} из {required}"


def text_of(begun: list[Worker], idle: list[Person], columns: list[str], now: Any) -> str:
    """Headings and rows, each ended by CR LF: those who have begun, then those who have not.

    A text that a spreadsheet would take for a formula has an apostrophe in front.
    """
    cells = [CELLS[name] for name in columns]
    lines = [[COLUMNS[name] for name in columns]]
    lines += [[_safe(cell(one, now)) for cell in cells] for one in begun]
    known = {"login": "login", "name": "name", "region": "region_name"}
    for one in idle:
        row = {name: getattr(one, known[name]) or "" for name in columns if name in known}
        row["state"] = Status.IDLE.title
        lines.append([_safe(row.get(name, "")) for name in columns])
    return "".join("\t".join(line) + "\r\n" for line in lines)


def columns_of(given: str) -> list[str]:
    """The columns of a comma-separated list that there are, in their order; all where none of them is."""
    wanted = set(given.split(","))
    return [name for name in COLUMNS if name in wanted] or [*COLUMNS]


def _safe(text: str) -> str:
    one = " ".join(text.split()) if any(sign in text for sign in '\t\r\n"') else text
    return harmless(one)


def _moment(name: str) -> Callable[[Worker, Any], str]:
    def cell(one: Worker, _: Any) -> str:
        moment = getattr(one.facts, name)
        return show(moment) if moment else ""

    return cell


CELLS: dict[str, Callable[[Worker, Any], str]] = {
    "login": lambda one, _: one.login,
    "name": lambda one, _: one.name,
    "region": lambda one, _: one.region_name or "",
    "state": lambda one, _: status(one.facts).title,
    "term": lambda one, now: time(one.facts, term=one.term, own_term=one.own_term, now=now).title,
    "filled": lambda one, _: OF.format(filled=one.facts.filled, required=one.facts.required),
    "errors": lambda one, _: str(one.facts.errors),
    "warnings": lambda one, _: str(one.facts.warnings),
    "differs": lambda one, _: str(one.facts.differs) if one.facts.submissions else "",
    "started_at": _moment("first_edit_at"),
    "edited_at": _moment("last_edit_at"),
    "submitted_at": _moment("last_submitted_at"),
    "submissions": lambda one, _: str(one.facts.submissions),
}
