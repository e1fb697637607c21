"""Counts what is inside the XML parts of a workbook, and stops at the first thing that no form has."""

import re
from collections.abc import Callable
from xml.parsers import expat

CELLS = 200_000
TEXTS = 200_000
ANGLES = 2_400_000  # signs "<": tags, opened and closed
ELEMENTS = 1_100_000
DEPTH = 64
ROWS, LAST_ROW = 20_000, 20_000
LAST_COLUMN = 1_000
STYLES = 10_000
MERGED = 100_000  # cells under merges
PLACES, ALL_PLACES = (
    5_000,
    200_000,
)  # signs that say where one validation holds, and all: parsers compare each with each
MANY = {  # other elements a workbook may have, by local name
    "mergeCell": 10_000,
    "col": 5_000,
    "dataValidation": 2_000,
    "cfRule": 10_000,
    "conditionalFormatting": 10_000,
    "hyperlink": 20_000,
    "definedName": 5_000,
    "comment": 20_000,
    "sheet": 200,
    "Relationship": 10_000,
    "Override": 5_000,
    "tableColumn": 5_000,
}
STYLE = ("xf", "font", "fill", "border", "numFmt", "dxf", "cellStyle")
ADDRESS = re.compile(r"\$?([A-Za-z]{1,4})\$?([0-9]{1,8})")
COPY = "Скопируйте листы формы в новую книгу и загрузите ее."


class TooMuch(Exception):
    """Why a workbook is refused: a whole Russian sentence."""


class Counts:
    """Running totals over all parts of one workbook."""

    def __init__(self) -> None:
        self._angles = 0
        self._elements = 0
        self._depth = 0
        self._cells = 0
        self._texts = 0
        self._rows = 0
        self._styles = 0
        self._merged = 0
        self._places = 0
        self._others = dict.fromkeys(MANY, 0)
        self._judges: dict[str, Judge | None] = {}  # by the name as written, prefix included

    def angles(self, count: int) -> None:
        """Add the signs "<" of a chunk before a parser sees it."""
        self._angles += count
        if self._angles > ANGLES:
            raise TooMuch(f"В книге слишком много данных: это не похоже на форму. {COPY}")

    def parser(self) -> expat.XMLParserType:
        """A parser for the next part; it raises TooMuch."""
        parser = expat.ParserCreate()
        self._depth = 0
        parser.buffer_text = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.EntityDeclHandler = _refuse_doctype
        parser.XmlDeclHandler = _judge_encoding
        return parser

    def _end(self, _name: str) -> None:
        self._depth -= 1

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEPTH or self._elements > ELEMENTS:
            raise TooMuch(f"Внутреннее строение книги непривычно: это не похоже на форму. {COPY}")
        try:
            judge = self._judges[name]
        except KeyError:
            local = name.rpartition(":")[2]
            judge = self._judges[name] = JUDGES.get(local) or (Counts._count if local in MANY else None)
        if judge is not None:
            judge(self, name, attributes)

    def _count(self, name: str, _attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self._others[local] += 1
        if self._others[local] > MANY[local]:
            raise TooMuch(f"В книге слишком много элементов оформления и проверок ({local}). {COPY}")

    def _cell(self, _name: str, attributes: dict[str, str]) -> None:
        self._cells += 1
        if self._cells > CELLS:
            raise TooMuch(
                f"В книге больше {CELLS // 1000} 000 ячеек: это слишком много для формы. "
                "Удалите пустые строки и столбцы с оформлением и лишние листы."
            )
        if "r" in attributes:
            _near(attributes["r"])

    def _row(self, _name: str, attributes: dict[str, str]) -> None:
        self._rows += 1
        if self._rows > ROWS:
            raise TooMuch(f"В книге больше {ROWS // 1000} 000 строк. Удалите пустые строки с оформлением под таблицей.")
        if "r" in attributes:
            _near("A" + attributes["r"].strip())

    def _text(self, _name: str, _attributes: dict[str, str]) -> None:
        self._texts += 1
        if self._texts > TEXTS:
            raise TooMuch(f"В книге больше {TEXTS // 1000} 000 текстов: это слишком много для формы. {COPY}")

    def _style(self, _name: str, _attributes: dict[str, str]) -> None:
        self._styles += 1
        if self._styles > STYLES:
            raise TooMuch(f"В книге больше {STYLES} стилей оформления. {COPY}")

    def _merge(self, name: str, attributes: dict[str, str]) -> None:
        self._count(name, attributes)
        self._area(attributes.get("ref", ""))

    def _link(self, name: str, attributes: dict[str, str]) -> None:
        self._count(name, attributes)
        self._area(attributes.get("ref", ""))

    def _comment(self, name: str, attributes: dict[str, str]) -> None:
        self._count(name, attributes)
        reference = attributes.get("ref", "")
        if ":" in reference:
            raise TooMuch(f"Примечание записано сразу для многих ячеек ({reference[:40]}). Сохраните книгу заново.")
        _near(reference)

    def _validation(self, name: str, attributes: dict[str, str]) -> None:
        self._count(name, attributes)
        length = len(attributes.get("sqref", ""))
        self._places += length
        if length > PLACES or self._places > ALL_PLACES:
            raise TooMuch(f"Проверки данных заданы для слишком многих отдельных областей. {COPY}")

    def _area(self, reference: str) -> None:
        """Add the cells of a range that a parser makes one by one."""
        ends = ADDRESS.findall(reference)
        if not ends:
            return
        (first, top), (last, bottom) = ends[0], ends[-1]
        area = (abs(_column(last) - _column(first)) + 1) * (abs(int(bottom) - int(top)) + 1)
        self._merged += area
        if self._merged > MERGED:
            raise TooMuch(
                f"В книге объединены огромные области ({reference[:40]}). "
                "Отмените такое объединение: объединяйте только ячейки таблицы."
            )


def _column(letters: str) -> int:
    result = 0
    for sign in letters.upper():
        result = result * 26 + ord(sign) - 64
    return result


def _near(reference: str) -> None:
    found = ADDRESS.fullmatch(reference)
    if not found or not int(found[2]):
        raise TooMuch("Внутреннее содержимое книги повреждено. Сохраните ее в Excel заново и загрузите.")
    if int(found[2]) > LAST_ROW or _column(found[1]) > LAST_COLUMN:
        place = f"строке {found[2]}" if int(found[2]) > LAST_ROW else f"столбце {found[1].upper()}"
        raise TooMuch(
            f"В книге есть данные или оформление слишком далеко от таблицы: в {place}. "
            "Удалите лишние строки и столбцы целиком (Ctrl+End показывает последнюю ячейку)."
        )


def _refuse_doctype(*_: object) -> None:
    raise TooMuch("В книге есть вставки, которых Excel не создает. Сохраните ее в Excel заново и загрузите.")


def _judge_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and encoding.casefold() not in ("utf-8", "us-ascii", "ascii"):
        raise TooMuch("Книга записана в непривычной кодировке. Сохраните ее в Excel заново и загрузите.")


Judge = Callable[[Counts, str, dict[str, str]], None]
JUDGES: dict[str, Judge] = {
    **dict.fromkeys(STYLE, Counts._style),
    "c": Counts._cell,
    "row": Counts._row,
    "si": Counts._text,
    "mergeCell": Counts._merge,
    "hyperlink": Counts._link,
    "comment": Counts._comment,
    "dataValidation": Counts._validation,
}
