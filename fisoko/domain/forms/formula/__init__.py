"""Formulas of a form: Excel's text becomes a tree of JSON arrays, which Python and JavaScript evaluate alike."""

from fisoko.domain.forms.formula.evaluate import Lookup, evaluate
from fisoko.domain.forms.formula.operand import operand
from fisoko.domain.forms.formula.parse import parse
from fisoko.domain.forms.formula.problem import FormulaProblem
from fisoko.domain.forms.formula.tree import references, shifted
from fisoko.domain.forms.value import FormulaError

__all__ = ["FormulaError", "FormulaProblem", "Lookup", "evaluate", "operand", "parse", "references", "shifted"]
