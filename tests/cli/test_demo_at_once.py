"""Work that is laid in at once leaves the rows that the services would have left, one by one."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import psycopg
import pytest

from fisoko.demo.country import FORMS, Clock, Country
from fisoko.demo.organisations import Scale
from fisoko.domain.forms.form import Form
from fisoko.domain.forms.reading import check_workbook
from fisoko.domain.person import OPERATOR, Identity
from fisoko.services.laid_work import NotTheSame
from fisoko.settings import Settings
from fisoko.store.statement import parse_statement
from fisoko.wiring import Application, build
from tests.conftest import ENGINES
from tests.demonstration import PASSWORD

PRESENT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
COUNTS = {"24": 13, "05": 8}
TABLES = {
    "batch": "seq",
    "submission": "seq",
    "given": "seq",
    "document": "collection_id, organisation_id",
    "progress": "collection_id, organisation_id",
    "download": "taken_at, account_id, file_id",
    "acknowledgement": "publication_id, account_id",
    "participant": "collection_id, organisation_id",
    "log_position": "seq",
    "projection": "seq",
    "organisation": "id",
    "notification": "id",
}


class Alike(Country):
    """Its forms are read once for all bases: ids of sheets and columns are random."""

    read: ClassVar[dict[str, Form]] = {}

    def _version(self, form_name: str) -> Any:
        if form_name not in self.read:
            form = check_workbook((FORMS / f"{form_name}.xlsx").read_bytes()).form
            assert form
            self.read[form_name] = form
        if form_name not in self._versions:
            self._versions[form_name] = self._application.forms.add_form(OPERATOR, self.read[form_name])
        return self._versions[form_name]


def made(home: Path, *, at_once: bool, database: str | None = None) -> Application:
    settings, clock = Settings.from_environment({}, home=home, database=database), Clock(PRESENT)
    application = build(settings, clock=clock)
    scale = Scale(COUNTS, pool=3, at_once=at_once)
    Alike(application, clock, PRESENT, scale).make(PASSWORD, lambda step, length: lambda *_: None)
    return application


@pytest.fixture(scope="module")
def one_by_one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    application = made(tmp_path_factory.mktemp("demo"), at_once=False)
    yield application
    application.close()


@pytest.fixture(scope="module", params=ENGINES)
def both(
    request: pytest.FixtureRequest, one_by_one: Application, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Application, Application]]:
    """Made through the services, and laid in at once on either engine."""
    database = None
    if request.param == "postgres":
        server = request.getfixturevalue("postgres_server")
        with psycopg.connect(server("postgres"), autocommit=True) as connection:
            connection.execute("create database at_once")
        database = server("at_once")
    application = made(tmp_path_factory.mktemp("demo"), at_once=True, database=database)
    yield one_by_one, application
    application.close()


def rows(application: Application, text: str) -> list[dict[str, Any]]:
    return application.engine.all(parse_statement("rows", text))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_the_same_rows(both: tuple[Application, Application], table: str) -> None:
    one_by_one, at_once = (rows(one, f"select * from {table} order by {TABLES[table]}") for one in both)
    assert len(one_by_one) == len(at_once) > 0
    for one, other in zip(one_by_one, at_once, strict=True):
        assert one == other


def test_the_journal_tells_the_same(both: tuple[Application, Application]) -> None:
    text = "select happened_at, kind, account_id, object, detail from audit_event"
    one_by_one, at_once = (sorted(rows(one, text), key=str) for one in both)
    assert one_by_one == at_once
    assert {row["kind"] for row in at_once} >= {"submitted", "downloaded", "publication_acknowledged"}


def test_a_base_in_which_somebody_works_is_left_alone(both: tuple[Application, Application]) -> None:
    _, application = both
    laying, identity = application.laying(), _somebody(application)
    with pytest.raises(NotTheSame):
        laying.save(identity, _open(application), "window", [], at=PRESENT)


def test_what_was_changed_behind_its_back_is_found(both: tuple[Application, Application]) -> None:
    _, application = both
    found = rows(application, "select collection_id, organisation_id from progress where filled > 0 limit 1")[0]
    identity = next(
        account.identity()
        for account in application.accounts.list(OPERATOR)
        if account.identity().organisation_id == found["organisation_id"]
    )
    application.laid_check.compare(found["collection_id"], identity, PRESENT)
    with application.engine.transaction() as tx:
        tx.run(
            parse_statement(
                "spoil",
                "update progress set filled = filled - 1 where collection_id = :collection_id::bigint "
                "and organisation_id = :organisation_id::bigint",
            ),
            **found,
        )
    with pytest.raises(NotTheSame, match="figures"):
        application.laid_check.compare(found["collection_id"], identity, PRESENT)


def _somebody(application: Application) -> Identity:
    return next(one for one in application.accounts.list(OPERATOR) if one.login == "spo240067").identity()


def _open(application: Application) -> int:
    return next(
        one.id for _, found in application.publishing.list(OPERATOR) for one in found if one.title == "Контингент"
    )
