"""How full the submissions are: filled of required, by group; and who is stuck on which error of a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from fisoko.analytics import texts
from fisoko.analytics.asked import Asked, run
from fisoko.analytics.summary import GROUPS, OF_ORGANISATIONS
from fisoko.domain.error import BadRequest

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame

FAULT = ["sheet_id", "column_id", "rule", "text"]
PERSON = ["organisation_id", "region", "kind", "login", "name", "last_edit_at", "submitted"]


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


@dataclass(frozen=True)
class Stuck:
    """Errors in drafts as they are now.

    `errors`: sheet_id, column_id, rule, text, organisations, cells; the error that most organisations have first.
    `people`: organisation_id, region, kind, login, name, last_edit_at (UTC), submitted, sheet_id, column_id, rule,
    text, cells: a row for each of their errors, those first who have not touched their draft for longest.
    """

    errors: "DataFrame"
    people: "DataFrame"


def stuck(rows: Sequence[Mapping[str, Any]]) -> Stuck:
    """Who is stuck on which error; `rows` are those of `Stuck.people`, in any order. Nothing is changed."""
    people = pd.DataFrame([*rows], columns=[*PERSON, *FAULT, "cells"])
    people = people.sort_values(["last_edit_at", "organisation_id", "cells"], ascending=[True, True, False])
    errors = people.groupby(FAULT, as_index=False, sort=False).agg(
        organisations=("organisation_id", "nunique"), cells=("cells", "sum")
    )
    errors = errors.sort_values(["organisations", "cells", *FAULT], ascending=[False, False, *[True] * len(FAULT)])
    return Stuck(errors.reset_index(drop=True), people.reset_index(drop=True))
