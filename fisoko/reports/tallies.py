"""Figures of the report of downloads: by file, by region, by organisation."""

from fisoko.reports import texts
from fisoko.reports.book import Book
from fisoko.reports.cells import Typed
from fisoko.reports.sheet import Heading, Sheet

FILES = (
    Heading((texts.FILE,), 400),
    Heading((texts.TAKEN_BY,), 110),
    Heading((texts.OF_ORGANISATIONS,), 110),
    Heading((texts.SHARE,), 80),
)
REGIONS = (
    Heading((texts.REGION,), 260),
    Heading((texts.OF_ORGANISATIONS,), 110),
    Heading((texts.TAKEN_ALL,), 110),
    Heading((texts.TAKEN_SOME,), 110),
    Heading((texts.TAKEN_NOTHING,), 110),
)
ORGANISATIONS = (
    Heading((texts.LOGIN,), 90),
    Heading((texts.ORGANISATION,), 400),
    Heading((texts.REGION,), 200),
    Heading((texts.TAKEN_FILES,), 100),
    Heading((texts.OF_FILES,), 100),
    Heading((texts.LAST,), 130),
)


class Tallies:
    """Counts organisation by organisation; what it keeps of each is a few words."""

    def __init__(self, files: list[tuple[str, str]]) -> None:
        self.files = files
        self.none = 0
        self._takers = dict.fromkeys((number for number, _ in files), 0)
        self._regions: dict[str, list[int]] = {}  # organisations, all, some, nothing
        self._lines: list[tuple[str, str, str, int, int]] = []

    @property
    def organisations(self) -> int:
        """How many were counted."""
        return len(self._lines)

    def count(self, login: str, name: str, region: str, acts: dict[str, list[str]]) -> None:
        """One organisation: file → version, first, last, times."""
        mine = [number for number in acts if number in self._takers]
        for number in mine:
            self._takers[number] += 1
        figures = self._regions.setdefault(region, [0, 0, 0, 0])
        figures[0] += 1
        figures[1 if len(mine) == len(self.files) else 2 if mine else 3] += 1
        self.none += not mine
        last = max((int(acts[number][2]) for number in mine), default=0)
        self._lines.append((login, name, region, len(mine), last))

    def write(self, book: Book) -> None:
        """The sheets: by file, by region where there are several, by organisation."""
        self._write_files(book)
        if len(self._regions) > 1:
            sheet = Sheet(book, texts.BY_REGION, REGIONS, 1)
            for region, figures in self._regions.items():
                sheet.add([Typed(region, "text"), *(Typed(one, "integer") for one in figures)])
            sheet.finish()
        sheet = Sheet(book, texts.BY_ORGANISATION, ORGANISATIONS, 2)
        cells, files = sheet.cells, sheet.cells.number(len(self.files))
        for login, name, region, count, last in self._lines:
            front = [cells.of(Typed(text, "text")) for text in (login, name, region)]
            sheet.write([*front, cells.number(count), files, cells.at(last) if last else ""])
        sheet.finish()

    def _write_files(self, book: Book) -> None:
        sheet = Sheet(book, texts.BY_FILE, FILES, 1)
        for number, name in self.files:
            takers = self._takers[number]
            share = takers / self.organisations if self.organisations else 0
            sheet.add(
                [
                    Typed(name, "text"),
                    Typed(takers, "integer"),
                    Typed(self.organisations, "integer"),
                    Typed(share, "percent", 1),
                ]
            )
        sheet.finish()
