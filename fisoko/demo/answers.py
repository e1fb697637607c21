"""Believable answers to any form: of the right type, within its limits, corrected until the form's own checks pass."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from fisoko.domain.forms.checking import check
from fisoko.domain.forms.form import Cell, Column, Form, Sheet

TRIES = 12
SURNAMES = ("Иванова", "Петрова", "Смирнова", "Кузнецова", "Соколова", "Магомедова", "Алиева", "Попова", "Васильева")
NAMES = ("Анна Сергеевна", "Ольга Ивановна", "Патимат Ахмедовна", "Елена Викторовна", "Наталья Петровна")
TEXTS = ("без замечаний", "по графику", "корпус 1", "корпус 2", "очное отделение")
Cells = dict[str, dict[str, Any]]


@dataclass
class Answers:
    """Values of one organisation under construction: sheet id → row ids of free sheets and cells."""

    form: Form
    values: dict[str, dict[str, Any]] = field(default_factory=dict)

    def put(self, sheet: str, row: str, column: str, value: Any) -> None:
        """Set a cell; None empties it."""
        self.values.setdefault(sheet, {}).setdefault("cells", {}).setdefault(row, {})[column] = value

    def add_row(self, sheet: str, row: str) -> None:
        """Append a free row."""
        self.values.setdefault(sheet, {}).setdefault("rows", []).append(row)

    def ops(self) -> Iterator[list[Any]]:
        """The same as a person's edits, in the order of the form."""
        for sheet in self.form.sheets:
            kept = self.values.get(sheet.id, {})
            previous = None
            for row in kept.get("rows", []):
                yield ["insert", sheet.id, row, previous]
                previous = row
            for row, cells in kept.get("cells", {}).items():
                for column, value in cells.items():
                    yield ["set", sheet.id, row, column, value]


def whole(form: Form, random: Random, today: date) -> Answers:
    """Answers to everything. What the checks still refuse after some tries stays as it is: the caller checks."""
    answers = Answers(form)
    for sheet in form.sheets:
        for row in _rows(answers, sheet, random):
            for column in sheet.columns:
                cell = sheet.cell(row, column.id)
                if cell.writable and (cell.value is None):
                    answers.put(sheet.id, row, column.id, believable(cell, column, random, today))
    _correct(answers, random, today)
    return answers


def begun(full: Answers, share: float) -> Answers:
    """The first part of these answers, as somebody leaves them in the middle."""
    part = Answers(full.form)
    ops = list(full.ops())
    for op in ops[: max(1, round(len(ops) * share))]:
        if op[0] == "insert":
            part.add_row(op[1], op[2])
        else:
            part.put(*op[1:])
    return part


def acceptable(answers: Answers, today: date) -> bool:
    """Whether the form's checks find no error."""
    return not any(finding["level"] == "error" for finding in check(answers.form, answers.values, today))


def _rows(answers: Answers, sheet: Sheet, random: Random) -> list[str]:
    if not sheet.free:
        return [row.id for row in sheet.rows]
    rows = [f"{random.getrandbits(40):010x}" for _ in range(random.randint(1, min(6, sheet.max_rows)))]
    for row in rows:
        answers.add_row(sheet.id, row)
    return rows


def _correct(answers: Answers, random: Random, today: date) -> None:
    """Try other values in the cells that the checks name; at last leave them at zero or empty."""
    for attempt in range(TRIES):
        errors = [finding for finding in check(answers.form, answers.values, today) if finding["level"] == "error"]
        if not errors:
            return
        for finding in errors:
            _try_another(answers, finding, random, today, last=attempt >= TRIES - 3)


def _try_another(answers: Answers, finding: dict[str, Any], random: Random, today: date, *, last: bool) -> None:
    sheet = answers.form.sheet(finding["sheet"])
    row = finding["row"]
    if row is None:
        return
    # A rule names one cell but speaks of its row: any number of the row may be the one to change.
    for column in sheet.columns:
        cell = sheet.cell(row, column.id)
        number = cell.type in ("integer", "decimal", "percent", "general")
        if not cell.writable or not (column.id == finding["column"] or (number and finding["kind"] == "rule")):
            continue
        value = 0 if last and number else believable(cell, column, random, today)
        answers.put(sheet.id, row, column.id, value)


