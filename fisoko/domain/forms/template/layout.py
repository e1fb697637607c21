"""What stands around the cells that a person fills: headings in levels, captions, and what formulas look at."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from fisoko.domain.forms.form import Cell, Form, Sheet, Value, number
from fisoko.domain.forms.template.content import Content, constant

Place = tuple[int, int]  # row and column by Excel's numbers
GENERAL = Cell("general")
JOINT = " / "  # of levels for which there is no row


@dataclass
class Layout:
    """One sheet of a form as a worksheet: what stands where, merged areas as top, left, bottom, right."""

    form: Form
    index: int
    headings: dict[Place, str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    captions: dict[Place, str] = field(default_factory=dict)
    constants: dict[Place, Value] = field(default_factory=dict)
    first: int = 1  # row of headings

    def __post_init__(self) -> None:
        sheet = self.sheet
        self._head()
        letters = [number(caption.letter) for caption in sheet.captions]
        for row in sheet.rows:
            self._caption(row.number, dict(zip(letters, row.captions, strict=False)))
        for address, value in self.form.constants.get(str(self.index), {}).items():
            column = address.rstrip("0123456789")
            place = int(address[len(column) :]), number(column)
            if not self.is_data(*place):
                self.constants[place] = value

    @property
    def sheet(self) -> Sheet:
        """The sheet of the form."""
        return self.form.sheets[self.index]

    @cached_property
    def columns(self) -> dict[int, str]:
        """The ids of the data columns by number."""
        return {column.number: column.id for column in self.sheet.columns}

    @cached_property
    def rows(self) -> dict[int, str]:
        """The ids of fixed rows by number."""
        return {row.number: row.id for row in self.sheet.rows}

    def is_data(self, row: int, column: int) -> bool:
        """Whether the place belongs to the table, as far as its rows may go."""
        sheet = self.sheet
        known = sheet.top <= row < sheet.top + sheet.max_rows if sheet.free else row in self.rows
        return known and column in self.columns

    def around(self) -> Iterator[tuple[Place, Content]]:
        """Everything that stands around the data; what formulas look at comes last."""
        yield from self.headings.items()
        yield from self.captions.items()
        for place, value in self.constants.items():
            yield place, constant(value)

    def _caption(self, row: int, texts: dict[int, str]) -> None:
        """The captions of a row; where there is none, its neighbour's takes the room."""
        start = last = 0
        for column, text in sorted(texts.items()):
            if not text and start and column == last + 1:
                last = column
                continue
            if last > start:
                self.merged.append((row, start, row, last))
            if text:
                self.captions[row, column] = text
            start = last = column if text else 0
        if last > start:
            self.merged.append((row, start, row, last))

    def _head(self) -> None:
        """A path shorter than others takes the room above it, too; equal neighbours make one group."""
        sheet = self.sheet
        paths = {column.number: column.path for column in sheet.columns}
        paths |= {
            column.number: (*column.path[:-1], f"{column.path[-1]} *") for column in sheet.columns if column.required
        }
        paths |= {number(caption.letter): (caption.title,) for caption in sheet.captions}
        room = max(sheet.top - 1, 1)
        levels = min(max((len(path) for path in paths.values()), default=1), room)
        first = self.first = sheet.top - levels
        paths = {
            at: (JOINT.join(path[: len(path) - levels + 1]), *path[len(path) - levels + 1 :])
            if len(path) > levels
            else path
            for at, path in paths.items()
        }
        done: set[Place] = set()
        for at in sorted(paths):
            path = paths[at]
            for level, text in enumerate(path):
                if (level, at) in done:
                    continue
                end = at
                if level < len(path) - 1:
                    while paths.get(end + 1, ())[: level + 1] == path[: level + 1] and len(paths[end + 1]) > level + 1:
                        end += 1
                        done.add((level, end))
                bottom = first + level if level < len(path) - 1 else sheet.top - 1
                if text:
                    self.headings[first + level, at] = text
                if (first + level, at) != (bottom, end):
                    self.merged.append((first + level, at, bottom, end))
        if first > 1 and (1, 1) not in self.headings:
            self.headings[1, 1] = self.form.title
