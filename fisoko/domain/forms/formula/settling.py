"""What a function asks of its arguments beyond their number: judged once, when a formula is parsed."""

from collections.abc import Callable, Sequence

from fisoko.domain.forms.form import Tree
from fisoko.domain.forms.formula import texts
from fisoko.domain.forms.formula.problem import FormulaProblem
from fisoko.domain.forms.formula.text_format import read_format
from fisoko.domain.forms.formula.tree import COLUMNS, ROWS

EXACT = (["bool", False], ["num", 0], ["empty"])


def settled(name: str, arguments: list[Tree]) -> list[Tree]:
    """The arguments of a call as they are to be evaluated. Raises FormulaProblem."""
    judge = _JUDGES.get(name)
    return arguments if judge is None else judge(arguments)


def _sum_if(arguments: list[Tree]) -> list[Tree]:
    """What is summed is written out in the size of what is searched, so that all that a formula looks at is known."""
    if len(arguments) < 3:
        return arguments
    searched, summed = _corners(arguments[0]), _corners(arguments[2])
    sheet, (top, left, _, _), (top_fixed, left_fixed, _, _) = summed
    _, (top_searched, left_searched, bottom_searched, right_searched), fixed = searched
    if summed[1:] != searched[1:] and (fixed[0] != fixed[2] or fixed[1] != fixed[3]):
        raise FormulaProblem(texts.UNEVEN)  # the one grows with each row or column, the other cannot
    bottom, right = top + bottom_searched - top_searched, left + right_searched - left_searched
    if bottom > ROWS or right > COLUMNS:
        raise FormulaProblem(texts.UNEVEN)
    if summed[1:] == searched[1:] or (top, left) == (bottom, right):
        return arguments
    flags = [top_fixed, left_fixed, top_fixed, left_fixed]
    return [*arguments[:2], ["range", sheet, top, left, bottom, right, *flags]]


def _corners(node: Tree) -> tuple[int | str, Sequence[int], Sequence[int]]:
    """Sheet, [top, left, bottom, right], and which of them are fixed, of a "ref" or a "range"."""
    if node[0] == "ref":
        return node[1], [*node[2:4], *node[2:4]], [*node[4:6], *node[4:6]]
    return node[1], node[2:6], node[6:10]


def _pairs(arguments: list[Tree]) -> list[Tree]:
    if len(arguments) % 2:
        raise FormulaProblem(texts.UNPAIRED)
    return arguments


def _pairs_after_first(arguments: list[Tree]) -> list[Tree]:
    _pairs(arguments[1:])
    return arguments


def _exact(word: str) -> Callable[[list[Tree]], list[Tree]]:
    def judge(arguments: list[Tree]) -> list[Tree]:
        if arguments[-1] not in EXACT:
            raise FormulaProblem(texts.NEAREST + word)
        return arguments

    return judge


def _text(arguments: list[Tree]) -> list[Tree]:
    if arguments[1][0] == "str" and read_format(arguments[1][1]) is None:
        raise texts.text_format(arguments[1][1])
    return arguments


_JUDGES: dict[str, Callable[[list[Tree]], list[Tree]]] = {
    "SUMIF": _sum_if,
    "COUNTIFS": _pairs,
    "SUMIFS": _pairs_after_first,
    "VLOOKUP": _exact("ЛОЖЬ"),
    "MATCH": _exact("0"),
    "TEXT": _text,
}
