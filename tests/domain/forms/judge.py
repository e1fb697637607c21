"""Asks LibreOffice what the cases of formulas come to, and writes its answers into their table. Run by hand:

python -m tests.domain.forms.judge

A case's `value` is LibreOffice's answer. Where Excel is known to answer otherwise, the case has a `note` that says so:
its `value` is Excel's, written by hand, and LibreOffice's answer stands beside it as `libreoffice`.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.formula.translate import Translator
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.workbook.defined_name import DefinedName

TABLE = Path(__file__).parent / "cases/formulas.json"
HOME = "H1"  # where a formula stands when its case says nothing
ERRORS = {
    "#DIV/0!": "=1/0",
    "#N/A": "=NA()",
    "#VALUE!": '="a"+1',
    "#NUM!": "=10^400",
    "#REF!": "=#REF!+0",
    "#NAME?": "=nosuchname",
}
# Russian locale; texts become numbers as the locale writes them, and an empty text is an error, as in Excel.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>ru-RU</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Syntax"><prop oor:name="StringConversion" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Syntax"><prop oor:name="EmptyStringAsZero" oor:op="fuse"><value>false</value></prop></item>
</oor:items>"""  # noqa: E501


def main() -> None:
    """Judges the whole table and writes it back."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        answers = judged(table, Path(folder))
    changed = 0
    for case, answer in zip(table["cases"], answers, strict=True):
        key = "libreoffice" if "note" in case else "value"
        changed += case.get(key) != answer
        case[key] = answer
    write(table)
    sys.stderr.write(f"{len(answers)} cases judged, {changed} answers new or changed\n")


def write(table: dict[str, Any]) -> None:
    """Writes the table, a case a line."""
    head = {key: value for key, value in table.items() if key != "cases"}
    lines = ",\n".join("    " + json.dumps(case, ensure_ascii=False) for case in table["cases"])
    text = json.dumps(head, ensure_ascii=False, indent=2)[:-2]
    TABLE.write_text(f'{text},\n  "cases": [\n{lines}\n  ]\n}}\n', encoding="utf-8")


def judged(table: dict[str, Any], folder: Path) -> list[Any]:
    """LibreOffice's answers, in order."""
    book = Workbook()
    for name, cells in table["sheets"].items():
        fill(book.create_sheet(name), cells)
    for name, formula in table["names"].items():
        book.defined_names[name] = DefinedName(name, attr_text=formula)
    homes = []
    for place, case in enumerate(table["cases"]):
        sheet = book.create_sheet(f"case{place}")
        fill(sheet, case.get("cells", {}))
        homes.append(home := moved(case))
        formula = spoken(case["formula"])
        sheet[home] = (
            Translator(formula, origin=case.get("home", HOME)).translate_formula(home) if "shift" in case else formula
        )
    del book["Sheet"]
    source, target = folder / "cases.xlsx", folder / "out"
    book.save(source)
    calculate(source, target, folder / "profile")
    results = load_workbook(target / "cases.xlsx", data_only=True)
    return [plain(results[f"case{place}"][home].value) for place, home in enumerate(homes)]


def spoken(formula: str) -> str:
    """The formula with the formats of TEXT as LibreOffice knows them: Latin letters for dates, and General."""
    latin = str.maketrans("ДдМмГгЧчСс", "DdMmYyHhSs")
    format_ = re.compile('"(?:[ДМГЧС][ДМГЧС .:-]*|Основной)"', re.IGNORECASE)
    return format_.sub(lambda found: found[0].replace("Основной", "General").translate(latin), formula)


def moved(case: dict[str, Any]) -> str:
    """The address where the case is evaluated."""
    row, column = coordinate_to_tuple(case.get("home", HOME))
    down, right = case.get("shift", (0, 0))
    return f"{get_column_letter(column + right)}{row + down}"


def fill(sheet: Any, cells: dict[str, Any]) -> None:
    """Puts values into cells: dates and times as such, texts as texts, errors by a formula that has them."""
    for address, value in cells.items():
        cell = sheet[address]
        if isinstance(value, dict):
            if "error" in value:
                cell.value = ERRORS[value["error"]]
                continue
            value = value["raw"]
        if isinstance(value, str) and len(value) == 10 and value[4] == "-":
            cell.value = date.fromisoformat(value)
        elif isinstance(value, str) and len(value) == 5 and value[2] == ":":
            cell.value = time.fromisoformat(value)
        elif value == "":
            cell.value = '=""'
        elif isinstance(value, str):
            cell.value, cell.data_type = value, "s"
        else:
            cell.value = value


def calculate(source: Path, target: Path, profile: Path) -> None:
    """Has LibreOffice open, calculate and save the workbook."""
    office = shutil.which("soffice") or sys.exit("LibreOffice (soffice) is not installed")
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    where = [f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([office, *where, "--outdir", str(target), str(source)], check=True, capture_output=True, timeout=300)


def plain(value: Any) -> Any:
    """An answer as the table writes it, numbers with 15 digits."""
    if isinstance(value, str) and value.startswith("#"):
        return {"error": value}
    if value is None:  # how an empty text comes out of the file
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    number = float(f"{value:.15g}")
    return int(number) if number.is_integer() and abs(number) < 1e21 else number


if __name__ == "__main__":
    main()
