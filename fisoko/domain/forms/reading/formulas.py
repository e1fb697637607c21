"""Formulas of a workbook become trees: names, sheets, and every problem with its cell."""

from collections.abc import Collection, Iterator, Mapping

from fisoko.domain.forms.form import Tree, address
from fisoko.domain.forms.formula import FormulaProblem, parse, references
from fisoko.domain.forms.formula.tree import Area, area
from fisoko.domain.forms.reading.problem import Problems

LONGEST = 8_192  # signs: Excel's own bound


def areas(tree: Tree) -> Iterator[Area]:
    """Every cell and range that a tree looks at."""
    for node in references(tree):
        found = area(node)
        if found is not None:
            yield found


class Formulas:
    """Parses formulas for one book; `sheets` are the form's in order, `hidden` the names of those never shown."""

    def __init__(
        self,
        sheets: list[str],
        hidden: Collection[str],
        names: Mapping[str, str],
        local_names: Mapping[str, Mapping[str, str]],
        problems: Problems,
    ) -> None:
        self._known: dict[str, int | str] = {name.casefold(): name for name in hidden}
        self._known |= {name.casefold(): index for index, name in enumerate(sheets)}
        self._names = names
        self._local = local_names
        self._problems = problems

    def tree(self, text: str, sheet: str, row: int, column: int, where: str = "") -> Tree | None:
        """The tree of a formula written for this cell; None when it has a problem, which is then told.

        `where` is the place named in messages when it is not the cell itself.
        """
        try:
            return self._parse(text, sheet, row, column)
        except FormulaProblem as problem:
            self._problems.error(str(problem), sheet, where or address(row, column))
        return None

    def condition(self, text: str, sheet: str, row: int, column: int, page: str, where: str) -> Tree | None:
        """The tree of a condition typed on a service sheet (`page`, at `where`) for a cell of another sheet."""
        try:
            return self._parse(text, sheet, row, column)
        except FormulaProblem as problem:
            self._problems.error(f"условие «{text}»: {problem}", page, where)
        return None

    def _parse(self, text: str, sheet: str, row: int, column: int) -> Tree:
        if len(text) > LONGEST:
            raise FormulaProblem(f"формула длиннее {LONGEST} знаков; упростите ее")

        def resolve(name: str | None) -> int | str:
            found = self._known.get((sheet if name is None else name).casefold())
            if found is None:
                raise FormulaProblem(
                    f"формула ссылается на лист «{name or sheet}», который в форму не входит; исправьте ссылку"
                )
            return found

        names = {**self._names, **self._local.get(sheet, {})}
        return parse(text, home=(resolve(None), row, column), resolve=resolve, names=names)
