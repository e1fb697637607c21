"""A hostile workbook is answered soon, in little memory, in Russian, and never reaches a parser."""

import json
import random
import re
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from fisoko.domain.forms.reading import check_workbook
from fisoko.domain.forms.reading.filled import read_filled
from fisoko.domain.forms.reading.guard import judge

FORMS = Path(__file__).parents[2] / "forms"
BASE = (FORMS / "rules_and_about.xlsx").read_bytes()
SHEET = "xl/worksheets/sheet1.xml"
STYLES = "xl/styles.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MEGABYTE = 2**20
# what a program outside does with an upload: judged, read, and what that cost
PROBE = """
import json, resource, sys
from pathlib import Path
from fisoko.domain.forms.reading import check_workbook
reading = check_workbook(sys.stdin.buffer.read())
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
# Linux counts a process's own peak from before it became this program, when it was a copy of the tests' process.
own = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
print(json.dumps({"levels": [p.level for p in reading.problems], "texts": [p.text for p in reading.problems],
    "form": reading.form is not None, "seconds": sum(u.ru_utime + u.ru_stime for u in used),
    "megabytes": max(own, used[1].ru_maxrss) / 1024}))
"""


def rebuilt(changed: dict[str, bytes | str], extra: dict[str, bytes] | None = None, data: bytes = BASE) -> bytes:
    """The base workbook with some members replaced and others added."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item.filename, changed.get(item.filename, old.read(item.filename)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return result.getvalue()


def member(name: str) -> str:
    with zipfile.ZipFile(BytesIO(BASE)) as archive:
        return archive.read(name).decode()


def sheet(inside: str, after: str = "") -> bytes:
    return rebuilt({SHEET: f"<worksheet {NAMESPACE}><sheetData>{inside}</sheetData>{after}</worksheet>"}, NOISE)


def rows_of_cells(rows: int, cells: int) -> str:
    return "".join(
        f'<row r="{r}">' + "".join("<c><v>1</v></c>" for _ in range(cells)) + "</row>" for r in range(1, rows + 1)
    )


def doctype(content: str) -> bytes:
    text = member(SHEET)
    head, body = text[: text.index("<worksheet")], text[text.index("<worksheet") :]
    return rebuilt({SHEET: f"{head}<!DOCTYPE x [{content}]>{body}"})


def twice() -> bytes:
    result = BytesIO(BASE)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(result, "a") as archive:
        archive.writestr(SHEET, member(SHEET))
    return result.getvalue()


def lying_directory() -> bytes:
    """The directory says that 20 MB are 1,000 bytes."""
    data = bytearray(rebuilt({SHEET: b" " * (20 * MEGABYTE)}))
    at = data.index(b"PK\x01\x02")
    while True:
        length = struct.unpack("<H", data[at + 28 : at + 30])[0]
        if bytes(data[at + 46 : at + 46 + length]) == SHEET.encode():
            data[at + 24 : at + 28] = struct.pack("<I", 1000)
            return bytes(data)
        at = data.index(b"PK\x01\x02", at + 46)


def many_styles() -> bytes:
    fonts = "".join(f'<font><sz val="{n}"/></font>' for n in range(200_000))
    return rebuilt({STYLES: re.sub(r"<fonts.*</fonts>", f"<fonts>{fonts}</fonts>", member(STYLES), flags=re.DOTALL)})


def external_link() -> bytes:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://x/externalLinkPath" Target="file:///C:/%D0%BF/plan.xlsx" TargetMode="External"/></Relationships>'
    )
    return rebuilt(
        {},
        {
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": relations.encode(),
        },
    )


LAUGHS = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8))
NOISE = {"noise.bin": random.Random(1).randbytes(MEGABYTE)}  # keeps the ratio ordinary
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "120 MB of zero bytes": (lambda: rebuilt({SHEET: b"\0" * (120 * MEGABYTE)}, NOISE), "слишком велика"),
    "spaces packed a thousand times": (lambda: rebuilt({SHEET: b" " * (40 * MEGABYTE)}), "больше чем в 200 раз"),
    "one text of 9 MB": (
        lambda: rebuilt(
            {SHEET: f'<worksheet {NAMESPACE}><sheetData><row><c t="str"><v>{"а б" * 3_000_000}</v></c></row>'},
            NOISE,
        ),
        "32 767 знаков",
    ),
    "250,000 cells without addresses": (lambda: sheet(rows_of_cells(2500, 100)), "больше 200 000 ячеек"),
    "5 million tags": (lambda: sheet("<a/>" * 5_000_000), "строение книги непривычно"),
    "30,000 empty rows": (lambda: sheet("<row/>" * 30_000), "больше 20 000 строк"),
    "a cell at the end of the sheet": (lambda: sheet('<row><c r="XFD1048576"><v>1</v></c></row>'), "слишком далеко"),
    "a row at the end of the sheet": (lambda: sheet('<row r="1048576"/>'), "слишком далеко"),
    "one merge over the whole sheet": (
        lambda: sheet("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "объединены огромные области",
    ),
    "a link over the whole sheet": (
        lambda: sheet("", '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'),
        "огромные области",
    ),
    "another prefix": (
        lambda: rebuilt({SHEET: f'<x:worksheet {NAMESPACE.replace("xmlns", "xmlns:x")}><x:sheetData><x:row>'
                         '<x:c r="XFD9"/></x:row></x:sheetData></x:worksheet>'}),
        "слишком далеко",
    ),
    "200,000 fonts": (many_styles, "стилей оформления"),
    "a million nested elements": (lambda: sheet("<a>" * 1_000_000 + "</a>" * 1_000_000), "строение книги непривычно"),
    "2,000 members": (lambda: rebuilt({}, {f"x/{n}.xml": b"" for n in range(2000)}), "больше 1000 частей"),
    "billion laughs": (lambda: doctype(LAUGHS), "вставки, которых Excel не создает"),
    "an external entity": (lambda: doctype('<!ENTITY a SYSTEM "file:///etc/passwd">'), "вставки"),
    "UTF-16": (lambda: rebuilt({SHEET: member(SHEET).replace("UTF-8", "UTF-16").encode("utf-16")}), "кодировке"),
    "windows-1251": (
        lambda: rebuilt({SHEET: f'<?xml version="1.0" encoding="windows-1251"?><worksheet {NAMESPACE}/>'}), "кодировке"
    ),
    "a sheet hidden under a picture's name": (
        lambda: rebuilt({}, {"xl/media/image1.png": b"<!DOCTYPE x []><x/>"}), "вставки"
    ),
    "links to other files": (external_link, "Разорвите связи"),
    "encrypted": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "защищена паролем"),
    "an old xls": (lambda: OLE + "Workbook".encode("utf-16-le"), "(.xls)"),
    "cut off": (lambda: BASE[: len(BASE) // 2], "поврежден"),
    "empty": (lambda: b"", "Файл пуст"),
    "a page": (lambda: "<html>Войдите</html>".encode(), "не книга Excel"),
    "an archive of pictures": (lambda: archive_of("1.png"), "не книга Excel"),
    "an OpenDocument table": (lambda: archive_of("mimetype"), "(.ods)"),
    "the same member twice": (twice, "записана дважды"),
    "a directory that lies": (lying_directory, "поврежден"),
    "broken XML": (lambda: rebuilt({SHEET: "<worksheet><sheetData>"}), "повреждено"),
}  # fmt: skip


def archive_of(name: str) -> bytes:
    result = BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        archive.writestr(name, b"x")
    return result.getvalue()


def probe(data: bytes) -> dict:
    done = subprocess.run([sys.executable, "-c", PROBE], input=data, capture_output=True, timeout=60, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon_and_in_little_memory(name):
    make, said = HOSTILE[name]
    answer = probe(make())
    assert not answer["form"]
    assert answer["levels"] == ["error"]
    assert said in answer["texts"][0]
    assert answer["seconds"] < 4  # twice what is promised: a machine that runs tests is busy
    assert answer["megabytes"] < 300


def test_macros_are_left_unread_and_told():
    reading = check_workbook(rebuilt({}, {"xl/vbaProject.bin": OLE}))
    assert reading.form is not None
    assert [problem.level for problem in reading.problems] == ["warning"]
    assert "макросы" in reading.problems[0].text


def test_a_linked_file_is_named():
    assert "«plan.xlsx»" in judge(external_link())[0].text


@pytest.mark.parametrize("workbook", sorted(FORMS.glob("*.xlsx")), ids=lambda path: path.stem)
def test_an_ordinary_workbook_passes_without_a_word(workbook):
    assert judge(workbook.read_bytes()) == []


def test_what_passes_the_guard_and_breaks_the_parser_is_still_an_answer():
    reading = check_workbook(rebuilt({"xl/workbook.xml": f"<workbook {NAMESPACE}/>"}))
    assert reading.form is None
    assert [problem.level for problem in reading.problems] == ["error"]
    assert "Сохраните" in reading.problems[0].text or "сохраните" in reading.problems[0].text


def test_a_form_near_the_limits_is_read_within_the_limits_of_memory():
    data = sheet(
        '<row r="1">' + "".join(f'<c t="str"><v>Столбец {n}</v></c>' for n in range(50)) + "</row>"
        + "".join(f'<row r="{r}">' + "<c/>" * 50 + "</row>" for r in range(2, 3000))
    )  # fmt: skip
    answer = probe(data)
    assert answer["form"]
    assert answer["megabytes"] < 300


@pytest.mark.parametrize(
    "name",
    [
        "spaces packed a thousand times", "one text of 9 MB", "a cell at the end of the sheet", "200,000 fonts",
        "a million nested elements", "billion laughs", "encrypted", "a directory that lies",
    ],
)  # fmt: skip
def test_a_filled_workbook_that_is_hostile_is_refused_as_soon(name):
    make, said = HOSTILE[name]
    data = make()
    begun = time.process_time()
    filled = read_filled(data)
    assert said in filled.problem
    assert filled.sheets == {}
    assert time.process_time() - begun < 2
