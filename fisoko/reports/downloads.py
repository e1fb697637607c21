"""Who has taken which files of a store: a row per organisation and file, figures by file, organisation and region."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fisoko.reports import texts
from fisoko.reports.about import About, Fact, facts_of, write_about
from fisoko.reports.book import Book
from fisoko.reports.cells import Typed
from fisoko.reports.frozen import Frozen, freeze_job
from fisoko.reports.sheet import BEGIN, END, NUMBER, Heading, Sheet
from fisoko.reports.tallies import Tallies

FROZEN = 2  # login and name stay in view
FRONT = 3  # columns that the rows of an organisation share
COLUMNS = (
    Heading((texts.LOGIN,), 90),
    Heading((texts.ORGANISATION,), 320),
    Heading((texts.REGION,), 150),
    Heading((texts.FILE,), 320),
    Heading((texts.VERSION,), 80),
    Heading((texts.FIRST,), 130),
    Heading((texts.LAST,), 130),
    Heading((texts.TIMES,), 70),
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation; `taken` is «file version first last times, …», moments in seconds after 01.01.1970 UTC."""

    login: str
    name: str
    region: str
    taken: str

    def acts(self) -> dict[str, list[str]]:
        """File → version, first, last, times, all of them as texts: most are only passed on."""
        acts = (one.split(" ") for one in self.taken.split(",") if one)
        return {act[0]: act[1:] for act in acts}


def freeze(folder: Path, files: list[tuple[int, str]], rows: Iterable[Organisation], about: About) -> None:
    """Write everything the report is built from into `folder`: the organisations in the order of the report."""
    packed = ([row.login, row.name, row.region, row.taken] for row in rows)
    freeze_job(folder, about, {"kind": "downloads", "files": files}, packed)


def build(frozen: Frozen, path: Path) -> None:
    """Build the workbook of a frozen job."""
    steps = frozen.steps()

    def rows() -> Iterator[Organisation]:
        for row in frozen.rows():
            yield Organisation(*row)
            steps.done()

    build_downloads([(number, name) for number, name in frozen.job["files"]], rows(), frozen.about, path)


def build_downloads(files: list[tuple[int, str]], rows: Iterable[Organisation], about: About, path: Path) -> None:
    """Write the workbook. Rows are taken one by one, by region.

    A region that does not fit on the rest of a sheet begins another one. The control sum is the SHA-256 of the lines
    «login file version first last times, …» (file by its number, none where nothing was taken), each ended by \\n.
    """
    control, tallies = hashlib.sha256(), Tallies([(str(number), name) for number, name in files])
    regions: list[tuple[int, str]] = []  # the number of the part and the region
    with Book(path) as book:
        sheet = Sheet(book, texts.DOWNLOADS_SHEET, COLUMNS, FROZEN)
        names = [(str(number), sheet.line([sheet.cells.of(Typed(name, "text"))], FRONT)) for number, name in files]
        for block in _by_region(rows):
            if len(block) * len(files) > sheet.room() and sheet.rows:
                sheet.part()
            regions.append((len(sheet.parts), block[0].region))
            for one in block:
                acts = one.acts()
                tallies.count(one.login, one.name, one.region, acts)
                control.update(f"{one.login} {one.taken}\n".encode())
                _write(sheet, one, names, acts)
        sheet.finish()
        tallies.write(book)
        parts = [(name, count, [r for at, r in regions if at == n]) for n, (name, count) in enumerate(sheet.parts)]
        write_about(book, facts_of(about, texts.STORE, [], _facts(tallies, parts, control.hexdigest())))


def _write(sheet: Sheet, one: Organisation, names: list[tuple[str, str]], acts: dict[str, list[str]]) -> None:
    """The rows of one organisation: millions in a country, so what they share is made once."""
    cells = sheet.cells
    front = BEGIN + sheet.line([cells.of(Typed(text, "text")) for text in (one.login, one.name, one.region)])
    lines: list[str] = []
    for number, name in names:
        act = acts.get(number)
        if act is None:
            lines.append(front + name + END)
        else:
            version, first, last, times = act
            began = cells.at(int(first))
            ended = began if last == first else cells.at(int(last))
            lines.append(
                f'{front}{name}<c r="E{NUMBER}"{cells.number(version)}<c r="F{NUMBER}"{began}'
                f'<c r="G{NUMBER}"{ended}<c r="H{NUMBER}"{cells.number(times)}{END}'
            )
    sheet.write_lines(lines)


def _by_region(rows: Iterable[Organisation]) -> Iterator[list[Organisation]]:
    """The organisations of one region after another's."""
    block: list[Organisation] = []
    for row in rows:
        if block and row.region != block[0].region:
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _facts(tallies: Tallies, parts: list[tuple[str, int, list[str]]], control: str) -> list[Fact]:
    facts: list[Fact] = [
        (texts.CONTENT, texts.EVERY_PAIR),
        (texts.CONTENT, texts.NOT_TAKEN),
        (texts.FILES, len(tallies.files)),
        (texts.MEANT_FOR, tallies.organisations),
        (texts.TAKEN_NONE, tallies.none),
    ]
    for name, count, regions in parts:
        facts.append((texts.ROWS.format(sheet=name), count))
        if len(parts) > 1 and regions:
            facts.append((texts.REGIONS_ON.format(sheet=name), _span(regions)))
    facts.append((texts.CONTROL_SUM, control))
    return facts


def _span(regions: list[Any]) -> str:
    return regions[0] if len(regions) == 1 else f"{regions[0]} … {regions[-1]}"
