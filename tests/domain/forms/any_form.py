"""Any formulas, forms and drafts for hypothesis, likely to meet the corners of Excel's rules."""

from typing import Any

from hypothesis import strategies as st

from fisoko.domain.forms.form import Cell, Tree, letter
from fisoko.domain.forms.formula.functions import TABLE
from fisoko.domain.forms.formula.problem import FormulaProblem
from fisoko.domain.forms.formula.settling import settled
from fisoko.domain.forms.value import BadValue, coerce, normal

TOP, LEFT = 3, 2
ROWS, COLUMNS = 3, 4
SHEETS = ["sheet001", "sheet002"]
FREE = ["freerow001", "freerow002", "freerow003"]
TYPES = ["integer", "decimal", "percent", "date", "time", "text", "boolean", "general"]
OPERATORS = ["+", "-", "*", "/", "^", "&", "=", "<>", "<", "<=", ">", ">="]
LIMITS = [
    "between",
    "notBetween",
    "equal",
    "notEqual",
    "greaterThan",
    "lessThan",
    "greaterThanOrEqual",
    "lessThanOrEqual",
]
TEXTS = [
    "", " ", "да", "НЕТ", "т", "Т ", "ё", "Е", "1 234,5", "1\u00a0234,5", "-5", "−2,5", "+7", "007", "0,1",
    "2.5", "12,50", "50%", "1E3", "1e-5", "123456789012345", "1234567890123456", "07.09.2026", "7.9.26", "29.02.2023",
    "1.9", "1,9", "01,09,2026", "29.2", "09.2026", "1 сентября", "май 2026",
    "2026-09-07", "9:30", "24:00", "7 сентября 2026", "истина", "=A1", "а\nб", "ab\r\nc", "😀x", "ß", "İ", "ΑΣ",
    "и\u0306", "#Н/Д", "*", "т*", "~*", ">1", "<>т", "1,005", "0,285", "999999999999999", "5,0", "текст подлиннее",
    "99999999999999999999",
]  # fmt: skip
NUMBERS = [
    0, 1, 2, 3, -1, -4, 10, 0.5, 0.1, 0.2, 0.3, 2.5, -2.5, 1.005, 0.285, 1e-9, 1e15, 1e20, 1e300, -1e-300, 46272,
    46272.75, 100.3, 1234.5, 60, 59.99999999,
]  # fmt: skip
CRITERIA = [
    "",
    "=",
    "<>",
    ">1",
    "<=2,5",
    "<>т",
    "т*",
    "?",
    "=да",
    "5",
    "07.09.2026",
    ">=07.09.2026",
    "<>#Н/Д",
    "истина",
    "~*",
    "<>*а",
]
FORMATS = [
    "0",
    "0,00",
    "# ##0,0#",
    "0%",
    "000",
    "ДД.ММ.ГГГГ",
    "чч:мм:сс",
    "д.м.гг чч:мм",
    "Основной",
    "@",
    "",
    '0" чел."',
    "#",
    "[h]",
    "0.0",
]

typed = st.one_of(
    st.sampled_from(TEXTS),
    st.sampled_from(TEXTS),
    st.text("0123456789 ,.-+%:/eE\u00a0даистЁё", max_size=10),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6),
    st.integers(-(10**16), 10**16).map(str),
    st.decimals(-(10**6), 10**6, places=3).map(lambda number: str(number).replace(".", ",")),
    st.dates().map(lambda day: f"{day:%d.%m.%Y}"),
)
numbers = st.one_of(
    st.sampled_from(NUMBERS),
    st.sampled_from(NUMBERS),
    st.integers(-1000, 1000),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.floats(-1e6, 1e6).map(lambda number: float(f"{number:.5g}")),
    st.floats(-1e307, 1e307, allow_subnormal=False).map(lambda number: float(f"{number:.14e}")),
)


def stored(value: Any) -> Any:
    """The value as the door lets it in; nothing where it does not."""
    try:
        return normal(value)
    except BadValue:
        return None


values = st.one_of(
    st.none(), st.booleans(), numbers.map(stored), typed.map(stored), typed.map(lambda text: stored({"raw": text})),
    st.dates().map(str).map(stored), st.times().map(lambda time: f"{time:%H:%M}"),
)  # fmt: skip
constants = st.one_of(
    st.sampled_from(["а", "б", "т", "", "5", "ё", "школа"]), numbers.map(stored), st.booleans(), st.none()
)
flags = st.tuples(st.integers(0, 1), st.integers(0, 1))  # whether row and column are fixed


