"""What no schema says to schemathesis: which moments have come, which collections and sheets there are."""

import os
from datetime import UTC, datetime
from typing import Any

import schemathesis

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
KNOWN = [line.split(" ") for line in os.environ.get("FISOKO_TEST_SHEETS", "").splitlines()]  # collection, sheet


@schemathesis.hook
def map_query(context: Any, query: dict[str, Any] | None) -> dict[str, Any] | None:
    """A moment that is one, but has not come yet, becomes one that has."""
    moment = (query or {}).get("as_of")
    if query and isinstance(moment, str):
        try:
            asked = datetime.fromisoformat(moment)
        except ValueError:
            return query
        if asked.tzinfo is not None and not FIRST <= asked < datetime.now(UTC):
            query["as_of"] = FIRST.replace(year=2026).isoformat()
    return query


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Every other number of a collection is that of one which is there, with one of its sheets."""
    number = str((path_parameters or {}).get("collection", ""))
    if path_parameters and KNOWN and number.isdecimal() and len(number) % 2 == 0:
        collection, sheet = KNOWN[int(number) % len(KNOWN)]
        path_parameters["collection"] = collection
        if "sheet" in path_parameters:
            path_parameters["sheet"] = sheet
    return path_parameters
