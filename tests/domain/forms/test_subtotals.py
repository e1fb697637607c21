"""What a form works out from other rows of a column is told from what stands beside it in the row."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fisoko.domain.forms.form import Cell, Column, Form, Row, Sheet, Tree, letter
from fisoko.domain.forms.formula import parse
from fisoko.domain.forms.reading.workbook import read_form
from fisoko.domain.forms.subtotals import subtotals, total_rows
from fisoko.domain.forms.typed import TypedCells, places

KONTINGENT = Path(__file__).parents[3] / "data" / "forms" / "kontingent.xlsx"
SHEETS = ("Лист", "Другой")


def tree(text: str, row: int, column: int) -> Tree:
    return parse(text, home=(0, row, column), resolve=lambda name: SHEETS.index(name or SHEETS[0]))


def table(formulas: dict[str, str], rows: int = 5, columns: int = 4, *, free: bool = False) -> Form:
    """Numbers in B2 and on; `formulas` stand at their addresses."""

    def cell(row: int, column: int) -> Cell:
        text = formulas.get(f"{letter(column)}{row}")
        return Cell("integer", formula=tree(text, row, column)) if text else Cell("integer")

    numbers = range(2, 2 + columns)
    usual = {at: cell(2, at) if free else Cell("integer") for at in numbers}
    kinds = tuple(Column(letter(at), letter(at), "", (letter(at),), usual[at]) for at in numbers)
    places = range(2, 2 + rows)
    lines = tuple(Row(str(at), at, (f"строка {at}",), {letter(of): cell(at, of) for of in numbers}) for at in places)
    sheet = Sheet("лист", "Лист", 2, 2, (), kinds, () if free else lines, free=free)
    return Form("форма", "Форма", (sheet, replace(sheet, id="другой", name="Другой")))


def found(formulas: dict[str, str], **more) -> set[str]:
    return {
        f"{column}{row}"
        for (sheet, row), columns in subtotals(table(formulas, **more)).items()
        if sheet == "лист"
        for column in columns
    }


@pytest.mark.parametrize(
    ("formulas", "expected"),
    [
        ({"B6": "=SUM(B2:B5)"}, {"B6"}),
        ({"B2": "=B3+B4"}, {"B2"}),
        ({"B6": "=SUM(B2:B5)", "C6": "=SUM(C2:C5)", "D6": "=B6+C6", "E6": "=B6/D6"}, {"B6", "C6", "D6", "E6"}),
        ({"B6": "=SUM(B2:B5)", "C6": "=SUM(B2:B5)/SUM(D2:D5)"}, {"B6", "C6"}),
        ({"B6": "=SUM(B$2:B$5)"}, {"B6"}),
        ({"D3": "=B3+C3", "D4": "=B4+C4"}, set()),
        ({"D3": "=B3/B$6", "B6": "=SUM(B2:B5)"}, {"B6"}),
        ({"C6": "=SUM(B2:B5)"}, set()),
        ({"B6": "=SUM(Другой!B2:B5)"}, set()),
        ({"C3": "=C2+B3", "C4": "=C3+B4", "D3": "=B3*2"}, {"C3", "C4"}),
        ({"B6": "=SUM(B2:B5)", "D6": "=B6+C6"}, {"B6"}),
        ({"B3": "=B1", "C3": "=SUM(C20:C30)"}, set()),
    ],
)
def test_totals_are_cells_worked_out_from_other_rows_of_their_column(
    formulas: dict[str, str], expected: set[str]
) -> None:
    assert found(formulas) == expected


def test_rows_that_come_and_go_have_no_totals_among_them() -> None:
    assert found({"C2": "=C1+B2"}, free=True) == set()


def test_the_example_form_has_its_totals_row() -> None:
    form = read_form(KONTINGENT).form
    assert form is not None
    named = {sheet.name: [sheet.row(row).captions for row in total_rows(form, sheet)] for sheet in form.sheets}
    assert {name: rows for name, rows in named.items() if rows} == {"Контингент": [("Итого", "")]}


@given(st.lists(st.integers(0, 1_000), min_size=4, max_size=4))
def test_without_its_totals_a_column_adds_up_to_what_was_typed(typed: list[int]) -> None:
    form = table({"B6": "=SUM(B2:B5)"})
    cells = TypedCells()
    values = {str(row): {"B": number} for row, number in enumerate([*typed, sum(typed)], 2)}
    cells.add({"лист": {"cells": values}}, places(form))
    counted = [number for at, number in enumerate(cells.numbers) if at not in cells.subtotals]
    assert counted == typed
