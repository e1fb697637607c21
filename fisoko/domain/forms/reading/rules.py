"""The service sheet «Правила»: one rule a row."""

import re
from collections.abc import Callable, Mapping

from fisoko.domain.forms.form import Rule, Sheet, Tree, number
from fisoko.domain.forms.formula import shifted
from fisoko.domain.forms.formula.tree import ROWS as LAST_ROW
from fisoko.domain.forms.reading.formulas import Formulas, areas
from fisoko.domain.forms.reading.page import Page, plain
from fisoko.domain.forms.reading.problem import Problems

COLUMNS = {"лист": "sheet", "где": "where", "условие": "condition", "сообщение": "message", "вид": "level"}
LEVELS = {"": "error", "ошибка": "error", "предупреждение": "warning"}
CELLS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?", re.IGNORECASE)
WHOLE = re.compile(r"\$?([A-Z]{1,3})(?::\$?([A-Z]{1,3}))?", re.IGNORECASE)
LINES = re.compile(r"\$?([0-9]{1,7}):\$?([0-9]{1,7})")

Range = tuple[int, int, int, int]


def read_rules(
    page: Page | None, sheets: Mapping[str, Sheet], formulas: Formulas, problems: Problems, new_id: Callable[[], str]
) -> list[Rule]:
    """The rules of the sheet; what cannot be read is told row by row."""
    if page is None or not page.content:
        return []
    head = min(row for row, _ in page.content)
    places = {
        COLUMNS[title]: column
        for column in range(1, page.last_column + 1)
        if (title := page.text(head, column).rstrip("*").strip().casefold()) in COLUMNS
    }
    missing = [title.capitalize() for title, name in COLUMNS.items() if name not in places and name != "level"]
    if missing:
        problems.error(
            f"Не найдены столбцы: {', '.join(f'«{title}»' for title in missing)}. В первой строке листа нужны "
            "«Лист», «Где», «Условие», «Сообщение», «Вид»",
            page.name,
            page.place(head, 1),
        )
        return []
    known = {name.casefold(): sheet for name, sheet in sheets.items()}
    rules: list[Rule] = []
    for row in range(head + 1, page.last_row + 1):
        said = {name: page.raw(row, column) for name, column in places.items()}
        if not all(value is None or not str(value).strip() for value in said.values()):
            rules += _read(page, row, places, said, known, formulas, problems, new_id)
    return rules


def _read(
    page: Page,
    row: int,
    places: Mapping[str, int],
    said: Mapping[str, object],
    known: Mapping[str, Sheet],
    formulas: Formulas,
    problems: Problems,
    new_id: Callable[[], str],
) -> list[Rule]:
    def wrong(text: str, column: str) -> None:
        problems.error(text, page.name, page.place(row, places.get(column, 1)))

    text = {name: plain(value) for name, value in said.items()}
    sheet = known.get(text["sheet"].strip("«»").casefold())
    level = LEVELS.get(text.get("level", "").casefold())
    condition = said["condition"]
    condition = str(getattr(condition, "text", condition) or "").strip()
    if sheet is None:
        wrong(f"Листа «{text['sheet']}» в форме нет; впишите название листа, как на ярлычке", "sheet")
    if level is None:
        wrong(f"Вид «{text['level']}» не подходит: нужно «ошибка» или «предупреждение»", "level")
    if not text["message"]:
        wrong("Сообщение пусто; впишите, что участнику нужно исправить", "message")
    if not condition:
        wrong("Условие пусто; впишите формулу, которая должна быть истинной", "condition")
    if sheet is None:
        return []
    found = _ranges(text["where"], sheet)
    if not found:
        wrong(
            f"«{text['where']}» – не ячейка, диапазон или столбец таблицы листа «{sheet.name}»; исправьте адрес",
            "where",
        )
    top, left = found[0][:2] if found else (sheet.top, sheet.left)
    place = page.place(row, places["condition"])
    tree = formulas.condition(condition, sheet.name, top, left, page.name, place) if condition else None
    if tree is None or not found or level is None or not text["message"]:
        return []
    if _written_for_first_row(tree, sheet, top, text["where"]):
        tree = shifted(tree, top - 1, 0)
    message = str(said["message"]).strip()
    return [
        Rule(new_id(), sheet.id, area, shifted(tree, area[0] - top, area[1] - left), message, level) for area in found
    ]


def _written_for_first_row(tree: Tree, sheet: Sheet, top: int, where: str) -> bool:
    """Whether a condition for a whole column looks at row 1, as in a conditional format: headings are not meant."""
    if top == 1 or not WHOLE.fullmatch(where.replace(" ", "")):
        return False
    rows = [row for area in areas(tree) for row in (area.top, area.bottom) if (area.top, area.bottom) != (1, LAST_ROW)]
    return bool(rows) and set(rows) == {1}


def _ranges(where: str, sheet: Sheet) -> list[Range]:
    """The ranges of «Где» in Excel's numbers, [] when any part is not one inside the table."""
    columns = [column.number for column in sheet.columns]
    first, last = (sheet.top, sheet.top + sheet.max_rows - 1) if sheet.free else (sheet.top, sheet.rows[-1].number)
    if not where:
        return [(first, min(columns), last, max(columns))]
    found: list[Range] = []
    for part in re.split(r"[;,]", where.replace(" ", "")):
        bare = part.rpartition("!")[2]
        if match := CELLS.fullmatch(bare):
            one, two = (int(match[2]), number(match[1])), (int(match[4] or match[2]), number(match[3] or match[1]))
            area = (min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1]))
        elif match := WHOLE.fullmatch(bare):
            ends = sorted((number(match[1]), number(match[2] or match[1])))
            area = (first, ends[0], last, ends[1])
        elif match := LINES.fullmatch(bare):
            ends = sorted((int(match[1]), int(match[2])))
            area = (ends[0], min(columns), ends[1], max(columns))
        else:
            return []
        if area[2] < first or area[0] > last or not any(area[1] <= column <= area[3] for column in columns):
            return []
        found.append(area)
    return found
