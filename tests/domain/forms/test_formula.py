"""Formulas: the table judged by LibreOffice, what the parser refuses, and what holds for any of them."""

import json
import time
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fisoko.domain.forms.formula import FormulaError, FormulaProblem, evaluate, parse, references, shifted
from fisoko.domain.forms.formula.functions import TABLE as FUNCTIONS
from tests.domain.forms import formula_cases
from tests.domain.forms.formula_cases import CELLS, FORMULAS, HOME, SHIFTS, Sheets, answer

CASES = formula_cases.TABLE["cases"]
LEAST_CASES = 8


def called(tree: Any) -> set[str]:
    """The functions that a tree calls."""
    if not isinstance(tree, list):
        return set()
    own = {tree[1]} if tree and tree[0] == "call" else set()
    return own.union(*(called(part) for part in tree))


@pytest.mark.parametrize("case", CASES, ids=[f"{place} {case['formula']}" for place, case in enumerate(CASES)])
def test_a_formula_comes_to_what_the_judge_says(case: dict[str, Any]) -> None:
    tree = json.loads(json.dumps(formula_cases.tree(case)))
    result = evaluate(tree, Sheets(formula_cases.sheets(case)), tuple(case.get("shift", (0, 0))), formula_cases.TODAY)
    assert json.dumps(answer(result)) == json.dumps(case["value"]), case.get("note", "")


def test_every_function_has_its_cases() -> None:
    counts = Counter(name for case in CASES for name in called(formula_cases.tree(case)))
    assert len(CASES) >= 300
    assert {name: counts[name] for name in FUNCTIONS if counts[name] < LEAST_CASES} == {}


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("=VLOOKUP(A1,B1:C3,2)", "у функции ВПР указано аргументов: 3, а нужно 4"),
        ("=VLOOKUP(A1,B1:C3,2,TRUE)", "только точного; укажите последним аргументом ЛОЖЬ"),
        ("=VLOOKUP(A1,B1:C3,2,C1)", "только точного; укажите последним аргументом ЛОЖЬ"),
        ("=ПОИСКПОЗ(A1;B1:B3;1)", "только точного; укажите последним аргументом 0"),
        ("=VLOOKUP(A1,5,2,0)", "вместо диапазона стоит значение"),
        ("=ГПР(A1;B1:C3;2)", "функция ГПР (HLOOKUP) не поддерживается; замените на ИНДЕКС и ПОИСКПОЗ"),
        ("=_xlfn.XLOOKUP(A1,B1:B3,C1:C3)", "функция XLOOKUP не поддерживается; замените на ИНДЕКС и ПОИСКПОЗ"),
        ("=COUNTIFS(A1:A3,1,B1:B3)", "к каждому диапазону нужно условие"),
        ("=SUMIFS(A1:A3,B1:B3,1,C1:C3)", "к каждому диапазону нужно условие"),
        ("=SUMIF(A$1:A5,1,B1:B3)", "разного размера"),
        ('=TEXT(A1,"0.00")', "формат «0.00» в ТЕКСТ не поддерживается; запишите его как в русском Excel"),
        ('=TEXT(A1,"#,##0.00")', "не поддерживается"),
        ('=TEXT(A1,"[h]:mm")', "не поддерживается"),
        ('=TEXT(A1,"ДД ММММ ГГГГ")', "не поддерживается"),
        ('=TEXT(A1,"0;-0")', "не поддерживается"),
        ("=MEDIAN(A1:A3)", "функция МЕДИАНА (MEDIAN) не поддерживается; замените ее; можно использовать СУММ"),
        ("=SUM(1,FROB(2))", "функция FROB неизвестна"),
        ("=IF(1)", "у функции ЕСЛИ указано аргументов: 1, а нужно не меньше 2"),
        ("=NOT(1,2)", "у функции НЕ указано аргументов: 2, а нужно 1"),
        ("=SUM()", "у функции СУММ указано аргументов: 0"),
        ("=SUMIF(5,1)", "вместо диапазона стоит значение"),
        ("=A1:A3+1", "диапазон стоит там, где нужна одна ячейка"),
        ("=IF(A1:A3,1,2)", "диапазон стоит там, где нужна одна ячейка"),
        ("=A1:A2 A2:A3", "объединение и пересечение"),
        ("=SUM((A1,A2))", "объединение и пересечение"),
        ("={1,2}", "массивы в фигурных скобках"),
        ("=SUM({1;2})", "массивы в фигурных скобках"),
        ("=Нет!A1", "листа «Нет» нет в книге"),
        ("='Нет такого'!A1", "листа «Нет такого» нет в книге"),
        ("=[1]Лист!A1", "на другую книгу"),
        ("=SUM(Таблица1[Итого])", "на умную таблицу"),
        ("=SUM(Лист1:Лист3!A1)", "сразу на несколько листов"),
        ("=А1+1", "в адресе «А1» есть русские буквы; наберите его латинскими: A1"),
        ("=имя+1", "имя «имя» не определено"),
        ("=круг", "имя «Круг» ссылается само на себя"),
        ("=#REF!+1", "на удаленные ячейки"),
        ("=Списки!#REF!", "на удаленные ячейки"),
        ("=1+", "записана неверно"),
        ("=)", "записана неверно"),
        ("=(1", "записана неверно"),
        ('="а', "записана неверно"),
        ("=", "формула пуста"),
        ("=" + "+".join(["A1"] * 300), "слишком длинная"),
        ("=" + "(" * 80 + "1" + ")" * 80, "слишком длинная"),
    ],
)
def test_what_a_form_cannot_have_is_a_problem_that_says_what_to_do(formula: str, words: str) -> None:
    with pytest.raises(FormulaProblem) as problem:
        parse(formula, home=HOME, resolve=formula_cases.resolve, names={"круг": "=Круг+1"})
    assert words in str(problem.value)


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ("=ЕСЛИ(A1>0,5;1;0)", "=IF(A1>0.5,1,0)"),
        ("СУММ(C5:D5)<=E5", "=SUM(C5:D5)<=E5"),
        ("=СУММЕСЛИ(A1:A3;\"а;б\";B1:B3)", '=SUMIF(A1:A3,"а;б",B1:B3)'),
        ("C5<0,5", "=C5<0.5"),
        ("=СЧЕТ(1;2)", "=COUNT(1,2)"),
        ("=И(ИСТИНА;ЛОЖЬ)", "=AND(TRUE,FALSE)"),
        ("=ОКРУГЛ(1,25;1)", "=ROUND(1.25,1)"),
        ("=сумм(Списки!A1:A3)", "=SUM(Списки!A1:A3)"),
        ("= 1 + 2 ", "=1+2"),
    ],
)  # fmt: skip
def test_a_condition_may_be_written_as_in_a_russian_excel(russian: str, english: str) -> None:
    trees = [parse(text, home=HOME, resolve=formula_cases.resolve) for text in (russian, english)]
    assert trees[0] == trees[1]


