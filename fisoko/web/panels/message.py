"""What a component in the browser may say, checked by kind and shape before anything acts on it."""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, ClassVar

from fisoko.domain.error import BadRequest
from fisoko.domain.report import ReportFormat

STATUSES = ("", "idle", "work", "done")
ORDERS = (
    *("login", "name", "state", "term", "filled", "started_at", "submitted_at"),
    *("errors", "warnings", "differs", "submissions", "edited_at", "region"),
)
FACTS = {  # what else narrows a list of participants
    "term": ("", "on_time", "extended", "late", "overdue", "waiting", "decided"),
    "fill": ("", "whole", "part", "empty", "errors", "warnings"),
    "fresh": ("", "differs", "same"),
    "view": ("", "regions"),
}
FORMS = tuple(form.value for form in ReportFormat)
LONGEST_SEARCH = 200  # signs
LONGEST_HOME = 2_000
GREATEST = 2**53 - 1  # the greatest whole number that JavaScript keeps exactly


def _number(value: object) -> bool:
    return type(value) is int and 1 <= value <= GREATEST


def _search(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_SEARCH and "\0" not in value


def _status(value: object) -> bool:
    return isinstance(value, str) and value in STATUSES


def _order(value: object) -> bool:
    return isinstance(value, str) and value.removeprefix("-") in ORDERS


def _region(value: object) -> bool:
    return isinstance(value, str) and (value == "" or (len(value) == 2 and value.isascii() and value.isdigit()))


def _form(value: object) -> bool:
    return isinstance(value, str) and value in FORMS


def _fact(name: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and value in FACTS[name]


def _home(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_HOME and (value == "" or value.startswith("?"))


def _fits(good: Callable[[object], bool], default: Any = MISSING) -> Any:
    return field(default=default, metadata={"good": good})


@dataclass(frozen=True)
class Message:
    """One thing said by a component; `kind` is its "type" on the wire."""

    kind: ClassVar[str]


@dataclass(frozen=True)
class Export(Message):
    """«Экспорт результатов» of a collection was clicked; `form` is the format chosen beside it, `region` the region, ''
    for all of the person's."""

    kind = "export"
    collection: int = _fits(_number)
    form: str = _fits(_form, ReportFormat.XLSX.value)
    region: str = _fits(_region, "")


@dataclass(frozen=True)
class SaveDashboard(Message):
    """«Дашборд для показа» of a collection was clicked; `region` as in Export."""

    kind = "dashboard"
    collection: int = _fits(_number)
    region: str = _fits(_region, "")


@dataclass(frozen=True)
class ReportDownloads(Message):
    """«Отчет» of a file store was clicked: who has taken its files."""

    kind = "report_downloads"
    store: int = _fits(_number)


@dataclass(frozen=True)
class CancelReport(Message):
    """«Отменить» beside a report that is still to come."""

    kind = "cancel_report"
    id: int = _fits(_number)


@dataclass(frozen=True)
class Seen(Message):
    """A publication that was new has been unfolded."""

    kind = "seen"
    publication: int = _fits(_number)


@dataclass(frozen=True)
class Reading(Message):
    """A notification was read; None: all of them."""

    kind = "bell.read"
    id: int | None = _fits(lambda value: value is None or _number(value))


@dataclass(frozen=True)
class OpenParticipants(Message):
    """«Список участников» or one of the figures was clicked; `status` narrows the list.

    `home` is the search part of the cabinet's address, to which closing the list returns.
    """

    kind = "participants"
    collection: int = _fits(_number)
    status: str = _fits(_status, "")
    home: str = _fits(_home, "")


@dataclass(frozen=True)
class Query(Message):
    """Another part of the list is wanted. `sort` is one of ORDERS, with "-" in front when descending."""

    kind = "query"
    status: str = _fits(_status, "")
    q: str = _fits(_search, "")
    page: int = _fits(_number, 1)
    sort: str = _fits(_order, "login")
    region: str = _fits(_region, "")
    idle_page: int = _fits(_number, 1)
    term: str = _fits(_fact("term"), "")
    fill: str = _fits(_fact("fill"), "")
    fresh: str = _fits(_fact("fresh"), "")
    view: str = _fits(_fact("view"), "")


@dataclass(frozen=True)
class Close(Message):
    """The × of a panel was clicked."""

    kind = "close"


def read_message(data: object, kinds: tuple[type[Message], ...]) -> Message:
    """The message in `data` (what send_msg brought), one of `kinds`.

    Raises BadRequest for another kind, an unknown, missing or unfit field.
    """
    kind = data.get("type") if isinstance(data, dict) else None
    message = next((known for known in kinds if isinstance(kind, str) and known.kind == kind), None)
    if message is None or not isinstance(data, dict):
        raise BadRequest
    given = {name: value for name, value in data.items() if name != "type"}
    known = {part.name: part for part in fields(message)}
    wanted = {name for name, part in known.items() if part.default is MISSING}
    if not given.keys() <= known.keys() or not wanted <= given.keys():
        raise BadRequest
    if not all(known[name].metadata["good"](value) for name, value in given.items()):
        raise BadRequest
    return message(**given)
