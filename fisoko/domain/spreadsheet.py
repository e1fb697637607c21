"""Texts that a table program would count when it opens a list."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a formula may begin with


def harmless(text: str) -> str:
    """The text as it is to stand in a list: behind an apostrophe where it would count as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