def test_a_nonbreaking_space_within_quotes_stays_what_it_is() -> None:
    tree = parse('=\u00a0LEN("\u00a0а")&"\t"', home=HOME, resolve=formula_cases.resolve)
    assert tree == ["op", "&", ["call", "LEN", [["str", "\u00a0а"]]], ["str", "\t"]]


def test_what_is_summed_is_written_out_in_the_size_of_what_is_searched() -> None:
    trees = [
        parse(text, home=HOME, resolve=formula_cases.resolve)
        for text in ("=SUMIF(A1:A3,1,$B$5)", "=SUMIF(A1:A3,1,$B$5:$B$7)", "=SUMIF(A1:A3,1,$B$5:$D$9)")
    ]
    assert trees[0] == trees[1] == trees[2]


@pytest.mark.parametrize("sign", ["а*", "?", "~"])
def test_a_condition_that_a_person_typed_takes_no_longer_than_its_length_allows(sign: str) -> None:
    tree = parse("=COUNTIF(A1:A3,B1)", home=HOME, resolve=formula_cases.resolve)
    cells = {**dict.fromkeys(("A1", "A2", "A3"), "а" * 30_000), "B1": sign * 15_000 + "б"}
    begun = time.process_time()
    assert evaluate(tree, Sheets({formula_cases.HERE: cells})) == 0
    assert time.process_time() - begun < 5


def test_a_formula_that_is_shifted_off_the_sheet_comes_to_ref() -> None:
    tree = parse("=A1+$B$2", home=HOME, resolve=formula_cases.resolve)
    here = Sheets({formula_cases.HERE: {"A1": 1, "B2": 2, "A3": 5}})
    assert evaluate(tree, here) == 3
    assert evaluate(tree, here, (2, 0)) == 7
    assert evaluate(tree, here, (-1, 0)) == FormulaError("#REF!")
    assert evaluate(tree, here, (0, -1)) == FormulaError("#REF!")


@settings(deadline=None)
@given(FORMULAS, CELLS, SHIFTS)
def test_any_formula_is_a_problem_or_comes_to_a_value(
    formula: str, cells: dict[str, Any], shift: tuple[int, int]
) -> None:
    try:
        tree = parse("=" + formula, home=HOME, resolve=formula_cases.resolve, names=formula_cases.TABLE["names"])
    except FormulaProblem:
        return
    lookup = Sheets({**formula_cases.TABLE["sheets"], formula_cases.HERE: cells})
    result = evaluate(tree, lookup, shift)
    assert isinstance(result, int | float | str | bool | FormulaError)
    if isinstance(result, float):
        assert float(f"{result:.14e}") == result
    moved = evaluate(shifted(tree, *shift), lookup)
    assert json.dumps(answer(moved)) == json.dumps(answer(result))


@settings(deadline=None)
@given(st.text("=+-*/^&<>%(),;:!'\"#[]{}$ A1BабСУМIF.0", max_size=25))
def test_any_text_is_a_formula_or_a_problem_with_a_sentence(text: str) -> None:
    try:
        tree = parse(text, home=HOME, resolve=formula_cases.resolve)
    except FormulaProblem:
        return
    assert all(node[0] in ("ref", "range") for node in references(tree))
