"""The workbook of a form, filled and brought back: what survives, what is found changed, what has no place."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from fisoko.domain.forms.form import Cell, Column, Form, Row, Sheet
from fisoko.domain.forms.reading.filled import read_filled
from fisoko.domain.forms.reading.workbook import read_form
from fisoko.domain.forms.template import texts
from fisoko.domain.forms.template.content import incoming, outgoing
from fisoko.domain.forms.template.difference import Difference, compare
from fisoko.domain.forms.template.stamp import Stamp
from fisoko.domain.forms.value import BadValue, coerce, same
from fisoko.reports.template import template
from tests.domain.forms import any_form, check_cases
from tests.forms.test_examples import HERE, OURS, counted_ids

TYPES = ("integer", "decimal", "percent", "date", "time", "boolean", "text", "general")
TOP = 3
STAMP = Stamp("proba", 7, 5, "spo240067", 12)
TWICE = ["op", "*", ["ref", 1, 2, 2, 0, 0], ["num", 2]]
ROW, FREE = "row00001", ["freerow001", "freerow002"]


def form() -> Form:
    """A fixed row with a cell of each type and a sum, and a sheet of free rows with a first value and a formula."""
    columns = tuple(
        Column(f"col{at:05}", chr(66 + at), f"Л!{kind}", ("Все", kind), Cell(kind, decimals=2), required=at == 0)
        for at, kind in enumerate(TYPES)
    )
    total = Cell("decimal", formula=["call", "SUM", [["range", 0, TOP, 2, TOP, 3, 0, 0, 0, 0]]])
    shut = Cell("text", locked=True, value="не для ввода")
    more = (Column("col00008", "J", "Л!J", ("Сумма",), total), Column("col00009", "K", "Л!K", ("Прочее",), shut))
    fixed = Sheet("sheet001", "Лист", TOP, 2, (), (*columns, *more), (Row(ROW, TOP, ()),))
    names = (
        Column("name0001", "A", "И!A", ("Имя",), Cell("text")),
        Column("name0002", "B", "И!B", ("Лет",), Cell("integer", value=1)),
        Column(
            "name0003", "C", "И!C", ("Вдвое",), Cell("integer", formula=["op", "*", ["ref", 1, 2, 2, 0, 0], ["num", 2]])
        ),
    )
    free = Sheet("sheet002", "Имена", 2, 1, (), names, free=True, max_rows=4)
    return Form("proba", "Проба", (fixed, free))


Draft = dict[str, Any]
FORM = form()


def typed(row: list[Any], rows: list[tuple[str, dict[str, Any]]] = []) -> dict[str, Any]:  # noqa: B006
    """A draft: a value for each type, and free rows."""
    cells = {f"col{at:05}": value for at, value in enumerate(row)}
    free = {"rows": [row for row, _ in rows], "cells": dict(rows)}
    return {"sheet001": {"cells": {ROW: cells}}, "sheet002": free}


def brought(
    data: bytes,
    *,
    base: dict[str, Any],
    present: dict[str, Any] | None = None,
    new: Form = FORM,
    today: date | None = None,
) -> Difference:
    """What a workbook would change."""
    filled = read_filled(data)
    assert filled.problem == ""
    stamp = stamp_of(filled.sheets)
    now = base if present is None else present
    return compare(stamp=stamp, old=FORM, new=new, base=base, present=now, book=filled.sheets, today=today)


def stamp_of(sheets: Any) -> Stamp:
    contents = sheets[texts.STAMP_SHEET]
    rows = sorted({row for row, _ in contents})
    found = Stamp.read([[contents.get((row, column)) for column in (1, 2, 3)] for row in rows])
    assert found is not None
    return found


def edited(data: bytes, **cells: Any) -> bytes:
    """The workbook with cells of the form «Лист_B3» set, as somebody would in Excel."""
    book = load_workbook(BytesIO(data))
    for place, value in cells.items():
        sheet, _, address = place.rpartition("_")
        cell = book[sheet][address]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


EXACT = [
    5, 1234.5, 0.125, "2026-09-07", "09:30", True,
    '00123 «кавычки» "двойные"\nвторая строка\tтабуляция ', "=СУММ(A1)",
]  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        EXACT,
        [None] * 8,
        [123456789012345, 0.1, 1, "1900-03-01", "00:00", False, "1027700132195", "112-233-445 95"],
        [-7, -1e-7, -0.05, "9999-12-31", "23:59", None, "+7 (391) 222-33-44", "-5"],
        [*({"raw": raw} for raw in ("12,5", "много", "?", "31.02.2026", "24:00", "может")), "@имя", "007"],
        [1e20, 1e300, 1e-300, "1899-12-31", "9:3", {"raw": "2"}, "_x0041_", "1 234,5"],
        [0, 0, 0, "1900-01-05", "12:00", True, "Ёлка, \u00a0 пробел", 0.1],
        [1, 2, 3, None, None, None, "\x0b\x1f ", "а\r\nб"],
    ],
)  # fmt: skip
def test_what_nobody_has_touched_comes_back_unchanged(row: list[Any]) -> None:
    draft = typed(row, [(FREE[0], {"name0001": "'=1", "name0002": 0}), (FREE[1], {"name0002": None})])
    difference = brought(template(FORM, draft, STAMP), base=draft)
    assert (difference.changes, difference.added, difference.homeless, difference.notes) == ([], {}, [], [])


def test_what_is_typed_into_a_blank_workbook_is_what_was_typed() -> None:
    values = load_workbook(BytesIO(template(FORM, typed(EXACT), STAMP)))["Лист"]
    cells = {f"Лист_{letter}3": values[f"{letter}3"].value for letter in "BCDEFGHI"}
    found = brought(edited(template(FORM, {}, STAMP), **cells), base={})
    assert [change.value for change in found.changes] == EXACT
    assert [change.fault for change in found.changes] == [None] * 8


def test_a_date_without_a_year_is_of_the_present_one_where_it_was_typed_into_the_workbook() -> None:
    draft = typed([None, None, None, {"raw": "7.9"}])
    data, day = template(FORM, draft, STAMP), date(2026, 9, 20)
    assert brought(data, base=draft, today=day).changes == []
    found = brought(edited(data, Лист_E3="1.9", Лист_H3="1.9"), base=draft, today=day)
    assert [change.value for change in found.changes] == ["2026-09-01", "1.9"]


any_value = st.one_of(any_form.values, any_form.typed.map(lambda text: any_form.stored({"raw": text})))


@settings(deadline=None)
@given(any_value, st.sampled_from(TYPES), st.integers(0, 2), st.booleans())
def test_any_value_is_settled_once_it_has_come_back(value: Any, kind: str, decimals: int, listed: bool) -> None:
    cell = Cell(kind, decimals=decimals, list=("да", "5", "07.09.2026", "1,5") if listed else None)
    try:
        back = incoming(outgoing(value, cell), cell)
    except BadValue:
        pytest.fail("what is stored can come back")
    assert same(incoming(outgoing(back, cell), cell), back)
    if isinstance(value, str) and same(coerce(value, cell), value):
        assert same(back, value)
    if isinstance(value, int | float) and not isinstance(value, bool) and kind in ("decimal", "percent") and not listed:
        assert same(back, value)


def test_changes_are_told_cell_by_cell_with_what_does_not_fit() -> None:
    draft = typed([5, 1.5, 0.5, "2026-09-07", "09:30", True, "текст", 7])
    data = edited(template(FORM, draft, STAMP), Лист_B3="много", Лист_C3=2, Лист_E3=None, Лист_H3="новый", Лист_I3=7)
    changes = brought(data, base=draft).changes
    assert [(one.address, one.was, one.becomes, one.fault, one.cleared) for one in changes] == [
        ("B3", "5", "много", "Нужно целое число", False),
        ("C3", "1,50", "2,00", None, False),
        ("E3", "07.09.2026", "", None, True),
        ("H3", "текст", "новый", None, False),
    ]
    assert changes[0].value == {"raw": "много"}


def test_rows_are_changed_and_added_and_never_beyond_what_the_form_allows() -> None:
    draft = typed([], [(FREE[0], {"name0001": "Анна"}), (FREE[1], {"name0001": "Иван", "name0002": 9})])
    cells = {"Имена_A2": "Аня", "Имена_A4": "Петр", "Имена_B4": None, "Имена_A5": "Олег", "Имена_A6": "лишний"}
    found = brought(edited(template(FORM, draft, STAMP), **cells), base=draft)
    assert found.added == {"sheet002": 2}
    assert [(one.row, one.column, one.value) for one in found.changes] == [
        (FREE[0], "name0001", "Аня"),
        ("+1", "name0001", "Петр"),
        ("+1", "name0002", None),
        ("+2", "name0001", "Олег"),
    ]
    assert [(place, text) for place, text, _ in found.homeless] == [("«Имена», A6", "лишний")]
    after = found.applied(draft)["sheet002"]
    assert after["rows"] == [*FREE, "+1", "+2"]
    assert after["cells"]["+1"] == {"name0001": "Петр", "name0002": None}


def test_what_was_typed_on_the_site_meanwhile_stays_where_the_workbook_was_not_touched() -> None:
    base = typed([5, 1.5], [(FREE[0], {"name0001": "Анна"}), (FREE[1], {"name0001": "Иван"})])
    present = typed([6, 7.5], [(FREE[1], {"name0001": "Иван Иванович"})])
    data = edited(template(FORM, base, STAMP), Лист_C3=8.25, Имена_B3=30)
    found = brought(data, base=base, present=present)
    assert [(one.row, one.column, one.was, one.value) for one in found.changes] == [
        (ROW, "col00001", "7,50", 8.25),
        (FREE[1], "name0002", "1", 30),
    ]
    deleted = edited(template(FORM, base, STAMP), Имена_A2="Анна Петровна")
    again = brought(deleted, base=base, present=present)
    assert again.added == {"sheet002": 1}  # its row was deleted on the site: what was typed into it is not lost


def test_what_has_no_place_is_named() -> None:
    draft = typed([5])
    data = edited(template(FORM, draft, STAMP), Лист_K3="свое", Лист_M9="заметка", Лист_B2="другой заголовок")
    book = load_workbook(BytesIO(data))
    book.create_sheet("Черновик")["A1"] = "мое"
    book["Имена"].title = "Имена 2"
    target = BytesIO()
    book.save(target)
    found = brought(target.getvalue(), base=draft)
    assert found.changes == []
    assert found.homeless == [
        ("«Лист», K3", "свое", texts.LOCKED),
        ("«Лист», B2", "другой заголовок", texts.HEADING),
        ("«Лист», M9", "заметка", texts.OUTSIDE),
        ("«Имена 2»", "7", texts.UNKNOWN_SHEET),
        ("«Черновик»", "1", texts.UNKNOWN_SHEET),
    ]
    assert found.notes == [texts.MISSING_SHEET.format(name="Имена")]


def test_a_workbook_of_an_older_version_is_taken_by_what_has_stayed() -> None:
    fixed, free = FORM.sheets
    moved = replace(fixed.columns[1], letter="Z")
    new = replace(FORM, sheets=(replace(fixed, columns=(moved, *fixed.columns[3:])), free))
    data = edited(template(FORM, {}, STAMP), Лист_B3=5, Лист_C3=2.5)
    found = brought(data, base={}, new=new)
    assert [(one.column, one.address, one.value) for one in found.changes] == [("col00001", "Z3", 2.5)]
    assert found.homeless == [("«Лист», B3", "5", texts.GONE)]


def test_a_workbook_without_our_stamp_is_not_recognised() -> None:
    book = Workbook()
    assert Stamp.read([]) is None
    assert Stamp.read([["fisoko", "1"], ["version", "x"]]) is None
    target = BytesIO()
    book.save(target)
    assert texts.STAMP_SHEET not in read_filled(target.getvalue()).sheets
    assert stamp_of(read_filled(template(FORM, {}, STAMP)).sheets) == replace(
        STAMP, sheets={"sheet001": "Лист", "sheet002": "Имена"}, rows={}
    )


def test_only_cells_for_values_are_unlocked_and_text_is_never_a_formula() -> None:
    draft = typed(["=1+1"] * 8, [(FREE[0], {"name0001": "@SUM(A1)"})])
    book = load_workbook(BytesIO(template(FORM, draft, STAMP)))
    page, names = book["Лист"], book["Имена"]
    assert page.protection.sheet
    unlocked = [cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked]
    assert unlocked == [f"{letter}3" for letter in "BCDEFGHI"]
    assert {cell.coordinate for row in names.iter_rows() for cell in row if not cell.protection.locked} == {
        f"{letter}{row}" for letter in "AB" for row in range(2, 6)
    }
    assert [cell.coordinate for row in page.iter_rows() for cell in row if cell.data_type == "f"] == ["J3"]
    assert page["J3"].value == "=SUM(B3:C3)"
    assert [names[f"C{row}"].value for row in range(2, 6)] == [f"=B{row}*2" for row in range(2, 6)]
    assert page["B3"].quotePrefix
    assert book[texts.STAMP_SHEET].sheet_state == "hidden"


@pytest.mark.parametrize(
    "path", [*sorted(OURS.glob("*.xlsx")), *sorted(HERE.glob("*.xlsx"))], ids=lambda path: path.stem
)
def test_a_form_goes_out_so_that_it_reads_as_the_same_form(path: Any) -> None:
    made = read_form(path, counted_ids()).form
    if made is None:
        return
    book = load_workbook(BytesIO(template(made, {}, STAMP)))
    for name in (texts.STAMP_SHEET, texts.LISTS_SHEET):
        book[name].sheet_state = "hidden"
    target = BytesIO()
    book.save(target)
    again = read_form(target.getvalue(), counted_ids())
    assert again.form is not None, [problem.text for problem in again.problems]
    for one, other in zip(made.sheets, again.form.sheets, strict=True):
        assert [column.letter for column in one.columns] == [column.letter for column in other.columns]
        assert [(row.number, row.captions) for row in one.rows] == [(row.number, row.captions) for row in other.rows]
        for column in one.columns:
            for row in [row.id for row in one.rows] or [""]:
                here = one.cell(row, column.id)
                twin = other.columns[one.columns.index(column)].id
                there = other.cell(other.rows[[r.id for r in one.rows].index(row)].id if row else "", twin)
                assert (there.formula, there.locked) == (here.formula, here.locked)
                assert there.list == (here.list if here.type != "boolean" else ("да", "нет")), column.letter
                assert there.type == here.type or here.type == "boolean"
                if here.limits:
                    assert there.limits is not None
                    assert (there.limits.kind, there.limits.operator) == (here.limits.kind, here.limits.operator)


@pytest.mark.parametrize("name", sorted(check_cases.FORMS))
@settings(deadline=None, max_examples=6)
@given(data=st.data())
def test_any_draft_of_any_form_comes_back_unchanged(name: str, data: st.DataObject) -> None:
    made = check_cases.FORMS[name]
    draft = json.loads(json.dumps(data.draw(check_cases.drafts(made))))
    filled = read_filled(template(made, draft, STAMP))
    found = compare(stamp=stamp_of(filled.sheets), old=made, new=made, base=draft, present=draft, book=filled.sheets)
    assert (found.changes, found.added, found.homeless, found.notes) == ([], {}, [], [])
