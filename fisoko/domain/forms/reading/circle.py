"""Circular references: found with their path, before anybody types into the form."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from fisoko.domain.forms.form import Sheet, Tree, address
from fisoko.domain.forms.formula import shifted
from fisoko.domain.forms.formula.tree import Area
from fisoko.domain.forms.reading.formulas import areas

Node = tuple[int, int, int]  # sheet index, row, column
FREE_SAMPLE = 3  # rows of a free sheet that stand for all: a formula may look at its neighbours


def computed(sheets: Sequence[Sheet]) -> dict[Node, Tree]:
    """The formulas of a form by the place of their cell; of free sheets the first rows only."""
    found: dict[Node, Tree] = {}
    for index, sheet in enumerate(sheets):
        for column in sheet.columns:
            if sheet.free and column.cell.formula is not None:
                for step in range(FREE_SAMPLE):
                    found[index, sheet.top + step, column.number] = shifted(column.cell.formula, step, 0)
            for row in sheet.rows:
                formula = sheet.cell(row.id, column.id).formula
                if formula is not None:
                    found[index, row.number, column.number] = formula
    return found


def circle(formulas: Mapping[Node, Tree]) -> list[Node]:
    """The first circle as a path that ends where it begins, [] when there is none."""
    rows: dict[tuple[int, int], list[int]] = {}
    for sheet, row, column in sorted(formulas):
        rows.setdefault((sheet, column), []).append(row)
    done: set[Node] = set()
    for start in formulas:
        path: list[Node] = []
        on_path: set[Node] = set()
        stack: list[tuple[Node, Iterable[Node]]] = []

        def enter(node: Node, path: list[Node] = path, on_path: set[Node] = on_path, stack: list = stack) -> None:
            path.append(node)
            on_path.add(node)
            stack.append((node, iter(_next(formulas[node], rows))))

        if start not in done:
            enter(start)
        while stack:
            node, following = stack[-1]
            for other in following:
                if other in on_path:
                    return [*path[path.index(other) :], other]
                if other not in done:
                    enter(other)
                    break
            else:
                stack.pop()
                path.pop()
                on_path.discard(node)
                done.add(node)
    return []


def _next(tree: Tree, rows: Mapping[tuple[int, int], list[int]]) -> Iterable[Node]:
    """The computed cells that a formula looks at."""
    for area in areas(tree):
        if not isinstance(area.sheet, int):
            continue
        for column in _columns(area, rows):
            numbers = rows[area.sheet, column]
            for row in numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]:
                yield area.sheet, row, column


def _columns(area: Area, rows: Mapping[tuple[int, int], list[int]]) -> list[int]:
    if area.right - area.left < len(rows):
        return [column for column in range(area.left, area.right + 1) if (area.sheet, column) in rows]
    return [column for sheet, column in rows if sheet == area.sheet and area.left <= column <= area.right]


def shown(path: Sequence[Node], sheets: Sequence[Sheet]) -> str:
    """The path for a message: «D7 → E7 → D7»; sheets are named where they change."""
    mixed = len({node[0] for node in path}) > 1
    return " → ".join(f"{sheets[s].name}!{address(r, c)}" if mixed else address(r, c) for s, r, c in path)
