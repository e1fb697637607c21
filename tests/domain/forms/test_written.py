"""Trees become Excel's formulas again, so that a form can go out as a workbook."""

from typing import Any

import pytest
from hypothesis import assume, given, settings

from fisoko.domain.forms.formula import FormulaProblem, parse
from fisoko.domain.forms.formula.settling import settled
from fisoko.domain.forms.formula.written import quoted, written
from tests.domain.forms import any_form, formula_cases
from tests.domain.forms.formula_cases import HERE, HOME, resolve

CASES = formula_cases.TABLE["cases"]


def name(sheet: int | str) -> str:
    return "" if sheet == HERE else quoted(str(sheet))


@pytest.mark.parametrize("case", CASES, ids=[f"{place} {case['formula']}" for place, case in enumerate(CASES)])
def test_a_written_formula_is_the_same_formula(case: dict[str, Any]) -> None:
    tree = formula_cases.tree(case)
    home = (HERE, *formula_cases.place(case.get("home", "H1")))
    assert parse("=" + written(tree, name), home=home, resolve=resolve) == tree


def parsable(tree: Any) -> Any:
    """The tree as a parser makes them: on sheets of the table, numbers without a sign, ranges in order."""
    if tree[0] in ("ref", "range"):
        return [tree[0], HERE if tree[1] in (0, 1) else tree[1], *tree[2:]]
    if tree[0] == "num":
        return ["num", abs(tree[1])] if tree[1] != 0 else ["num", 0]
    if tree[0] == "call":
        try:
            return ["call", tree[1], settled(tree[1], [parsable(argument) for argument in tree[2]])]
        except FormulaProblem:
            assume(False)
    return [parsable(part) if isinstance(part, list) else part for part in tree]


@settings(deadline=None)
@given(any_form.trees)
def test_any_tree_is_written_so_that_it_is_read_again(tree: Any) -> None:
    tree = parsable(tree)
    text = "=" + written(tree, name)
    try:
        again = parse(text, home=HOME, resolve=resolve)
    except FormulaProblem:
        assume("#" in text or "TEXT(" in text)  # errors and formats that no form can have
        return
    assert parse("=" + written(again, name), home=HOME, resolve=resolve) == again
    if "range" not in str(tree):  # corners come in order
        assert again == tree


def test_what_cells_share_without_a_shift_is_pinned() -> None:
    tree = parse("=B2+SUM(C3:$D$4)-Списки!A1", home=HOME, resolve=resolve)
    assert written(tree, name, pinned=True) == "$B$2+SUM($C$3:$D$4)-'Списки'!$A$1"


def test_a_long_sum_needs_no_brackets() -> None:
    text = "+".join(f"A{at}" for at in range(1, 90))
    assert written(parse("=" + text, home=HOME, resolve=resolve), name) == text
