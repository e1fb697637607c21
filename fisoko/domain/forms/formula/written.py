"""A tree becomes Excel's formula again, as it stands in a file: English names, commas, decimal points."""

from collections.abc import Callable

from fisoko.domain.forms.form import Tree, letter
from fisoko.domain.forms.formula.tree import COLUMNS, ROWS

LEAF, POSTFIX, PREFIX = 9, 8, 7
STRENGTH = {"^": 6, "*": 5, "/": 5, "+": 4, "-": 4, "&": 3, **dict.fromkeys(("=", "<>", "<", "<=", ">", ">="), 2)}
SheetName = Callable[[int | str], str]  # what stands before a reference: "'Лист 2'!", or "" on the formula's own sheet


def written(tree: Tree, sheet: SheetName, *, pinned: bool = False) -> str:
    """The text of a formula, without "=", that parses into this very tree at its home.

    `pinned` fixes every row and column, for a formula that cells share without being shifted.
    """
    kind = tree[0]
    if kind == "num":
        return _number(tree[1])
    if kind == "str":
        return '"' + tree[1].replace('"', '""') + '"'
    if kind == "bool":
        return "TRUE" if tree[1] else "FALSE"
    if kind == "error":
        return tree[1]
    if kind == "empty":
        return ""
    if kind in ("ref", "range"):
        return sheet(tree[1]) + _place(tree, pinned=pinned)

    def inner(part: Tree, least: int) -> str:
        text = written(part, sheet, pinned=pinned)
        return text if _strength(part) >= least else f"({text})"

    if kind == "call":
        return f"{tree[1]}({','.join(inner(argument, 0) for argument in tree[2])})"
    if kind == "neg":
        return "-" + inner(tree[1], PREFIX)
    if kind == "percent":
        return inner(tree[1], POSTFIX) + "%"
    own = STRENGTH[tree[1]]
    return inner(tree[2], own) + tree[1] + inner(tree[3], own + 1)


def quoted(name: str) -> str:
    """A sheet's name as it stands before a reference of another sheet."""
    return "'" + name.replace("'", "''") + "'!"


def _strength(tree: Tree) -> int:
    if tree[0] == "op":
        return STRENGTH[tree[1]]
    return {"neg": PREFIX, "percent": POSTFIX}.get(tree[0], LEAF)


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value)).replace("e", "E")


def _place(node: Tree, *, pinned: bool) -> str:
    if node[0] == "ref":
        row, column, row_fixed, column_fixed = node[2:]
        return _cell(row, column, pinned or row_fixed, pinned or column_fixed)
    top, left, bottom, right, *flags = node[2:]
    fixed = [pinned or flag for flag in flags]
    if (top, bottom) == (1, ROWS):
        return f"{_column(left, fixed[1])}:{_column(right, fixed[3])}"
    if (left, right) == (1, COLUMNS):
        return f"{_row(top, fixed[0])}:{_row(bottom, fixed[2])}"
    return f"{_cell(top, left, fixed[0], fixed[1])}:{_cell(bottom, right, fixed[2], fixed[3])}"


def _cell(row: int, column: int, row_fixed: object, column_fixed: object) -> str:
    return _column(column, column_fixed) + _row(row, row_fixed)


def _column(number: int, fixed: object) -> str:
    return ("$" if fixed else "") + letter(number)


def _row(number: int, fixed: object) -> str:
    return ("$" if fixed else "") + str(number)
