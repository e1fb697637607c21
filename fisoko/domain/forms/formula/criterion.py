"""The criterion of SUMIF and its kin: ">5", "<>", "да", "при*"."""

import re
from collections.abc import Callable
from operator import eq, ge, gt, le, lt, ne

from fisoko.domain.forms.formula.operand import Operand, boolean_of_text, compare, number_of_text
from fisoko.domain.forms.number import rounded

Matches = Callable[[Operand], bool]
_SIGN = re.compile(r"(<>|<=|>=|=|<|>)?(.*)", re.DOTALL)
_TESTS = {"=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def criterion(given: Operand) -> Matches:
    """What tells whether a cell's operand meets the criterion."""
    if given is None:
        given = 0.0
    if isinstance(given, bool):
        return lambda cell: cell is given
    if isinstance(given, float):
        return _of_number("=", rounded(given))
    sign, rest = _SIGN.fullmatch(given).groups()  # type: ignore[union-attr]
    if not rest:
        return _of_nothing(sign)
    sign = sign or "="
    found = number_of_text(rest)
    if found is not None:
        return _of_number(sign, found)
    truth = boolean_of_text(rest)
    if truth is not None:
        return lambda cell: isinstance(cell, bool) and _TESTS[sign](cell, truth) if sign != "<>" else cell is not truth
    if sign in ("=", "<>"):
        return _of_pattern(rest, wanted=sign == "=")
    return lambda cell: isinstance(cell, str) and _TESTS[sign](compare(cell, rest), 0)


def _of_nothing(sign: str | None) -> Matches:
    if sign is None:
        return lambda cell: cell is None or cell == ""
    if sign == "=":
        return lambda cell: cell is None
    if sign == "<>":
        return lambda cell: cell is not None
    return lambda _cell: False


def _of_number(sign: str, wanted: float) -> Matches:
    test = _TESTS[sign]
    if sign not in ("=", "<>"):
        return lambda cell: isinstance(cell, float) and test(cell, wanted)

    def equal(cell: Operand) -> bool:
        if isinstance(cell, str):
            return number_of_text(cell) == wanted
        return isinstance(cell, float) and cell == wanted

    return equal if sign == "=" else lambda cell: not equal(cell)


def _of_pattern(pattern: str, *, wanted: bool) -> Matches:
    parts = re.findall(r"~[*?~]|[*?]|[^*?~]+|~", pattern.lower())
    wild = {"*": ".*", "?": "."}
    made = "".join(
        wild.get(part) or re.escape(part[1:] if part[0] == "~" and len(part) > 1 else part) for part in parts
    )
    regular = re.compile(made, re.DOTALL)
    return lambda cell: (isinstance(cell, str) and regular.fullmatch(cell.lower()) is not None) is wanted
