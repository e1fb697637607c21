"""A sheet written row by row: headings in levels, typed cells, frozen panes, and text that never becomes a formula."""

from collections.abc import Sequence
from dataclasses import dataclass

from fisoko.reports.book import HEAD, SPREADSHEET, Book
from fisoko.reports.cells import Cells
from fisoko.reports.names import letters

MAX_ROWS = 1_048_576  # Excel's own limit
MOST_BYTES = 1_900_000_000  # of XML: an archive's part holds 2 GB without extensions that not every program knows
PIECE = 400  # rows that are compressed together
NUMBER = "\0"  # stands for the row's number in a line: no XML holds it
BEGIN, END = f'<row r="{NUMBER}">', "</row>"
CHARACTER = 7  # pixels of a digit in the font that widths are counted in


@dataclass(frozen=True)
class Heading:
    """A column: `path` are its headings from the top level down; `width` in pixels."""

    path: tuple[str, ...]
    width: int = 90


class Sheet:
    """A sheet under construction; the book's next sheet begins after `finish`. Memory does not grow with its rows.

    A sheet that reaches Excel's limit of rows goes on in another one, «Лист (2)»; `parts` are (name, rows) of them.
    """

    def __init__(self, book: Book, name: str, headings: Sequence[Heading], frozen: int) -> None:
        self._book, self._name, self._headings, self._frozen = book, name, headings, frozen
        self._levels = max((len(heading.path) for heading in headings), default=1)
        self._letters = [letters(column) for column in range(len(headings))]
        self._last = self._letters[-1] if headings else "A"
        self.cells = Cells(book)
        self.parts: list[tuple[str, int]] = []
        self._begin()

    @property
    def rows(self) -> int:
        """How many rows there are under the headings, in all parts."""
        return sum(rows for _, rows in self.parts) + self._row - self._levels

    def room(self) -> int:
        """How many rows this part still takes."""
        return MAX_ROWS - self._row if self._bytes < MOST_BYTES else 0

    def add(self, row: Sequence[object]) -> None:
        """Write the next row: bare values (text, number, bool, aware moment, None) or Typed ones."""
        of = self.cells.of
        self.write([of(item) for item in row])

    def write(self, row: Sequence[str]) -> None:
        """The next row of cells that `cells` has made: for rows that repeat each other's."""
        if not self.room():
            self.part()
        self._row += 1
        number = self._row
        cells = "".join([f'<c r="{a}{number}"{cell}' for a, cell in zip(self._letters, row, strict=False) if cell])
        self._lines.append(f'<row r="{number}">{cells}</row>')
        if len(self._lines) >= PIECE:
            self._flush()

    def line(self, cells: Sequence[str], first: int = 0) -> str:
        """Cells from the column `first` on, for `write_lines`: what rows have in common is put together once."""
        named = zip(self._letters[first:], cells, strict=False)
        return "".join([f'<c r="{letter}{NUMBER}"{cell}' for letter, cell in named if cell])

    def write_lines(self, lines: Sequence[str]) -> None:
        """Rows made of `line`s: each is BEGIN, the lines of its cells, END."""
        while len(lines) > self.room():
            room = self.room()
            self.write_lines(lines[:room])
            lines = lines[room:]
            self.part()
        self._lines += [line.replace(NUMBER, str(number)) for number, line in enumerate(lines, self._row + 1)]
        self._row += len(lines)
        if len(self._lines) >= PIECE:
            self._flush()

    def part(self) -> None:
        """Go on in another sheet."""
        self._end()
        self._begin()

    def finish(self) -> None:
        """Put the filter on the headings; nothing may be added afterwards."""
        self._end()
        self._row = self._levels

    def _begin(self) -> None:
        suffix = f" ({len(self.parts) + 1})" if self.parts else ""
        self._stream, self._part_name = self._book.begin_sheet(self._name, suffix)
        self._row = self._bytes = 0
        self._merged: list[str] = []
        self._lines: list[str] = [HEAD + self._front()]
        for level in range(self._levels):
            self._write_level(level)

    def _front(self) -> str:
        """What stands before the rows: frozen panes and widths. Printed on one page's width, across."""
        corner = f"{letters(self._frozen)}{self._levels + 1}"
        split = f'xSplit="{self._frozen}" ' if self._frozen else ""
        pane = "bottomRight" if self._frozen else "bottomLeft"
        widths = "".join(
            f'<col min="{n}" max="{n}" width="{max(heading.width - 5, 0) / CHARACTER:.4f}" customWidth="1"/>'
            for n, heading in enumerate(self._headings, 1)
        )
        return (
            f'<worksheet xmlns="{SPREADSHEET}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<sheetViews><sheetView workbookViewId="0"><pane {split}ySplit="{self._levels}" topLeftCell="{corner}" '
            f'activePane="{pane}" state="frozen"/><selection pane="{pane}"/></sheetView></sheetViews>'
            '<sheetFormatPr defaultRowHeight="15"/>' + (f"<cols>{widths}</cols>" if widths else "") + "<sheetData>"
        )

    def _write_level(self, level: int) -> None:
        """One level of headings: a short path has gaps above its last one, equal neighbours make one merged group."""
        texts = [_padded(heading.path, self._levels) for heading in self._headings]
        row = [self.cells.text(text[level], self._book.looks.heading) for text in texts]
        column = 0
        while column < len(texts):
            end = column
            if level < self._levels - 1 and texts[column][level]:
                while end + 1 < len(texts) and texts[end + 1][: level + 1] == texts[column][: level + 1]:
                    end += 1
            if end > column:
                self._merged.append(f"{self._letters[column]}{level + 1}:{self._letters[end]}{level + 1}")
                blank = self.cells.blank(self._book.looks.heading)
                row[column + 1 : end + 1] = [blank] * (end - column)
            column = end + 1
        self.write(row)

    def _flush(self) -> None:
        piece = "".join(self._lines).encode()
        self._lines = []
        self._bytes += len(piece)
        self._stream.write(piece)

    def _end(self) -> None:
        """What stands behind the rows, in the order that the format prescribes."""
        self.parts.append((self._part_name, self._row - self._levels))
        filtered = f"A{self._levels}:{self._last}{max(self._row, self._levels + 1)}"
        merged = "".join(f'<mergeCell ref="{area}"/>' for area in self._merged)
        self._lines.append(
            "</sheetData>"
            + f'<autoFilter ref="{filtered}"/>'
            + (f'<mergeCells count="{len(self._merged)}">{merged}</mergeCells>' if merged else "")
            + '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
            + '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
        )
        self._flush()
        self._stream.close()
        first, last = filtered.split(":")
        area = f"$A${first[1:]}:${self._last}${last.removeprefix(self._last)}"
        self._book.define("_FilterDatabase", area, hidden=True)
        self._book.define("Print_Titles", f"$1:${self._levels}")


def _padded(path: tuple[str, ...], levels: int) -> tuple[str, ...]:
    return path[:-1] + ("",) * (levels - len(path)) + path[-1:]
