"""A batch of edits as it comes from a browser: its shape, its limits, and the address and value of each cell."""

import json
import re
from dataclasses import dataclass
from typing import Any

from fisoko.domain import texts
from fisoko.domain.error import BadRequest, BadValues, TooLarge
from fisoko.domain.forms.addresses import ROW_ID, Addresses
from fisoko.domain.forms.value import BadValue, normal

LARGEST_BODY = 4 * 1024 * 1024  # bytes
MOST_CELLS = 20_000
WINDOW = re.compile(r"[A-Za-z0-9_-]{1,64}")
LARGEST = 2**31 - 1
LENGTHS = {"set": 5, "insert": 4, "delete": 3, "move": 4}

Op = list[Any]


@dataclass(frozen=True, slots=True)
class Typed:
    """A batch of the right shape; its cells are not checked yet."""

    window: str
    number: int
    base: int
    ops: list[Op]
    form_version: int | None = None


def read_batch(body: bytes) -> Typed:
    """The batch of a request's body. Raises TooLarge and BadRequest."""
    if len(body) > LARGEST_BODY:
        raise TooLarge
    data = read_object(body)
    ops = data.get("ops")
    if not isinstance(ops, list) or not all(map(_shaped, ops)):
        raise BadRequest
    if len(ops) > MOST_CELLS:
        raise TooLarge
    version = data.get("form_version")
    return Typed(
        window=text_of(data, "window", WINDOW),
        number=count_of(data, "number", least=1),
        base=count_of(data, "base", most=2**62),
        ops=ops,
        form_version=None if version is None else count_of(data, "form_version"),
    )


def checked(ops: list[Op], addresses: Addresses) -> list[Op]:
    """The operations with each value as it is stored. Raises BadValues with every [sheet, row, column, reason]."""
    made: list[Op] = []
    bad: list[list[str | None]] = []
    for op in ops:
        reason = _fault(op, addresses)
        if reason is None and op[0] == "set":
            try:
                op = [*op[:4], normal(op[4])]
            except BadValue as error:
                reason = str(error)
        if reason is None:
            made.append(op)
        else:
            bad.append([op[1], op[2], op[3] if op[0] == "set" else None, reason])
    if bad:
        raise BadValues(cells=bad)
    return made


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object of a request's body. Raises BadRequest."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise BadRequest from None
    if not isinstance(data, dict):
        raise BadRequest
    return data


def text_of(data: dict[str, Any], name: str, pattern: re.Pattern[str]) -> str:
    """The text under this name. Raises BadRequest when it does not match the pattern."""
    text = data.get(name)
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise BadRequest
    return text


def count_of(data: dict[str, Any], name: str, *, least: int = 0, most: int = LARGEST) -> int:
    """The whole number under this name. Raises BadRequest when it is none, or past its limits."""
    count = data.get(name)
    if not isinstance(count, int) or isinstance(count, bool) or not least <= count <= most:
        raise BadRequest
    return count


def _shaped(op: object) -> bool:
    if not isinstance(op, list) or not op or not isinstance(op[0], str) or LENGTHS.get(op[0]) != len(op):
        return False
    if op[0] == "set":
        return all(isinstance(part, str) for part in op[1:4])
    return all(isinstance(part, str) for part in op[1:3]) and (len(op) == 3 or op[3] is None or isinstance(op[3], str))


def _fault(op: Op, addresses: Addresses) -> str | None:
    if op[0] == "set":
        if addresses.writable(op[1], op[2], op[3]):
            return None
        return texts.LOCKED if addresses.there(op[1], op[2], op[3]) else texts.NO_CELL
    if op[1] not in addresses.free:
        return texts.NO_ROWS
    ids = op[2:] if op[0] != "delete" else op[2:3]
    return None if all(row is None or ROW_ID.fullmatch(row) for row in ids) else texts.NO_CELL
