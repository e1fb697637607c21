"""How the cells of a template look: made once for all that look alike, since openpyxl is slow at it."""

import re
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from fisoko.domain.forms.form import Cell

FORMATS = {"integer": "0", "date": "dd.mm.yyyy", "time": "hh:mm", "text": "@", "boolean": "@", "general": "General"}
SIDE = Side(style="thin", color="FFB8C2CC")
BORDER = Border(left=SIDE, right=SIDE, top=SIDE, bottom=SIDE)
HEAD_FILL, SHUT_FILL = "FFE8EEF7", "FFF3F5F7"
# Signs that XML cannot hold, and what a reader would take for one written as _xHHHH_.
SPECIAL = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def clean(text: str) -> str:
    """The text as openpyxl is to be given it."""
    return SPECIAL.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)


class Looks:
    """Styles by kind ("title", "head", "caption"; of cells "data" and "told") and cell.

    They are made on a sheet that leaves at the end.
    """

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._sheet: Any = book.active
        self._made: dict[Any, Any] = {}

    def of(self, kind: str, cell: Cell | None = None) -> Any:
        """The style, for a cell's `_style`."""
        look = tuple(sorted(cell.style.items())) if cell else ()
        key = kind, cell and (cell.type, cell.decimals, cell.writable), look
        if key not in self._made:
            model = self._sheet.cell(len(self._made) + 1, 1)
            _dress(model, kind, cell)
            self._made[key] = model._style
        return self._made[key]

    def leave(self) -> None:
        """Remove the sheet of models."""
        self._book.remove(self._sheet)


def _dress(model: Any, kind: str, cell: Cell | None) -> None:
    if kind == "title":
        model.font = Font(bold=True, size=14)
        return
    model.border = BORDER
    if cell is None:
        model.number_format = "@"
        model.font = Font(bold=kind == "head")
        if kind == "head":
            model.fill = _fill(HEAD_FILL)
        centred = "center" if kind == "head" else None
        model.alignment = Alignment(horizontal=centred, vertical="center", wrap_text=True)
        return
    look = cell.style
    model.number_format = number_format(cell)
    model.protection = Protection(locked=kind != "data" or not cell.writable)
    colour = look.get("color")
    model.font = Font(bold=bool(look.get("bold")), color=f"FF{colour[1:].upper()}" if colour else None)
    fill = look.get("fill")
    if fill or not cell.writable:
        model.fill = _fill(f"FF{fill[1:].upper()}" if fill else SHUT_FILL)
    wrap = bool(look.get("wrap")) or cell.type == "text"
    model.alignment = Alignment(horizontal=look.get("align"), vertical="top" if wrap else None, wrap_text=wrap)


def number_format(cell: Cell) -> str:
    """The number format of a type of cell."""
    places = "." + "0" * cell.decimals if cell.decimals else ""
    if cell.type in ("decimal", "percent"):
        return f"0{places}%" if cell.type == "percent" else f"0{places}"
    return FORMATS[cell.type]


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)
