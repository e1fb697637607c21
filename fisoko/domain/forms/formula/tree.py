"""The tree of a formula: where its references stand, also when it is evaluated away from its home."""

from collections.abc import Iterator
from typing import NamedTuple

from fisoko.domain.forms.form import Tree

ROWS, COLUMNS = 1_048_576, 16_384  # the size of an Excel sheet
DEEPEST = 100  # levels of a tree: JSON and both evaluators walk it recursively


class Area(NamedTuple):
    """A rectangle of cells by Excel numbers; `sheet` is an index of the form's sheets or a name of constants."""

    sheet: int | str
    top: int
    left: int
    bottom: int
    right: int


def area(node: Tree, down: int = 0, right: int = 0) -> Area | None:
    """The cells of a "ref" or "range" node, moved; None when it has left the sheet."""
    if node[0] == "ref":
        _, sheet, row, column, row_fixed, column_fixed = node
        top = bottom = row if row_fixed else row + down
        left = last = column if column_fixed else column + right
    else:
        _, sheet, row, column, last_row, last_column, *fixed = node
        top, bottom = (row if fixed[0] else row + down), (last_row if fixed[2] else last_row + down)
        left, last = (column if fixed[1] else column + right), (last_column if fixed[3] else last_column + right)
        top, bottom, left, last = min(top, bottom), max(top, bottom), min(left, last), max(left, last)
    if top < 1 or left < 1 or bottom > ROWS or last > COLUMNS:
        return None
    return Area(sheet, top, left, bottom, last)


def references(tree: Tree) -> Iterator[Tree]:
    """Every "ref" and "range" node of the tree."""
    if tree[0] in ("ref", "range"):
        yield tree
    elif tree[0] == "call":
        for argument in tree[2]:
            yield from references(argument)
    else:
        for part in tree[1:]:
            if isinstance(part, list):
                yield from references(part)


def shifted(tree: Tree, down: int, right: int) -> Tree:
    """The same formula as it reads `down` rows and `right` columns away; what leaves the sheet becomes #REF!."""
    if tree[0] in ("ref", "range"):
        moved = area(tree, down, right)
        if moved is None:
            return ["error", "#REF!"]
        place = list(moved[1:3]) if tree[0] == "ref" else list(moved[1:])
        return [tree[0], tree[1], *place, *tree[-len(place) :]]
    if tree[0] == "call":
        return ["call", tree[1], [shifted(argument, down, right) for argument in tree[2]]]
    return [shifted(part, down, right) if isinstance(part, list) else part for part in tree]


def depth(tree: Tree) -> int:
    """How many levels the tree has; walked without recursion, since it may be too deep for that."""
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        node, level = waiting.pop()
        deepest = max(deepest, level)
        parts = node[2] if node[0] == "call" else node[1:]
        waiting.extend((part, level + 1) for part in parts if isinstance(part, list))
    return deepest
