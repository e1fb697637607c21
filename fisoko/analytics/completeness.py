"""How full the submissions are: filled of required, by region, kind or organisation."""

from typing import TYPE_CHECKING

from fisoko.analytics import texts
from fisoko.analytics.asked import Asked, run
from fisoko.analytics.summary import GROUPS, OF_ORGANISATIONS
from fisoko.domain.error import BadRequest

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame


def completeness(connection: "DuckDBPyConnection", asked: Asked, *, by: tuple[str, ...] = ("region",)) -> "DataFrame":
    """A row for each group of participants: columns of the group, participants, submitted, filled, required (cells of
    the last submissions), share, whole (organisations with every required cell), empty (with none of them).

    `by`: region, kind, organisation, or nothing at all for one row. Raises BadRequest for another way to group.
    """
    for name in by:
        if name not in OF_ORGANISATIONS:
            raise BadRequest(texts.NO_GROUPS.format(name=name[:40]))
    keys = dict.fromkeys(expression.partition(".")[2] for name in by for expression in GROUPS[name])
    own = [name for name in keys if name != "organisation_id"]
    put = {"keys": "".join(f"p.{name}, " for name in own), "names": "".join(f"{name}, " for name in keys)}
    return run(connection, "completeness", asked, put)
