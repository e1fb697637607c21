"""What is taken over from the looks of a cell: colours, bold, alignment, wrapping."""

import colorsys
from typing import Any

from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.xml.functions import fromstring

from fisoko.domain.forms.reading.page import Page

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
OFFICE = ("ffffff", "000000", "eeece1", "1f497d", "4f81bd", "c0504d", "9bbb59", "8064a2", "4bacc6", "f79646")
ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
ALIGN = {"left": "left", "center": "center", "right": "right", "centerContinuous": "center", "justify": "left"}


def palette(theme: bytes | str | None) -> tuple[str, ...]:
    """The ten colours of a workbook's theme in the order of Excel's numbers, as rrggbb."""
    if not theme:
        return OFFICE
    try:
        scheme: Any = fromstring(theme).find(f".//{DRAWING}clrScheme")
        colours = {child.tag.rpartition("}")[2]: child[0] for child in scheme}
        found = [(colours[name].get("lastClr") or colours[name].get("val") or "").lower() for name in ORDER]
    except Exception:  # a theme is decoration: whatever is wrong with it, Office's own stands in
        return OFFICE
    return tuple(colour if len(colour) == 6 else OFFICE[index] for index, colour in enumerate(found))


def style(page: Page, row: int, column: int, colours: tuple[str, ...]) -> dict[str, Any]:
    """The style of a cell as the form keeps it; only what differs from a plain cell."""
    look = page.look(row, column)
    if look is None:
        return {}
    found: dict[str, Any] = {}
    if look.font is not None and look.font.b:
        found["bold"] = True
    fill = look.fill
    if fill is not None and getattr(fill, "fill_type", None) == "solid":
        colour = _colour(fill.fgColor, colours)
        if colour and colour != "#ffffff":
            found["fill"] = colour
    if look.font is not None and look.font.color is not None:
        colour = _colour(look.font.color, colours)
        if colour and colour != "#000000":
            found["color"] = colour
    if look.alignment is not None:
        align = ALIGN.get(look.alignment.horizontal or "")
        if align:
            found["align"] = align
        if look.alignment.wrap_text:
            found["wrap"] = True
    return found


def _colour(colour: Any, colours: tuple[str, ...]) -> str:
    """A colour as #rrggbb, '' when the file leaves it to the system."""
    base = ""
    if colour.type == "rgb" and isinstance(colour.rgb, str):
        base = colour.rgb[-6:].lower()
    elif colour.type == "theme" and isinstance(colour.theme, int) and 0 <= colour.theme < len(colours):
        base = colours[colour.theme]
    elif colour.type == "indexed" and isinstance(colour.indexed, int) and 0 <= colour.indexed < len(COLOR_INDEX):
        base = COLOR_INDEX[colour.indexed][-6:].lower()
    try:
        red, green, blue = (int(base[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return ""
    if colour.tint:
        hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
        light = light * (1 + colour.tint) if colour.tint < 0 else light * (1 - colour.tint) + colour.tint
        red, green, blue = colorsys.hls_to_rgb(hue, min(1, max(0, light)), saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in (red, green, blue))