@st.composite
def references(draw: st.DrawFn, ranges: bool) -> Tree:
    """A cell or a range in or beside the tables, of either sheet or of the constants."""
    sheet = draw(st.sampled_from([0, 0, 0, 1, "Списки"]))
    row, column = draw(st.integers(2, TOP + ROWS)), draw(st.integers(1, LEFT + COLUMNS - 1))
    fixed = draw(flags)
    if not ranges or draw(st.integers(0, 5)) == 0:
        return ["ref", sheet, row, column, *fixed]
    if draw(st.integers(0, 7)) == 0:
        return ["range", sheet, 1, column, 1_048_576, column, 1, fixed[1], 1, fixed[1]]
    bottom, right = row + draw(st.integers(0, 2)), column + draw(st.sampled_from([0, 0, 0, 1]))
    return ["range", sheet, row, column, bottom, right, *fixed, *draw(st.sampled_from([fixed, (0, 0), (1, 1)]))]


cells, ranges = references(ranges=False), references(ranges=True)
texts = st.sampled_from([*TEXTS, *CRITERIA]).map(lambda text: ["str", text])
leaves = st.one_of(
    cells, cells, cells, numbers.map(lambda number: ["num", number]), texts,
    st.booleans().map(lambda truth: ["bool", truth]),
    st.sampled_from(["#N/A", "#DIV/0!"]).map(lambda code: ["error", code]),
)  # fmt: skip
criteria = st.one_of(st.sampled_from(CRITERIA).map(lambda text: ["str", text]), leaves)


def whole(first: int, last: int) -> st.SearchStrategy[Tree]:
    """A small number, now and then what a cell holds."""
    number = st.integers(first, last).map(lambda number: ["num", number])
    return st.one_of(number, number, number, cells)


days = st.one_of(
    cells, cells, st.sampled_from([60, 61, 0, -1, 46272.75, 2958465]).map(lambda number: ["num", number]), texts
)
columns = ranges.map(lambda node: [*node[:5], node[3], *node[6:9], node[7]] if node[0] == "range" else node)
OWN: dict[tuple[str, int], st.SearchStrategy[Tree]] = {
    ("SUMIF", 1): criteria,
    ("COUNTIF", 1): criteria,
    ("TEXT", 1): st.sampled_from(FORMATS).map(lambda text: ["str", text]),
    ("VLOOKUP", 0): cells,
    ("VLOOKUP", 2): whole(0, 3),
    ("VLOOKUP", 3): st.just(["bool", False]),
    ("MATCH", 0): cells,
    ("MATCH", 1): columns,
    ("MATCH", 2): st.just(["num", 0]),
    ("INDEX", 1): whole(-1, 3),
    ("INDEX", 2): whole(-1, 2),
    ("ROUND", 1): whole(-3, 4),
    ("DATE", 0): whole(1895, 2100),
    ("DATE", 1): whole(-3, 15),
    ("DATE", 2): whole(-40, 70),
    ("YEAR", 0): days,
    ("MONTH", 0): days,
    ("DAY", 0): days,
    ("LEFT", 1): whole(-1, 6),
    ("RIGHT", 1): whole(-1, 6),
    ("MID", 1): whole(0, 5),
    ("MID", 2): whole(-1, 5),
}
MOST = 4  # arguments of a call
NAMES = sorted(TABLE)


@st.composite
def calls(draw: st.DrawFn, inner: st.SearchStrategy[Tree]) -> Tree:
    """A call with arguments of the kinds that the function takes."""
    function = TABLE[draw(st.sampled_from(NAMES))]
    count = draw(st.integers(function.least, max(function.least, min(function.most, MOST))))
    if function.name in ("COUNTIFS", "SUMIFS"):
        count = draw(st.sampled_from([1, 2])) * 2 + (function.name == "SUMIFS")
    first = draw(ranges) if function.ranges else ["empty"]
    arguments: list[Tree] = []
    for place in range(count):
        own = OWN.get((function.name, place))
        if own is not None:
            arguments.append(draw(own))
        elif function.ranges is None:
            arguments.append(draw(st.one_of(inner, ranges)))
        elif place in function.ranges:  # mostly of one size, as SUMIFS wants them
            arguments.append(draw(st.one_of(st.just(first), ranges)))
        else:
            arguments.append(draw(criteria if function.name in ("COUNTIFS", "SUMIFS") else inner))
    if function.name in ("MATCH", "VLOOKUP") and draw(st.booleans()):  # what can be found
        _, sheet, row, column, *_ = arguments[1]
        arguments[0] = ["ref", sheet, row + draw(st.sampled_from([0, 1, 1, 2])), column, *draw(flags)]
    if function.name == "SUMIF":  # as reading leaves it: all that is summed stands in the formula
        try:
            arguments = settled(function.name, arguments)
        except FormulaProblem:
            arguments[2] = arguments[0]
    return ["call", function.name, arguments]


