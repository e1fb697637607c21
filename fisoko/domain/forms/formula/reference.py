"""References as Excel writes them: a cell, a range, whole columns, whole rows."""

import re

from fisoko.domain.forms.form import Tree
from fisoko.domain.forms.form import number as column_number
from fisoko.domain.forms.formula.tree import COLUMNS, ROWS

_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]{0,6})")
_COLUMN = re.compile(r"(\$?)([A-Za-z]{1,3})")
_ROW = re.compile(r"(\$?)([1-9][0-9]{0,6})")


def place(written: str, sheet: int | str) -> Tree | None:
    """The reference to a cell, a range, whole columns or whole rows; None when it is none of them."""
    first, colon, last = written.partition(":")
    one, other = _CELL.fullmatch(first), _CELL.fullmatch(last)
    if any(match and column_number(match[2]) > COLUMNS for match in (one, other)):
        return None
    if one and not colon:
        row, column, row_fixed, column_fixed = _corner(one)
        return ["ref", sheet, row, column, row_fixed, column_fixed]
    if one and other:
        return _range(sheet, _corner(one), _corner(other))
    if (one := _COLUMN.fullmatch(first)) and (other := _COLUMN.fullmatch(last)):
        left, right = ((column_number(match[2]), int(match[1] == "$")) for match in (one, other))
        return _range(sheet, (1, left[0], 1, left[1]), (ROWS, right[0], 1, right[1]))
    if (one := _ROW.fullmatch(first)) and (other := _ROW.fullmatch(last)):
        top, bottom = ((int(match[2]), int(match[1] == "$")) for match in (one, other))
        return _range(sheet, (top[0], 1, top[1], 1), (bottom[0], COLUMNS, bottom[1], 1))
    return None


def _corner(match: re.Match[str]) -> tuple[int, int, int, int]:
    """Row, column and whether each is fixed."""
    return int(match[4]), column_number(match[2]), int(match[3] == "$"), int(match[1] == "$")


def _range(sheet: int | str, one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> Tree:
    (top, top_fixed), (bottom, bottom_fixed) = sorted([(one[0], one[2]), (other[0], other[2])])
    (left, left_fixed), (right, right_fixed) = sorted([(one[1], one[3]), (other[1], other[3])])
    return ["range", sheet, top, left, bottom, right, top_fixed, left_fixed, bottom_fixed, right_fixed]
