"""A form of 1,000 rows and 40 columns with limits, lists, formulas, rules and totals, to see that checks keep up."""

from typing import Any

from fisoko.domain.forms.form import Cell, Column, Form, Limits, Row, Rule, Sheet, letter

TOP, LEFT = 5, 2
NUMBER = Cell("integer", limits=Limits("number", "between", ["num", 0], ["num", 400]))
CHOICE = Cell("text", list=("да", "нет"))


def _cell(place: int, row: int = TOP) -> Cell:
    if place < 30:
        return NUMBER
    if place < 34:  # the sum of five columns of the same row
        left = LEFT + (place - 30) * 5
        return Cell("integer", formula=["call", "SUM", [["range", 0, row, left, row, left + 4, 0, 0, 0, 0]]])
    if place == 34:  # a running total down the sheet
        here, above = ["ref", 0, row, LEFT, 0, 0], ["ref", 0, row - 1, LEFT + 34, 0, 0]
        return Cell("integer", formula=["op", "+", above, here])
    return CHOICE


def _row(at: int) -> Row:
    computed = {f"column{place:02}": _cell(place, TOP + at) for place in range(30, 35)} if at else {}
    return Row(f"row{at:05}", TOP + at, (), computed)


def large_form(rows: int) -> Form:
    """The form."""
    columns = tuple(
        Column(f"column{place:02}", letter(LEFT + place), f"Л!{place}", (str(place),), _cell(place), place < 5)
        for place in range(40)
    )
    large = Sheet("large001", "Большой", TOP, LEFT, (), columns, tuple(map(_row, range(rows))))
    bottom = TOP + rows - 1
    total = ["call", "SUM", [["range", 0, TOP, LEFT, bottom, LEFT, 1, 1, 1, 1]]]
    sums = Sheet(
        "total001",
        "Итог",
        TOP,
        LEFT,
        (),
        (Column("total001", "B", "И!B", ("B",), Cell("integer", formula=total)),),
        (Row("totalrow", TOP, ()),),
    )
    first, second = ["ref", 0, TOP, LEFT, 0, 0], ["ref", 0, TOP, LEFT + 1, 0, 0]
    rules = (
        Rule(
            "rule0001",
            "large001",
            (TOP, LEFT, bottom, LEFT),
            ["op", "<=", first, ["op", "+", second, ["num", 1_000]]],
            "Больше второго",
        ),
        Rule(
            "rule0002",
            "large001",
            (TOP, LEFT, bottom, LEFT + 9),
            ["op", ">=", first, ["num", 0]],
            "Меньше нуля",
            "warning",
        ),
    )
    return Form(
        "large", "Большая форма", (large, sums), rules=rules, constants={"0": {f"{letter(LEFT + 34)}{TOP - 1}": 0}}
    )


def large_values(form: Form, number: int) -> dict[str, Any]:
    """Every number is this one, every choice «да»."""
    sheet = form.sheets[0]
    row = {
        column.id: number if column.cell.type == "integer" else "да" for column in sheet.columns if column.cell.writable
    }
    return {sheet.id: {"cells": {one.id: row for one in sheet.rows}}}
