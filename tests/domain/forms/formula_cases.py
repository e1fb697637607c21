"""The shared cases of formulas as Python takes them, a sheet that is looked up, and any formulas for hypothesis."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from fisoko.domain.forms.form import address, number
from fisoko.domain.forms.formula import FormulaError, operand, parse
from fisoko.domain.forms.formula.functions import TABLE as FUNCTIONS

TABLE: dict[str, Any] = json.loads((Path(__file__).parent / "cases/formulas.json").read_text(encoding="utf-8"))
TODAY = date(2026, 9, 20)
HERE = "здесь"  # the sheet of every formula
HOME = (HERE, 5, 3)  # where any formula of hypothesis stands
OPERATORS = ["+", "-", "*", "/", "^", "&", "=", "<", ">=", "<>"]


def place(address: str) -> tuple[int, int]:
    """H1 → (1, 8)."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), number(letters)


def resolve(name: str | None) -> str:
    """The sheets of the table."""
    if name is not None and name not in TABLE["sheets"]:
        raise KeyError(name)
    return name or HERE


def tree(case: dict[str, Any]) -> list[Any]:
    """The case's formula, parsed for its home."""
    home = (HERE, *place(case.get("home", "H1")))
    return parse(case["formula"], home=home, resolve=resolve, names=TABLE["names"])


def sheets(case: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What stands on every sheet, by address."""
    return {**TABLE["sheets"], HERE: case.get("cells", {})}


class Sheets:
    """What the cells of a case hold."""

    def __init__(self, sheets: dict[str, dict[str, Any]]) -> None:
        self.sheets = sheets

    def __call__(self, sheet: int | str, row: int, column: int) -> Any:
        value = self.sheets[str(sheet)].get(address(row, column))
        if isinstance(value, dict) and "error" in value:
            return FormulaError(value["error"])
        return operand(value)

    def bounds(self, sheet: int | str) -> tuple[int, int]:
        places = [place(cell) for cell in self.sheets[str(sheet)]]
        return max(row for row, _ in places), max(column for _, column in places)


def answer(value: Any) -> Any:
    """A value as the table writes it."""
    return {"error": value.code} if isinstance(value, FormulaError) else value


def call(name: str, given: list[str]) -> str:
    """The text of a call."""
    return f"{name}({','.join(given)})"


NODES = st.one_of(
    st.sampled_from(["A1", "B2", "C3", "$A$2", "A1:B3", "B:B", "Списки!A1", "Списки!B1:B3", "Ставка"]),
    st.sampled_from(["0", "1", "2.5", "-3", '"т"', '"1,5"', '""', "TRUE", "#N/A", '">1"', '"<>т"', "1E300", "0.1"]),
)
FORMULAS = st.recursive(
    NODES,
    lambda inner: st.one_of(
        st.builds("({}{}{})".format, inner, st.sampled_from(OPERATORS), inner),
        st.builds("-{}".format, inner),
        st.builds("{}%".format, inner),
        st.builds(call, st.sampled_from(sorted(FUNCTIONS)), st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=8,
)  # fmt: skip
VALUES = st.sampled_from(
    [None, 0, 1, -2.5, 0.1, 1e15, "т", "5", "1,5", "2026-09-07", True, False, {"raw": "х"}, {"error": "#N/A"}]
)
CELLS = st.fixed_dictionaries(dict.fromkeys(("A1", "A2", "A3", "B1", "B2", "B3", "C3"), VALUES))
SHIFTS = st.tuples(st.integers(-2, 2), st.integers(-2, 2))
