"""A workbook written straight into its archive: sheets one after another, rows as they come.

Why our own: the formats of our cells differ from row to row (a row of a form may have its own types), which the fast
writers, with formats by column, cannot say (rustpy-xlsxwriter: 2 times what zlib takes for the same XML); XlsxWriter
and openpyxl can, and take 17 and 52 times as long as zlib. This one takes 4 (`python -m benchmarks.xlsx`), in 21 MB.
What a report needs of the file format is little: texts, numbers, styles, merged headings, panes, a filter.
"""

from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZipFile

from fisoko.reports.escape import attribute, escaped, text_element
from fisoko.reports.looks import Looks
from fisoko.reports.names import free_name

LEVEL = 2  # of zlib: a third larger than 6 in a third of the time
MOST_SHARED = 100_000  # texts kept in memory to be written once; further ones stand in their cells
LONGEST_SHARED = 500
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Book:
    """An archive under construction; equal books are equal to the byte. A context: what raises leaves no file."""

    def __init__(self, target: Path | IO[bytes]) -> None:
        self.looks = Looks()
        self._zip = ZipFile(target, "w", ZIP_DEFLATED, compresslevel=LEVEL)
        self._target = target
        self._names: list[str] = []  # of sheets
        self._defined: list[str] = []
        self._shared: dict[str, str] = {}  # the cell's end of each, in the order of their places

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            with suppress(OSError, ValueError):  # an open sheet, a full disk: it is removed anyway
                self._zip.close()
            if isinstance(self._target, Path):
                self._target.unlink(missing_ok=True)

    def begin_sheet(self, name: str, suffix: str = "") -> tuple[IO[bytes], str]:
        """The stream of the next sheet's XML, which must be closed before another begins; and the sheet's name."""
        name = free_name(name, suffix, self._names)
        self._names.append(name)
        return self._zip.open(f"xl/worksheets/sheet{len(self._names)}.xml", "w"), name

    def define(self, name: str, area: str, *, hidden: bool = False) -> None:
        """A name that the sheet begun last gives to an area of its own, $A$1:$B$2."""
        sheet = self._names[-1].replace("'", "''")
        hide = ' hidden="1"' if hidden else ""
        self._defined.append(
            f'<definedName name="_xlnm.{name}" localSheetId="{len(self._names) - 1}"{hide}>'
            + escaped(f"'{sheet}'!{area}")
            + "</definedName>"
        )

    def text(self, text: str) -> str:
        """What a cell of this text says after its style: the place of a shared text, or the text itself."""
        cell = self._shared.get(text)
        if cell is None:
            place = len(self._shared)
            if place >= MOST_SHARED or len(text) > LONGEST_SHARED:
                return f' t="inlineStr"><is>{text_element(text)}</is></c>'
            cell = self._shared[text] = f' t="s"><v>{place}</v></c>'
        return cell

    def close(self) -> None:
        """Write what speaks of all the sheets."""
        sheets = range(1, len(self._names) + 1)
        last = len(self._names)
        relations = [(f"worksheets/sheet{n}.xml", "worksheet") for n in sheets]
        relations += [("styles.xml", "styles"), ("sharedStrings.xml", "sharedStrings")]
        self._write("xl/sharedStrings.xml", self._shared_xml())
        self._write("xl/styles.xml", self.looks.to_xml())
        self._write("xl/_rels/workbook.xml.rels", _relations(relations))
        listed = "".join(
            f'<sheet name="{attribute(name)}" sheetId="{n}" r:id="rId{n}"/>'
            for n, name in zip(sheets, self._names, strict=True)
        )
        defined = f"<definedNames>{''.join(sorted(self._defined))}</definedNames>" if self._defined else ""
        self._write(
            "xl/workbook.xml",
            f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{RELATION}"><sheets>{listed}</sheets>{defined}</workbook>',
        )
        self._write("_rels/.rels", _relations([("xl/workbook.xml", "officeDocument")]))
        parts = [("workbook", "sheet.main"), *((f"worksheets/sheet{n}", "worksheet") for n in range(1, last + 1))]
        parts += [("styles", "styles"), ("sharedStrings", "sharedStrings")]
        overrides = "".join(
            f'<Override PartName="/xl/{part}.xml" ContentType="{KIND}.{kind}+xml"/>' for part, kind in parts
        )
        self._write(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        )
        self._zip.close()

    def _shared_xml(self) -> str:
        texts = "".join(f"<si>{text_element(text)}</si>" for text in self._shared)
        return f'<sst xmlns="{SPREADSHEET}" uniqueCount="{len(self._shared)}">{texts}</sst>'

    def _write(self, name: str, text: str) -> None:
        with self._zip.open(name, "w") as part:
            part.write((HEAD + text).encode())


def _relations(targets: list[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'
