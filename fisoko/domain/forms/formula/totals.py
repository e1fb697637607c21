"""Sums, counts, means, the least and the greatest; with conditions or without."""

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from fisoko.domain.forms.form import Tree
from fisoko.domain.forms.formula.criterion import criterion
from fisoko.domain.forms.formula.engine import Engine, area, checked, numbers
from fisoko.domain.forms.formula.operand import Failure, Operand, finish, number_of_text
from fisoko.domain.forms.formula.tree import Area
from fisoko.domain.forms.number import add
from fisoko.domain.forms.value import FormulaError


def total(engine: Engine, arguments: Sequence[Tree]) -> float:
    """SUM."""
    found = 0.0
    for value in numbers(engine, arguments):
        found = add(found, value)
    return finish(found)


def mean(engine: Engine, arguments: Sequence[Tree]) -> float:
    """AVERAGE."""
    found, count = 0.0, 0
    for value in numbers(engine, arguments):
        found, count = add(found, value), count + 1
    if not count:
        raise Failure("#DIV/0!")
    return finish(finish(found) / count)


def extreme(choose: Callable[[float, float], float]) -> Callable[[Engine, Sequence[Tree]], float]:
    """MIN or MAX; of no numbers, 0."""

    def run(engine: Engine, arguments: Sequence[Tree]) -> float:
        found = None
        for value in numbers(engine, arguments):
            found = value if found is None else choose(found, value)
        return 0.0 if found is None else found

    return run


def total_if(engine: Engine, arguments: Sequence[Tree]) -> float:
    """SUMIF; what is summed has the size of what is searched."""
    searched = engine.clipped(area(engine, arguments[0]))
    matches = criterion(engine.scalar(arguments[1]))
    summed = area(engine, arguments[2]) if len(arguments) > 2 else searched
    down, right = searched.bottom - searched.top, searched.right - searched.left
    summed = summed._replace(bottom=summed.top + down, right=summed.left + right)
    found = 0.0
    for cell, addend in zip_longest(engine.cells(searched), engine.cells(summed)):
        value = checked(addend) if matches(cell) else None
        if isinstance(value, float):
            found = add(found, value)
    return finish(found)


def total_ifs(engine: Engine, arguments: Sequence[Tree]) -> float:
    """SUMIFS."""
    search = _Search(engine, arguments[1:])
    summed = area(engine, arguments[0])
    if search.shape != _shape(summed):
        raise Failure("#VALUE!")
    found = 0.0
    for met, addend in zip(search.met(), search.beside(summed), strict=False):
        value = checked(addend) if met else None
        if isinstance(value, float):
            found = add(found, value)
    return finish(found)


def count(engine: Engine, arguments: Sequence[Tree]) -> float:
    """COUNT."""
    found = 0
    for tree in arguments:
        try:
            given = engine.argument(tree)
        except Failure:
            continue
        if isinstance(given, Area):
            found += sum(isinstance(cell, float) for cell in engine.cells(given))
        else:
            found += not isinstance(given, str) or number_of_text(given) is not None
    return float(found)


def count_filled(engine: Engine, arguments: Sequence[Tree]) -> float:
    """COUNTA."""
    found = 0
    for tree in arguments:
        try:
            given = engine.argument(tree)
        except Failure:
            found += 1
            continue
        found += sum(cell is not None for cell in engine.cells(given)) if isinstance(given, Area) else 1
    return float(found)


def count_blank(engine: Engine, arguments: Sequence[Tree]) -> float:
    """COUNTBLANK: empty cells and empty texts."""
    given = area(engine, arguments[0])
    clipped = engine.clipped(given)
    blank = sum(cell is None or cell == "" for cell in engine.cells(clipped))
    return float(blank + _size(given) - _size(clipped))


def count_ifs(engine: Engine, arguments: Sequence[Tree]) -> float:
    """COUNTIF and COUNTIFS."""
    search = _Search(engine, arguments)
    return float(sum(search.met()) + search.unseen())


class _Search:
    """Pairs of cells and a condition, all of one size. Raises Failure."""

    def __init__(self, engine: Engine, pairs: Sequence[Tree]) -> None:
        self._engine = engine
        areas = [area(engine, tree) for tree in pairs[::2]]
        self._tests = [criterion(engine.scalar(tree)) for tree in pairs[1::2]]
        self.shape = _shape(areas[0])
        if any(_shape(given) != self.shape for given in areas):
            raise Failure("#VALUE!")
        clipped = [_shape(engine.clipped(given)) for given in areas]
        self._seen = max(rows for rows, _ in clipped), max(columns for _, columns in clipped)
        self._areas = areas

    def beside(self, given: Area) -> Iterator[Operand | FormulaError]:
        """The operands of an area of the same shape, as far as any of the searched ones is in use."""
        rows, columns = self._seen
        return self._engine.cells(given._replace(bottom=given.top + rows - 1, right=given.left + columns - 1))

    def met(self) -> Iterator[bool]:
        """Of each place, row by row: whether it meets every condition."""
        for cells in zip(*(self.beside(given) for given in self._areas), strict=False):
            yield all(test(cell) for test, cell in zip(self._tests, cells, strict=True))

    def unseen(self) -> int:
        """How many places beyond what is in use meet the conditions: empty cells may."""
        if not all(test(None) for test in self._tests):
            return 0
        return self.shape[0] * self.shape[1] - self._seen[0] * self._seen[1]


def _shape(given: Area) -> tuple[int, int]:
    return given.bottom - given.top + 1, given.right - given.left + 1


def _size(given: Area) -> int:
    rows, columns = _shape(given)
    return rows * columns
