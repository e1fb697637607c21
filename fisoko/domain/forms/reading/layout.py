"""Where the table of a sheet stands: its headings, captions, data columns, fixed or free rows."""

from dataclasses import dataclass

from fisoko.domain.forms.form import letter
from fisoko.domain.forms.reading.headings import Heading, Headings, read_headings
from fisoko.domain.forms.reading.page import Page
from fisoko.domain.forms.reading.problem import Problems

FREEZE = "Вид → Закрепить области"
COLUMNS = 300
FROZEN_ROWS, FROZEN_COLUMNS = 100, 50  # more is nobody's heading


@dataclass(frozen=True)
class Layout:
    """The geometry of one sheet in Excel's numbers; `rows` are the fixed rows with their captions, {} when free."""

    headings: Headings
    captions: list[int]
    columns: dict[int, Heading]
    rows: dict[int, tuple[str, ...]]
    top: int
    free: bool
    example: bool  # the first free row holds values: an example of how to fill it

    @property
    def left(self) -> int:
        """The first data column."""
        return min(self.columns)


def read_layout(page: Page, problems: Problems) -> Layout | None:
    """The layout of a sheet; None when there is no table to speak of, which is told."""
    top, left = page.frozen()
    if top == 1:
        top = 1 + min((row for row in page.rows if row not in page.hidden_rows and _visible(page, row)), default=0)
    if top > FROZEN_ROWS or left > FROZEN_COLUMNS:
        problems.error(
            f"Закреплено слишком много строк или столбцов; закрепите их под заголовком и правее подписей ({FREEZE})",
            page.name,
            page.place(top, left),
        )
        return None
    headings = read_headings(page, top, left, problems)
    if not headings.rows:
        problems.error(
            f"Над таблицей нет заголовка; впишите названия столбцов и закрепите области под ними ({FREEZE})", page.name
        )
        return None
    captions = [column for column in page.visible_columns(1, left - 1) if _any(page, column)]
    rows = _fixed_rows(page, top, captions, left) if captions else {}
    free = not rows
    columns = _columns(page, headings, 1 if free else left, top, problems)
    if not columns:
        problems.error("На листе нет столбцов для заполнения; проверьте закрепление областей", page.name)
        return None
    if len(columns) > COLUMNS:
        problems.error(f"В таблице {len(columns)} столбцов, допустимо не больше {COLUMNS}; разделите лист", page.name)
        return None
    if free:
        return _free_layout(page, headings, columns, top, problems)
    _judge_rows(page, rows, captions, columns, problems, top)
    return Layout(headings, captions, columns, rows, min(rows), free=False, example=False)


def _free_layout(
    page: Page, headings: Headings, columns: dict[int, Heading], top: int, problems: Problems
) -> Layout | None:
    visible = page.visible_rows(top, max(page.last_row, top) + len(page.hidden_rows) + 1)
    top = visible[0]
    filled = [row for row in page.visible_rows(top, page.last_row) if _typed(page, row, columns)]
    example = top in filled
    after = [row for row in filled if row != top]
    if after:
        gap = any(row not in filled for row in page.visible_rows(top + 1, after[0] - 1))
        _judge_second(page, after[0], columns, problems, gap=gap)
    for row, column in sorted(page.content):
        if row > top and column in columns and page.is_formula(row, column) and not page.is_formula(top, column):
            problems.error(
                f"Формула стоит не в первой строке таблицы; впишите ее в {page.place(top, column)}: строки, которые "
                "добавит участник, получат ее оттуда",
                page.name,
                page.place(row, column),
            )
            break
    for place in page.merges:
        if place[0] >= top and place[1] in columns:
            problems.error(
                "На листе со свободными строками ячейки таблицы объединены; отмените объединение",
                page.name,
                page.place(*place),
            )
            break
    if example and not after:
        problems.note(
            f"строка {top} прочитана как пример заполнения: ее значения показаны в подсказках столбцов, "
            "а строки добавляет участник",
            page.name,
        )
    return Layout(headings, [], columns, {}, top, free=True, example=example)


def _judge_second(page: Page, row: int, columns: dict[int, Heading], problems: Problems, *, gap: bool) -> None:
    place = page.place(row, next(column for column in columns if page.text(row, column)))
    if gap:
        problems.error(_two_tables("ниже пустой строки"), page.name, place)
    else:
        problems.error(
            "Заполнено несколько строк, а столбцов с подписями нет. Если строки постоянные, закрепите области правее "
            f"столбцов с названиями строк ({FREEZE}); если строки добавляет участник, оставьте одну строку-пример",
            page.name,
            place,
        )


