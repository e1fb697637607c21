"""The formats of a workbook's cells, made once for a workbook and asked for by kind of value."""

from xlsxwriter import Workbook
from xlsxwriter.format import Format

HEADING_FILL = "#E8EEF7"
WRONG_FILL = "#FDE2E1"
NUMBERS = {"integer": "0", "date": "dd.mm.yyyy", "time": "hh:mm", "moment": "dd.mm.yyyy hh:mm", "text": "@"}


class Looks:
    """Formats of one workbook; XlsxWriter keeps a format for each object, so equal ones must be one object."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, int], Format | None] = {}
        self.heading = workbook.add_format(
            {"bold": True, "bg_color": HEADING_FILL, "border": 1, "text_wrap": True, "valign": "top", "num_format": "@"}
        )
        self.name = workbook.add_format({"bold": True, "valign": "top", "num_format": "@"})
        # The quote prefix keeps «=1+1» a text after somebody edits the cell, too.
        self.literal = workbook.add_format({"num_format": "@", "quote_prefix": True})
        self.wrong = workbook.add_format({"num_format": "@", "quote_prefix": True, "bg_color": WRONG_FILL})

    def of(self, kind: str, decimals: int = 0) -> Format | None:
        """The format of a type of cell: integer, decimal, percent, date, time, moment, text; None for general."""
        key = (kind, decimals)
        if key not in self._made:
            number = _number_format(kind, decimals)
            self._made[key] = self._workbook.add_format({"num_format": number}) if number else None
        return self._made[key]


def _number_format(kind: str, decimals: int) -> str | None:
    places = "." + "0" * decimals if decimals else ""
    if kind == "decimal":
        return "0" + places
    if kind == "percent":
        return f"0{places}%"
    return NUMBERS.get(kind)
