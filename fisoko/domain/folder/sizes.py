"""Sizes of files in words."""

from fisoko.domain.folder import texts

UNITS = (texts.BYTES, texts.KILOBYTES, texts.MEGABYTES, texts.GIGABYTES)


def size_text(size: int) -> str:
    """«1,5 МБ»: one digit after the comma below ten, as in a Russian Windows."""
    left, unit = float(size), 0
    while left >= 1024 and unit < len(UNITS) - 1:
        left, unit = left / 1024, unit + 1
    text = f"{left:.1f}".removesuffix(".0") if unit and left < 10 else f"{left:.0f}"
    return UNITS[unit].format(n=text.replace(".", ","))
