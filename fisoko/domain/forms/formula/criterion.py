"""The criterion of SUMIF and its kin: ">5", "<>", "да", "при*"."""

import re
from collections.abc import Callable, Sequence
from operator import eq, ge, gt, le, lt, ne

from fisoko.domain.forms.formula.operand import Operand, boolean_of_text, compare, number_of_text
from fisoko.domain.forms.letters import lower, upper
from fisoko.domain.forms.number import rounded
from fisoko.domain.forms.texts import ERRORS
from fisoko.domain.forms.value import FormulaError

Matches = Callable[[Operand | FormulaError], bool]  # what differs from a value is not the same as it, an error too
_ERRORS = {**{code: code for code in ERRORS}, **{russian: code for code, russian in ERRORS.items()}}
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
    if sign in ("=", "<>") and upper(rest) in _ERRORS:
        error = FormulaError(_ERRORS[upper(rest)])
        return (lambda cell: cell == error) if sign == "=" else (lambda cell: cell != error)
    truth = boolean_of_text(rest)
    if truth is not None:
        return lambda cell: isinstance(cell, bool) and _TESTS[sign](cell, truth) if sign != "<>" else cell is not truth
    if sign in ("=", "<>"):
        like = pattern(rest)
        return like if sign == "=" else lambda cell: not like(cell)
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


def pattern(wanted: str) -> Matches:
    """What tells whether an operand is a text like this one, whatever the case: * is any signs, ? one, ~ takes it back.

    The time is bounded by the lengths of both multiplied: people type conditions too.
    """
    parts: list[list[str]] = [[]]
    for part in re.findall(r"~[*?~]|[*?]|[^*?~]+|~", lower(wanted)):
        if part == "*":
            parts.append([])
        else:
            parts[-1].append("." if part == "?" else re.escape(part[1:] if len(part) > 1 and part[0] == "~" else part))
    first, *others = ("".join(part) for part in parts)
    if not others:
        whole = re.compile(first, re.DOTALL)
        return lambda cell: isinstance(cell, str) and whole.fullmatch(lower(cell)) is not None
    steps = [
        re.compile(rf"\A(?:{first})", re.DOTALL),
        *(re.compile(part, re.DOTALL) for part in others[:-1]),
        re.compile(rf"(?:{others[-1]})\Z", re.DOTALL),
    ]
    return lambda cell: isinstance(cell, str) and _passes(steps, lower(cell))


def _passes(steps: Sequence[re.Pattern[str]], text: str) -> bool:
    """Whether the parts between the stars are found one behind another, each at its first place: nothing twice."""
    at = 0
    for step in steps:
        found = step.search(text, at)
        if found is None:
            return False
        at = found.end()
    return True
