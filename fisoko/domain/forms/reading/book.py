"""Opens a judged xlsx with openpyxl, without charts, pictures, pivots and everything else that a form does not need."""

import warnings
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, cast

from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.relationship import RelationshipList, get_dependents, get_rels_path
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.workbook import Workbook
from openpyxl.worksheet._reader import WorkSheetParser, WorksheetReader
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import COMMENTS_NS
from openpyxl.xml.functions import fromstring

X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
VALIDATION = ("type", "operator", "allowBlank", "errorStyle", "errorTitle", "error", "promptTitle", "prompt")


class Unreadable(Exception):
    """The workbook cannot be opened: a whole Russian sentence."""


@dataclass
class Book:
    """An open workbook: its worksheets, the validations that openpyxl drops, and what could not be read."""

    workbook: Workbook
    sheets: list[Worksheet]
    newer_validations: dict[str, list[DataValidation]] = field(default_factory=dict)
    charts: list[str] = field(default_factory=list)

    @property
    def names(self) -> dict[str, str]:
        """The defined names of the whole book with their reference texts."""
        return {name: defined.value or "" for name, defined in self.workbook.defined_names.items()}


class _SheetParser(WorkSheetParser):
    """Reads validations whose lists stand on other sheets: Excel keeps them in an extension."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.newer: list[DataValidation] = []

    def parse_extensions(self, element: Any) -> None:
        for item in element.iter(f"{X14}dataValidation"):
            options = {key: item.get(key) for key in VALIDATION if item.get(key) is not None}
            options["sqref"] = item.findtext(f"{XM}sqref") or ""
            for formula in ("formula1", "formula2"):
                options[formula] = item.findtext(f"{X14}{formula}/{XM}f")
            if options["sqref"]:
                self.newer.append(DataValidation(**options))

    def parse_formatting(self, element: Any) -> None:
        """Conditional formats are not taken over."""

    def parse_custom_views(self, element: Any) -> None:
        """Views are not taken over."""


def open_book(data: bytes, *, results: bool = False) -> Book:
    """The workbook of these bytes; raises Unreadable with what to do.

    `results`: formulas are read as what they came to when the file was saved.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _open(data, results=results)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever the file provokes
        raise Unreadable(
            "Книгу прочитать не удалось. Откройте ее в Excel, сохраните как «Книга Excel (.xlsx)» и загрузите снова."
        ) from error


def _open(data: bytes, *, results: bool) -> Book:
    reader = ExcelReader(BytesIO(data), keep_links=False)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    reader.read_theme()
    apply_stylesheet(reader.archive, reader.wb)
    book = Book(reader.wb, [])
    for sheet, relation in reader.parser.find_sheets():
        if "chartsheet" in relation.Type or "worksheet" not in relation.Type:
            if sheet.state == "visible":
                book.charts.append(sheet.name)
            reader.wb.create_sheet(sheet.name)  # keeps the numbers by which local names find their sheet
        elif relation.target in reader.valid_files:
            _read_sheet(reader, book, sheet, relation.target, results=results)
    reader.parser.assign_names()
    reader.archive.close()
    if not book.sheets:
        raise Unreadable(
            "В книге нет ни одного листа, который можно прочитать. Сохраните ее в Excel как «Книга Excel (.xlsx)»."
        )
    return book


def _read_sheet(reader: ExcelReader, book: Book, sheet: Any, target: str, *, results: bool) -> None:
    worksheet = reader.wb.create_sheet(sheet.name)
    worksheet.sheet_state = sheet.state
    relations = RelationshipList()
    path = get_rels_path(target)
    if path in reader.valid_files:
        relations = get_dependents(reader.archive, path)
    with reader.archive.open(target) as stream:
        filler = WorksheetReader(worksheet, stream, reader.shared_strings, data_only=results, rich_text=False)
        parser = _SheetParser(
            stream,
            reader.shared_strings,
            data_only=results,
            epoch=reader.wb.epoch,
            date_formats=getattr(reader.wb, "_date_formats", set()),
            timedelta_formats=getattr(reader.wb, "_timedelta_formats", set()),
        )
        filler.parser = parser
        filler.bind_cells()
        filler.bind_col_dimensions()
        filler.bind_row_dimensions()
        filler.bind_properties()
    for relation in relations.find(COMMENTS_NS):
        notes: Any = CommentSheet.from_tree(cast(Any, fromstring(reader.archive.read(relation.target))))
        for reference, comment in notes.comments:
            cell = worksheet[reference]
            cell.comment = comment
    book.newer_validations[worksheet.title] = parser.newer
    if parser.merged_cells is not None:
        # openpyxl would draw borders around each, which takes seconds where there are thousands
        worksheet.merged_cells = MultiCellRange([CellRange(merged.ref) for merged in parser.merged_cells.mergeCell])
    book.sheets.append(worksheet)
