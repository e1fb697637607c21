"""Shares in per cent, by one rule: rounded half up, but not all is never «100 %», and something is never «0 %».

`figure.js` of the pages and `page.js` of dashboards count the same way.
"""

from math import floor

NBSP = "\u00a0"


def percent(part: float, whole: float) -> int:
    """Whole per cent: percent(124, 162) → 77; 0 of nothing."""
    return _parts(part, whole, 100)


def tenths(part: float, whole: float = 1) -> str:
    """Per cent with one digit: tenths(1, 3) → «33,3 %»."""
    made = _parts(part, whole, 1000)
    sign = "−" if made < 0 else ""
    return f"{sign}{abs(made) // 10},{abs(made) % 10}{NBSP}%"


def _parts(part: float, whole: float, of: int) -> int:
    if not whole:
        return 0
    rounded = floor(of * part / whole + 0.5)
    return min(of - 1, max(1, rounded)) if 0 < part < whole else rounded
