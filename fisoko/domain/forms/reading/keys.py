"""Keys of columns: the defined name of the heading cell, when it has one."""

import re
from collections.abc import Mapping

from fisoko.domain.forms.form import number
from fisoko.domain.forms.reading.layout import Layout
from fisoko.domain.forms.reading.page import Page

CELL = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?")


def read_keys(page: Page, layout: Layout, names: Mapping[str, str]) -> dict[tuple[int, int], str]:
    """Names by the place of the heading cell they name; a name of a group of columns is nobody's."""
    leaves = [heading.leaf for heading in layout.columns.values()]
    found: dict[tuple[int, int], str] = {}
    for name, reference in names.items():
        match = CELL.fullmatch(reference.lstrip("="))
        if name.startswith("_") or not match:
            continue
        sheet = (match[1] or match[2]).replace("''", "'")
        place = page.anchor(int(match[4]), number(match[3]))
        if sheet.casefold() == page.name.casefold() and leaves.count(place) == 1:
            found.setdefault(place, name)
    return found