def grown(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """A formula over others."""
    operations = st.tuples(st.just("op"), st.sampled_from(OPERATORS), inner, inner).map(list)
    signs = st.tuples(st.sampled_from(["neg", "percent"]), inner).map(list)
    return st.one_of(calls(inner), calls(inner), calls(inner), operations, operations, signs)


simple = grown(leaves)
trees: st.SearchStrategy[Tree] = st.one_of(simple, grown(st.one_of(leaves, simple)))


@st.composite
def _cells(draw: st.DrawFn, computed: int) -> dict[str, Any]:
    """The JSON of a cell; one of `computed` has a formula."""
    kind = draw(st.sampled_from(TYPES))
    cell: dict[str, Any] = {"type": kind}
    if kind in ("decimal", "percent"):
        cell["decimals"] = draw(st.integers(0, 3))
    what = draw(st.integers(0, 11))
    if what < computed:
        cell["formula"] = draw(trees)
    elif what == 6:
        cell["list"] = draw(st.lists(st.sampled_from(TEXTS[2:30]), min_size=1, max_size=4))
        cell["strict"] = draw(st.booleans())
    elif what in (7, 8):
        limit = ["number", "date", "time", "length", "custom"][draw(st.integers(0, 4))]
        pair = draw(st.sampled_from(LIMITS)) if limit != "custom" else ""
        cell["limits"] = {"kind": limit, "operator": pair, "first": draw(trees if limit == "custom" else leaves)}
        if pair in ("between", "notBetween"):
            cell["limits"]["second"] = draw(leaves)
        cell["strict"] = draw(st.booleans())
        if draw(st.booleans()):
            cell["error"] = "Исправьте."
    elif what == 9:
        cell["locked"] = True
    if what in (9, 10):
        cell["value"] = draw(values)
    if draw(st.integers(0, 3)) == 0:
        cell["required"] = True
    return cell


@st.composite
def forms(draw: st.DrawFn) -> dict[str, Any]:
    """The JSON of a form: one or two sheets, fixed or free, with formulas, limits, lists and rules across them."""
    sheets: list[dict[str, Any]] = []
    for at in range(draw(st.sampled_from([1, 2, 2]))):
        free = draw(st.booleans())
        columns = [
            {
                "id": f"column{column:02}", "letter": letter(LEFT + column), "key": "", "path": [str(column)],
                "width": 90, "required": draw(st.integers(0, 5)) == 0, "cell": draw(_cells(4)),
            }
            for column in range(draw(st.integers(2, COLUMNS)))
        ]  # fmt: skip
        rows = (
            []
            if free
            else [{"id": f"row{at:05}", "number": TOP + at, "captions": [""], "cells": {}} for at in range(ROWS)]
        )
        for row in rows[:1]:
            row["cells"] = {"column01": draw(_cells(6))}
        sheets.append({
            "id": SHEETS[at], "name": f"Лист {at + 1}", "top": TOP, "left": LEFT, "captions": [], "columns": columns,
            "rows": rows, "free": free, "max_rows": 100, "rules": "",
        })  # fmt: skip
    rules = [
        {
            "id": f"rule{at:04}", "sheet": SHEETS[0], "range": [TOP, LEFT, TOP + draw(st.integers(0, 2)), LEFT + at],
            "condition": draw(trees), "message": "Неверно.", "level": draw(st.sampled_from(["error", "warning"])),
        }
        for at in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    lists = draw(st.lists(constants, min_size=6, max_size=6))
    places = ["B2", "B3", "C2", "C3", "D2", "D4"]
    return {
        "key": "any", "title": "", "note": "", "sheets": sheets, "rules": rules,
        "constants": {"Списки": dict(zip(places, lists, strict=True)), "0": {"A3": "т", "A4": 5, "B2": "Итого"}},
    }  # fmt: skip


@st.composite
def drafts(draw: st.DrawFn, form: dict[str, Any]) -> tuple[dict[str, Any], list[list[Any]]]:
    """Values of a draft of the form, typed or stored, and edits of it after them: [sheet, row, column, value]."""
    found: dict[str, Any] = {}
    places: list[tuple[str, str, dict[str, Any]]] = []
    for sheet in form["sheets"]:
        rows = FREE[: draw(st.integers(0, 3))] if sheet["free"] else [row["id"] for row in sheet["rows"]]
        found[sheet["id"]] = {"rows": rows, "cells": {row: {} for row in rows}} if sheet["free"] else {"cells": {}}
        places += [(sheet["id"], row, column) for row in rows for column in sheet["columns"]]
        places += [(sheet["id"], FREE[0], column) for column in sheet["columns"] if sheet["free"] and not rows]

    def value(column: dict[str, Any]) -> Any:
        return stored(coerce(draw(typed), Cell.from_json(column["cell"]))) if draw(st.booleans()) else draw(values)

    for sheet, row, column in draw(st.lists(st.sampled_from(places), max_size=8)):
        if row in found[sheet].get("rows", [row]):
            found[sheet]["cells"].setdefault(row, {})[column["id"]] = value(column)
    edited = draw(st.lists(st.sampled_from(places), max_size=3))
    return found, [[sheet, row, column["id"], value(column)] for sheet, row, column in edited]
