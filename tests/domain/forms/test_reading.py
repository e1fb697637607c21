"""How a workbook is read: what a designer does in Excel, and what becomes of it in the form."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula

from fisoko.domain.forms.form import Cell, Form, Sheet
from fisoko.domain.forms.reading import check_workbook
from fisoko.domain.forms.reading.number_format import type_of
from fisoko.domain.forms.reading.problem import Reading
from fisoko.domain.forms.reading.workbook import read_form


def workbook(rows: list[list[Any]], freeze: str | None = "B2", name: str = "Лист") -> tuple[Workbook, Any]:
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    sheet.freeze_panes = freeze
    return book, sheet


def saved(book: Workbook) -> bytes:
    result = BytesIO()
    book.save(result)
    return result.getvalue()


def read(book: Workbook) -> Reading:
    return read_form(saved(book))


def form_of(book: Workbook) -> Form:
    reading = read(book)
    assert reading.errors == []
    assert reading.form is not None
    return reading.form


def cell_at(sheet: Sheet, address: str) -> Cell:
    for row in sheet.rows:
        for column in sheet.columns:
            if sheet.address(row.id, column.id) == address:
                return sheet.cell(row.id, column.id)
    raise KeyError(address)


def said(book: Workbook) -> list[str]:
    return [problem.text for problem in read(book).errors]


def test_headings_of_three_levels_become_paths():
    book, sheet = workbook([["Что", "Всего", None, None], [None, "очно", None, "заочно"], [None, "б", "д", None]], "B4")
    for merged in ("A1:A3", "B1:D1", "B2:C2", "D2:D3"):
        sheet.merge_cells(merged)
    sheet.append(["Сварщик"])
    found = form_of(book).sheets[0]
    assert [column.path for column in found.columns] == [
        ("Всего", "очно", "б"), ("Всего", "очно", "д"), ("Всего", "заочно"),
    ]  # fmt: skip
    assert found.captions[0].title == "Что"


def test_a_heading_of_four_levels_is_refused():
    book, _ = workbook([["A", "B"], ["A", "B"], ["A", "B"], ["A", "B"], ["x", 1]], "B5")
    assert "допустимо не больше 3" in said(book)[0]


def test_a_row_of_column_numbers_is_no_heading():
    book, _ = workbook([["Что", "План", "Факт"], ["А", 1, 2], ["Сварщик"]], "B3")
    reading = read(book)
    assert reading.form is not None
    assert [column.path for column in reading.form.sheets[0].columns] == [("План",), ("Факт",)]
    assert any("номера столбцов" in problem.text for problem in reading.problems)


def test_a_star_over_a_group_makes_all_its_columns_required():
    book, sheet = workbook([["Что", "Всего *", None], [None, "очно", "заочно"], ["Сварщик", None, "=B3"]], "B3")
    sheet.merge_cells("B1:C1")
    found = form_of(book).sheets[0]
    assert [column.required for column in found.columns] == [True, True]
    assert cell_at(found, "B3").required
    assert not cell_at(found, "C3").required


def test_a_caption_across_is_one_row_and_its_data_under_a_merge_is_closed():
    book, sheet = workbook([["Что", "План", "Факт"], ["Раздел 1"], ["Сварщик", None, None]])
    sheet.merge_cells("A2:C2")
    found = form_of(book).sheets[0]
    assert [row.captions for row in found.rows] == [("Раздел 1",), ("Сварщик",)]
    assert cell_at(found, "B2").locked
    assert cell_at(found, "B3").writable


def test_without_frozen_panes_the_first_row_is_the_heading():
    book, _ = workbook([["ФИО", "Стаж"]], None)
    found = form_of(book).sheets[0]
    assert found.free
    assert (found.top, found.left, [column.path for column in found.columns]) == (2, 1, [("ФИО",), ("Стаж",)])


def test_frozen_columns_of_free_rows_are_filled_like_the_others():
    book, _ = workbook([["ФИО", "Стаж"]], "B2")
    found = form_of(book).sheets[0]
    assert found.free
    assert found.captions == ()
    assert [column.letter for column in found.columns] == ["A", "B"]


def test_a_scrolled_sheet_is_frozen_where_it_was_frozen():
    book, sheet = workbook([["Что", "План"], ["Сварщик"], ["Повар"], ["Токарь"]])
    sheet.sheet_view.pane.topLeftCell = "B4"
    found = form_of(book).sheets[0]
    assert [row.number for row in found.rows] == [2, 3, 4]


def test_a_column_without_heading_is_told():
    book, _ = workbook([["Что", "План", None], ["Сварщик", None, "=B2*2"]])
    assert said(book) == ["Лист «Лист», C2: у столбца C нет заголовка; впишите его или очистите столбец"]


def test_every_problem_is_told_at_once():
    book, sheet = workbook([["Что", "План", "Факт"], ["Сварщик", "=MEDIAN(C2:C3)", None], ["Повар", "=X5:", None]])
    sheet.append([None, 5])
    book.create_sheet("Второй").append(["=A1"])
    texts = said(book)
    assert any("МЕДИАНА (MEDIAN)" in text and "B2" in text for text in texts)
    assert any("B3" in text for text in texts)
    assert any("подпись в ячейке A4 пуста" in text for text in texts)
    assert any("«Второй», A1: в заголовке стоит формула" in text for text in texts)


def test_a_list_that_excel_keeps_in_an_extension_is_read():
    book, _ = workbook([["ФИО", "Должность"]], None)
    book.create_sheet("Списки").append(["директор"])
    book["Списки"].append(["методист"])
    book["Списки"].sheet_state = "veryHidden"
    extension = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" '
        'allowBlank="1" showErrorMessage="1" error="Из списка">'
        "<x14:formula1><xm:f>Списки!$A$1:$A$2</xm:f></x14:formula1>"
        "<xm:sqref>B2:B50</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    data = saved(book)
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(result, "w") as new:
        for item in old.infolist():
            content = old.read(item.filename)
            if item.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</worksheet>", extension.encode() + b"</worksheet>")
            new.writestr(item.filename, content)
    reading = check_workbook(result.getvalue())
    assert reading.form is not None
    cell = reading.form.sheets[0].columns[1].cell
    assert cell.list == ("директор", "методист")
    assert cell.error == "Из списка"
    assert not cell.required
    assert reading.form.constants == {}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('=INDIRECT("A1")', "ДВССЫЛ (INDIRECT)"),
        ("$B$2:$B$3", "заполняет участник"),
        ("=нет_такого", "имя «нет_такого» не определено"),
        ("Нет!$A$1:$A$2", "лист «Нет»"),
        ("$D$1:$D$2", "Список для выбора пуст"),
    ],
)
def test_a_list_that_cannot_be_read_is_told(source, words):
    book, sheet = workbook([["Что", "План"], ["Сварщик"], ["Повар"]])
    sheet["B3"] = "x" if "B$2" in source else None
    validation = DataValidation(type="list", formula1=source, allow_blank=True)
    validation.add("B2:B3")
    sheet.add_data_validation(validation)
    texts = said(book)
    assert len(texts) == 1
    assert words.casefold() in texts[0].casefold()


def test_a_validation_follows_its_cell():
    book, sheet = workbook([["Что", "План", "Факт"], ["Сварщик"], ["Повар"]])
    validation = DataValidation(type="whole", operator="between", formula1="0", formula2="$B2", allow_blank=True)
    validation.add("C2:C3")
    sheet.add_data_validation(validation)
    found = form_of(book).sheets[0]
    assert [cell_at(found, place).limits.second for place in ("C2", "C3")] == [
        ["ref", 0, 2, 2, 0, 1], ["ref", 0, 3, 2, 0, 1],
    ]  # fmt: skip


def test_a_first_value_that_does_not_fit_is_told():
    book, sheet = workbook([["Что", "План", "Кто"], ["Сварщик", 2.5, "никто"]])
    sheet["B2"].number_format = "0"
    validation = DataValidation(type="list", formula1='"директор,методист"', allow_blank=True)
    validation.add("C2")
    sheet.add_data_validation(validation)
    texts = said(book)
    assert "«2,5» не подходит" in texts[0]
    assert "нужно целое число" in texts[0]
    assert "нет в списке" in texts[1]


def test_an_author_and_a_threads_preface_are_no_part_of_a_hint():
    book, sheet = workbook([["Что", "План", "Факт"], ["Сварщик"]])
    sheet["B2"].comment = Comment("Иванова М.П.:\nТолько очно", "Иванова М.П.")
    sheet["C2"].comment = Comment(
        "[Цепочка примечаний]\n\nВаша версия Excel позволяет читать эту цепочку.\n\nПримечание:\n    Без заочной", "x"
    )
    found = form_of(book).sheets[0]
    assert cell_at(found, "B2").hint == "Только очно"
    assert cell_at(found, "C2").hint == "Без заочной"


def test_colours_of_the_theme_and_their_tints_become_plain_colours():
    book, sheet = workbook([["Что", "План"], ["Сварщик", None], ["Повар", None]])
    sheet["B2"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.8))
    sheet["B2"].font = Font(color=Color(theme=1))
    sheet["B3"].fill = PatternFill("solid", fgColor=Color(theme=0))
    found = form_of(book).sheets[0]
    fill = bytes.fromhex(cell_at(found, "B2").style.pop("fill")[1:])
    assert max(abs(ours - excels) for ours, excels in zip(fill, bytes.fromhex("dce6f1"), strict=True)) <= 1
    assert cell_at(found, "B2").style == {}
    assert cell_at(found, "B3").style == {}


def test_formulas_see_hidden_sheets_and_other_sheets():
    book, _ = workbook([["Что", "План", "Ставка"], ["Сварщик", None, "=B2*Нормы!B1+'Второй лист'!B2"]])
    hidden = book.create_sheet("Нормы")
    hidden.append(["норма", 36])
    hidden.sheet_state = "hidden"
    other = book.create_sheet("Второй лист")
    other.append(["Что", "План"])
    other.append(["Всего", None])
    other.freeze_panes = "B2"
    form = form_of(book)
    assert cell_at(form.sheets[0], "C2").formula == [
        "op", "+", ["op", "*", ["ref", 0, 2, 2, 0, 0], ["ref", "Нормы", 1, 2, 0, 0]], ["ref", 1, 2, 2, 0, 0],
    ]  # fmt: skip
    assert form.constants == {"Нормы": {"A1": "норма", "B1": 36}}


def test_a_formula_on_a_hidden_sheet_is_told_when_somebody_looks_at_it():
    book, _ = workbook([["Что", "План"], ["Сварщик", "=Нормы!B1"], ["Повар"]])
    hidden = book.create_sheet("Нормы")
    hidden.append(["норма", "=6*6"])
    hidden.sheet_state = "hidden"
    assert "должны стоять готовые значения" in said(book)[0]
    assert read(book).errors[0].sheet == "Нормы"


def test_an_array_formula_is_read_as_its_formula():
    book, sheet = workbook([["Что", "План", "Всего"], ["Сварщик", None, None]])
    sheet["C2"] = ArrayFormula("C2", "=SUM(B2:B2)")
    assert cell_at(form_of(book).sheets[0], "C2").formula == ["call", "SUM", [["range", 0, 2, 2, 2, 2, 0, 0, 0, 0]]]


def test_a_circle_over_two_sheets_is_told_with_its_path():
    book, _ = workbook([["Что", "План"], ["Сварщик", "=Второй!B2"], ["Повар"]], name="Первый")
    other = book.create_sheet("Второй")
    for row in (["Что", "План"], ["Всего", "=SUM(Первый!B:B)"]):
        other.append(row)
    other.freeze_panes = "B2"
    assert "Первый!B2 → Второй!B2 → Первый!B2" in said(book)[0]


def test_a_running_total_of_free_rows_is_no_circle_and_a_sum_of_its_own_column_is():
    book, _ = workbook([["Сумма", "Итог"], [None, "=A2+B1"]], None)
    assert form_of(book).sheets[0].columns[1].cell.formula is not None
    book, _ = workbook([["Сумма", "Итог"], [None, "=A2+SUM(B:B)"]], None)
    assert "по кругу" in said(book)[0]


def test_a_protected_sheet_with_nothing_unlocked_is_told():
    book, sheet = workbook([["Что", "План"], ["Сварщик", 5]])
    sheet.protection.sheet = True
    assert "нет ни одной ячейки для ввода" in said(book)[0]


def test_a_sheet_where_all_is_computed_is_a_summary_and_a_form_of_nothing_else_is_told():
    book, _ = workbook([["Что", "Всего"], ["Сварщик", "=2*2"]])
    assert "В форме нет ни одной ячейки для ввода" in said(book)[0]
    book.create_sheet("Данные").append(["ФИО"])
    assert [sheet.name for sheet in form_of(book).sheets] == ["Лист", "Данные"]


def test_keys_come_from_names_of_heading_cells():
    book, _ = workbook([["Что", "План", "Факт"], ["Сварщик"]], name="Мой лист")
    book.defined_names["plan"] = DefinedName("plan", attr_text="'Мой лист'!$B$1")
    book.defined_names["other"] = DefinedName("other", attr_text="'Мой лист'!$C$2")
    assert [column.key for column in form_of(book).sheets[0].columns] == ["plan", "Мой лист!C"]


@pytest.mark.parametrize(
    "pairs", [[["Строк не более (Лист)", 30]], [["Строк не более", "Лист", 30]], [["Строк не более", 30]],
              [["Строк не более: Лист", "30"]], [["строк не более", "Лист: 30"]]],
)  # fmt: skip
def test_the_most_rows_of_a_sheet_are_said_in_any_of_these_ways(pairs):
    book, _ = workbook([["ФИО"]], None)
    about = book.create_sheet("О форме")
    for pair in [["Ключ", "pedagogi"], *pairs]:
        about.append(pair)
    form = form_of(book)
    assert (form.key, form.sheets[0].max_rows) == ("pedagogi", 30)


@pytest.mark.parametrize("count", ["много", "0", "100000"])
def test_a_number_of_rows_that_is_none_is_told(count):
    book, _ = workbook([["ФИО"]], None)
    book.create_sheet("О форме").append(["Строк не более", count])
    assert "нужно целое от 1 до 5000" in said(book)[0]


def test_a_condition_is_shifted_over_every_part_of_where():
    book, _ = workbook([["Что", "План", "Факт", "Итог"], ["Сварщик"], ["Повар"]])
    rules = book.create_sheet("Правила")
    rules.append(["Лист", "Где", "Условие", "Сообщение", "Вид"])
    rules.append(["Лист", "B2:B3; D2:D3", "B2<=СУММ($C2;1,5)", "Много", "Предупреждение"])
    first, second = form_of(book).rules
    assert (first.range, second.range) == ((2, 2, 3, 2), (2, 4, 3, 4))
    assert first.level == "warning"
    assert second.condition == [
        "op", "<=", ["ref", 0, 2, 4, 0, 0], ["call", "SUM", [["ref", 0, 2, 3, 0, 1], ["num", 1.5]]],
    ]  # fmt: skip


def test_a_rule_for_a_whole_column_of_free_rows_reaches_the_last_of_them():
    book, _ = workbook([["ФИО", "Стаж"]], None)
    rules = book.create_sheet("Правила")
    rules.append(["Лист", "Где", "Условие", "Сообщение", "Вид"])
    rules.append(["лист", "B", "B2<=60", "Много", "ошибка"])
    assert [rule.range for rule in form_of(book).rules] == [(2, 2, 1001, 2)]


def test_a_workbook_of_nothing_but_empty_sheets_is_told():
    book = Workbook()
    assert "нет ни одного видимого листа с таблицей" in said(book)[-1]


def test_a_huge_table_is_told_before_it_is_read():
    book, sheet = workbook([["Что", *[f"Столбец {n}" for n in range(60)]]])
    for number in range(1000):
        sheet.append([f"Строка {number}"])
    assert "60000 ячеек" in said(book)[0]


def test_charts_and_pictures_do_not_disturb():
    from openpyxl.chart import BarChart, Reference

    book, sheet = workbook([["Что", "План"], ["Сварщик", 5]])
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=2))
    sheet.add_chart(chart, "E5")
    book.create_chartsheet("Диаграмма").add_chart(BarChart())
    reading = read(book)
    assert reading.form is not None
    assert len(reading.form.sheets) == 1
    assert any("диаграмма" in problem.text for problem in reading.problems)


def test_texts_and_numbers_of_first_values_are_kept_exactly():
    values = ["007", "1234567890123", "+7 391", "а\nб", "=не формула", 0.1, 1234567890123, -5]
    book, sheet = workbook([["Что", "Значение"], *[[f"{n}", None] for n in range(len(values))]])
    for place, value in enumerate(values, 2):
        cell = sheet.cell(place, 2)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
            cell.number_format = "@"
    found = form_of(book).sheets[0]
    assert [cell_at(found, f"B{place}").value for place in range(2, 10)] == values


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("General", ("general", 0)), ("0", ("integer", 0)), ("#,##0", ("integer", 0)), ("0.00", ("decimal", 2)),
        ("# ##0.0", ("decimal", 1)), ("0%", ("percent", 0)), ("0.00%", ("percent", 2)), ("dd.mm.yyyy", ("date", 0)),
        ("mm-dd-yy", ("date", 0)), ("[$-F800]dddd, mmmm dd, yyyy", ("date", 0)), ("h:mm", ("time", 0)),
        ("h:mm;@", ("time", 0)), ("[h]:mm:ss", ("time", 0)), ("mm:ss", ("time", 0)), ("@", ("text", 0)),
        ('#,##0.00" ₽"', ("decimal", 2)), ('_-* #,##0.00\\ "₽"_-;\\-* #,##0.00\\ "₽"_-', ("decimal", 2)),
        ("0.00E+00", ("general", 0)), ("# ?/?", ("general", 0)), ("[Red]0;[Blue]-0", ("integer", 0)),
        ('0" дней"', ("integer", 0)), ('"да";"да";"нет"', ("boolean", 0)),
    ],
)  # fmt: skip
def test_a_number_format_says_the_type(number_format, expected):
    assert type_of(number_format)[:2] == expected


def test_what_cannot_be_kept_of_a_format_is_told():
    assert "только дата" in type_of("dd.mm.yyyy hh:mm")[2]
    assert "Текстовый" in type_of("000000")[2]
