"""The summary («свод»): figures of columns by region, kind, organisation, row of the form or another column."""

from typing import TYPE_CHECKING

from fisoko.analytics import texts
from fisoko.analytics.asked import Asked, run
from fisoko.domain.error import BadRequest

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame

MOST_CELLS = 200_000  # of a pivot that people look at
GROUPS = {  # by what, and the expressions that give it
    "region": ("s.region",),
    "kind": ("s.kind",),
    "organisation": ("s.organisation_id", "s.login", "s.name", "s.region", "s.kind"),
    "row": ("c.row_id",),
    "value": ("coalesce(g.text, g.number::varchar, g.day::varchar, case when g.flag then 'да' else 'нет' end)",),
}
OF_ORGANISATIONS = ("region", "kind", "organisation")
NAMES = {"value": ("value",)}
OF_SUMS = (
    "sum(c.filled)::bigint as filled, sum(c.numbers)::bigint as numbers, fsum(c.total) as total, "
    "min(c.least) as least, max(c.most) as most, sum(c.yes)::bigint as yes, false as subtotal"
)
OF_CELLS = (
    "count(*) as filled, count(c.number) as numbers, fsum(c.number) as total, "
    "min(c.number) as least, max(c.number) as most, count(*) filter (where c.flag) as yes, "
    "bool_or(c.subtotal) as subtotal"
)
VALUES = "(select * from cells where not wrong{})"
ONCE = " and not subtotal"
VALUE = (
    "join cells g on g.seq = c.seq and g.sheet_id = c.sheet_id and g.row_id = c.row_id "
    "and g.column_id = $by_column::varchar and not g.wrong and g.collection_id = $collection::bigint"
)


def summary(
    connection: "DuckDBPyConnection",
    asked: Asked,
    *,
    by: tuple[str, ...] = ("region",),
    sheet: str | None = None,
    column: str | None = None,
    by_column: str | None = None,
) -> "DataFrame":
    """A row for each group, sheet and column that has a value.

    `by`: any of region, kind, organisation (which has login, name, region and kind with it), row; with `by_column`,
    the id of a column of the same sheet, also by its value in the same row. Columns: those of the groups, sheet_id,
    column_id, filled (cells), numbers, total, least, most, yes, subtotal, mean, organisations (that submitted, in the
    group), share (of the column's total over all groups; NaN where that is 0). What a form works out from other rows of
    a column is not counted again; by row it has groups of its own, whose `subtotal` is true and which are no part of
    what shares are of. Raises BadRequest for another way to group.
    """
    for name in by:
        if name not in GROUPS or name == "value":
            raise BadRequest(texts.NO_GROUPS.format(name=name[:40]))
    within = not by_column and "row" not in by  # of whole columns: their sums are there already
    ways = [*dict.fromkeys(by)] + (["value"] if by_column else [])
    keys, own = _expressions(ways), _expressions([way for way in ways if way in OF_ORGANISATIONS])
    matched = " and ".join(f"z.{name} is not distinct from f.{name}" for name in own)
    put = {
        "keys": "".join(f"{expression} as {name}, " for name, expression in keys.items()),
        "joined": VALUE if by_column else "",
        "group_keys": "".join(f"{expression} as {name}, " for name, expression in own.items()),
        "group_by": "group by " + ", ".join(own.values()) if own else "",
        "source": "sums" if within else VALUES.format("" if "row" in by else ONCE),
        "figures": OF_SUMS if within else OF_CELLS,
        "sized": f"join sizes z on {matched or 'true'}",
    }
    return run(connection, "summary", asked, put, sheet=sheet, column=column, by_column=by_column)


def pivot(frame: "DataFrame", *, rows: str, columns: str, values: str = "total") -> "DataFrame":
    """A summary as a table: one figure, a row for each value of `rows`, a column for each of `columns`, in order.

    Raises BadRequest, before anything is laid out, for a table of more than MOST_CELLS cells.
    """
    height, width = (len(frame[name].drop_duplicates()) for name in (rows, columns))
    if height * width > MOST_CELLS:
        raise BadRequest(texts.TOO_LARGE.format(rows=height, columns=width, most=MOST_CELLS))
    return frame.pivot_table(index=rows, columns=columns, values=values, aggfunc="sum", dropna=False, observed=True)


def _expressions(ways: list[str]) -> dict[str, str]:
    """Name of a column of the answer → its expression."""
    found: dict[str, str] = {}
    for way in ways:
        expressions = GROUPS[way]
        names = NAMES.get(way) or [expression.partition(".")[2] for expression in expressions]
        found |= dict(zip(names, expressions, strict=True))
    return found
