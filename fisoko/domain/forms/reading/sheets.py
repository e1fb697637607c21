"""A worksheet of the book becomes a sheet of the form."""

import json
from collections.abc import Callable, Iterable, Mapping

from fisoko.domain.forms.form import FREE_ROWS, Caption, Cell, Column, Row, Sheet, letter
from fisoko.domain.forms.reading.cells import CellReader
from fisoko.domain.forms.reading.headings import Heading
from fisoko.domain.forms.reading.layout import Layout
from fisoko.domain.forms.reading.page import Page


def build_sheet(
    page: Page,
    layout: Layout,
    reader: CellReader,
    keys: Mapping[tuple[int, int], str],
    new_id: Callable[[], str],
    max_rows: int | None,
) -> Sheet:
    """The sheet with its cells; `keys` are the defined names of heading cells by place."""
    cells = {
        column: {
            row: reader.read(row, column, starred=heading.required, free=layout.free)
            for row in (layout.rows or (layout.top,))
        }
        for column, heading in layout.columns.items()
    }
    sheet_id = new_id()
    columns = [
        _column(page, layout, reader, column, heading, _usual(cells[column].values()), keys, new_id())
        for column, heading in layout.columns.items()
    ]
    rows = [
        Row(
            new_id(),
            number,
            captions,
            {
                column.id: cell
                for column, cell in ((column, cells[column.number][number]) for column in columns)
                if cell != column.cell
            },
        )
        for number, captions in layout.rows.items()
    ]
    _judge_writable(reader, page, cells)
    return Sheet(
        id=sheet_id,
        name=page.name,
        top=layout.top,
        left=layout.left,
        captions=tuple(
            Caption(" / ".join(_caption_path(layout, page, column)), letter(column), page.width(column))
            for column in layout.captions
        ),
        columns=tuple(columns),
        rows=tuple(rows),
        free=layout.free,
        max_rows=max_rows or FREE_ROWS,
        rules=page.comment(1, 1),
    )


def _column(
    page: Page,
    layout: Layout,
    reader: CellReader,
    number: int,
    heading: Heading,
    cell: Cell,
    keys: Mapping[tuple[int, int], str],
    column_id: str,
) -> Column:
    notes = [page.comment(*place) for place in reversed(heading.places) if place != (1, 1)]
    hint = next((note for note in notes if note), "")
    if layout.example and cell.writable:
        example = reader.example(layout.top, number)
        if example:
            hint = f"{hint}\nНапример: {example}".strip()
    return Column(
        id=column_id,
        letter=letter(number),
        key=keys.get(heading.leaf) or f"{page.name}!{letter(number)}",
        path=heading.path,
        cell=cell,
        required=heading.required,
        width=page.width(number),
        hint=hint,
    )


def _usual(cells: Iterable[Cell]) -> Cell:
    """The cell that most rows have; the first of equals."""
    by_text: dict[str, list[Cell]] = {}
    for cell in cells:
        by_text.setdefault(json.dumps(cell.to_json(), sort_keys=True), []).append(cell)
    return max(by_text.values(), key=len)[0]


def _caption_path(layout: Layout, page: Page, column: int) -> tuple[str, ...]:
    heading = layout.headings.of(page, column)
    return heading.path if heading else ()


def _judge_writable(reader: CellReader, page: Page, cells: Mapping[int, Mapping[int, Cell]]) -> None:
    """A sheet where all is locked is a mistake; one where all is computed is a summary."""
    found = [cell for column in cells.values() for cell in column.values()]
    if not any(cell.writable or cell.formula is not None for cell in found) and not reader.problems.fatal:
        reader.problems.error(
            "на листе нет ни одной ячейки для ввода: все защищены. Снимите флажок «Защищаемая ячейка» "
            "(Формат ячеек → Защита) с тех, которые заполняет участник",
            page.name,
        )
