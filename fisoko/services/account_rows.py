"""Reads a workbook in a child process (python -m fisoko.services.account_rows): bytes in, rows of texts out."""

import sys
from io import BytesIO
from typing import Any

from fisoko.domain.forms.reading.child import answer, limit


def main() -> None:
    """Answer the first sheet as lists of texts, empty rows included so that their numbers are Excel's."""
    limit()
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    answer([[_text(cell) for cell in row] for row in rows])


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # Excel keeps the region 24 as 24.0
    return str(cell)


if __name__ == "__main__":
    main()
