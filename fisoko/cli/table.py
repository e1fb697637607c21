"""Rows in columns as wide as their longest cell, for a terminal and for grep."""

from collections.abc import Iterable, Sequence

import click


def print_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print the headings and the rows; the last column is not padded."""
    lines = [list(headings), *([str(cell) if cell is not None else "" for cell in row] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    for line in lines:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
