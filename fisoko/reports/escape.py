"""Text as it stands in the XML of a workbook."""

import re

LONGEST = 32_767  # signs in a cell: Excel's own limit
# Signs that XML cannot hold, and what a reader would take for one written as _xHHHH_.
SPECIAL = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
OUTER_SPACE = re.compile(r"\A\s|\s\Z|\n")


def _replaced(match: re.Match[str]) -> str:
    sign = match.group()
    return NAMED.get(sign) or f"_x{ord(sign):04X}_"


def escaped(text: str) -> str:
    """The text for an element's content."""
    return SPECIAL.sub(_replaced, text) if SPECIAL.search(text) else text


def attribute(text: str) -> str:
    """The text for an attribute in double quotes."""
    return escaped(text).replace('"', "&quot;").replace("\n", "&#10;")


def text_element(text: str) -> str:
    """<t>…</t>, which keeps its outer spaces."""
    text = text[:LONGEST]
    keep = ' xml:space="preserve"' if OUTER_SPACE.search(text) else ""
    return f"<t{keep}>{escaped(text)}</t>"