def believable(cell: Cell, column: Column, random: Random, today: date) -> Any:
    """A value that suits the cell's type, list and limits."""
    if cell.list:
        return random.choice(cell.list)
    low, high = _bounds(cell)
    match cell.type:
        case "integer":
            return _integer(low, high, random)
        case "decimal":
            return round(random.uniform(low or 0, high if high is not None else 100), cell.decimals)
        case "percent":
            return round(random.uniform(0.4, 1), cell.decimals + 2)
        case "date":
            return _date(cell, random, today)
        case "time":
            return f"{random.randint(8, 15):02d}:{random.choice((0, 15, 30, 45)):02d}"
        case "boolean":
            return random.random() < 0.7
        case _:
            return _text(" ".join(column.path).lower(), random)


def _integer(low: float | None, high: float | None, random: Random) -> int:
    bottom = int(low or 0)
    top = int(high) if high is not None else bottom + 100
    return min(top, bottom + int(random.triangular(0, min(top - bottom, 120), min(top - bottom, 25))))


def _date(cell: Cell, random: Random, today: date) -> str:
    first, last = _date_bounds(cell)
    first = first or today - timedelta(days=40)
    last = last or max(first, today - timedelta(days=2)) if first <= today else last or first
    return (first + timedelta(days=random.randint(0, max(0, (last - first).days)))).isoformat()


def _text(heading: str, random: Random) -> str:
    if any(word in heading for word in ("фио", "ф.и.о", "фамилия", "куратор", "ответственн")):
        return f"{random.choice(SURNAMES)} {random.choice(NAMES)}"
    if "почт" in heading or "mail" in heading:
        return f"otvet{random.randint(1, 999)}@example.org"
    if "телефон" in heading:
        return f"8 ({random.randint(301, 879)}) {random.randint(100, 999)}-{random.randint(10, 99)}-00"
    if "снилс" in heading:
        return f"{random.randint(100, 999)}-{random.randint(100, 999)}-{random.randint(100, 999)} 00"
    if "групп" in heading:
        return f"{random.choice('АБВКМПС')}-{random.randint(11, 19)}"
    if "аудитори" in heading or "кабинет" in heading:
        return str(random.randint(101, 420))
    return random.choice(TEXTS)


def _bounds(cell: Cell) -> tuple[float | None, float | None]:
    """Constant numeric limits of a cell."""
    limits = cell.limits
    if limits is None or limits.kind not in ("number",):
        return None, None
    first = _number(limits.first)
    match limits.operator:
        case "between":
            return first, _number(limits.second)
        case "greaterThan" | "greaterThanOrEqual":
            return first, None
        case "lessThan" | "lessThanOrEqual":
            return 0, first
        case "equal":
            return first, first
        case _:
            return None, None


def _number(tree: Any) -> float | None:
    if isinstance(tree, list) and tree and tree[0] == "num":
        return tree[1]
    return None


def _date_bounds(cell: Cell) -> tuple[date | None, date | None]:
    """Constant limits of a date: Excel's numbers of days, or DATE(y, m, d)."""
    limits = cell.limits
    if limits is None or limits.kind != "date":
        return None, None
    first, second = _day(limits.first), _day(limits.second)
    match limits.operator:
        case "between":
            return first, second
        case "greaterThan" | "greaterThanOrEqual":
            return first, None
        case "lessThan" | "lessThanOrEqual":
            return None, first
        case _:
            return None, None


def _day(tree: Any) -> date | None:
    number = _number(tree)
    if number is not None:
        return date(1899, 12, 30) + timedelta(days=int(number))
    if isinstance(tree, list) and tree[:2] == ["call", "DATE"]:
        parts = [_number(part) for part in tree[2]]
        if len(parts) == 3 and None not in parts:
            return date(*(int(part or 0) for part in parts))
    return None
