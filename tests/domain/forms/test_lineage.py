"""A new version of a form keeps the ids of what it continues, and says what it is not sure of."""

import itertools
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from fisoko.domain.forms.form import Cell, Column, Form, Row, Rule, Sheet, letter
from fisoko.domain.forms.lineage import match
from fisoko.domain.forms.reading.workbook import read_form

KONTINGENT = Path(__file__).parents[3] / "data" / "forms" / "kontingent.xlsx"
fresh = itertools.count(1)


def new_id() -> str:
    return f"x{next(fresh):07d}"


def column(path: str, number: int, key: str = "", kind: str = "text") -> Column:
    return Column(new_id(), letter(number), key or f"Лист!{letter(number)}", tuple(path.split("/")), Cell(kind))


def sheet(name: str = "Лист", columns: tuple[Column, ...] = (), rows: tuple[Row, ...] = ()) -> Sheet:
    return Sheet(new_id(), name, 2, 2, (), columns or (column("ФИО", 2),), rows, free=not rows)


def row(caption: str, number: int) -> Row:
    return Row(new_id(), number, (caption,))


def form(*sheets: Sheet, rules: tuple[Rule, ...] = ()) -> Form:
    return Form("key", "Форма", sheets, rules=rules)


def ids(of: Form) -> list[str]:
    return [part.id for one in of.sheets for part in (one, *one.columns, *one.rows)]


def test_the_same_workbook_read_again_is_the_same_form():
    old, again = read_form(KONTINGENT).form, read_form(KONTINGENT).form
    assert old is not None
    assert again is not None
    assert old != again
    lineage = match(old, again)
    assert lineage.form == old
    assert (lineage.uncertain, lineage.gone, lineage.added) == ((), (), ())


def test_a_column_follows_its_defined_name_before_its_heading():
    old = form(sheet(columns=(column("План", 2, "plan"), column("Факт", 3, "fakt"))))
    new = form(sheet(columns=(column("Факт", 2, "plan"), column("Сделано", 3, "fakt"))))
    lineage = match(old, new)
    assert ids(lineage.form) == ids(old)
    assert lineage.uncertain == ()


def test_a_moved_column_follows_the_path_of_its_headings():
    old = form(sheet(columns=(column("План/очно", 2), column("План/заочно", 3), column("Факт/очно", 4))))
    new = form(sheet(columns=(column("Факт/очно", 2), column("План/заочно", 3), column("План/очно", 4))))
    old_ids = {one.path: one.id for one in old.sheets[0].columns}
    lineage = match(old, new)
    assert {one.path: one.id for one in lineage.form.sheets[0].columns} == old_ids
    assert lineage.uncertain == ()


def test_case_and_commas_do_not_make_another_heading():
    old = form(sheet(columns=(column("Обучающихся, человек", 2),)))
    new = form(sheet(columns=(column("обучающихся человек", 3),)))
    lineage = match(old, new)
    assert ids(lineage.form) == ids(old)
    assert lineage.uncertain == ()


def test_a_renamed_column_in_its_old_place_is_asked_about():
    old = form(sheet(columns=(column("Телефон", 2), column("Адрес", 3))))
    new = form(sheet(columns=(column("Телефон", 2), column("E-mail", 3))))
    lineage = match(old, new)
    assert ids(lineage.form) == ids(old)
    assert [(one.kind, one.sheet, one.old, one.new) for one in lineage.uncertain] == [
        ("column", "Лист", "C: Адрес", "C: E-mail")
    ]


def test_a_column_of_another_type_in_the_same_place_is_another_column():
    old = form(sheet(columns=(column("Телефон", 2), column("Адрес", 3))))
    new = form(sheet(columns=(column("Телефон", 2), column("Мест", 3, kind="integer"))))
    lineage = match(old, new)
    assert lineage.form.sheets[0].columns[1].id == new.sheets[0].columns[1].id
    assert [one.old for one in lineage.gone] == ["C: Адрес"]
    assert [one.new for one in lineage.added] == ["C: Мест"]


def test_rows_follow_their_captions_and_their_cells_follow_the_columns():
    first = column("План", 2)
    old = form(sheet(columns=(first,), rows=(row("Сварщик", 2), row("Повар", 3))))
    second = column("План", 2)
    cells = {second.id: Cell("integer", value=5)}
    new = form(sheet(columns=(second,), rows=(row("Повар", 2), replace(row("Сварщик", 3), cells=cells))))
    got = match(old, new).form.sheets[0]
    assert [one.id for one in got.rows] == [old.sheets[0].rows[1].id, old.sheets[0].rows[0].id]
    assert got.cell(old.sheets[0].rows[0].id, first.id).value == 5


def test_rows_of_the_same_caption_keep_their_places():
    old = form(sheet(rows=(row("Прочее", 2), row("Итого", 3), row("Прочее", 4))))
    new = form(sheet(rows=(row("Прочее", 2), row("Итого", 3), row("Прочее", 4))))
    lineage = match(old, new)
    assert ids(lineage.form) == ids(old)
    assert lineage.uncertain == ()


def test_a_renamed_sheet_with_the_same_headings_is_asked_about():
    old = form(sheet("Педагоги", (column("ФИО", 2), column("Стаж", 3))))
    new = form(sheet("Преподаватели", (column("ФИО", 2), column("Стаж", 3))))
    lineage = match(old, new)
    assert ids(lineage.form) == ids(old)
    assert [(one.kind, one.old, one.new) for one in lineage.uncertain] == [("sheet", "Педагоги", "Преподаватели")]


def test_a_sheet_that_is_left_out_is_named_and_a_new_one_too():
    old = form(sheet("Первый"), sheet("Второй", (column("Мест", 2),)))
    new = form(sheet("Первый"), sheet("Третий", (column("Групп", 2),)))
    lineage = match(old, new)
    assert [(one.kind, one.old) for one in lineage.gone] == [("sheet", "Второй")]
    assert [(one.kind, one.new) for one in lineage.added] == [("sheet", "Третий")]
    assert lineage.form.sheets[1] == new.sheets[1]


def test_a_rule_keeps_its_id_and_points_at_the_old_sheet():
    one, other = sheet(), sheet()
    was = Rule("rule0001", one.id, (2, 2, 2, 2), ["bool", True], "Проверьте число")
    now = Rule("rule0002", other.id, (2, 2, 9, 2), ["bool", False], "Проверьте число")
    lineage = match(form(one, rules=(was,)), form(other, rules=(now,)))
    assert lineage.form.rules == (replace(now, id="rule0001", sheet=one.id),)


HEADINGS = st.lists(st.sampled_from(["ФИО", "Стаж", "Мест", "Адрес", "Телефон", "Группа"]), min_size=1, max_size=6)


@given(HEADINGS, HEADINGS)
def test_every_old_column_is_continued_once_or_gone(one: list[str], other: list[str]):
    old = form(sheet(columns=tuple(column(path, 2 + place) for place, path in enumerate(one))))
    new = form(sheet(columns=tuple(column(path, 2 + place) for place, path in enumerate(other))))
    lineage = match(old, new)
    kept = [part.id for part in lineage.form.sheets[0].columns]
    assert len(set(kept)) == len(other)
    was = {part.id for part in old.sheets[0].columns}
    assert was == (set(kept) & was) | {part.id for part in lineage.gone}
    assert [part.path for part in lineage.form.sheets[0].columns] == [part.path for part in new.sheets[0].columns]
    assert len(lineage.added) == len(set(kept) - was)
