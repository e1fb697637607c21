"""Pieces of HTML: figures as Russians write them, bars with their legends, tables."""

from collections.abc import Iterable, Sequence
from html import escape

from fisoko.domain.share import NBSP, tenths


def whole(value: float | None) -> str:
    """«1 234», with a space that does not break; «–» for nothing."""
    return "–" if value is None else f"{value:,.0f}".replace(",", NBSP)


def share(part: float | None, of: float = 1) -> str:
    """«33,3 %»; «–» of nothing."""
    return "–" if part is None or not of else tenths(part, of)


def bar(parts: Sequence[tuple[str, int, str]], label: str) -> str:
    """A bar in proportion, read out as `label`; parts are (title, count, class of its colour)."""
    total = sum(count for _, count, _ in parts)
    pieces = "".join(
        f'<i class="{colour}" style="width:{100 * count / total:.3f}%"></i>' for _, count, colour in parts if count
    )
    return f'<div class="bar" role="img" aria-label="{escape(label)}">{pieces}</div>'


def fact(title: str, parts: Sequence[tuple[str, int, str]], says: Iterable[str]) -> str:
    """A fact about participants: its bar, each part with its number, and sentences."""
    told = [one for one in parts if one[1]]
    label = "; ".join(f"{name}: {count}" for name, count, _ in told)
    items = "".join(
        f'<li><i class="{colour}"></i>{escape(name)} <b>{whole(count)}</b></li>' for name, count, colour in told
    )
    sentences = "".join(f'<p class="small muted">{escape(one)}</p>' for one in says if one)
    return f"<div><h3>{escape(title)}</h3>{bar(told, label)}<ul>{items}</ul>{sentences}</div>"


def table(caption: str, heads: Sequence[tuple[str, bool]], rows: Iterable[Sequence[str]]) -> str:
    """A table; `heads` are (title, whether figures stand below it)."""
    head = "".join(f'<th scope="col"{_numeric(figures)}>{escape(title)}</th>' for title, figures in heads)
    body = "".join(
        "<tr>"
        + "".join(f"<td{_numeric(figures)}>{escape(cell)}</td>" for cell, (_, figures) in zip(row, heads, strict=True))
        + "</tr>"
        for row in rows
    )
    named = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{named}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def plot(name: str, label: str) -> str:
    """Where a chart is drawn."""
    return f'<div class="plot" id="{name}" role="img" aria-label="{escape(label)}"></div>'


def section(title: str, body: str, name: str = "", kind: str = "") -> str:
    """A part of the page under its heading."""
    known = (f' id="{name}"' if name else "") + (f' class="{kind}"' if kind else "")
    return f"<section{known}><h2>{escape(title)}</h2>{body}</section>"


def _numeric(figures: bool) -> str:  # noqa: FBT001 - a cell's own
    return ' class="n"' if figures else ""
