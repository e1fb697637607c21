"""The formats of a workbook's cells: asked for by kind of value, numbered as they come, written as its styles."""

from dataclasses import dataclass

from fisoko.reports.escape import attribute

HEADING_FILL = "FFE8EEF7"
WRONG_FILL = "FFFDE2E1"
NUMBERS = {"integer": "0", "date": "dd.mm.yyyy", "time": "hh:mm", "moment": "dd.mm.yyyy hh:mm", "text": "@"}
KNOWN = {"": 0, "0": 1, "0.00": 2, "0%": 9, "0.00%": 10, "@": 49}  # numbers that every program knows
FIRST_OWN = 164
HEAD = '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/></font>'
SIDES = "".join(f'<{side} style="thin"><color auto="1"/></{side}>' for side in ("left", "right", "top", "bottom"))


@dataclass(frozen=True, slots=True)
class Look:
    """A format: the fill is a place in the workbook's fills, 0 for none."""

    number: str = ""
    fill: int = 0
    heading: bool = False
    literal: bool = False  # the quote prefix keeps «=1+1» a text after somebody edits the cell, too


class Looks:
    """Formats of one workbook, each known by its number."""

    def __init__(self) -> None:
        self._numbers: dict[Look, int] = {Look(): 0}
        self._made: dict[tuple[str, int], int] = {}
        self.heading = self._number(Look("@", 2, heading=True))
        self.literal = self._number(Look("@", literal=True))
        self.wrong = self._number(Look("@", 3, literal=True))

    def of(self, kind: str, decimals: int = 0) -> int:
        """The format of a type of cell: integer, decimal, percent, date, time, moment, text; 0 for general."""
        key = (kind, decimals)
        if key not in self._made:
            self._made[key] = self._number(Look(_number_format(kind, decimals)))
        return self._made[key]

    def to_xml(self) -> str:
        """The part xl/styles.xml."""
        own = sorted({look.number for look in self._numbers} - KNOWN.keys())
        codes = KNOWN | {number: FIRST_OWN + place for place, number in enumerate(own)}
        formats = "".join(f'<numFmt numFmtId="{codes[one]}" formatCode="{attribute(one)}"/>' for one in own)
        fills = "".join(
            f'<fill><patternFill patternType="solid"><fgColor rgb="{rgb}"/><bgColor indexed="64"/></patternFill></fill>'
            for rgb in (HEADING_FILL, WRONG_FILL)
        )
        looks = "".join(_xf(look, codes[look.number]) for look in self._numbers)
        return (
            HEAD
            + (f'<numFmts count="{len(own)}">{formats}</numFmts>' if own else "")
            + f'<fonts count="2"><font>{FONT}<font><b/>{FONT}</fonts>'
            + '<fills count="4"><fill><patternFill patternType="none"/></fill>'
            + f'<fill><patternFill patternType="gray125"/></fill>{fills}</fills>'
            + '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
            + f"<border>{SIDES}<diagonal/></border></borders>"
            + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            + f'<cellXfs count="{len(self._numbers)}">{looks}</cellXfs>'
            + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
            + '<dxfs count="0"/></styleSheet>'
        )

    def _number(self, look: Look) -> int:
        return self._numbers.setdefault(look, len(self._numbers))


def _xf(look: Look, code: int) -> str:
    bold = int(look.heading)
    text = f'<xf numFmtId="{code}" fontId="{bold}" fillId="{look.fill}" borderId="{bold}" xfId="0"'
    text += ' applyNumberFormat="1"' if code else ""
    text += ' applyFill="1"' if look.fill else ""
    text += ' quotePrefix="1"' if look.literal else ""
    if not look.heading:
        return text + "/>"
    return text + ' applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'


def _number_format(kind: str, decimals: int) -> str:
    places = "." + "0" * decimals if decimals else ""
    if kind == "decimal":
        return "0" + places
    if kind == "percent":
        return f"0{places}%"
    return NUMBERS.get(kind, "")
