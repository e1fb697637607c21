"""Forms and their numbered, unchanging versions."""

import json
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from fisoko.domain.error import NotFound
from fisoko.domain.event import Event
from fisoko.domain.forms.form import Form
from fisoko.store.audit import Audit
from fisoko.store.engine import Engine, Row, Transaction
from fisoko.store.statement import load_statements

KEPT = 32  # parsed versions in memory


@dataclass(frozen=True)
class FormVersion:
    """One version of a form; `number` counts from 1 within the form."""

    id: int
    form_id: int
    key: str
    number: int
    form: Form
    workbook: str | None = None  # SHA-256 of the blob it was read from


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form in a list: its latest version, without the definition."""

    id: int
    key: str
    title: str
    version_id: int
    number: int
    created_at: datetime


class Forms:
    """Reads on any thread, parsed versions kept; writes within the writer's transactions."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine, self._audit = engine, audit
        self._sql = load_statements("forms", engine.dialect)
        self._kept: OrderedDict[int, FormVersion] = OrderedDict()
        self._lock = Lock()

    def version(self, version_id: int) -> FormVersion:
        """The version of this id. Raises NotFound."""
        with self._lock:
            if version_id in self._kept:
                self._kept.move_to_end(version_id)
                return self._kept[version_id]
        row = self._engine.one(self._sql["version"], id=version_id)
        if row is None:
            raise NotFound
        made = _version(row)
        with self._lock:
            self._kept[version_id] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    def latest(self, key: str) -> FormVersion | None:
        """The newest version of the form with this key, if there is one."""
        row = self._engine.one(self._sql["latest"], key=key)
        return self.version(row["id"]) if row else None

    def before(self, version_id: int) -> list[int]:
        """The earlier versions of the same form, the newest first."""
        return [row["id"] for row in self._engine.all(self._sql["before"], id=version_id)]

    def all(self) -> list[FormLine]:
        """Every form with its newest version, by title. Forms belong to no region."""
        return [FormLine(**row) for row in self._engine.all(self._sql["all"])]

    def add(self, tx: Transaction, form: Form, *, workbook: str | None, created_at: datetime, event: Event) -> int:
        """Store a form as the next version under its key and answer the version's id."""
        definition = json.dumps(form.to_json(), ensure_ascii=False, separators=(",", ":"))
        values: dict[str, Any] = {"key": form.key, "title": form.title}
        row = tx.one(self._sql["form_by_key"], key=form.key)
        if row is None:
            row = tx.one(self._sql["add_form"], **values)
        else:
            tx.run(self._sql["retitle"], **values)
        version = tx.one(
            self._sql["add_version"],
            form_id=(row or {})["id"],
            definition=definition,
            workbook=workbook,
            created_at=created_at,
        )
        self._audit.append(tx, event)
        return (version or {})["id"]


def _version(row: Row) -> FormVersion:
    form = Form.from_json(json.loads(row["definition"]))
    return FormVersion(row["id"], row["form_id"], row["key"], row["number"], form, row["workbook"])