def _two_tables(where: str) -> str:
    return (
        f"На листе должна быть одна таблица, а {where} начинается еще одна. Перенесите ее на отдельный лист, "
        "лишнее удалите; пояснения впишите в примечание к ячейке A1"
    )


def _columns(page: Page, headings: Headings, left: int, top: int, problems: Problems) -> dict[int, Heading]:
    """The data columns with their headings; columns without one are told."""
    columns: dict[int, Heading] = {}
    gap = 0
    for column in page.visible_columns(left, page.last_column):
        heading = headings.of(page, column)
        body = next((row for row in page.columns.get(column, ()) if row >= top and row not in page.hidden_rows), 0)
        if heading is None and body:
            where = page.place(body, column)
            if gap:
                problems.error(_two_tables("правее пустого столбца"), page.name, where)
                return columns
            problems.error(
                f"У столбца {letter(column)} нет заголовка; впишите его или очистите столбец", page.name, where
            )
        elif heading is None:
            gap = gap or column
        elif gap and columns:
            problems.error(_two_tables(f"правее пустого столбца {letter(gap)}"), page.name, page.place(*heading.leaf))
            return columns
        else:
            columns[column] = heading
    return columns


def _fixed_rows(page: Page, top: int, captions: list[int], left: int) -> dict[int, tuple[str, ...]]:
    """The rows in which every caption cell that is not merged away has a text."""
    rows: dict[int, tuple[str, ...]] = {}
    for row in page.visible_rows(top, page.last_row):
        if not any((row, column) in page.content for column in captions):
            # a row wholly under merged captions counts only while it is part of their block
            merged = [page.merges.get((row, column)) for column in captions]
            if not all(area and area[0] < row and page.text(row, area[1]) for area in merged):
                continue
        texts = [_caption(page, row, column) for column in captions]
        if all(text is not None for text in texts) and any(texts):
            rows[row] = tuple(text or "" for text in texts)
    return rows


def _caption(page: Page, row: int, column: int) -> str | None:
    """The caption at a place: '' where a merge across took it away, None where one is missing."""
    anchor = page.anchor(row, column)
    if anchor[1] != column:
        return "" if page.text(row, column) else None
    return page.text(row, column) or None


def _judge_rows(
    page: Page,
    rows: dict[int, tuple[str, ...]],
    captions: list[int],
    columns: dict[int, Heading],
    problems: Problems,
    top: int,
) -> None:
    """Tell rows that would be lost, formulas in captions, a second table below."""
    blank = 0
    for row in page.visible_rows(top, page.last_row):
        filled = [column for column in page.rows.get(row, ()) if column in columns or column in captions]
        if row not in rows and not filled:
            blank = row
        elif blank and blank > min(rows):
            problems.error(_two_tables(f"ниже пустой строки {blank}"), page.name, page.place(row, (filled or [1])[0]))
            break
        elif row not in rows:
            missing = next(column for column in captions if not _caption(page, row, column))
            problems.error(
                f"Строка {row} заполнена, а подпись в ячейке {page.place(row, missing)} пуста; впишите ее, объедините "
                "ячейки с подписью выше или очистите строку",
                page.name,
                page.place(row, missing),
            )
    for row in rows:
        for column in captions:
            if page.is_formula(row, column):
                problems.error(
                    "В подписи строки стоит формула; впишите готовый текст", page.name, page.place(row, column)
                )
    if len(rows) == 1 and any(_typed(page, row, columns) for row in rows):
        problems.note(
            "единственная строка прочитана как постоянная; если это пример строки, которую добавляет участник, "
            "снимите закрепление столбцов",
            page.name,
            page.place(min(rows), 1),
        )


def _visible(page: Page, row: int) -> bool:
    """Whether a row holds anything in columns that are seen."""
    return any(column not in page.hidden_columns for column in page.rows[row])


def _any(page: Page, column: int) -> bool:
    """Whether anything is seen in a column."""
    return any(page.text(row, column) for row in page.visible_rows(1, page.last_row))


def _typed(page: Page, row: int, columns: dict[int, Heading]) -> bool:
    """Whether a row holds values that are not formulas."""
    return any(column in columns and not page.is_formula(row, column) for column in page.rows.get(row, ()))
