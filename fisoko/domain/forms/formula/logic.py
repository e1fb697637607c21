"""Conditions, and what an operand is."""

from collections.abc import Sequence

from fisoko.domain.forms.form import Tree
from fisoko.domain.forms.formula.engine import Engine, checked
from fisoko.domain.forms.formula.operand import Failure, Operand, logical
from fisoko.domain.forms.formula.tree import Area


def branch(engine: Engine, arguments: Sequence[Tree]) -> Operand | Area:
    """IF."""
    if logical(engine.scalar(arguments[0])):
        return engine.argument(arguments[1])
    return engine.argument(arguments[2]) if len(arguments) > 2 else False


def or_else(engine: Engine, arguments: Sequence[Tree]) -> Operand:
    """IFERROR."""
    try:
        return engine.scalar(arguments[0])
    except Failure:
        return engine.scalar(arguments[1])


def every(engine: Engine, arguments: Sequence[Tree]) -> bool:
    """AND."""
    return all(_truths(engine, arguments))


def some(engine: Engine, arguments: Sequence[Tree]) -> bool:
    """OR."""
    return any(_truths(engine, arguments))


def negation(engine: Engine, arguments: Sequence[Tree]) -> bool:
    """NOT."""
    return not logical(engine.scalar(arguments[0]))


def is_blank(engine: Engine, arguments: Sequence[Tree]) -> bool:
    """ISBLANK."""
    try:
        return engine.scalar(arguments[0]) is None
    except Failure:
        return False


def is_number(engine: Engine, arguments: Sequence[Tree]) -> bool:
    """ISNUMBER."""
    try:
        return isinstance(engine.scalar(arguments[0]), float)
    except Failure:
        return False


def _truths(engine: Engine, arguments: Sequence[Tree]) -> list[bool]:
    found: list[bool] = []
    for tree in arguments:
        given = engine.argument(tree)
        if isinstance(given, Area):
            cells = (checked(cell) for cell in engine.cells(given))
            found.extend(bool(cell) for cell in cells if isinstance(cell, bool | float))
        else:
            found.append(logical(given))
    if not found:
        raise Failure("#VALUE!")
    return found
